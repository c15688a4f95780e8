// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex
internal import TextAnalysis

/// Reads summaries out of an index, with those of containers remembered.
struct SummaryReader {
  private let snapshot: IndexSnapshot
  private var containers: [String: DocumentSummary] = [:]

  /// Makes a reader of one commit.
  init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

  /// The document behind a hit.
  mutating func summary(of hit: Hit) throws(CatalogError) -> DocumentSummary {
    if let passages = hit.passages {
      return try summary(id: hit.documentID, payload: hit.payload, passages)
    }
    guard let stored = try stored(id: hit.documentID) else {
      return try summary(id: hit.documentID, payload: hit.payload)
    }
    return try summary(of: stored)
  }

  /// A stored document with its languages, most text first.
  mutating func summary(of stored: StoredDocument) throws(CatalogError) -> DocumentSummary {
    try summary(id: stored.id, payload: stored.payload, stored.passages)
  }

  private mutating func summary(
    id: String, payload: [UInt8], _ passages: [Passage]
  ) throws(CatalogError) -> DocumentSummary {
    var summary = try summary(id: id, payload: payload)
    summary.languages = Self.languages(of: passages)
    return summary
  }

  /// A live document by its id; nil where there is none.
  func stored(id: String) throws(CatalogError) -> StoredDocument? {
    do throws(SearchIndexError) { return try snapshot.document(id: id) } catch {
      throw .index(error)
    }
  }

  private mutating func summary(
    id: String, payload: [UInt8]
  ) throws(CatalogError) -> DocumentSummary {
    let (object, record) = DocumentSummary.parts(of: id)
    if record == nil { return try decode(payload, id: id) }
    let container: DocumentSummary
    if let known = containers[object] {
      container = known
    } else {
      guard let stored = try stored(id: object) else {
        throw .malformedObject(
          id: object, file: "the index entry", reason: "of the container is missing")
      }
      container = try decode(stored.payload, id: object)
      containers[object] = container
    }
    let note = payload.isEmpty ? nil : CatalogCoding.decode(RecordNote.self, from: payload)
    return (note ?? RecordNote(tags: [])).summary(id: id, in: container)
  }

  private func decode(_ payload: [UInt8], id: String) throws(CatalogError) -> DocumentSummary {
    guard let summary = CatalogCoding.decode(DocumentSummary.self, from: payload) else {
      throw .malformedObject(
        id: id, file: "the index entry", reason: "was written by another program version")
    }
    return summary
  }

  private static func languages(of passages: [Passage]) -> [String] {
    var bytes: [Language: Int] = [:]
    for passage in passages where passage.script != .common {
      bytes[passage.language, default: 0] += passage.range.count
    }
    return bytes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key.code)
  }
}
