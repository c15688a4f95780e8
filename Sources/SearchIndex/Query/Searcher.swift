// Licensed under the Apache License, Version 2.0; see LICENSE.

public import QuerySyntax
public import TextAnalysis

/// Answers queries from one snapshot of an index.
///
/// Immutable; searches may run at the same time on several threads.
public struct Searcher: Sendable {
  let snapshot: IndexSnapshot

  /// Makes a searcher of a snapshot.
  public init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

  /// Finds the best documents for a query.
  ///
  /// - Throws: `SearchIndexError` where a file of the index is damaged.
  public func search(
    _ query: QueryNode, _ options: SearchOptions = SearchOptions()
  ) throws(SearchIndexError) -> SearchAnswer {
    fatalError("being written")
  }

  /// Counts the documents that a query finds on every rung, and in which languages.
  ///
  /// - Throws: `SearchIndexError` where a file of the index is damaged.
  public func count(
    _ query: QueryNode, languages: [Language] = []
  ) throws(SearchIndexError) -> LadderCount {
    fatalError("being written")
  }
}
