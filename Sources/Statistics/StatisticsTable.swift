// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Counts as values; Documentation/Guides/statistics.md has the rules they are counted by.

/// What the rows of a table stand for.
package enum StatisticsGrouping: String, Sendable, CaseIterable, Codable {
  /// The language of the passage.
  case language
  /// The script of the token's first letter.
  case script
  /// The month of a found-on date of the document.
  case month
  /// A source of the document.
  case source
}

/// The counts of one group of documents, passages or tokens.
package struct StatisticsRow: Sendable, Hashable, Codable {
  /// What the row stands for: a language or script code, `2026-03`, a source.
  ///
  /// Empty for documents without a date or source; `total` says which row is the sum of all.
  package var key: String
  /// Documents with at least one passage in the group.
  package var documents = 0
  /// Passages in the group.
  package var passages = 0
  /// Tokens of the kind word.
  package var tokens = 0
  /// Distinct exact forms among the tokens.
  package var types = 0
  /// Types that occur once in the group.
  package var hapaxes = 0

  /// Makes an empty row.
  package init(key: String) { self.key = key }

  /// Types for each token; nil where there is no token.
  package var typeTokenRatio: Double? { tokens == 0 ? nil : Double(types) / Double(tokens) }

  /// Tokens for each document; nil where there is no document.
  package var meanDocumentLength: Double? {
    documents == 0 ? nil : Double(tokens) / Double(documents)
  }
}

/// Counts by group, and in all.
package struct StatisticsTable: Sendable, Hashable, Codable {
  /// What the rows stand for.
  package var grouping: StatisticsGrouping
  /// The groups: by tokens, most first; months by time.
  package var rows: [StatisticsRow]
  /// All of them counted once: groups may share documents and types.
  package var total: StatisticsRow

  /// Tokens for each document of a row; nil where there is no document, and by script.
  ///
  /// Tokens of a script also stand in passages of others; only the total has a mean then.
  package func meanDocumentLength(of row: StatisticsRow) -> Double? {
    grouping == .script && row != total ? nil : row.meanDocumentLength
  }
}
