// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct MailSnifferTests {
  private func type(_ text: String) -> String? {
    MailSniffer.mediaType(of: Array(text.utf8))?.rawValue
  }

  @Test func `Headers that programs write make a mail`() {
    #expect(type("Received: from a\n\tby b\nFrom: me\n\nx") == "message/rfc822")
    #expect(type("Return-Path: <a@b.c>\r\nSubject: x\r\n\r\nx") == "message/rfc822")
    #expect(type("\u{FEFF}\n\nMIME-Version: 1.0\nSubject: x\n\n") == "message/rfc822")
    #expect(type("Content-Type: multipart/signed;\n boundary=x\n\n") == "message/rfc822")
    #expect(type(">From x y\nMessage-ID: <a>\nFrom: b\n\n") == "message/rfc822")
    #expect(type("From ann@example.org\nMessage-ID: <a>\nFrom: b\n\n") == "message/rfc822")
    #expect(type("1234    \nMessage-ID: <a>\nFrom: b\n\n") == "message/rfc822")
    #expect(type("From: a@b.c\rTo: d@e.f\r\rx") == "message/rfc822")
  }

  @Test func `Headers that people fill in make a mail only with an address`() {
    #expect(type("From: Ann <ann@example.org>\nSubject: soup\n\nx") == "message/rfc822")
    #expect(type("From: me\nTo: all of you\nSubject: soup\n\nCome at noon.") == nil)
    #expect(type("From: me@home\nI write to you today") == nil)
    #expect(type("Dear all,\nFrom: a@b.c\nTo: d@e.f\n\n") == nil)
    #expect(type("Subject: soup\n\nsoup") == nil)
  }

  @Test func `Other files with names and colons are no mails`() {
    #expect(type("HTTP/1.1 200 OK\nDate: x\nContent-Type: text/html\n\n<p>") == nil)
    #expect(type("Title: x\nDate: 2026-01-01\nTags: a\n\n# x") == nil)
    #expect(type("BEGIN:VCARD\nVERSION:3.0\n") == nil)
    #expect(type("") == nil)
    #expect(type("\n\n\n") == nil)
  }

  @Test func `A sender line with a time before a header makes a mailbox`() {
    let line = "From ann@example.org Mon May  2 16:07:05 2005"
    #expect(type(line + "\nFrom: b\n\nx") == "application/mbox")
    #expect(type(line + "\r\nReceived: x\r\n\r\n") == "application/mbox")
    #expect(type(line + "\nHello Ann,") == nil)
    #expect(type("From here to there: a way\nx: y\n") == nil)
    #expect(type("From 9:30 on, 2025 is over\nSubject: x") == "application/mbox")
  }
}
