// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where extraction and the repairs of TextAnalysis meet: each page is repaired after it is cut and
// before its last control characters go, since those are part of the evidence.

package import TextAnalysis

/// A repair of one page of a document.
package struct PageRepair: Sendable, Hashable, Codable {
  /// The page from 1; nil for the document's title.
  package var page: Int?
  /// What was repaired; its offsets are of the text of that page.
  package var repair: Repair

  /// Makes an entry of the log.
  package init(page: Int?, repair: Repair) {
    self.page = page
    self.repair = repair
  }
}

extension ExtractedPage {
  /// The page repaired, its declared spans and its layout moved along, and what was done.
  ///
  /// No repair reaches across the border of a declared span. O(length).
  package func repaired() -> (page: ExtractedPage, repairs: [Repair]) {
    guard TextRepair.isSuspect(text.utf8Span.span) else { return (self, []) }
    let borders = spans.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
    let result = TextRepair.repair(Array(text.utf8), cuts: borders)
    guard !result.repairs.isEmpty else { return (self, []) }
    var moved: [LanguageHints.DeclaredSpan] = []
    for (index, span) in spans.enumerated() {
      let range = result.cuts[2 * index]..<result.cuts[2 * index + 1]
      moved.append(LanguageHints.DeclaredSpan(range: range, language: span.language))
    }
    let text = String(decoding: result.utf8, as: UTF8.self)
    let layout = layout?.moved(by: result).flatMap { $0.fits(text) ? $0 : nil }
    return (ExtractedPage(text: text, spans: moved, layout: layout), result.repairs)
  }
}

extension ExtractionReport {
  /// Repairs pages and enters what was done, with what is doubtful in it.
  package mutating func repair(_ pages: [ExtractedPage]) -> [ExtractedPage] {
    pages.enumerated().map { index, page in
      let (repaired, found) = page.repaired()
      for repair in found { log(PageRepair(page: index + 1, repair: repair)) }
      return repaired
    }
  }

  /// Repairs a title.
  package mutating func repair(title: String?) -> String? {
    guard let title else { return nil }
    let (page, found) = ExtractedPage(text: title).repaired()
    for repair in found { log(PageRepair(page: nil, repair: repair)) }
    return page.text
  }

  private mutating func log(_ entry: PageRepair) {
    repairs.append(entry)
    let place = entry.page.map { "page \($0)" } ?? "the title"
    let amount =
      entry.repair.characters == 1 ? "1 character" : "\(entry.repair.characters) characters"
    notes.append("repaired on \(place): \(entry.repair.summary), \(amount)")
    guard entry.repair.confidence < Self.leastConfidence else { return }
    let percent = Int((entry.repair.confidence * 100).rounded())
    gaps.append(
      ExtractionGap(
        page: entry.page, .doubtfulRepair,
        "\(entry.repair.summary) was repaired, and is only \(percent) % sure; compare the original")
    )
  }

  /// Below this confidence a charset or a repair is listed among the gaps.
  private static let leastConfidence: Float = 0.5

  /// Lists a charset that could as well be another.
  mutating func listDoubt(of decoded: DecodedText) {
    let isAsDeclared =
      decoded.declared.flatMap(CharsetDecoder.standardName)
      == CharsetDecoder.standardName(of: decoded.charset)
    guard let other = decoded.alternatives.first, decoded.confidence < Self.leastConfidence,
      !isAsDeclared
    else { return }
    gaps.append(
      ExtractionGap(
        page: nil, .doubtfulCharset,
        "the text was read as \(decoded.charset) but could be \(other.charset); "
          + "add the file again with --charset if you know it"))
  }
}
