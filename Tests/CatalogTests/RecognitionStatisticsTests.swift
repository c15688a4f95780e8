// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Catalog

@Suite struct RecognitionStatisticsTests {
  private func page(_ language: String, _ words: [(text: String, confidence: Int)]) -> String {
    let spans = words.enumerated().map { index, word in
      let box = "bbox \(100 + 90 * index) 100 \(180 + 90 * index) 130"
      let title = "\(box); x_wconf \(word.confidence)"
      return "<span class='ocrx_word' title='\(title)'>\(word.text)</span>"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <html xmlns="http://www.w3.org/1999/xhtml"><head><title></title>
      <meta name="ocr-system" content="sample"/></head><body>
      <div class="ocr_page" title="bbox 0 0 1900 2600"><p class="ocr_par" lang="\(language)">
      <span class="ocr_line" title="bbox 100 100 1800 130">\(spans.joined(separator: " "))</span>
      </p></div></body></html>
      """
  }

  @Test func `Words are counted by how sure they are, in the language of their block`() async throws
  {
    let place = try Workplace()
    let french = [("repas", 96), ("gratuits", 89), ("pour", 100), ("tous", 9), ("midi", 0)]
    try await place.add(
      try place.file("repas.hocr", page("fr", french)),
      try place.file("soup.txt", "Free soup tonight at the harbour."))
    let rows = try place.catalog.recognitionStatistics()
    let row = try #require(rows.first { $0.language == "fr" })
    #expect(row.words == [2, 0, 0, 0, 0, 0, 0, 0, 1, 2])
    #expect(rows.reduce(0) { $0 + $1.documents } == 1)
    #expect(rows.reduce(0) { $0 + $1.wordCount } == french.count)
  }

  @Test func `Where nothing was recognized there are no rows`() async throws {
    let place = try Workplace()
    try await place.add(try place.file("soup.txt", "Free soup tonight at the harbour."))
    #expect(try place.catalog.recognitionStatistics().isEmpty)
  }
}
