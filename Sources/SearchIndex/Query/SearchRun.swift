// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import TextAnalysis

/// Carries a plan out: first every clause on every segment, then scores by the statistics of all.
struct SearchRun {
  private let maker: LeafMaker
  private let clauses: FoundClauses
  /// By clause: what it weighs.
  let weights: [ClauseWeight]
  /// Whether scores will be asked for; where they are not, nothing is weighed.
  private let needsScores: Bool

  /// Looks every clause up, unless it is stopped: then no clause finds anything.
  ///
  /// `detail` says what of constant clauses will be asked for; `memory` is one that was only ever
  /// used with this snapshot and ranking; `other` ran the same plan on another rung.
  /// - Throws: `corrupt`.
  init(
    _ snapshot: IndexSnapshot, _ plan: Plan, ranking: Ranking, match: Rung, prefixLimit: Int,
    detail: ClauseDetail, needsScores: Bool = true, memory: WeighedClauses? = nil,
    beside other: SearchRun? = nil, _ watch: inout SearchWatch
  ) throws(SearchIndexError) {
    let all = plan.clauses
    // Borrowed: a copy of a clause counts references to each of its parts.
    let planned = all.span
    let known = memory?.clauses(planned, on: match, detail, prefixLimit: prefixLimit) ?? []
    var found: [[ClauseMatches]] = []
    var capped: Set<Int> = []
    for number in snapshot.segments.indices {
      let finder = ClauseFinder(
        segment: snapshot.segments[number], match: match, prefixLimit: prefixLimit, detail: detail)
      found.append(
        try Self.matches(
          of: planned, known, in: number, finder, beside: other, capped: &capped, &watch))
    }
    // What was not looked up because of the watch must not be taken for what there is.
    maker = LeafMaker(snapshot: snapshot, plan: plan, ranking: ranking, match: match)
    clauses = FoundClauses(
      matches: found, capped: capped, detail: detail, prefixLimit: prefixLimit)
    let weigher = ClauseWeigher(
      maker: maker, found: clauses, needsScores: needsScores,
      memory: watch.hasStopped ? nil : memory)
    weights = try weigher.weights(known: watch.hasStopped ? [] : known)
    self.needsScores = needsScores
  }

  /// What each clause finds in a segment: what is known already, what the run of another rung tells, or
  /// what `finder` finds.
  private static func matches(
    of planned: Span<Clause>, _ known: [WeighedClause?], in number: Int, _ finder: ClauseFinder,
    beside other: SearchRun?, capped: inout Set<Int>, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [ClauseMatches] {
    var found: [ClauseMatches] = []
    found.reserveCapacity(planned.count)
    for index in planned.indices {
      if watch.look() {
        found.append(.terms(MatchedWord([])))
      } else if !known.isEmpty, let clause = known[index] {
        found.append(clause.found[number])
      } else if let matches = other?.matches(
        of: index, in: number, on: finder.match, finder.detail)
      {
        found.append(matches)
      } else {
        let (matches, isCapped) = try finder.matches(of: planned[index])
        found.append(matches)
        if isCapped { capped.insert(index) }
      }
    }
    return found
  }

  /// What is looked for.
  var plan: Plan { maker.plan }

  /// How it is ranked.
  var ranking: Ranking { maker.ranking }

  /// The rung asked for.
  var match: Rung { maker.match }

  /// What was found, by segment, then clause.
  var found: [[ClauseMatches]] { clauses.matches }

  /// The clauses that met a cap.
  var capped: Set<Int> { clauses.capped }

  /// What is known of constant clauses.
  var detail: ClauseDetail { clauses.detail }

  /// The most terms of one prefix and field.
  var prefixLimit: Int { clauses.prefixLimit }

  /// The segments of the snapshot.
  var segments: [Segment] { maker.snapshot.segments }

  /// The languages of all segments.
  var languageTable: LanguageTable { maker.snapshot.languageTable }

  /// What an occurrence on each rung weighs.
  var rungWeights: [Double] { ranking.exactRungWeights }

  /// What a clause weighs in each language in which it was found.
  func statistics(of clause: Int) -> ClauseStatistics { weights[clause].statistics }

  /// The search of one segment.
  ///
  /// - Throws: `corrupt`.
  func search(_ segment: Int) throws(SearchIndexError) -> SegmentSearch {
    var leaves: [Leaf] = []
    leaves.reserveCapacity(plan.clauses.count)
    for clause in plan.clauses.indices { leaves.append(try leaf(clause, segment)) }
    return SegmentSearch(segments[segment], plan, leaves: leaves)
  }

  private func leaf(_ clause: Int, _ index: Int) throws(SearchIndexError) -> Leaf {
    let isScored = needsScores && plan.clauses[clause].role == .scored
    switch weights[clause] {
    case .ready(let known): return known.leaf(index, isScored: isScored)
    case .other(let statistics):
      return try maker.leaf(
        clause, found[index][clause], statistics, in: index, isScored: isScored)
    }
  }

  // MARK: - Answers

  /// The best documents of all segments, best first; among equals by main language, then arrival.
  ///
  /// Documents of a segment stay under its ceiling.
  /// - Throws: `corrupt`.
  func best(
    _ limit: Int, _ watch: inout SearchWatch, ceiling: (_ segment: Int) -> ScoreCeiling
  ) throws(SearchIndexError) -> [ScoredDocument] {
    guard limit > 0, plan.root != nil else { return [] }
    var best: [ScoredDocument] = []
    for index in segments.indices where !watch.look() {
      let floor = best.count < limit ? 0 : best[best.count - 1].score
      var search = try search(index)
      search.ceiling = ceiling(index)
      let own = try (consume search).best(limit, floor: floor, &watch).map {
        ScoredDocument(segment: index, document: $0.document, score: $0.score)
      }
      best = best.isEmpty ? own : ordered(best + own)
      if best.count > limit { best.removeLast(best.count - limit) }
    }
    return best
  }

  /// Documents by score, then main language, segment and doc id: an order that merges do not change.
  func ordered(_ documents: [ScoredDocument]) -> [ScoredDocument] {
    let keyed = documents.map { document in
      let segment = segments[document.segment]
      let main = segment.mainLanguage(of: document.document)
      return (language: segment.languages[Int(main)].language, document: document)
    }
    return keyed.sorted { left, right in
      let (a, b) = (left.document, right.document)
      if a.score != b.score { return a.score > b.score }
      if left.language != right.language { return left.language < right.language }
      return (a.segment, a.document) < (b.segment, b.document)
    }.map(\.document)
  }

  /// How many documents the query finds.
  ///
  /// - Throws: `corrupt`.
  func count(_ watch: inout SearchWatch) throws(SearchIndexError) -> Int {
    guard plan.root != nil else { return 0 }
    var count = 0
    for index in segments.indices where !watch.look() {
      switch matchesAlone(index) {
      case .terms(let word)?:
        // A word alone is counted whole, whatever the watch says.
        var own = word.documentCount.load(ordering: .relaxed)
        if own < 0 {
          own = try search(index).count(&watch)
          word.documentCount.store(own, ordering: .relaxed)
        }
        count += own
      case .constant(let matches)?: count += matches.documents.count
      case .places?, nil: count += try search(index).count(&watch)
      }
    }
    return count
  }

  /// What the clause that is all of the query found, where every document of a segment that it finds is live.
  private func matchesAlone(_ segment: Int) -> ClauseMatches? {
    guard segments[segment].deletedCount == 0, let flat = plan.flat,
      flat.must.count + flat.should.count == 1, flat.mustNot.isEmpty, flat.conditions.isEmpty,
      let clause = flat.must.first ?? flat.should.first
    else { return nil }
    return found[segment][clause]
  }

  /// The finest rung on which each of some documents is found, in their order.
  ///
  /// - Throws: `corrupt`.
  func finestRungs(of documents: [ScoredDocument]) throws(SearchIndexError) -> [Rung] {
    var result = [Rung](repeating: match, count: documents.count)
    for index in segments.indices where documents.contains(where: { $0.segment == index }) {
      var search = try search(index)
      let own = documents.indices.filter { documents[$0].segment == index }
        .sorted { documents[$0].document < documents[$1].document }
      for place in own {
        result[place] =
          try search.finestRung(of: documents[place].document) ?? match
      }
    }
    return result
  }
}

/// How often a clause is found in each language, and what it therefore weighs there.
///
/// Languages are those of the index's `LanguageTable`, by number.
struct ClauseStatistics {
  /// Documents with the clause, on the rung asked for.
  let frequencies: LanguageFrequencies
  /// For each row of `frequencies` what the clause weighs there.
  private let weights: [Ranking.Weight]

  /// Takes the frequencies of a clause that is looked for in some languages; nil for all.
  init(
    within languages: Set<Language>?, of table: LanguageTable, ranking: Ranking,
    frequencies: LanguageFrequencies
  ) {
    self.frequencies = frequencies
    let rows = frequencies.rows
    if rows.isEmpty {
      weights = []
      return
    }
    let pool = table.pool(of: languages)
    let pooled = frequencies.total
    weights = rows.map { number, documents in
      if number == table.unknown,
        let known = Self.known(rows, of: table)
      {
        return ranking.weight(
          frequency: known.found, of: known.counts, pooledFrequency: pooled, of: pool)
      }
      return ranking.weight(
        frequency: documents, of: table.counts(number), pooledFrequency: pooled, of: pool)
    }
  }

  /// The known languages in which a clause was found, taken together; nil where there is none.
  private static func known(
    _ rows: [(language: Int, documents: Int)], of table: LanguageTable
  ) -> (found: Int, counts: Ranking.Counts)? {
    var counts = Ranking.Counts()
    var found = 0
    for (number, documents) in rows where number != table.unknown && documents > 0 {
      counts.documents += table.languages[number].documents
      counts.words += table.languages[number].words
      found += documents
    }
    return found > 0 ? (found, counts) : nil
  }

  /// What the clause weighs in a language in which it was found.
  func weight(in number: Int) -> Ranking.Weight {
    frequencies.place(of: number).map { weights[$0] }
      ?? Ranking.Weight(inverseDocumentFrequency: 0, meanLength: 1)
  }

  /// Documents in which the clause was found in a language.
  func frequency(in number: Int) -> Int {
    frequencies.place(of: number).map { frequencies.rows[$0].documents } ?? 0
  }

  /// The greatest rarity of the clause in any language in which a live document has it.
  var greatestRarity: Double {
    zip(frequencies.rows, weights).lazy.filter { $0.0.documents > 0 }
      .map(\.1.inverseDocumentFrequency).max() ?? 0
  }
}
