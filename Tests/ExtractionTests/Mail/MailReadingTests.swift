// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers
@testable import TextAnalysis

@Suite struct MailReadingTests {
  private let head = MailFixture.head

  @Test func `Headers that people search for come first, decoded, and fill the metadata`() throws {
    let mail = try MailFixture(
      """
      Received: from x
      From: "Ann, the cook" <ann@example.org>
      To: b@example.org,
       =?utf-8?Q?Caf=C3=A9?= <c@example.org>
      Cc: d@example.org
      Date: Mon, 2 May 2005 16:07:05 -0600
      Subject: =?utf-8?Q?Soup_at_the_caf=C3=A9?=
      Message-ID: <1@example.org>
      In-Reply-To: <0@example.org>
      List-Id: Kitchens <kitchens.example.org>
      Content-Language: fr

      Come at noon.

      """)
    #expect(
      mail.text == """
        From: Ann, the cook <ann@example.org>
        To: b@example.org, Café <c@example.org>
        Cc: d@example.org
        Date: Mon, 2 May 2005 16:07:05 -0600
        Subject: Soup at the café

        Come at noon.

        """)
    let document = try #require(mail.documents.first?.document)
    #expect(document.title == "Soup at the café")
    #expect(document.date == "2005-05-02T16:07:05-06:00")
    #expect(document.language == Language(tag: "fr"))
    #expect(document.metadata["author"] == "Ann, the cook <ann@example.org>")
    #expect(document.metadata["message-id"] == "1@example.org")
    #expect(document.metadata["in-reply-to"] == "0@example.org")
    #expect(document.metadata["list-id"] == "Kitchens <kitchens.example.org>")
  }

  @Test
  func `Legacy charsets are read in headers and text, whether declared, lied about or silent`()
    throws
  {
    for (name, bytes) in try MailFixture.samples("legacy") where !name.contains("utf") {
      let charset = String(name.split(separator: ".")[1])
      let subject = try #require(bytes.split(separator: 0x0A).first)
      let text = try #require(CharsetOracle.text(bytes, charset))
      for declared in [charset, "us-ascii", "utf-8", nil] {
        let type = declared.map { "Content-Type: text/plain; charset=\($0)\n" } ?? ""
        let mail = try MailFixture(
          Array((head + type + "Subject: ").utf8) + subject + Array("\n\n".utf8) + bytes)
        #expect(mail.text.hasSuffix("\n\n" + text), "\(name) declared as \(declared ?? "nothing")")
        #expect(mail.title.map { text.hasPrefix($0) } == true, "\(name): \(mail.title ?? "")")
      }
    }
  }

  @Test func `A declaration decides where the text is too short to tell`() throws {
    let bytes = try #require(CharsetConverter(charset: "Shift_JIS")?.encode("食事"))
    let mail = try MailFixture(
      Array((head + "Content-Type: text/plain; charset=Shift_JIS\n\n").utf8) + bytes)
    #expect(mail.text.hasSuffix("食事"))
    #expect(mail.report?.notes == [])
  }

  @Test func `Of several versions the plain one is read, unless it says next to nothing`() throws {
    let html =
      "Content-Type: text/html; charset=utf-8\n\n<p lang=fr>\(String(repeating: "beaucoup ", count: 60))</p>"
    let plain = try MailFixture(
      MailFixture.multipart(
        "alternative",
        [
          "Content-Type: text/plain\n\nA whole plain text, as long as needed to say so, with its reasons and its consequences. \(String(repeating: "More. ", count: 20))",
          html,
        ]))
    #expect(plain.text.contains("A whole plain text"))
    #expect(!plain.text.contains("beaucoup"))
    let poor = try MailFixture(
      MailFixture.multipart("alternative", ["Content-Type: text/plain\n\nSee HTML.", html]))
    #expect(poor.text.contains("beaucoup"))
    #expect(poor.documents[0].document?.pages[0].spans.count == 1)
    let blank = try MailFixture(
      MailFixture.multipart("alternative", ["Content-Type: text/plain\n\n ", html]))
    #expect(blank.text.contains("beaucoup"))
  }

  @Test func `Files keep their line ends, and lose that of the line between parts`() throws {
    let parts = MailFixture.multipart(
      "mixed",
      [
        "Content-Type: x/y; name=a\n\none", "Content-Type: x/y; name=b\n\ntwo\n",
        "Content-Type: message/rfc822; name=c\n\nSubject: in\n\ninner\n",
      ]
    ).dropLast()
    for lineEnd in ["\n", "\r\n"] {
      let mail = try MailFixture(Array(parts.replacing("\n", with: lineEnd).utf8))
      let contents = mail.members.map { String(decoding: $0.contents, as: UTF8.self) }
      let wanted = ["one", "two\n", "Subject: in\n\ninner\n"]
      #expect(contents == wanted.map { $0.replacing("\n", with: lineEnd) })
    }
  }

  @Test func `HTML that is declared as plain text is read as HTML`() throws {
    let mail = try MailFixture(head + "\n<html><body><p>soup <b>at noon</b></p></body></html>\n")
    #expect(mail.text.hasSuffix("\n\nsoup at noon"))
    #expect(try MailFixture(head + "\n<3 soup").text.hasSuffix("\n\n<3 soup"))
  }

  @Test func `Files become members with what is declared of them`() throws {
    let mail = try MailFixture(
      MailFixture.multipart(
        "mixed",
        [
          "Content-Type: text/plain\n\nfirst",
          "Content-Type: text/plain; charset=koi8-r; name=a.txt\nContent-Disposition: attachment;\n"
            + " modification-date=\"Tue, 15 Nov 2022 15:54:12 GMT\"\n\nfile",
          "Content-Type: image/png\nContent-ID: <x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=",
          "Content-Type: message/rfc822\n\nFrom: c@example.org\nSubject: inner soup\n\ninner",
          "\nsecond",
        ]))
    #expect(mail.text.hasSuffix("Subject: parts\n\nfirst\n\nsecond"))
    #expect(mail.names == ["a.txt", "part-4", "inner soup.eml"])
    #expect(mail.members[0].header.declaredCharset == "KOI8-R")
    #expect(mail.members[0].header.modified == "2022-11-15T15:54:12+00:00")
    #expect(mail.members[1].contents == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(mail.members[2].contents.starts(with: Array("From: c@example.org\n".utf8)))
  }

  @Test func `Flowed text, uuencoded files and signatures are undone`() throws {
    let flowed = FlowedText.unfolded(
      Array("a \nlong line\r\n> quoted \n> more\n>> deeper\n-- \nme\n From x\n".utf8),
      deletingSpaces: false)
    #expect(
      String(decoding: flowed, as: UTF8.self)
        == "a long line\n> quoted more\n>> deeper\n-- \nme\nFrom x\n")
    let mail = try MailFixture(
      head + "Subject: x\n\nbegin now\nbegin 644 cat.txt\n#0V%T\n`\nend\nafter\n"
        + "-----BEGIN PGP SIGNATURE-----\niQ\n-----END PGP SIGNATURE-----\n")
    #expect(mail.text.hasSuffix("\n\nbegin now\nafter\n"))
    #expect(mail.names == ["cat.txt"])
    #expect(mail.members.first?.contents == Array("Cat".utf8))
  }

  @Test func `What is encrypted is a gap, and the headers are read`() throws {
    for type in [
      "multipart/encrypted; boundary=b", "application/pkcs7-mime; smime-type=enveloped-data",
      "application/x-pkcs7-mime",
    ] {
      let mail = try MailFixture(
        head
          + "Subject: secret\nContent-Type: \(type)\n\n--b\nContent-Type: application/x\n\nx\n--b--\n"
      )
      #expect(mail.reasons == [.encrypted], "\(type)")
      #expect(mail.text.hasSuffix("Subject: secret\n"))
      #expect(mail.members.isEmpty)
    }
    let inline = try MailFixture(
      head + "\nhi\n-----BEGIN PGP MESSAGE-----\nx\n-----END PGP MESSAGE-----\nbye\n")
    #expect(inline.reasons == [.encrypted])
    #expect(inline.text.hasSuffix("\n\nhi\nbye\n"))
  }

  /// An element of DER, or with an open end where it is `endless`.
  private func element(_ tag: UInt8, _ content: [UInt8], endless: Bool = false) -> [UInt8] {
    if endless { return [tag, 0x80] + content + [0, 0] }
    return [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
  }

  private func signed(_ content: [UInt8], endless: Bool) -> [UInt8] {
    let type: [UInt8] = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
    let octets =
      endless
      ? element(
        0x24, element(0x04, Array(content.prefix(9))) + element(0x04, Array(content.dropFirst(9))),
        endless: true)
      : element(0x04, content)
    let inner = element(
      0x30, type + [1] + element(0xA0, octets, endless: endless), endless: endless)
    let message = element(0x30, [2, 1, 1] + element(0x31, []) + inner, endless: endless)
    return element(0x30, type + [2] + element(0xA0, message, endless: endless), endless: endless)
  }

  @Test func `A mail is taken out of its signature`() throws {
    let inner = MailFixture.multipart(
      "mixed", ["\nsigned words", "Content-Type: x/y; name=f\n\nfile"])
    let content = Array(inner.drop { $0 != "C" }.utf8)
    for endless in [false, true] {
      let package = signed(content, endless: endless)
      #expect(SignedPackage.content(package) == content)
      let head = head + "Subject: s\nContent-Type: application/pkcs7-mime\n\n"
      let mail = try MailFixture(Array(head.utf8) + package)
      #expect(mail.text.hasSuffix("Subject: s\n\nsigned words"))
      #expect(mail.names == ["f"])
      #expect(mail.report?.notes == ["the mail is signed; the signature was not checked"])
      for count in 0..<package.count { _ = SignedPackage.content(Array(package.prefix(count))) }
      for place in package.indices {
        var flipped = package
        flipped[place] ^= 0xFF
        _ = SignedPackage.content(flipped)
      }
    }
    let deep = [UInt8](repeating: 0x30, count: 1) + [UInt8](repeating: 0x80, count: 1)
    #expect(SignedPackage.content(Array([[UInt8]](repeating: deep, count: 50_000).joined())) == nil)
  }

  @Test func `A page that a browser saved is read with its address, without its styles`() throws {
    let page = try MailFixture(
      "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nSubject: soup\n"
        + MailFixture.multipart(
          "related",
          [
            "Content-Type: text/html\nContent-Location: https://example.org/a\n\n<p>soup at noon</p>",
            "Content-Type: text/css\nContent-Location: cid:css\n\np { color: red }",
            "Content-Type: image/png\nContent-Location: https://example.org/i/pot.png?x=1\n\nx",
          ]
        ).drop { $0 != "M" })
    #expect(page.text.hasSuffix("soup at noon"))
    #expect(page.documents[0].document?.metadata["source"] == "https://example.org/a")
    #expect(page.names == ["pot.png"])
  }

  @Test func `A damaged mail is read as far as it goes`() throws {
    let cut = try MailFixture(
      head
        + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: x/y; name=f\n"
        + "Content-Transfer-Encoding: base64\n\naGVsbG8gd29y")
    #expect(cut.text.hasSuffix("\n\ntext"))
    #expect(cut.members.first?.contents == Array("hello wor".utf8))
    #expect(cut.report?.notes.count == 1)
    let noEmptyLine = try MailFixture(head + "this is text\nand more\n")
    #expect(noEmptyLine.text.hasSuffix("\n\nthis is text\nand more\n"))
    let wrong = try MailFixture(
      head
        + "Content-Type: multipart/mixed; boundary=other\n\n--b\nContent-Type: text/html\n\n<p>seen</p>\n--b--\n"
    )
    #expect(wrong.text.hasSuffix("\n\nseen"))
    let macintosh = try MailFixture("From: a@b.c\rSubject: x\r\rone\rtwo\r")
    #expect(macintosh.text.hasSuffix("Subject: x\n\none\ntwo\n"))
  }

  @Test func `Mails beyond all measure end in gaps`() throws {
    var limits = ExtractionLimits()
    limits.parts = 50
    let many =
      head + "Content-Type: multipart/mixed; boundary=b\n\n"
      + String(repeating: "--b\n\nx\n", count: 400)
    let parts = try MailFixture(Array(many.utf8), limits: limits)
    #expect(parts.reasons == [.sizeLimit])
    #expect(parts.text.contains("x"))
    limits.outputBytes = 100
    let wide = try MailFixture(
      Array((head + "\n" + String(repeating: "soup ", count: 99)).utf8), limits: limits)
    #expect(wide.reasons == [.sizeLimit] && wide.text.utf8.count <= 102)
    let deep = (0..<3000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }
      .joined()
    #expect(try MailFixture(head + deep + "\ntext").reasons == [.depthLimit])
    let headers = try MailFixture(head + String(repeating: "A: b\n", count: 30_000) + "\ntext")
    #expect(headers.reasons == [.sizeLimit])
    #expect(headers.text.hasSuffix("\n\ntext"))
    let long = try MailFixture(
      head + "Subject: " + String(repeating: "y", count: 2_000_000) + "\n\ntext")
    #expect(long.text.hasSuffix("\n\ntext"))
  }

  @Test func `Every cut and flipped bits of a mail leave a document`() throws {
    let whole = Array(
      MailFixture.multipart(
        "mixed",
        [
          "Content-Type: text/plain; charset=utf-8; format=flowed\n\nCafé ouvert \nà midi",
          "Content-Type: multipart/alternative; boundary=c\n\n--c\n\n--c\nContent-Type: text/html\n\n<p>x</p>\n--c--",
          "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.txt\n\nfile",
        ]
      ).utf8)
    for count in stride(from: head.utf8.count, to: whole.count, by: 7) {
      let mail = try MailFixture(Array(whole.prefix(count)))
      #expect(mail.isWhole && mail.documents.count == 1)
    }
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      var flipped = whole
      for _ in 0..<4 {
        flipped[Int.random(in: 0..<whole.count, using: &random)] = .random(
          in: 0 ... .max, using: &random)
      }
      let mail = try MailFixture(flipped)
      #expect(mail.isWhole && mail.documents.count == 1, "seed \(seed)")
      let controls = mail.text.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
      #expect(controls.isEmpty, "seed \(seed)")
    }
  }
}
