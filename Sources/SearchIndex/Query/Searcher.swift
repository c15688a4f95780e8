// Licensed under the Apache License, Version 2.0; see LICENSE.

public import QuerySyntax
public import TextAnalysis

/// Answers queries from one snapshot of an index.
///
/// Immutable; searches may run at the same time on several threads.
public struct Searcher: Sendable {
  private let snapshot: IndexSnapshot
  private let ranking: Ranking

  /// Makes a searcher of a snapshot.
  public init(_ snapshot: IndexSnapshot) { self.init(snapshot, ranking: Ranking()) }

  /// Makes a searcher that ranks by other numbers.
  package init(_ snapshot: IndexSnapshot, ranking: Ranking) {
    self.snapshot = snapshot
    self.ranking = ranking
  }

  /// Finds the best documents for a query.
  ///
  /// - Throws: `SearchIndexError` where a file of the index is damaged.
  public func search(
    _ query: QueryNode, _ options: SearchOptions = SearchOptions()
  ) throws(SearchIndexError) -> SearchAnswer {
    let analyzer = TextAnalyzer()
    let run = try run(
      query, analyzer, languages: options.languages, match: options.match,
      prefixLimit: options.prefixExpansions)
    let matches = try matches(of: run)
    let best = try TopDocuments.best(
      options.limit, of: matches, in: run.segments, on: options.match)
    let totals = SearchRun.totals(matches)
    var answer = SearchAnswer(
      hits: try hits(best, run, analyzer, options), total: 0, totalsByRung: totals, facets: nil,
      query: options.explain ? run.explainQuery() : nil,
      notes: run.plan.notes + run.cappedPrefixes(limit: options.prefixExpansions))
    for row in totals where row.rung == options.match { answer.total = row.documents }
    if options.facets { answer.facets = try facets(of: matches, run) }
    return answer
  }

  /// Counts the documents that a query finds on every rung, and in which languages.
  ///
  /// - Throws: `SearchIndexError` where a file of the index is damaged.
  public func count(
    _ query: QueryNode, languages: [Language] = []
  ) throws(SearchIndexError) -> LadderCount {
    let run = try run(
      query, TextAnalyzer(), languages: languages, match: .sound,
      prefixLimit: SearchOptions().prefixExpansions)
    return try run.ladder(try matches(of: run))
  }

  private func run(
    _ query: QueryNode, _ analyzer: TextAnalyzer, languages: [Language], match: Rung,
    prefixLimit: Int
  ) throws(SearchIndexError) -> SearchRun {
    var planner = Planner(analyzer, ranking: ranking)
    let plan = planner.plan(query, languages: languages)
    return try SearchRun(
      snapshot, plan, ranking: ranking, match: match, prefixLimit: prefixLimit)
  }

  private func matches(of run: SearchRun) throws(SearchIndexError) -> [Matches] {
    var matches: [Matches] = []
    for segment in run.segments.indices { matches.append(try run.matches(in: segment)) }
    return matches
  }

  private func facets(
    of matches: [Matches], _ run: SearchRun
  ) throws(SearchIndexError) -> Facets {
    var counter = FacetCounter()
    for (segment, list) in matches.enumerated() {
      try counter.count(list, on: run.match, in: run.segments[segment])
    }
    return counter.facets
  }

  private func hits(
    _ best: [ScoredDocument], _ run: SearchRun, _ analyzer: TextAnalyzer, _ options: SearchOptions
  ) throws(SearchIndexError) -> [Hit] {
    guard !best.isEmpty else { return [] }
    let maker = SnippetMaker(
      TextMarker(run.plan, analyzer, match: options.match), weights: run.clauseWorth,
      limit: options.snippetLength)
    var hits: [Hit] = []
    for document in best {
      let stored = try run.segments[document.segment].stored(document.document)
      let placed = maker.snippet(of: stored)
      hits.append(
        Hit(
          documentID: stored.id, score: document.score,
          rung: document.rungs.finest ?? options.match, page: placed.page,
          language: placed.language, snippet: placed.snippet, payload: stored.payload,
          explanation: options.explain ? try run.explain(document) : nil))
    }
    return hits
  }
}

extension SearchRun {
  /// What each clause is worth in a snippet: its greatest rarity in any language.
  fileprivate var clauseWorth: [Double] {
    statistics.map { statistics in
      statistics.frequencies.keys.map { statistics.weight(in: $0).inverseDocumentFrequency }
        .max() ?? 0
    }
  }

  /// Notes of the prefixes that stand for more forms than were looked at.
  fileprivate func cappedPrefixes(limit: Int) -> [SearchNote] {
    plan.clauses.indices.filter { clause in found.contains { $0[clause].isCapped } }.map {
      .prefixCapped(prefix: plan.clauses[$0].text, limit: limit)
    }
  }
}
