// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct BookAndMarkupTests {
  private func extract(_ text: String, name: String = "file") async throws -> ExtractionResult {
    try await ExtractionFixture().extract(text, name: name)
  }

  @Test func `The chapters of a book come in the order of its spine`() async throws {
    let fixture = try ExtractionFixture()
    let bytes = HandMadeZip.archive([
      "mimetype": "application/epub+zip",
      "META-INF/container.xml": "<c><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></c>",
      "O/b.opf": """
      <package xmlns:dc="d"><metadata><dc:title>T</dc:title><dc:creator>A</dc:creator>\
      <dc:language>fr</dc:language></metadata><manifest><item id="a" href="1%20x.xhtml"/>\
      <item id="b" href="2.xhtml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/>\
      </spine></package>
      """,
      "O/1 x.xhtml": "<html><body><p>last&nbsp;one</p></body></html>",
      "O/2.xhtml": "<html lang='en'><body><p>first</p></body></html>",
    ])
    let result = try await fixture.extract(bytes)
    let document = try #require(result.documents.first)
    #expect(document.pages.map(\.text) == ["first", "last\u{A0}one"])
    #expect(document.pages.map { $0.spans.map(\.language.code) } == [["en"], []])
    #expect(document.title == "T")
    #expect(document.language?.code == "fr")
  }

  @Test func `A book in FictionBook has its sections as pages`() async throws {
    let result = try await extract(
      """
      <?xml version="1.0"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">
      <description><title-info><author><first-name>A</first-name><last-name>B</last-name></author>
      <book-title>T</book-title><lang>ru</lang></title-info></description><body><title><p>T</p></title>
      <section><title><p>One</p></title><p>a <emphasis>b</emphasis></p></section>
      <section><poem><stanza><v>c</v><v>d</v></stanza></poem></section></body></FictionBook>
      """)
    let document = try #require(result.documents.first)
    #expect(document.pages.map(\.text) == ["T", "One\na b", "c\nd"])
    #expect(document.title == "T")
    #expect(document.language?.code == "ru")
    #expect(document.metadata["author"] == "A B")
  }

  @Test func `Drawings give their words, other XML all text between its tags`() async throws {
    let drawing = """
      <svg xmlns="http://www.w3.org/2000/svg"><title>Map</title><style>x{}</style><g><text>Go \
      <tspan>left</tspan></text><text>Stop</text></g></svg>
      """
    let svg = try await extract(drawing)
    #expect(svg.report.mediaType == .svg)
    #expect(svg.documents.first?.pages[0].text == "Map\nGo left\nStop")
    #expect(svg.documents.first?.title == "Map")
    let xml = try await extract("<?xml version='1.0'?><a lang='fr'><b>x <i>y</i> z</b><c>w</c></a>")
    #expect(xml.documents.first?.pages[0].text == "x y z\nw")
    #expect(xml.documents.first?.language?.code == "fr")
  }

  @Test func `Tables of text are told by their separators, prose is not`() async throws {
    let table = "name;place;\"since; when\"\nAli;\"a \"\"b\"\"\nc\";3\nBibi;;4\n"
    let result = try await extract(table)
    #expect(result.report.mediaType == .csv)
    #expect(
      result.documents.first?.pages[0].text
        == "name\tplace\tsince; when\nAli\ta \"b\" c\t3\nBibi\t\t4")
    let prose = "Come, all of you, at noon.\nBring, if you can, a pot.\nStay, eat, and rest.\n"
    #expect(try await extract(prose).report.mediaType == .plainText)
    #expect(try await extract("a,b\n1,2\n", name: "x.csv").report.mediaType == .csv)
  }

  @Test func `Markdown stays as it is, and its head is read`() async throws {
    let text = "---\ntitle: \"T\"\nlang: fr\n---\n# Heading\n\n- *a*\n"
    let result = try await extract(text, name: "x.md")
    #expect(result.report.mediaType == .markdown)
    #expect(result.documents.first?.pages[0].text == text)
    #expect(result.documents.first?.title == "T")
    #expect(result.documents.first?.language?.code == "fr")
    #expect(try await extract("# Head\n\n## Next\n\n- one\n").documents.first?.title == "Head")
  }
}
