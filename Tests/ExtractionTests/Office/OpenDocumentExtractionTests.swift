// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Extraction

@Suite struct OpenDocumentExtractionTests {
  private func pages(
    _ kind: String, _ body: String, styles: String = ""
  ) async throws -> (pages: [String], result: ExtractionResult) {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(HandMadeOffice.odf(kind, body, styles: styles))
    #expect(result.report.extractor == "opendocument")
    return (result.documents.first?.pages.map(\.text) ?? [], result)
  }

  @Test func `Paragraphs, headings, lists and tables come in their order`() async throws {
    let styles = """
      <text:list-style style:name="L"><text:list-level-style-number text:level="1" \
      style:num-format="1" style:num-suffix="."/></text:list-style>
      """
    let body = """
      <text:h>Head</text:h><text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>
      <text:list text:style-name="L"><text:list-item><text:p>x</text:p></text:list-item>
      <text:list-item><text:p>y</text:p></text:list-item></text:list>
      <table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>
      <table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>
      """
    let (pages, _) = try await pages("text", body, styles: styles)
    #expect(pages == ["Head\na b\tc\nd\n1. x\n2. y\n1\t2"])
  }

  @Test func `Notes, comments, deletions, hidden text, boxes and pictures are kept`() async throws {
    let styles =
      "<style:style style:name='H'><style:text-properties text:display='none'/></style:style>"
    let body = """
      <text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>\
      <dc:creator>Ann</dc:creator></office:change-info><text:p>gone</text:p></text:deletion>\
      </text:changed-region></text:tracked-changes>
      <text:p>Meet<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>\
      <text:note-body><text:p>by foot</text:p></text:note-body></text:note> \
      <text:change text:change-id="c1"/><text:span text:style-name="H">psst</text:span>\
      <office:annotation><dc:creator>Bo</dc:creator><text:p>really?</text:p></office:annotation>\
      <draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:desc>a cat</svg:desc>\
      </draw:frame>!</text:p>
      """
    let (pages, _) = try await pages("text", body, styles: styles)
    #expect(
      pages == [
        """
        Meet[1] [deleted by Ann: gone][hidden: psst]!
        [comment by Bo: really?]
        boxed
        [picture: a cat]
        [note 1: by foot]
        """
      ])
  }

  @Test func `Sheets and slides are pages`() async throws {
    let sheet = """
      <table:table table:name="First"><table:table-row><table:table-cell><text:p>a</text:p>\
      </table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell \
      office:value-type="date" office:date-value="2026-03-01"><text:p>1 March</text:p>\
      </table:table-cell></table:table-row></table:table><table:table table:name="Second"/>
      """
    #expect(
      try await pages("spreadsheet", sheet).pages == ["First\na\t\t\t2026-03-01", "Second"])
    let slides = """
      <draw:page><draw:frame><draw:text-box><text:p>One</text:p></draw:text-box></draw:frame>\
      <presentation:notes><draw:frame><draw:text-box><text:p>say</text:p></draw:text-box>\
      </draw:frame></presentation:notes></draw:page><draw:page><draw:custom-shape><text:p>Two\
      </text:p></draw:custom-shape></draw:page>
      """
    #expect(try await pages("presentation", slides).pages == ["One\nsay", "Two"])
  }

  @Test func `A flat file is read as a package is, with its metadata`() async throws {
    let fixture = try ExtractionFixture()
    let file = HandMadeOffice.openDocument(
      "document", "office:mimetype='application/vnd.oasis.opendocument.text'",
      "<office:meta><dc:title>T</dc:title><dc:language>fa-IR</dc:language></office:meta>"
        + "<office:body><office:text><text:p>words</text:p></office:text></office:body>")
    let result = try await fixture.extract(file)
    #expect(result.report.mediaType.rawValue == "application/vnd.oasis.opendocument.text")
    #expect(result.documents.first?.pages.map(\.text) == ["words"])
    #expect(result.documents.first?.title == "T")
    #expect(result.documents.first?.language?.code == "fa")
  }

  @Test func `A file with a password says so`() async throws {
    let fixture = try ExtractionFixture()
    let manifest = "<m><file-entry full-path='content.xml'><encryption-data/></file-entry></m>"
    let bytes = HandMadeZip.archive([
      "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "\u{1}\u{2}",
      "META-INF/manifest.xml": manifest,
    ])
    let report = try await fixture.extract(bytes).report
    #expect(report.failure?.reason == .encrypted)
  }
}
