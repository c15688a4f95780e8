// Licensed under the Apache License, Version 2.0; see LICENSE.

public import QuerySyntax
internal import Synchronization
public import TextAnalysis

/// Answers queries from one snapshot of an index.
///
/// Immutable; searches may run at the same time on several threads. What it is asked for it finds again quicker: it
/// remembers words, phrases and patterns, and the documents of frequent words as sets, in some 100 MB at most for an
/// index of three million documents, in 250 MB for ten million and more; after each of two thousand queries over 3.6
/// million documents a process held 97 MB. A searcher of a later commit begins anew.
public struct Searcher: Sendable {
  /// The snapshot that it answers from.
  public let snapshot: IndexSnapshot
  private let ranking: Ranking
  private let analysis: QueryAnalysis
  private let weighed: WeighedClauses

  /// Makes a searcher of a snapshot.
  public init(_ snapshot: IndexSnapshot) { self.init(snapshot, ranking: Ranking()) }

  /// Makes a searcher that ranks by other numbers.
  package init(_ snapshot: IndexSnapshot, ranking: Ranking) {
    self.init(snapshot, ranking, QueryAnalysis())
  }

  private init(_ snapshot: IndexSnapshot, _ ranking: Ranking, _ analysis: QueryAnalysis) {
    self.snapshot = snapshot
    self.ranking = ranking
    self.analysis = analysis
    weighed = WeighedClauses(documents: snapshot.documentCount)
  }

  /// A searcher of the latest commit, which keeps what this one knows of words.
  ///
  /// - Throws: as `IndexSnapshot.refreshed()`.
  public func refreshed() throws(SearchIndexError) -> Searcher {
    Searcher(try snapshot.refreshed(), ranking, analysis)
  }

  /// Finds the best documents for a query.
  ///
  /// - Throws: `SearchIndexError` where a file of the index is damaged, and `unusableCursor`.
  public func search(
    _ query: QueryNode, _ options: SearchOptions = SearchOptions()
  ) throws(SearchIndexError) -> SearchAnswer {
    var watch = SearchWatch(timeout: options.timeout)
    let start = try SearchCursor.start(of: query, options, in: snapshot)
    let coarsest = options.explain || options.counts == .ladder ? .sound : options.match
    let plan = analysis.plan(query, options.languages, ranking, upTo: coarsest)
    let run = try run(
      plan, options.match, options, detail: options.content == .ids ? .documents : .rungs, &watch)
    let order = AnswerOrder(sort: options.sort, segments: run.segments)
    let first = try run.first(
      options.limit, order, after: start.place, collapsing: options.collapse, &watch)
    let total = options.counts == .none ? first.best.count : try run.count(&watch)
    let totalsByRung = options.counts == .ladder ? try totals(run, options, total, &watch) : []
    let facets = options.facets ? try facets(run, &watch) : nil
    let isVain = options.suggestions > 0 && total == 0 && !watch.look()
    // Made of its parts at last: an answer that is changed part by part is copied.
    return SearchAnswer(
      hits: try hits(first.best, run, options), total: total, distinct: first.distinct,
      hitsBefore: start.hitsSoFar, next: next(after: first, start, total, query, options, watch),
      totalsByRung: totalsByRung, facets: facets,
      query: options.explain ? try run.explainQuery(prefixLimit: options.prefixExpansions) : nil,
      suggestions: isVain ? try suggestions(forUnknownWordsOf: query, options) : [],
      notes: plan.notes + run.cappedPrefixes(options.prefixExpansions)
        + (watch.hasStopped ? [.stopped] : []))
  }

  /// Where the page after one begins; nil where there is none, or the search was stopped.
  private func next(
    after page: GatheredMatches, _ start: PageStart, _ total: Int, _ query: QueryNode,
    _ options: SearchOptions, _ watch: SearchWatch
  ) -> SearchCursor? {
    guard let last = page.best.last, page.best.count == options.limit, !watch.hasStopped else {
      return nil
    }
    let hitsSoFar = start.hitsSoFar + page.best.count
    let known = options.counts == .none ? page.distinct : page.distinct ?? total
    guard known ?? .max > hitsSoFar else { return nil }
    return SearchCursor(
      after: last, hitsSoFar: hitsSoFar, indexDigest: snapshot.digest, query: query, options)
  }

  /// Counts the documents that a query finds on a rung.
  ///
  /// - Throws: `SearchIndexError` where a file of the index is damaged.
  public func count(
    _ query: QueryNode, on rung: Rung, languages: [Language] = []
  ) throws(SearchIndexError) -> Int {
    var watch = SearchWatch(timeout: nil)
    let plan = analysis.plan(query, languages, ranking, upTo: rung)
    if let known = try snapshot.knownCount(plan, on: rung) { return known }
    return try run(
      plan, rung, SearchOptions(), detail: .documents, needsScores: false, &watch
    ).count(&watch)
  }

  /// Counts the documents that a query finds on every rung, and in which languages.
  ///
  /// - Throws: `SearchIndexError` where a file of the index is damaged.
  public func count(
    _ query: QueryNode, languages: [Language] = []
  ) throws(SearchIndexError) -> LadderCount {
    var watch = SearchWatch(timeout: nil)
    let plan = analysis.plan(query, languages, ranking, upTo: .sound)
    var rows: [LadderCount.Row] = []
    var coarser: SearchRun?
    for rung in Rung.allCases.reversed() {
      let run = try run(
        plan, rung, SearchOptions(), detail: .terms, needsScores: false, beside: coarser, &watch)
      coarser = run
      let counted = try run.countByLanguage(&watch)
      let languages = counted.languages.map {
        LadderCount.LanguageCount(language: $0.key, documents: $0.value)
      }
      rows.append(
        LadderCount.Row(
          rung: rung, documents: counted.documents,
          languages: languages.sorted {
            ($1.documents, $0.language) < ($0.documents, $1.language)
          }))
    }
    return LadderCount(rows: rows.reversed())
  }

  /// Looks a plan up; `detail` and `needsScores` say what will be asked for.
  private func run(
    _ plan: Plan, _ match: Rung, _ options: SearchOptions, detail: ClauseDetail,
    needsScores: Bool = true, beside other: SearchRun? = nil, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> SearchRun {
    try SearchRun(
      snapshot, plan, ranking: ranking, match: match, prefixLimit: options.prefixExpansions,
      detail: detail, needsScores: needsScores, memory: weighed, beside: other, &watch)
  }

  /// The documents on each rung, the one asked for being known.
  private func totals(
    _ run: SearchRun, _ options: SearchOptions, _ known: Int, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [(rung: Rung, documents: Int)] {
    var totals: [(rung: Rung, documents: Int)] = []
    var coarsest = run
    for rung in Rung.allCases {
      var count = known
      if rung != run.match {
        let other = try self.run(
          run.plan, rung, options, detail: .documents, needsScores: false, beside: coarsest, &watch)
        count = try other.count(&watch)
        if rung > coarsest.match { coarsest = other }
      }
      totals.append((rung, count))
    }
    return totals
  }

  private func facets(
    _ run: SearchRun, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> Facets {
    var counter = FacetCounter()
    for index in run.segments.indices where !watch.look() {
      var search = try run.search(index)
      try counter.count(try search.documents(&watch), in: run.segments[index])
    }
    return counter.facets
  }

  private func hits(
    _ ranked: [RankedDocument], _ run: SearchRun, _ options: SearchOptions
  ) throws(SearchIndexError) -> [Hit] {
    guard !ranked.isEmpty else { return [] }
    if options.content == .ids { return try idHits(ranked, run) }
    let best = ranked.map(\.scored)
    var hits: [Hit] = []
    var stored: [StoredDocument] = []
    for document in best {
      stored.append(try run.segments[document.segment].stored(document.document))
    }
    let placed = analysis.snippets(
      of: stored, try run.places(of: best, in: stored), run.plan, weights: run.clauseWorth,
      match: options.match, limit: options.snippetLength)
    let rungs = try run.finestRungs(of: best)
    for (index, document) in best.enumerated() {
      var hit = Hit(
        documentID: stored[index].id, score: FixedPoint.value(document.score), rung: rungs[index])
      hit.page = placed[index].page
      hit.language = placed[index].language
      hit.snippet = placed[index].snippet
      hit.payload = stored[index].payload
      hit.passages = stored[index].passages
      if options.explain { hit.explanation = try run.explain(document) }
      hits.append(hit)
    }
    for place in ranked.indices { hits[place].duplicates = ranked[place].duplicates }
    return hits
  }
}

extension Searcher {
  /// Hits of which nothing but id, score and rung is asked for.
  ///
  /// - Precondition: there is one.
  private func idHits(
    _ ranked: [RankedDocument], _ run: SearchRun
  ) throws(SearchIndexError) -> [Hit] {
    var hits: [Hit] = []
    hits.reserveCapacity(ranked.count)
    let segments = run.segments
    // Mostly of one segment: it is not asked for again for each of them.
    var (segment, number) = (segments[ranked[0].scored.segment], ranked[0].scored.segment)
    var id: [UInt8] = []
    id.reserveCapacity(DocumentIDs.usualLength)
    for document in ranked {
      let scored = document.scored
      if scored.segment != number {
        number = scored.segment
        segment = segments[number]
      }
      try segment.readID(of: scored.document, into: &id)
      hits.append(
        Hit(
          documentID: String(decoding: id, as: UTF8.self), score: FixedPoint.value(scored.score),
          rung: run.match, duplicates: document.duplicates))
    }
    return hits
  }
}

/// Plans queries and cuts snippets with analyzers that keep what they know of words.
private final class QueryAnalysis: Sendable {
  private let cutters = Pool { (analyzer: TextAnalyzer(), memo: ClauseMemo()) }
  private let readers = Pool { FormReader() }

  /// The plan of a query.
  func plan(
    _ query: QueryNode, _ languages: [Language], _ ranking: Ranking, upTo rung: Rung
  ) -> Plan {
    cutters.with { cutter in
      var planner = Planner(cutter.analyzer, ranking: ranking, memo: cutter.memo)
      return planner.plan(query, languages: languages, upTo: rung)
    }
  }

  /// A snippet of each document.
  func snippets(
    of documents: [StoredDocument], _ places: [[ClausePlace]], _ plan: Plan, weights: [Double],
    match: Rung, limit: Int
  ) -> [SnippetMaker.Placed] {
    readers.with { reader in
      let maker = SnippetMaker(
        TextMarker(plan, reader, match: match), weights: weights, limit: limit)
      return zip(documents, places).map { maker.snippet(of: $0, places: $1) }
    }
  }
}

extension Hit {
  /// Makes a hit of which nothing but id, score and rung is known.
  fileprivate init(documentID: String, score: Double, rung: Rung, duplicates: Int = 0) {
    self.documentID = documentID
    self.duplicates = duplicates
    self.score = score
    self.rung = rung
    page = 1
    language = .unknown
    snippet = Snippet(
      text: "", marks: [], places: [], isRightToLeft: false, hasLeadingEllipsis: false,
      hasTrailingEllipsis: false)
    payload = []
  }
}

extension SearchRun {
  /// What each clause is worth in a snippet: its greatest rarity in any language.
  fileprivate var clauseWorth: [Double] { weights.map(\.statistics.greatestRarity) }

  /// Notes of the prefixes that stand for more forms than were looked at.
  fileprivate func cappedPrefixes(_ limit: Int) -> [SearchNote] {
    if capped.isEmpty { return [] }
    return capped.sorted().map { .prefixCapped(prefix: plan.clauses[$0].text, limit: limit) }
  }
}

extension IndexSnapshot {
  /// How many documents a plan finds on a rung, where dictionaries know that: it is one word, all of
  /// whose forms are those with its folded form; nil elsewhere.
  ///
  /// - Throws: `corrupt`.
  fileprivate func knownCount(_ plan: Plan, on asked: Rung) throws(SearchIndexError) -> Int? {
    guard case .clause(let index)? = plan.root, segments.allSatisfy({ $0.deletions == nil }) else {
      return nil
    }
    let clauses = plan.clauses
    let planned = clauses.span
    let rung = planned[index].rung(ofQuery: asked)
    var count = 0
    for segment in segments {
      let finder = ClauseFinder(
        segment: segment, match: asked, prefixLimit: 0, detail: .documents)
      guard let words = try finder.words(of: planned[index], rung), words.count == 1,
        let own = words[0].knownCount(as: planned[index], on: rung)
      else { return nil }
      count += own
    }
    return count
  }
}

extension MatchedWord {
  /// How many documents a segment without deletions has of it, if that is known or the dictionary knows; it is
  /// what a clause stands for up to a rung.
  fileprivate func knownCount(as clause: Clause, on rung: Rung) -> Int? {
    let known = documentCount.load(ordering: .relaxed)
    if known >= 0 { return known }
    guard rung == .fold, let term = clause.singleTerm, term.takesWholeForms,
      term.dictionaryFields.count == 1
    else { return nil }
    let count = terms.reduce(0) { $0 + $1.term.documentCount }
    documentCount.store(count, ordering: .relaxed)
    return count
  }
}
