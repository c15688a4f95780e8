// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// hOCR 1.2 (kba.github.io/hocr-spec): XHTML in which each page, paragraph, line and word says in its
// `title` where it stands. Its reader is HOCRReader.
//
//   div.ocr_page   bbox 0 0 WIDTH HEIGHT; ppageno N; scan_res R R
//     p.ocr_par    bbox …             lang, dir; style="writing-mode: vertical-rl"
//       span.ocr_line  bbox …
//         span.ocrx_word  bbox …; x_wconf 0–100
//
// Words have a space between them where the text has one. U+00AD at the end of a line says that its
// last word goes on in the next, as the specification has it; no other hyphen is added. Text without
// a place stands in its line without a span, pages without a layout have lines without boxes.

package import TextAnalysis

/// Writes pages as hOCR.
package enum HOCRWriter {
  /// Writes a document of all pages.
  ///
  /// - Parameters:
  ///   - pages: in their order; never empty.
  ///   - title: of the document.
  ///   - language: of the document.
  /// - Returns: XHTML in UTF-8.
  package static func document(
    _ pages: [ExtractedPage], title: String? = nil, language: Language? = nil
  ) -> [UInt8] {
    var out = MarkupText()
    out += """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
      "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
      <html xmlns="http://www.w3.org/1999/xhtml"
      """
    if let language { out += " xml:lang=\"\(language)\" lang=\"\(language)\"" }
    out += ">\n<head>\n<title>"
    out.escape(title ?? "")
    out += """
      </title>
      <meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
      <meta name="ocr-system" content="\(LayoutProgram.name)"/>
      <meta name="ocr-number-of-pages" content="\(pages.count)"/>
      <meta name="ocr-capabilities" content="ocr_page ocr_par ocr_line ocrx_word ocrp_dir \
      ocrp_lang ocrp_wconf"/>
      </head>
      <body>

      """
    for (index, page) in pages.enumerated() { write(WrittenPage(page), number: index, to: &out) }
    out += "</body>\n</html>\n"
    return out.bytes
  }

  private static func write(_ page: WrittenPage, number: Int, to out: inout MarkupText) {
    out += "<div class=\"ocr_page\" id=\"page_\(number + 1)\" title=\""
    if let layout = page.layout {
      out += "bbox 0 0 \(layout.width) \(layout.height); "
      if layout.resolution > 0 { out += "scan_res \(layout.resolution) \(layout.resolution); " }
    }
    out += "ppageno \(number)\">\n"
    for block in page.blocks {
      out += "<p class=\"ocr_par\""
      if let language = block.language { out += " xml:lang=\"\(language)\" lang=\"\(language)\"" }
      switch block.direction {
      case .leftToRight: out += " dir=\"ltr\""
      case .rightToLeft: out += " dir=\"rtl\""
      case .vertical: out += " style=\"writing-mode: vertical-rl\""
      case nil: break
      }
      out += title(block.box)
      out += ">\n"
      for line in block.lines { write(line, to: &out) }
      out += "</p>\n"
    }
    out += "</div>\n"
  }

  private static func write(_ line: WrittenPage.Line, to out: inout MarkupText) {
    out += "<span class=\"ocr_line\"\(title(line.box))>"
    for (index, word) in line.words.enumerated() {
      if index > 0, !word.isJoined { out += " " }
      if let box = word.box { out += "<span class=\"ocrx_word\"\(title(box, word.confidence))>" }
      out.escape(word.text)
      if word.continuation != nil { out += "\u{AD}" }
      if word.box != nil { out += "</span>" }
    }
    out += "</span>\n"
  }

  private static func title(_ box: LayoutBox?, _ confidence: Int? = nil) -> String {
    guard let box else { return "" }
    let place = "bbox \(box.x) \(box.y) \(box.x + box.width) \(box.y + box.height)"
    return " title=\"\(place)\(confidence.map { "; x_wconf \($0)" } ?? "")\""
  }
}
