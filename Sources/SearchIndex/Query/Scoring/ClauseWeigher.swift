// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What a clause weighs.
enum ClauseWeight {
  /// A word that was weighed before, or will be asked for again, with its lists.
  case word(WeighedWord)
  /// What any other clause weighs in each language in which it was found.
  case other(ClauseStatistics)

  /// What it weighs in each language in which it was found.
  var statistics: ClauseStatistics {
    switch self {
    case .word(let word): word.statistics
    case .other(let statistics): statistics
    }
  }
}

/// Weighs the clauses of a plan by what was found of them in all segments.
struct ClauseWeigher {
  let plan: Plan
  /// By segment, then clause.
  let found: [[ClauseMatches]]
  let snapshot: IndexSnapshot
  let ranking: Ranking
  /// The rung asked for.
  let match: Rung
  /// Whether scores will be asked for.
  let needsScores: Bool
  /// Where words are remembered, if anywhere.
  let memory: WeighedWords?

  /// Whether a clause weighs anything.
  private func isWeighed(_ clause: Int) -> Bool {
    needsScores && plan.clauses[clause].role == .scored && !plan.clauses[clause].isConstant
  }

  /// What each clause weighs; `known` has the words that clauses are, or is empty.
  ///
  /// - Throws: `corrupt`.
  func weights(known: [WeighedWord?]) throws(SearchIndexError) -> [ClauseWeight] {
    var weights: [ClauseWeight] = []
    weights.reserveCapacity(plan.clauses.count)
    for clause in plan.clauses.indices {
      if !known.isEmpty, let word = known[clause] {
        let known = try again(word, clause)
        if known !== word { remember(known, clause) }
        weights.append(.word(known))
      } else if let word = try word(clause) {
        weights.append(.word(word))
      } else {
        weights.append(.other(try statistics(of: clause)))
      }
    }
    return weights
  }

  /// What a clause weighs; nothing where no score is asked for.
  private func statistics(of clause: Int) throws(SearchIndexError) -> ClauseStatistics {
    var frequencies = LanguageFrequencies()
    if isWeighed(clause) {
      for index in found.indices {
        try found[index][clause].addFrequencies(
          in: snapshot.segments[index], numbers: snapshot.languageTable.numbers[index],
          to: &frequencies)
      }
      frequencies.merge()
    }
    return ClauseStatistics(
      within: plan.clauses[clause].languages, of: snapshot.languageTable, ranking: ranking,
      frequencies: frequencies)
  }

  /// A clause as a word that may be searched again; nil where it is none, or is not weighed now and was
  /// not before.
  private func word(_ clause: Int) throws(SearchIndexError) -> WeighedWord? {
    guard let memory, WeighedWords.keeps(plan.clauses[clause]) else { return nil }
    var word = memory.word(clause, of: found)
    if let known = word {
      word = try again(known, clause)
    } else if isWeighed(clause) {
      word = try newWord(clause)
    }
    if let word { remember(word, clause) }
    return word
  }

  private func remember(_ word: WeighedWord, _ clause: Int) {
    memory?.remember(
      word, of: plan.clauses[clause], on: plan.clauses[clause].rung(ofQuery: match))
  }

  /// A word that was asked for before: when its scores have counted a few times, all that it has is read, to find out
  /// which ranges of documents are worth a look.
  private func again(
    _ word: WeighedWord, _ clause: Int
  ) throws(SearchIndexError) -> WeighedWord {
    isWeighed(clause) && word.isAskedAgain() ? try word.withRanges() : word
  }

  private func newWord(_ clause: Int) throws(SearchIndexError) -> WeighedWord? {
    var words: [MatchedWord] = []
    for matches in found {
      guard case .terms(let word) = matches[clause] else { return nil }
      words.append(word)
    }
    if words.isEmpty { return nil }
    let statistics = try statistics(of: clause)
    let weights = ranking.exactRungWeights
    var leaves: [Leaf] = []
    for (index, word) in words.enumerated() {
      let segment = snapshot.segments[index]
      let scales = LanguageScales(
        word.languages, statistics, boost: 1, in: segment,
        numbers: snapshot.languageTable.numbers[index], ranking: ranking)
      var leaf = try Leaf(word, scales, rungWeights: weights, isScored: true, segment: segment)
      try leaf.setShortListsAside()
      try leaf.findBounds()
      leaves.append(leaf)
    }
    return WeighedWord(words, statistics, leaves: leaves)
  }
}
