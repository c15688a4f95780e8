// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

@Suite struct HeaderTextTests {
  private func text(_ raw: String) -> String? {
    HeaderText.decode(Array(raw.utf8), charset: nil)
  }

  @Test func `Encoded words are decoded, and white space between two of them goes`() {
    #expect(text("=?UTF-8?B?44G+44G/44KA44KB44KC?=") == "まみむめも")
    #expect(text("=?iso-8859-1?q?caf=E9?= =?iso-8859-1?Q?_ouvert?= now") == "café ouvert now")
    #expect(text("Re: =?UTF-8?Q?caf=C3=A9?= =?US-ASCII*en?Q?_x?=") == "Re: café x")
    #expect(text("plain = text? yes =?") == "plain = text? yes =?")
  }

  @Test func `A character cut between two words is read whole`() {
    #expect(text("=?utf-8?Q?caf=C3?= =?UTF-8?Q?=A9?=") == "café")
    let base64 = "44G+44G/44KA44KB44KC"
    for cut in 1..<base64.utf8.count {
      let (first, second) = (base64.prefix(cut), base64.dropFirst(cut))
      #expect(text("=?utf-8?B?\(first)?= =?utf-8?B?\(second)?=") == "まみむめも", "cut at \(cut)")
    }
  }

  @Test func `Words that programs break are read as they were meant`() {
    #expect(text("=?utf-8?Q?Hello world caf=C3=A9?=") == "Hello world café")
    #expect(text("a=?utf-8?Q?=C3=A9?=b \"=?utf-8?B?w6k=?=\"") == "aéb \"é\"")
    #expect(text("=?utf-8?B?w6k?=") == "é")
    #expect(text("=?utf-8?Q?what?=20now?=") == "what? now")
    #expect(text("=?utf-8?Q?no end =C3=A9") == "no end é")
    #expect(text("=?x-unknown?Q?caf=C3=A9?=") == "café")
  }

  @Test func `Charsets are what programs mean by their names`() {
    #expect(MailCharset.meant(by: "gb2312") == "GB18030")
    #expect(MailCharset.meant(by: "\"ISO-8859-1\"") == "windows-1252")
    #expect(MailCharset.meant(by: "ks_c_5601-1987") == "EUC-KR")
    #expect(MailCharset.meant(by: "win-1251") == "windows-1251")
    #expect(MailCharset.meant(by: "no-such-thing") == nil)
    #expect(text("=?iso-8859-1?Q?=93quoted=94?=") == "“quoted”")
  }

  @Test func `Addresses lose the quotes around names`() {
    let raw = Array("\"Doe, \\\"J\\\" John\" <a@example.org>".utf8)
    #expect(HeaderText.addresses(raw, charset: nil) == "Doe, \"J\" John <a@example.org>")
  }

  @Test func `Random bytes are text of one line`() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "=?", "?=", "utf-8", "?B?", "?Q?", "=C3", "=", "\u{1B}$B", " ", "x", "iso-2022-jp", "*0*",
    ]
    for _ in 0..<500 {
      var raw: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<20, using: &random) {
        raw += Array(pieces.randomElement(using: &random)?.utf8 ?? "".utf8)
        if Int.random(in: 0..<4, using: &random) == 0 {
          raw.append(.random(in: 0 ... .max, using: &random))
        }
      }
      let text = HeaderText.decode(raw, charset: "windows-1251") ?? ""
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 }, "seed \(seed)")
      _ = HeaderParameters(raw).text("filename", charset: nil)
    }
  }
}

@Suite struct HeaderParametersTests {
  private func name(_ raw: String) -> String? {
    HeaderParameters(Array(raw.utf8)).text("filename", charset: nil)
  }

  @Test func `Values with charsets and in pieces are put together`() {
    #expect(name("attachment; filename*=utf-8''caf%C3%A9%20menu.pdf") == "café menu.pdf")
    #expect(
      name("x; filename*0*=utf-8'fr'caf%C3; filename*1*=%A9; filename*2=\" 1.pdf\"") == "café 1.pdf"
    )
    #expect(name("x; filename*1=b.txt; filename*0=a") == "ab.txt")
    #expect(name("x; filename*=Shift_JIS'ja'%83e%83X%83g.txt") == "テスト.txt")
  }

  @Test func `The form that says more wins, and broken ones are read`() {
    #expect(name("x; filename=cafe.pdf; filename*=utf-8''caf%C3%A9.pdf") == "café.pdf")
    #expect(name("x; filename=\"=?utf-8?B?w6k=?=.pdf\"") == "é.pdf")
    #expect(name("x; filename=my long name.pdf; size=3") == "my long name.pdf")
    #expect(name("x; FILENAME=\"a;b \\\"c\\\".pdf\"") == "a;b \"c\".pdf")
    #expect(name("x; filename=café.pdf") == "café.pdf")
    #expect(name("x; filename*=%C3%A9.pdf") == "é.pdf")
    #expect(name("attachment") == nil)
  }

  @Test func `Names lose their folders and what no name has`() {
    #expect(MailAttachment.fileName("C:\\Users\\me\\menu.pdf") == "menu.pdf")
    #expect(MailAttachment.fileName("../../etc/passwd") == ".._.._etc_passwd")
    #expect(MailAttachment.fileName("..") == nil)
    #expect(MailAttachment.fileName("a\u{0}\nb") == "a b")
  }
}
