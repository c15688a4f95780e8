// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

@Suite struct SheetAndSlideTests {
  private func workbook(_ rows: String, shared: String = "", styles: String = "") -> [UInt8] {
    HandMadeZip.archive([
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels": HandMadeOffice.relationships(["officeDocument": "xl/workbook.xml"]),
      "xl/workbook.xml": """
      <workbook xmlns:r="r"><sheets><sheet name="Names" sheetId="1" r:id="r-worksheet1"/>\
      <sheet name="Kept back" sheetId="2" state="hidden" r:id="r-worksheet2"/></sheets></workbook>
      """,
      "xl/_rels/workbook.xml.rels": HandMadeOffice.relationships([
        "worksheet1": "worksheets/sheet1.xml", "worksheet2": "worksheets/sheet2.xml",
        "sharedStrings": "sharedStrings.xml", "styles": "styles.xml",
      ]),
      "xl/sharedStrings.xml": "<sst>\(shared)</sst>",
      "xl/styles.xml": "<styleSheet>\(styles)</styleSheet>",
      "xl/worksheets/sheet1.xml": "<worksheet><sheetData>\(rows)</sheetData></worksheet>",
      "xl/worksheets/sheet2.xml":
        "<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>",
    ])
  }

  @Test func `Cells give their values: texts, numbers, dates, results`() async throws {
    let fixture = try ExtractionFixture()
    let styles = """
      <numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs>\
      <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs>
      """
    let shared = "<si><t>Ali</t></si><si><r><t>Bi</t></r><r><t>bi</t></r><rPh><t>ビ</t></rPh></si>"
    let rows = """
      <row><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>\
      <row><c r="A2" s="1"><v>46082</v></c><c r="B2" s="2"><v>46082.5</v></c><c r="C2" s="3">\
      <v>0.25</v></c><c r="D2"><v>0.30000000000000004</v></c><c r="E2" t="b"><v>1</v></c></row>\
      <row hidden="1"><c t="inlineStr"><is><t>in</t></is></c><c t="str"><f>A1</f><v>out</v></c></row>
      """
    let result = try await fixture.extract(workbook(rows, shared: shared, styles: styles))
    #expect(result.report.mediaType == .xlsx)
    #expect(
      result.documents.first?.pages.map(\.text) == [
        """
        Names
        Ali\t\tBibi (ビ)
        2026-03-01\t2026-03-01T12:00\t25%\t0.3\tTRUE
        [hidden: in\tout]
        """, "Kept back\n[hidden: 5]",
      ])
    #expect(result.report.notes.contains("the sheet Kept back is hidden"))
  }

  @Test func `Days are counted as Excel counts them`() {
    let days: [(Double, Bool, String)] = [
      (1, false, "1900-01-01"), (59, false, "1900-02-28"), (61, false, "1900-03-01"),
      (25_569, false, "1970-01-01"), (45_351, false, "2024-02-29"), (0, true, "1904-01-01"),
      (2_958_465, false, "9999-12-31"),
    ]
    for (serial, isFrom1904, date) in days {
      #expect(SerialDate.text(serial, .date, isFrom1904) == date)
    }
    #expect(SerialDate.text(0.75, .time, false) == "18:00")
    #expect(SerialDate.text(1.5, .time, false) == "36:00")
    #expect(SerialDate.text(-1, .date, false) == nil)
  }

  @Test func `Formats of numbers are told by their letters outside quotes`() {
    let cases: [(String, NumberFormat)] = [
      ("General", .number), ("0.00", .number), ("\"day\" 0", .number), ("yyyy-mm-dd", .date),
      ("[$-409]d mmm", .date), ("hh:mm", .time), ("[h]:mm", .time), ("mm:ss", .time),
      ("m/d/yy h:mm", .dateTime), ("0%", .percent), ("00000", .padded(5)), ("[Red]0", .number),
    ]
    for (code, kind) in cases { #expect(NumberFormats.kind(of: code) == kind, "\(code)") }
  }

  @Test func `Slides come in the order of the show, with notes behind`() async throws {
    let fixture = try ExtractionFixture()
    let shape = { (text: String) in
      "<p:sp><p:txBody><a:p><a:r><a:rPr lang='fr-FR'/><a:t>\(text)</a:t></a:r></a:p></p:txBody></p:sp>"
    }
    let slide = { (text: String, attributes: String) in
      "<p:sld xmlns:p='p' xmlns:a='a' \(attributes)>\(shape(text))</p:sld>"
    }
    let bytes = HandMadeZip.archive([
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels": HandMadeOffice.relationships(["officeDocument": "ppt/presentation.xml"]),
      "ppt/presentation.xml": """
      <p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="r-slide2"/>\
      <p:sldId id="257" r:id="r-slide1"/></p:sldIdLst></p:presentation>
      """,
      "ppt/_rels/presentation.xml.rels": HandMadeOffice.relationships([
        "slide1": "slides/slide1.xml", "slide2": "slides/slide2.xml",
      ]),
      "ppt/slides/slide1.xml": slide("dernier", "show='0'"),
      "ppt/slides/slide2.xml": slide("premier", ""),
      "ppt/slides/_rels/slide2.xml.rels":
        HandMadeOffice.relationships(["notesSlide": "../notesSlides/n.xml"]),
      "ppt/notesSlides/n.xml": "<p:notes xmlns:p='p' xmlns:a='a'>\(shape("parler"))</p:notes>",
    ])
    let result = try await fixture.extract(bytes)
    #expect(result.documents.first?.pages.map(\.text) == ["premier\nparler", "dernier"])
    #expect(result.documents.first?.language?.code == "fr")
    #expect(result.report.notes.contains("slide 2 is hidden in the show"))
  }
}
