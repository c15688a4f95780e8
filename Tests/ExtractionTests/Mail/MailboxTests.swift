// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import FoundationEssentials
import Testing

@testable import Extraction
@testable import Readers

@Suite struct MailboxTests {
  private let line = "From ann@example.org Mon May  2 16:07:05 2005\n"

  private func mails(_ box: String, most: Int = 1 << 20) throws -> [MailboxSplitter.Mail] {
    let fixture = try ExtractionFixture()
    let input = try fixture.input(Array(box.utf8))
    var splitter = MailboxSplitter(try FileReader(input.path), most: most)
    var mails: [MailboxSplitter.Mail] = []
    while let mail = splitter.next() { mails.append(mail) }
    return mails
  }

  private func texts(_ box: String) throws -> [String] {
    try mails(box).map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func `Mails are parted at sender lines, and marks before such lines go`() throws {
    let first = "Subject: one\n\nFrom here on: nothing\n>From the start\n>>From quoted\n> From\n"
    let box = line + first + "\n" + line + "Subject: two\n\ntext\n\n" + line + "\n\n"
    #expect(
      try texts(box) == [
        "Subject: one\n\nFrom here on: nothing\nFrom the start\n>From quoted\n> From\n\n",
        "Subject: two\n\ntext\n\n" + line + "\n\n",
      ])
  }

  @Test func `Windows line ends, a missing empty line and a letter about mail are understood`()
    throws
  {
    let windows = (line + "Subject: one\n\na\n\n" + line + "Subject: two\n\nb\n")
      .replacing("\n", with: "\r\n")
    #expect(try texts(windows).count == 2)
    #expect(try texts(line + "Subject: one\n\na\n" + line + "Received: x\n\nb\n").count == 2)
    let quoting = line + "Subject: one\n\nA mailbox line is\n" + line + "and so on\n"
    #expect(try texts(quoting).count == 1)
    #expect(try texts("").isEmpty)
    #expect(try texts("\n\n").isEmpty)
  }

  @Test func `A mail longer than allowed is cut, and the next is whole`() throws {
    let lines = String(repeating: "0123456789\n", count: 200_000)
    let box = line + "Subject: one\n\n" + lines + "\n" + line + "Subject: two\n\nb\n"
    let found = try mails(box, most: 100_000)
    #expect(found.map(\.isCut) == [true, false])
    #expect(found[0].bytes.count < 100_200)
    #expect(String(decoding: found[1].bytes, as: UTF8.self) == "Subject: two\n\nb\n")
  }

  @Test func `Each mail of a box is a document, with its files behind it`() async throws {
    let fixture = try ExtractionFixture()
    let attached = MailFixture.multipart(
      "mixed", ["\nsee file", "Content-Type: text/plain; name=menu.txt\n\nsoup"])
    let box =
      line + "From: a@example.org\nSubject: one\n\ntext of one\n\n" + line + attached + "\n" + line
      + "From: c@example.org\n\nno subject\n"
    let result = try await fixture.extract(box)
    #expect(result.report.failure == nil && result.report.mediaType == .mailbox)
    let parts = try #require(result.parts)
    let found = try FileReader.contents(of: parts.path).split(separator: 0x0A)
      .compactMap { PartsFile.part(Array($0)) }
    #expect(
      found.map(\.name) == ["0001 one", "0002 parts", "0002 parts/menu.txt", "0003"])
    #expect(found[2].document?.pages[0].text == "soup")
    #expect(found[3].document?.pages[0].text == "From: c@example.org\n\nno subject\n")
  }

  @Test func `Mails in mails end where files may be packed no deeper`() async throws {
    let fixture = try ExtractionFixture()
    let head = "From: a@example.org\nMIME-Version: 1.0\nSubject: x\n"
    let nested = String(repeating: head + "Content-Type: message/rfc822\n\n", count: 100)
    let result = try await fixture.extract(nested + head + "\ntext")
    let parts = try #require(result.parts)
    #expect(parts.count == ExtractionLimits().packedDepth + 1)
    #expect(parts.failures == 1)
  }

  @Test func `A box with one mail is that mail, with its mails inside`() async throws {
    let fixture = try ExtractionFixture()
    let inner = "Content-Type: message/rfc822\n\nFrom: c@example.org\nSubject: soup\n\ninner text"
    let result = try await fixture.extract(
      line + MailFixture.multipart("mixed", ["\nouter", inner]))
    #expect(result.documents.first?.title == "parts")
    #expect(result.report.mediaType == .mail)
    let parts = try #require(result.parts)
    let part = PartsFile.part(try FileReader.contents(of: parts.path).dropLast())
    #expect(part?.name == "soup.eml")
    #expect(part?.document?.title == "soup")
    #expect(part?.report.mediaType == .mail)
  }
}
