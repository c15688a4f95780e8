// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SystemPackage
internal import TextAnalysis

/// Writes all that is known of one document.
struct DocumentDetailWriter {
  /// Whether the text is written as well.
  enum TextChoice {
    /// With the text.
    case shown
    /// Without it.
    case leftOut
  }

  private let detail: DocumentDetail
  private let text: TextChoice

  /// Takes a document.
  init(_ detail: DocumentDetail, text: TextChoice) {
    self.detail = detail
    self.text = text
  }

  /// Writes it in a format.
  func write(_ format: ReportFormat, to output: inout StandardOutput) throws {
    switch format {
    case .json:
      try output.write(JSONText.encode(DocumentDetailJSON(detail, text: text), .indented))
    case .text:
      for (label, value) in fields where !value.isEmpty {
        let padded = label + ":" + String(repeating: " ", count: max(1, 12 - label.count))
        try output.line(output.terminal.styled(padded, .faint) + SafeText.inline(value))
      }
      for gap in detail.summary.gaps {
        let place = gap.place.map { " (\($0))" } ?? ""
        try output.line(
          output.terminal.styled("gap:        ", .alarm) + gap.code + SafeText.inline(place)
            + ": " + SafeText.inline(gap.reason))
      }
      if text == .shown { try writePages(&output) }
    }
  }

  private func writePages(_ output: inout StandardOutput) throws {
    for (index, page) in detail.pages.enumerated() {
      try output.line()
      if detail.pages.count > 1 {
        try output.line(
          output.terminal.styled("page \(index + 1) of \(detail.pages.count)", .faint))
      }
      try output.line(SafeText.block(page))
    }
    for correction in detail.corrections {
      try output.line()
      try output.line(
        output.terminal.styled("page \(correction.page), as corrected", .faint))
      try output.line(SafeText.block(correction.text))
    }
  }

  private var fields: [(String, String)] {
    let summary = detail.summary
    let extraction = detail.extraction
    var fields = kind
    fields += [
      ("languages", summary.languages.joined(separator: ", ")),
      ("declared", detail.metadata.language ?? extraction?.language ?? ""),
      ("charset", charset), ("read by", extraction?.extractor ?? ""),
      ("dated", extraction?.date ?? ""), ("tags", summary.tags.joined(separator: ", ")),
    ]
    fields += described
    fields += detail.metadata.sightings.map { ("found", line($0)) }
    fields += (extraction?.properties ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    fields += (extraction?.notes ?? []).map { ("note", $0) }
    fields += [
      ("sha512", detail.partSHA512 ?? detail.sha512),
      ("of whole", detail.partSHA512 == nil ? "" : detail.sha512),
      ("original", detail.original.string),
    ]
    return fields
  }

  /// What it is, and what it is part of.
  private var kind: [(String, String)] {
    let summary = detail.summary
    let bytes = summary.chain == nil ? detail.metadata.bytes : summary.bytes
    let confidence = summary.confidence.map { "\(Int($0.rounded())) % sure" }
    return [
      ("id", summary.id), ("name", summary.name), ("in", summary.container ?? ""),
      ("title", summary.title ?? ""),
      ("type", summary.mediaType ?? detail.extraction?.mediaType ?? ""),
      ("size", Amount.of(Int(bytes), "byte", "bytes")),
      ("records", summary.records.map { Amount.count($0) } ?? ""),
      ("inside", summary.parts.map { Amount.of($0, "document", "documents") } ?? ""),
      ("letters", confidence ?? ""),
    ]
  }

  /// What people said under names of Dublin Core and of their own.
  private var described: [(String, String)] {
    detail.metadata.keys.compactMap { key in
      switch key {
      case .dublinCore(.title): nil  // stands above
      case .dublinCore, .field:
        (key.name, detail.metadata.values(of: key).joined(separator: "; "))
      case .tags, .language, .charset, .sighting: nil
      }
    }
  }

  private var charset: String {
    guard let charset = detail.extraction?.charset else { return "" }
    let confidence = detail.extraction?.charsetConfidence.map {
      $0 < 1 ? " (\(Int(($0 * 100).rounded())) % sure)" : ""
    }
    return charset + (confidence ?? "")
  }

  private func line(_ sighting: Sighting) -> String {
    let date = sighting.date.map { date in
      sighting.dateAsGiven.map { "\(date) (given as \($0))" } ?? date
    }
    let finder = sighting.finder.map { "found by \($0)" }
    let facts = [date, sighting.place, sighting.source, finder, sighting.url, sighting.note]
      .compactMap { $0 }
    let added = "added \(sighting.added) as \(sighting.name)"
    return (facts + [added]).joined(separator: " · ")
  }
}

/// The JSON of `show`.
private struct DocumentDetailJSON: Encodable {
  /// The document as lists show it.
  var document: DocumentSummary
  /// What people said of it.
  var metadata: DocumentMetadata
  /// How its text was obtained.
  var extraction: ExtractionRecord?
  /// Page by page; left out with `--metadata`.
  var pages: [String]?
  /// What people say that pages say; left out with `--metadata`.
  var corrections: [PageCorrection]?
  /// Runs of one language.
  var passages: [PassageJSON]
  /// Of the original.
  var sha512: String
  /// Of the file itself, where it is inside another.
  var partSHA512: String?
  /// Where the original's bytes are.
  var original: String
  /// The folder of the OCFL object.
  var object: String

  init(_ detail: DocumentDetail, text: DocumentDetailWriter.TextChoice) {
    document = detail.summary
    metadata = detail.metadata
    extraction = detail.extraction
    pages = text == .shown ? detail.pages : nil
    corrections = text == .shown ? detail.corrections : nil
    passages = detail.passages.map(PassageJSON.init)
    sha512 = detail.sha512
    partSHA512 = detail.partSHA512
    original = detail.original.string
    object = detail.object.string
  }
}
