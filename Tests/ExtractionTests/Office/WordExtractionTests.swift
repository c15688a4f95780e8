// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Extraction

@Suite struct WordExtractionTests {
  private func document(
    _ body: String, _ parts: [String: String] = [:]
  ) async throws -> (text: String, result: ExtractionResult) {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(HandMadeOffice.docx(body, parts), name: "a.bin")
    #expect(result.report.extractor == "ooxml")
    return (result.documents.first?.pages[0].text ?? "", result)
  }

  private let p = HandMadeOffice.p

  @Test func `Paragraphs are lines, tables are rows, and breaks and tabs stay`() async throws {
    let table = """
      <w:tbl><w:tr><w:tc>\(p("a", ""))</w:tc><w:tc><w:p/></w:tc><w:tc>\(p("c", ""))</w:tc></w:tr>
      <w:tr><w:tc>\(p("d", ""))\(p("e", ""))</w:tc><w:tc>\(p("f", ""))</w:tc></w:tr></w:tbl>
      """
    let run = "<w:p><w:r><w:t>x</w:t><w:tab/><w:t>y</w:t><w:br/><w:t>z</w:t></w:r></w:p>"
    let (text, _) = try await document(p("One", "") + table + run)
    #expect(text == "One\na\t\tc\nd\ne\tf\nx\ty\nz")
  }

  @Test func `A text box comes once, behind its paragraph`() async throws {
    let box = """
      <w:p><w:r><w:t>be</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>\
      \(p("boxed", ""))</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>\
      <w:txbxContent>\(p("boxed", ""))</w:txbxContent></w:pict></mc:Fallback>\
      </mc:AlternateContent><w:t>fore</w:t></w:r></w:p>\(p("after", ""))
      """
    #expect(try await document(box).text == "before\nboxed\nafter")
  }

  @Test func `Headers come first and footers last, each text once`() async throws {
    let parts = [
      "header1": p("top", ""), "header2": p("top", ""), "footer1": p("bottom", ""),
    ]
    #expect(try await document(p("body", ""), parts).text == "top\nbody\nbottom")
  }

  @Test func `Notes, comments, deletions and hidden words are kept and marked`() async throws {
    let body = """
      <w:p><w:r><w:t>Meet</w:t><w:footnoteReference w:id="2"/></w:r><w:del w:author="Ann"><w:r>\
      <w:delText xml:space="preserve"> at noon</w:delText></w:r></w:del><w:ins w:author="Ann"><w:r>\
      <w:t xml:space="preserve"> at one</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>\
      psst</w:t></w:r><w:r><w:commentReference w:id="7"/></w:r></w:p>
      """
    let notes =
      "<w:footnote w:type='separator' w:id='1'>\(p("-", ""))</w:footnote>"
      + "<w:footnote w:id='2'>\(p("by foot", ""))</w:footnote>"
    let comments = "<w:comment w:id='7' w:author='Bo'>\(p("really?", ""))</w:comment>"
    let (text, result) = try await document(body, ["footnotes": notes, "comments": comments])
    #expect(
      text == """
        Meet[1] [deleted by Ann: at noon] at one[hidden: psst]
        [comment by Bo: really?]
        [note 1: by foot]
        """)
    let told = result.report.notes.joined(separator: "\n")
    for count in ["comments kept in the text, in brackets: 1", "deleted passages", "hidden", ": 1"]
    {
      #expect(told.contains(count))
    }
  }

  @Test func `Results of fields are read, and targets of links that the text does not show`()
    async throws
  {
    let body = """
      <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK \
      "https://example.org/x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>\
      <w:r><w:t>here</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
      """
    let (text, result) = try await document(body)
    #expect(text == "here")
    #expect(result.documents.first?.metadata["links"] == "https://example.org/x")
  }

  @Test func `Lists have their numbers`() async throws {
    let item = { (level: Int, text: String) in
      "<w:p><w:pPr><w:numPr><w:ilvl w:val='\(level)'/><w:numId w:val='1'/></w:numPr></w:pPr>"
        + "<w:r><w:t>\(text)</w:t></w:r></w:p>"
    }
    let numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText \
      w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText \
      w:val="%1%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      """
    let body = item(0, "x") + item(1, "y") + item(1, "z") + item(0, "w") + item(1, "v")
    let (text, _) = try await document(body, ["numbering": numbering])
    #expect(text == "1. x\n1a) y\n1b) z\n2. w\n2a) v")
  }

  @Test func `Declared languages cut the text exactly, by the kind of letters`() async throws {
    let languages = "<w:lang w:val='en-GB' w:bidi='fa-IR'/>"
    let body =
      p("سلام دوست عزیز من", languages) + p("friend", languages) + p("سلام دوباره", languages)
    let (text, result) = try await document(body)
    #expect(result.documents.first?.language?.code == "fa")
    let page = try #require(result.documents.first?.pages[0])
    #expect(page.spans.map(\.language.code) == ["en"])
    let cut = page.spans.first.map { Array(text.utf8)[$0.range] } ?? []
    #expect(String(decoding: cut, as: UTF8.self).contains("friend"))
  }

  @Test func `A large picture inside becomes a part, a small one does not`() async throws {
    let fixture = try ExtractionFixture()
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    var members = HandMadeOffice.docxMembers(p("text", ""))
    members.append(.init("word/media/image1.png", png + [UInt8](repeating: 7, count: 12 << 10)))
    members.append(.init("word/media/image2.png", png))
    let result = try await fixture.extract(HandMadeZip.archive(members))
    #expect(result.parts?.count == 1)
  }

  @Test func `A document that lost its end is read as far as it goes`() async throws {
    let fixture = try ExtractionFixture()
    let whole = HandMadeOffice.docx(p("first words", "") + p("last words", ""))
    let result = try await fixture.extract(Array(whole.dropLast(250)))
    #expect(result.documents.first?.pages[0].text == "first words\nlast words")
    #expect(result.report.gaps.map(\.reason).contains(.damaged))
  }

  @Test func `Entities and deep nesting end in text or gaps`() async throws {
    let fixture = try ExtractionFixture()
    let evil = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    var members = HandMadeOffice.docxMembers(p("before", ""))
    members[2] = .init("word/document.xml", evil + HandMadeOffice.part("document", p("a&x;b", "")))
    let entity = try await fixture.extract(HandMadeZip.archive(members))
    #expect(entity.documents.first?.pages[0].text.contains("root:") != true)
    let deep = String(repeating: "<w:sdt>", count: 10_000)
    let nested = try await fixture.extract(HandMadeOffice.docx(p("before", "") + deep))
    #expect(nested.documents.first?.pages[0].text == "before")
    #expect(nested.report.gaps.map(\.reason) == [.damaged])
    let attributes = (0..<20_000).map { "a\($0)=''" }.joined(separator: " ")
    let wide = try await fixture.extract(HandMadeOffice.docx("<w:p \(attributes)/>"))
    #expect(wide.report.failure?.reason == .sizeLimit)
  }

  @Test func `The properties of a document become its metadata`() async throws {
    let fixture = try ExtractionFixture()
    var members = HandMadeOffice.docxMembers(p("text", ""))
    let core = """
      <c:coreProperties xmlns:c="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>T</dc:title>\
      <dc:creator>A</dc:creator><c:keywords>k</c:keywords><dc:language>ar-SA</dc:language>\
      <dcterms:created>2026-03-01T10:00:00Z</dcterms:created></c:coreProperties>
      """
    members.append(.init("docProps/core.xml", core))
    let result = try await fixture.extract(HandMadeZip.archive(members))
    let document = try #require(result.documents.first)
    #expect(document.title == "T")
    #expect(document.date == "2026-03-01T10:00:00Z")
    #expect(document.language?.code == "ar")
    #expect(document.metadata == ["author": "A", "keywords": "k"])
  }
}
