// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the index keeps of a record or a part, so that lists need not open the archive.

internal import Extraction

/// The payload of a record: what it says of itself beyond its text.
struct RecordNote: Codable {
  /// The record's title.
  var title: String?
  /// The record's date.
  var date: String?
  /// Where the record says it came from.
  var source: String?
  /// The record's own tags.
  var tags: [String]
  /// For a document inside another what is known of it beyond a record; else nil.
  var part: PartNote?

  /// Whether nothing is worth keeping.
  var isEmpty: Bool { title == nil && date == nil && source == nil && tags.isEmpty && part == nil }

  /// The record as lists show it, with what it shares with its container.
  func summary(id: String, in container: DocumentSummary) -> DocumentSummary {
    var summary = container
    summary.id = id
    summary.title = title
    summary.mediaType = nil
    summary.pages = 1
    summary.bytes = 0
    summary.records = nil
    summary.gaps = []
    summary.parts = nil
    summary.confidence = nil
    summary.tags += tags.filter { !container.tags.contains($0) }
    if let source { summary.sources.append(source) }
    if let date { summary.dates = [date] }
    part?.describe(&summary)
    return summary
  }
}

/// What the index keeps of a document inside another.
struct PartNote: Codable {
  /// Names that lead to it, the outermost first.
  var chain: [String]
  /// Its media type, by content.
  var mediaType: String
  /// Its pages.
  var pages: Int
  /// Its length in bytes; nil where it is no file of its own.
  var bytes: Int?
  /// What read it.
  var extractor: String
  /// How sure the recognition of its letters is, from 0 to 100.
  var confidence: Double?
  /// Why parts or all of it could not be read; nil where nothing is amiss.
  var gaps: [Gap]?
  /// Where its line begins in `text/parts.ndjson`, in bytes.
  var line: Int

  /// Notes a part whose line begins at a byte.
  init(_ part: ExtractedPart, line: Int) {
    let record = ExtractionRecord(part.report, document: part.document)
    chain = part.chain
    mediaType = record.mediaType
    pages = record.pages
    bytes = part.bytes
    extractor = record.extractor
    confidence = record.confidence
    gaps = record.gaps.isEmpty ? nil : record.gaps
    self.line = line
  }

  /// Enters it into the summary of the original.
  func describe(_ summary: inout DocumentSummary) {
    summary.chain = [summary.name] + chain
    summary.name = chain.last ?? summary.name
    summary.mediaType = mediaType
    summary.pages = pages
    summary.bytes = Int64(bytes ?? 0)
    summary.confidence = confidence
    summary.gaps = gaps ?? []
  }
}

extension ExtractedPart {
  /// What `name:` searches, one a line: the names that lead to it, and its title.
  var searchableName: String {
    (chain + [document?.title].compactMap { $0 }).distinct { $0 }.joined(separator: "\n")
  }
}
