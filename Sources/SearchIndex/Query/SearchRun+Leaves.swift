// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

extension SearchRun {
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
    if case .word(let word) = weights[clause] { return word.leaf(index, isScored: isScored) }
    switch found[index][clause] {
    case .terms(let word):
      let scales = scales(of: clause, word.languages, index)
      return try Leaf(
        word, scales, rungWeights: rungWeights, isScored: isScored, segment: segment)
    case .places: return try table(clause, index, isScored: isScored)
    case .constant(let matches):
      let boost = isScored ? plan.clauses[clause].boost : 0
      let table = MatchTable(
        documents: matches.documents, scores: matches.scores(boost: boost),
        rungs: matches.rungs.isEmpty
          ? [Rung](repeating: matches.rung, count: matches.documents.count) : matches.rungs)
      return Leaf(table: table, isScored: isScored, segment: segment)
    }
  }

  /// What occurrences of a clause are worth in some languages of a segment, by rising ordinal.
  private func scales(of clause: Int, _ languages: [UInt16], _ index: Int) -> LanguageScales {
    LanguageScales(
      languages, statistics(of: clause), boost: plan.clauses[clause].boost, in: segments[index],
      numbers: languageTable.numbers[index], ranking: ranking)
  }

  /// The table of a clause whose places were found beforehand.
  private func table(
    _ clause: Int, _ index: Int, isScored: Bool
  ) throws(SearchIndexError) -> Leaf {
    let segment = segments[index]
    guard case .places(let languages) = found[index][clause] else {
      return Leaf(table: .empty, isScored: isScored, segment: segment)
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
    var documents: [UInt32] = []
    var scores: [FixedScore] = []
    var rungs: [Rung] = []
    for row in rows {
      if documents.last == row.document {
        let last = documents.count - 1
        if !isConstant { scores[last] &+= row.score }
        rungs[last] = min(rungs[last], row.rung)
      } else {
        documents.append(row.document)
        scores.append(row.score)
        rungs.append(row.rung)
      }
    }
    let table = MatchTable(documents: documents, scores: scores, rungs: rungs)
    return Leaf(table: table, isScored: isScored, segment: segment)
  }
}

extension LanguageScales {
  /// What occurrences of a clause are worth in some languages of a segment, by rising ordinal.
  ///
  /// `numbers` are those of the segment's languages in the index.
  init(
    _ languages: [UInt16], _ statistics: ClauseStatistics, boost: Double, in segment: Segment,
    numbers: [Int], ranking: Ranking
  ) {
    let scales = languages.map { language in
      LanguageScale(
        language: language, documents: segment.values.documents(mainLanguage: language),
        weight: statistics.weight(in: numbers[Int(language)]), boost: boost, ranking: ranking)
    }
    self.init(scales, languages: segment.languages.count)
  }
}

extension Leaf {
  /// Makes a leaf of the lists of a word.
  ///
  /// - Throws: `corrupt`.
  init(
    _ word: MatchedWord, _ scales: LanguageScales, rungWeights: [Double], isScored: Bool,
    segment: Segment
  ) throws(SearchIndexError) {
    if word.terms.isEmpty {
      self.init(table: .empty, isScored: isScored, segment: segment)
      return
    }
    var lists: [ListReader] = []
    lists.reserveCapacity(word.terms.count)
    for matched in word.terms {
      lists.append(try ListReader(matched, in: segment, scales, rungWeights: rungWeights))
    }
    self.init(lists: lists, scales: scales, isScored: isScored, segment: segment)
  }
}

extension MatchedWord {
  /// The language ordinals of all matching variants, rising.
  var languages: [UInt16] {
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
