// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct RTFExtractionTests {
  private func read(_ body: String, head: String = "\\ansi\\ansicpg1252") async throws
    -> ExtractionResult
  {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract("{\\rtf1\(head) \(body)}")
    #expect(result.report.extractor == "rtf")
    return result
  }

  private func text(_ body: String, head: String = "\\ansi\\ansicpg1252") async throws -> String? {
    try await read(body, head: head).documents.first?.pages[0].text
  }

  @Test func `Paragraphs, lines, tabs, cells and signs`() async throws {
    #expect(
      try await text("a\\par b\\line c\\tab d\\~e\\emdash f\\{\\}") == "a\nb\nc\td\u{A0}e—f{}")
    let table =
      "\\trowd\\intbl 1\\cell 2\\cell\\row\\trowd\\intbl 3\\cell\\cell 5\\cell\\row\\pard end"
    #expect(try await text(table) == "1\t2\n3\t\t5\nend")
  }

  @Test func `Bytes are read in the charset of their font`() async throws {
    let fonts =
      "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset178 C;}"
      + "{\\f3\\fcharset128 D;}{\\f4\\fcharset2 E;}}"
    let body =
      "\\f0\\'e9t\\'e9\\f1 \\'cc\\'e8\\'f0\\f2 \\'d3\\'e1\\'c7\\'e3\\f3 \\'96\\'9e\\'8f\\'46\\f4 \\'b7"
    #expect(try await text(fonts + body) == "étéМирسلام満洲•")
    #expect(try await text("\\'cf\\'f0\\'e8", head: "\\ansi\\ansicpg1251") == "При")
  }

  @Test func `Unicode replaces what stands behind it for old readers`() async throws {
    #expect(try await text("\\u1605?\\u1606 ?") == "من")
    #expect(try await text("\\uc2\\u24180\\'94\\'4e abc") == "年 abc")
    #expect(try await text("\\uc0\\u-10240\\u-8398 x") == "𐌲x")
    #expect(try await text("{\\uc0\\u233}\\u233?") == "éé")
  }

  @Test func `What is hidden, deleted, noted or commented is kept and marked`() async throws {
    let body = """
      {\\*\\revtbl{Unknown;}{Ann;}}a{\\v b}{\\deleted\\revauthdel1 c}d\\chftn{\\footnote e}\
      {\\*\\atnid B}{\\*\\atnauthor Bo}\\chatn{\\*\\annotation{\\*\\atnref 1}f}\\par g
      """
    #expect(
      try await text(body) == """
        a[hidden: b][deleted by Ann: c]d[1]
        [comment by Bo: f]
        g
        [note 1: e]
        """)
  }

  @Test func `Fields give their results, pictures and unknown groups nothing`() async throws {
    let body = """
      {\\field{\\*\\fldinst{HYPERLINK "https://example.org"}}{\\fldrslt here}}{\\pict\\pngblip \
      89504e}{\\*\\unknown{\\b no}}{\\stylesheet{\\s1 No;}}{\\header top\\par}\\bin3 }}}!
      """
    let result = try await read(body)
    #expect(result.documents.first?.pages[0].text == "top\nhere!")
    #expect(result.documents.first?.metadata["links"] == "https://example.org")
  }

  @Test func `The head gives metadata, and languages other than the default become spans`()
    async throws
  {
    let body =
      "{\\info{\\title T}{\\author A}{\\creatim\\yr2026\\mo3\\dy1\\hr9}}one two three {\\lang1036 mot}"
    let result = try await read(body, head: "\\ansi\\deflang1033")
    let document = try #require(result.documents.first)
    #expect(document.title == "T")
    #expect(document.date == "2026-03-01")
    #expect(document.metadata["author"] == "A")
    #expect(document.pages[0].spans.map(\.language.code) == ["fr"])
  }

  @Test func `A cut file, and groups without end, are read as far as they go`() async throws {
    let fixture = try ExtractionFixture()
    let cut = try await fixture.extract("{\\rtf1\\ansi one\\par {two")
    #expect(cut.documents.first?.pages[0].text == "one\ntwo")
    #expect(cut.report.gaps.map(\.reason) == [.damaged])
    let deep = try await fixture.extract("{\\rtf1 one" + String(repeating: "{", count: 50_000))
    #expect(deep.documents.first?.pages[0].text == "one")
    #expect(deep.report.gaps.map(\.reason).contains(.depthLimit))
  }
}
