// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Extraction

@Suite struct HOCRReaderTests {
  private func read(_ body: String, head: String = "", charset: String? = nil) -> FileReading {
    let markup = "<html><head>\(head)</head><body>\(body)</body></html>"
    return LayoutSamples.read(Array(markup.utf8), .hocr, charset: charset)
  }

  private func page(_ body: String, head: String = "") throws -> ExtractedPage {
    try #require(read(body, head: head).documents.first?.pages.first)
  }

  @Test func `Pages, paragraphs, lines and words of tesseract are read`() throws {
    let document = try #require(
      read(
        """
        <div class='ocr_page' title='image "/home/a;b/sheet.png"; bbox 0 0 875 1138; ppageno 0; \
        scan_res 150 150'>
         <div class='ocr_carea' title="bbox 289 118 584 184">
          <p class='ocr_par' dir='rtl' lang='ara' title="bbox 289 118 584 184">
           <span class='ocr_header' title="bbox 289 118 584 184; baseline 0 0; x_size 72.4">
            <span class='ocrx_word' title='bbox 438 118 584 184; x_wconf 92'>ورشة</span>
            <span class='ocrx_word' title='bbox 289 123 417 184; x_wconf 93'>نجارة</span>
           </span>
          </p>
          <p class='ocr_par' lang='eng' title="bbox 1 200 50 250">
           <span class='ocr_line' title="bbox 1 200 50 250">
            <span class='ocrx_word' title='bbox 1 200 20 250; x_wconf 30'><strong>17</strong></span>
           </span>
          </p>
         </div>
        </div>
        """, head: "<meta name='ocr-system' content='tesseract 5.3.0'/>"
      ).documents.first)
    #expect(document.pages.map(\.text) == ["ورشة نجارة\n\n17"])
    #expect(document.metadata["image"] == "sheet.png")
    let layout = try #require(document.pages[0].layout)
    #expect([layout.width, layout.height, layout.resolution] == [875, 1138, 150])
    #expect(layout.blocks.map(\.direction) == [.rightToLeft, nil])
    #expect(layout.blocks.map(\.language?.code) == ["ar", "en"])
    #expect(Array(layout.words).map(\.confidence) == [92, 93, 30])
    #expect(
      layout.blocks[0].lines[0].words[1].box == LayoutBox(x: 289, y: 123, width: 128, height: 61))
  }

  @Test func `Lines without words have the place of the line for each word`() throws {
    let page = try page(
      """
      <div class="ocr_page" title="bbox 0 0 500 500"><span class="ocr_line" \
      title="bbox 10 20 200 50">first&nbsp;line, two</span><br>
      <span class="ocr_line" title="bbox 10 60 200 90">自由 之夜</span></div>
      """)
    #expect(page.text == "first line, two\n自由 之夜")
    let box = LayoutBox(x: 10, y: 20, width: 190, height: 30)
    #expect(page.layout?.blocks[0].lines[0].words.allSatisfy { $0.box == box } == true)
  }

  @Test func `Text of a page without lines is cut at the elements of HTML`() throws {
    let page = try page(
      "<div class=ocr_page><p>one <b>two</b><p>three<br>four<ul><li>five</div>six")
    #expect(page.text.split(separator: "\n") == ["one two", "three", "four", "five"])
    #expect(page.layout == nil)
  }

  @Test func `A soft hyphen at the end of a line joins the word, in places of its own`() throws {
    let page = try page(
      """
      <div class='ocr_page'><span class='ocr_line'><span class='ocrx_word' title='bbox 1 1 9 9'>Ver\
      &shy;</span></span> <span class='ocr_line'><span class='ocrx_word' title='bbox 2 20 9 30'>\
      sammlung</span> <span class='ocrx_word' title='bbox 12 20 19 30'>heute</span></span></div>
      """)
    #expect(page.text == "Versammlung\nheute")
    #expect(page.layout?.boxes(of: [0..<11]).count == 2)
  }

  @Test func `Confidences of characters and shares are understood`() throws {
    let titles = [
      "x_wconf 0.5", "x_confs 90.0 80", "x_confs 0.5 1.0", "x_wconf nan", "x_wconf 7e9",
    ]
    let words = titles.map { "<span class=ocrx_word title='bbox 0 0 1 1; \($0)'>w</span> " }
    let page = try page("<div class=ocr_page><span class=ocr_line>\(words.joined())</span></div>")
    #expect(page.layout.map { Array($0.words).map(\.confidence) } == [50, 85, 75, nil, 100])
  }

  @Test func `Numbers that are none, infinite or outside the page do no harm`() throws {
    for box in ["nan inf -inf 1e400", "-5 -5 1e308 -1e308", "9 9 1 1", "1 2", "", "x y z w"] {
      let page = try page(
        """
        <div class='ocr_page' title='bbox 0 0 100 \(box.isEmpty ? "-1e99" : "100")'>
        <p class='ocr_par' title='bbox \(box)'><span class='ocr_line' title='bbox \(box)'>
        <span class='ocrx_word' title='bbox \(box)'>word</span></span></p></div>
        """)
      #expect(page.text == "word")
      #expect(page.layout?.fits(page.text) != false)
    }
  }

  @Test func `Other charsets and markup that is no XML are read`() throws {
    let head =
      "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>"
      + "<meta name=ocr-system content=x></head><body><div class='ocr_page' title='bbox 0 0 9 9'>"
      + "<span class='ocr_line' title='bbox 1 1 8 8'>"
    let text = try LayoutSamples.bytes("legacy/субботник.windows-1251.txt")
    let read = LayoutSamples.read(Array(head.utf8) + text + Array("<br></div>".utf8), .hocr)
    #expect(read.documents.first?.pages.first?.text.lowercased().contains("субботник") == true)
    #expect(read.report.charset == "windows-1251")
  }

  @Test func `A page about hOCR is read as the page that it is`() {
    let read = read("<p>Write <code>class=\"ocr_page\"</code> first.")
    #expect(read.documents.first?.pages.first?.text.contains("first.") == true)
    #expect(read.report.extractor == "html")
  }

  @Test func `Deep nesting and files without text end with a reason`() {
    let deep = String(repeating: "<div class='ocr_page'><span class='ocr_line'>", count: 20_000)
    #expect(read(deep).report.failure?.reason == .noText)
    #expect(
      read("<div class='ocr_page' title='bbox 0 0 1 1'></div>").report.failure?.reason == .noText)
  }

  @Test func `A file alone is a document of its own`() async throws {
    let fixture = try ExtractionFixture()
    var text = LayoutText()
    text.line()
    text.word("Bread & roses", LayoutBox(x: 1, y: 2, width: 30, height: 10), confidence: 88)
    let page = text.page(width: 100, height: 200, resolution: 300, origin: .recognition)
    var expected = page
    expected.layout?.origin = .supplied
    let title = "A <leaflet>"
    let result = try await fixture.extract(HOCRWriter.document([page], title: title), name: "x.txt")
    #expect(result.report.mediaType == .hocr)
    #expect(result.documents.first?.pages == [expected])
    #expect(result.documents.first?.title == title)
  }
}
