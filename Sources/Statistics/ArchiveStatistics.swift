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
  /// Only passages in `languages` count where any are given. By language it reads the dictionary, by
  /// anything else the postings too, by script also the stored text.
  /// - Throws: `SearchIndexError.corrupt`.
  package func table(
    by grouping: StatisticsGrouping, languages: [Language] = []
  ) throws(SearchIndexError) -> StatisticsTable {
    var counter = TableCounter(grouping: grouping, languages: Set(languages))
    for segment in snapshot.segments { try counter.add(segment) }
    return counter.table()
  }

  /// Describes languages in detail, in the order given; those without a document are left out.
  ///
  /// Each has the `top` most frequent and most distinctive types.
  /// - Throws: `SearchIndexError.corrupt`.
  package func profiles(
    of languages: [Language], top: Int = 20
  ) throws(SearchIndexError) -> [LanguageProfile] {
    var counter = ProfileCounter(snapshot, top: top)
    for segment in snapshot.segments { try counter.add(segment) }
    return counter.profiles(of: languages)
  }
}
