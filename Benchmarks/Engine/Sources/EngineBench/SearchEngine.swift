// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The one place where the benchmark meets the library's searching.

import QuerySyntax
import SearchIndex
import SystemPackage
import TextAnalysis

/// One commit of an index, open for questions.
struct SearchEngine {
  /// Matching documents, and the ids of the best of them.
  struct Answer {
    var count: Int
    var ids: [String]
  }

  private let searcher: Searcher

  init(folder: FilePath) throws { searcher = Searcher(try IndexSnapshot.open(folder)) }

  /// The ids of the ten best.
  func topTen(_ query: QueryNode, on rung: Rung) throws -> Answer {
    var options = SearchOptions(match: rung, limit: 10)
    options.content = .ids
    options.counts = .none
    let ids = try searcher.search(query, options).hits.map(\.documentID)
    return Answer(count: ids.count, ids: ids)
  }

  /// The ids of the ten best, each with a snippet of its text.
  func snippets(_ query: QueryNode, on rung: Rung) throws -> Answer {
    var options = SearchOptions(match: rung, limit: 10)
    options.counts = .none
    let hits = try searcher.search(query, options).hits
    return Answer(count: hits.count { !$0.snippet.text.isEmpty }, ids: hits.map(\.documentID))
  }

  /// How many documents match; no ids.
  func count(_ query: QueryNode, on rung: Rung) throws -> Answer {
    Answer(count: try searcher.count(query, on: rung), ids: [])
  }
}
