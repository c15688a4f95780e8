// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How sure the recognition of letters was, for the documents of one main language.
package struct RecognitionRow: Sendable, Hashable, Codable {
  /// The language with most of a document's text; nil where none was found.
  package var language: String?
  /// Documents whose letters were recognized.
  package var documents: Int
  /// The mean of their confidence, from 0 to 100.
  package var confidence: Double
  /// Documents below `RecognitionRow.doubtful`.
  package var doubtful: Int

  /// The confidence below which a document counts as doubtful.
  package static let doubtful = 65.0
}

extension Catalog {
  /// How sure the recognition of letters was, by main language, most documents first.
  ///
  /// O(documents).
  /// - Throws: `CatalogError.index`.
  package func recognitionStatistics() throws(CatalogError) -> [RecognitionRow] {
    var filter = ListFilter()
    filter.records = .shown
    var rows: [String?: RecognitionRow] = [:]
    try list(filter) { summary in
      guard let confidence = summary.confidence else { return }
      let language = summary.languages.first
      var row =
        rows[language]
        ?? RecognitionRow(
          language: language, documents: 0, confidence: 0, doubtful: 0)
      row.documents += 1
      row.confidence += confidence
      if confidence < RecognitionRow.doubtful { row.doubtful += 1 }
      rows[language] = row
    }
    return rows.values.map { row in
      var row = row
      row.confidence /= Double(row.documents)
      return row
    }.sorted { ($1.documents, $0.language ?? "") < ($0.documents, $1.language ?? "") }
  }
}
