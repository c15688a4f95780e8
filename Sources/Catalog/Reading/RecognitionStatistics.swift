// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How sure the recognition of letters was, from the archived places of words.

internal import Extraction
internal import TextAnalysis

/// How sure the recognition of letters was, for one language.
package struct RecognitionRow: Sendable, Hashable, Codable {
  /// The language: that with most of a document's text, and of words that of their block; nil where
  /// none was found.
  package var language: String?
  /// Documents with this main language whose letters were recognized.
  package var documents = 0
  /// The mean of their confidence, from 0 to 100; 0 without documents.
  package var confidence = 0.0
  /// Documents below `RecognitionRow.doubtful`.
  package var doubtful = 0
  /// Words in this language by how sure each is, in ten steps: 0 to 9, 10 to 19, …, 90 to 100.
  package var words = [Int](repeating: 0, count: 10)

  /// The confidence below which a document counts as doubtful.
  package static let doubtful = 65.0
}

extension Catalog {
  /// How sure the recognition of letters was, by language, most documents first, then most words.
  ///
  /// O(documents + recognized words): the places of words are read from the archive.
  /// - Throws: `CatalogError.index`, and as `pages(of:)`.
  package func recognitionStatistics() throws(CatalogError) -> [RecognitionRow] {
    var filter = ListFilter()
    filter.records = .shown
    var recognized: [DocumentSummary] = []
    try list(filter) { summary in
      if summary.confidence != nil { recognized.append(summary) }
    }
    var rows: [String?: RecognitionRow] = [:]
    for summary in recognized {
      let language = summary.languages.first
      var row = rows[language] ?? RecognitionRow(language: language)
      row.add(summary.confidence ?? 0)
      rows[language] = row
      for page in try pages(of: summary.id) {
        for block in page.layout?.blocks ?? [] {
          let language = block.language?.code ?? language
          rows[language, default: RecognitionRow(language: language)].add(block)
        }
      }
    }
    return rows.values.sorted {
      ($1.documents, $1.wordCount, $0.language ?? "") < (
        $0.documents, $0.wordCount, $1.language ?? ""
      )
    }
  }
}

extension RecognitionRow {
  /// Words in all steps.
  package var wordCount: Int { words.reduce(0, +) }

  /// Counts a document.
  fileprivate mutating func add(_ confidence: Double) {
    self.confidence += (confidence - self.confidence) / Double(documents + 1)
    documents += 1
    if confidence < Self.doubtful { doubtful += 1 }
  }

  /// Counts the words of a block.
  fileprivate mutating func add(_ block: LayoutBlock) {
    for word in block.lines.lazy.flatMap(\.words) {
      guard let confidence = word.confidence else { continue }
      words[min(max(confidence / 10, 0), 9)] += 1
    }
  }
}
