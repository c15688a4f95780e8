// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Carries a plan out: first every clause on every segment, then scores by the statistics of all.
struct SearchRun {
  let segments: [Segment]
  /// The languages of all segments.
  let languageTable: LanguageTable
  let plan: Plan
  let ranking: Ranking
  /// The rung asked for.
  let match: Rung
  /// By segment, then clause.
  let found: [[ClauseMatches]]
  /// By clause: what it weighs in each language in which it was found.
  let statistics: [ClauseStatistics]
  /// The clauses that met a cap.
  let capped: Set<Int>
  /// The most terms of one prefix and field.
  let prefixLimit: Int
  /// What an occurrence on each rung weighs.
  let rungWeights: [Double]
  /// Whether scores will be asked for; where they are not, nothing is weighed.
  private let needsScores: Bool

  /// Looks every clause up, unless it is stopped: then no clause finds anything.
  ///
  /// `needsRungs` says whether the rung of each hit will be asked for.
  /// - Throws: `corrupt`.
  init(
    _ snapshot: IndexSnapshot, _ plan: Plan, ranking: Ranking, match: Rung, prefixLimit: Int,
    needsRungs: Bool, needsScores: Bool = true, _ watch: inout SearchWatch
  ) throws(SearchIndexError) {
    var found: [[ClauseMatches]] = []
    var capped: Set<Int> = []
    for segment in snapshot.segments {
      let finder = ClauseFinder(
        segment: segment, match: match, prefixLimit: prefixLimit, needsRungs: needsRungs)
      var clauses: [ClauseMatches] = []
      clauses.reserveCapacity(plan.clauses.count)
      for index in plan.clauses.indices {
        if watch.look() {
          clauses.append(.terms([]))
          continue
        }
        let (matches, isCapped) = try finder.matches(of: plan.clauses[index])
        clauses.append(matches)
        if isCapped { capped.insert(index) }
      }
      found.append(clauses)
    }
    statistics = try Self.statistics(
      plan, found, snapshot, ranking, needsScores: needsScores)
    self.needsScores = needsScores
    segments = snapshot.segments
    languageTable = snapshot.languageTable
    self.plan = plan
    self.ranking = ranking
    rungWeights = ranking.exactRungWeights
    self.match = match
    self.found = found
    self.capped = capped
    self.prefixLimit = prefixLimit
  }

  private static func statistics(
    _ plan: Plan, _ found: [[ClauseMatches]], _ snapshot: IndexSnapshot, _ ranking: Ranking,
    needsScores: Bool
  ) throws(SearchIndexError) -> [ClauseStatistics] {
    var statistics: [ClauseStatistics] = []
    statistics.reserveCapacity(plan.clauses.count)
    for index in plan.clauses.indices {
      let isScored = needsScores && plan.clauses[index].role == .scored
      let isWeighed = isScored && !plan.clauses[index].isConstant
      statistics.append(
        ClauseStatistics(
          within: plan.clauses[index].languages, of: snapshot.languageTable, ranking: ranking,
          frequencies: isWeighed ? try frequencies(of: index, found, snapshot) : .init()))
    }
    return statistics
  }

  private static func frequencies(
    of clause: Int, _ found: [[ClauseMatches]], _ snapshot: IndexSnapshot
  ) throws(SearchIndexError) -> LanguageFrequencies {
    var frequencies = LanguageFrequencies()
    for index in found.indices {
      try found[index][clause].addFrequencies(
        in: snapshot.segments[index], numbers: snapshot.languageTable.numbers[index],
        to: &frequencies)
    }
    frequencies.merge()
    return frequencies
  }

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
    let segment = segments[index]
    let isScored = needsScores && plan.clauses[clause].role == .scored
    switch found[index][clause] {
    case .terms(let terms):
      let scales = scales(of: clause, Self.languages(of: terms), index)
      var lists: [ListReader] = []
      lists.reserveCapacity(terms.count)
      for matched in terms {
        lists.append(try ListReader(matched, in: segment, scales, rungWeights: rungWeights))
      }
      if lists.isEmpty { fallthrough }
      return Leaf(lists: lists, scales: scales, isScored: isScored, segment: segment)
    case .places: return try table(clause, index, isScored: isScored)
    case .constant(let matches):
      let boost = isScored ? plan.clauses[clause].boost : 0
      let table = MatchTable(
        documents: matches.documents, scores: matches.scores(boost: boost),
        rungs: matches.rungs.isEmpty
          ? [Rung](repeating: matches.rung, count: matches.documents.count) : matches.rungs,
        greatestScore: FixedPoint.score(boost))
      return Leaf(table: table, isScored: isScored, segment: segment)
    }
  }

  /// The language ordinals of all matching variants, rising.
  private static func languages(of terms: [MatchedTerm]) -> [UInt16] {
    var languages: [UInt16] = []
    languages.reserveCapacity(terms.reduce(0) { $0 + $1.rungs.count })
    for matched in terms {
      for (index, variant) in matched.term.variants.enumerated()
      where matched.rungs[index] != nil && languages.last != variant.language {
        languages.append(variant.language)
      }
    }
    if terms.count == 1 { return languages }
    return Set(languages).sorted()
  }

  /// What occurrences of a clause are worth in some languages of a segment, by rising ordinal.
  private func scales(of clause: Int, _ languages: [UInt16], _ index: Int) -> LanguageScales {
    let segment = segments[index]
    let numbers = languageTable.numbers[index]
    let statistics = statistics[clause]
    let scales = languages.map { language in
      LanguageScale(
        language: language, documents: segment.values.documents(mainLanguage: language),
        weight: statistics.weight(in: numbers[Int(language)]),
        boost: plan.clauses[clause].boost, ranking: ranking)
    }
    return LanguageScales(scales, languages: segment.languages.count)
  }

  /// The table of a clause whose places were found beforehand.
  private func table(
    _ clause: Int, _ index: Int, isScored: Bool
  ) throws(SearchIndexError) -> Leaf {
    let segment = segments[index]
    guard case .places(let languages) = found[index][clause] else {
      return Leaf(table: MatchTable(), isScored: isScored, segment: segment)
    }
    let scales = scales(of: clause, languages.map(\.language), index)
    let isConstant = isScored && plan.clauses[clause].isConstant
    let constant = FixedPoint.score(plan.clauses[clause].boost)
    let coarsest = plan.clauses[clause].rung(ofQuery: match)
    // Taken out of the segment once, not for each document.
    let values = segment.values
    var rows: [(document: UInt32, score: FixedScore, rung: Rung)] = []
    rows.reserveCapacity(languages.reduce(0) { $0 + $1.documents.count })
    for (matches, scale) in zip(languages, scales.all) {
      for (document, counts) in zip(matches.documents, matches.counts) {
        var score = isConstant ? constant : 0
        if isScored, !isConstant {
          let words = try values.words(of: document, in: matches.language)
          score = scale.score(
            Ranking.weightedFrequency(counts, rungWeights, upTo: coarsest), words: words)
        }
        rows.append((document, score, counts.finestRung))
      }
    }
    if languages.count > 1 { rows.sort { $0.document < $1.document } }
    var table = MatchTable()
    for row in rows {
      if table.documents.last == row.document {
        let last = table.documents.count - 1
        if !isConstant { table.scores[last] &+= row.score }
        table.rungs[last] = min(table.rungs[last], row.rung)
      } else {
        table.documents.append(row.document)
        table.scores.append(row.score)
        table.rungs.append(row.rung)
      }
    }
    table.greatestScore = table.scores.max() ?? 0
    return Leaf(table: table, isScored: isScored, segment: segment)
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
      count += try search(index).count(&watch)
    }
    return count
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

extension ConstantMatches {
  /// The score of each document.
  fileprivate func scores(boost: Double) -> [FixedScore] {
    guard distances.isEmpty else {
      return distances.map { FixedPoint.score(boost / Double(1 + $0)) }
    }
    return [FixedScore](repeating: FixedPoint.score(boost), count: documents.count)
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
