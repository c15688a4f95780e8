// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The front door of the room.

package import SearchIndex
package import TextAnalysis

/// Counts over one commit of an index; exact under deletions and over any number of segments.
package struct ArchiveStatistics: Sendable {
  private let snapshot: IndexSnapshot

  /// Makes counts over a commit.
  package init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

  /// The languages of the archive, by tokens, most first.
  package var languages: [Language] {
    snapshot.languages.sorted { ($1.words, $0.language) < ($0.words, $1.language) }.map(\.language)
  }

  /// Counts documents, passages, tokens, types and hapaxes by group.
  ///
  /// Only passages in `languages` count where any are given. Reads the columns of documents and the
  /// dictionary; by month and source the postings too, by script the stored text of documents in
  /// several scripts (without which their passages are not counted).
  /// - Throws: `SearchIndexError.corrupt`.
  package func table(
    by grouping: StatisticsGrouping, languages: [Language] = []
  ) throws(SearchIndexError) -> StatisticsTable {
    try TableCounter.table(snapshot, by: grouping, languages: Set(languages))
  }

  /// Describes languages in detail, in the order given; those without a document are left out.
  ///
  /// Each has the `top` most frequent and most distinctive types. Reads the columns of documents and
  /// the dictionary, and of each list of a type in one of the languages as much as it takes to find
  /// its first document: a block, as a rule.
  /// - Throws: `SearchIndexError.corrupt`.
  package func profiles(
    of languages: [Language], top: Int = 20
  ) throws(SearchIndexError) -> [LanguageProfile] {
    try ProfileCounter.profiles(snapshot, of: languages, top: top)
  }
}
