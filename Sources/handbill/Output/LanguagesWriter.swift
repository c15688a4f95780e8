// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import TextAnalysis

/// Writes the languages of one document.
struct LanguagesWriter {
  private let detail: DocumentDetail

  /// Takes a document.
  init(_ detail: DocumentDetail) { self.detail = detail }

  /// Writes it in a format.
  func write(_ format: ReportFormat, to output: inout StandardOutput) throws {
    let declared = detail.metadata.language
    let itself = detail.extraction?.language
    guard format == .text else {
      let json = LanguagesJSON(
        id: detail.summary.id, declared: declared, ownDeclaration: itself,
        languages: detail.summary.languages, passages: detail.passages.map { PassageJSON($0) })
      return try output.write(JSONText.encode(json, .indented))
    }
    try output.line("\(detail.summary.shortID)  \(SafeText.inline(detail.summary.caption))")
    try output.line("  set by people: \(declared ?? "nothing")")
    try output.line("  declared by itself: \(itself.map(SafeText.inline) ?? "nothing")")
    let text = Array(detail.pages.joined(separator: "\u{0C}").utf8)
    for passage in detail.passages {
      let words = String(decoding: text[passage.range.clamped(to: 0..<text.count)], as: UTF8.self)
      let beginning = words.split(whereSeparator: \.isWhitespace).prefix(8).joined(separator: " ")
      try output.line(
        "  \(passage.language.code) \(passage.script.code) "
          + "\(Amount.of(passage.range.count, "byte", "bytes")): \(SafeText.inline(beginning))")
    }
  }
}

/// The JSON of `lang`.
private struct LanguagesJSON: Encodable {
  /// The document id.
  var id: String
  /// What people set.
  var declared: String?
  /// What the document says of itself.
  var ownDeclaration: String?
  /// Languages of its passages, most text first.
  var languages: [String]
  /// Its passages.
  var passages: [PassageJSON]
}
