// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import TextAnalysis

/// A word of queries with what it weighs in a snapshot, ready to be searched.
final class WeighedWord: Sendable {
  /// The terms that it stands for, by segment.
  let words: [MatchedWord]
  /// What it weighs.
  let statistics: ClauseStatistics
  /// What it finds, by segment: leaves that stand before their first documents.
  private let leaves: [Leaf]

  init(_ words: [MatchedWord], _ statistics: ClauseStatistics, leaves: [Leaf]) {
    self.words = words
    self.statistics = statistics
    self.leaves = leaves
  }

  /// How much of a memory it takes: its variants, and what else is as great as one.
  var weight: Int {
    var weight = 1
    for word in words { for matched in word.terms { weight += matched.rungs.count } }
    // A document that was set aside takes 13 bytes, a variant 130.
    return leaves.reduce(weight) { $0 + $1.table.documents.count / 10 }
  }

  /// What it finds in a segment.
  func leaf(_ segment: Int, isScored: Bool) -> Leaf {
    var leaf = leaves[segment]
    leaf.isScored = isScored
    return leaf
  }
}

/// The words that were weighed in the searches of one snapshot lately, by one ranking.
///
/// Which of them are forgotten changes no result. May be used on several threads; one that would have to
/// wait does without.
final class WeighedWords: Sendable {
  /// The most words of a generation that are remembered.
  static let limit = 4096
  /// The most variants of terms of a generation that are remembered, about 130 bytes each.
  static let variantLimit = 1 << 16

  private let known = Mutex(
    RecentValues<ObjectIdentifier, WeighedWord>(generation: limit, weightLimit: variantLimit))

  /// The number of words that are remembered.
  var count: Int { known.withLock { $0.count } }

  /// The word that a clause, by its number, is in all segments; nil where that is not remembered.
  func word(_ clause: Int, of found: [[ClauseMatches]]) -> WeighedWord? {
    guard case .terms(let first)? = found.first?[clause] else { return nil }
    let known = known.withLockIfAvailable { $0.value(of: ObjectIdentifier(first)) }
    guard let word = known ?? nil else { return nil }
    for index in found.indices {
      guard case .terms(let own) = found[index][clause], own === word.words[index] else {
        return nil
      }
    }
    return word
  }

  /// Remembers a word of at least one segment, unless that is much.
  func remember(_ word: WeighedWord) {
    let weight = word.weight
    guard weight <= Self.variantLimit / 8 else { return }
    // It holds on to its terms, so that no others can be taken for them.
    let key = ObjectIdentifier(word.words[0])
    known.withLockIfAvailable { $0.remember(word, weight: weight, for: key) }
  }
}

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
  /// Whether scores will be asked for.
  let needsScores: Bool
  /// Where words are remembered, if anywhere.
  let memory: WeighedWords?

  /// Whether a clause weighs anything.
  private func isWeighed(_ clause: Int) -> Bool {
    needsScores && plan.clauses[clause].role == .scored && !plan.clauses[clause].isConstant
  }

  /// What a clause weighs.
  ///
  /// - Throws: `corrupt`.
  func weight(of clause: Int) throws(SearchIndexError) -> ClauseWeight {
    if let word = try word(clause) { return .word(word) }
    return .other(try statistics(of: clause))
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
    guard let memory, plan.clauses[clause].boost == 1, plan.clauses[clause].languages == nil
    else { return nil }
    if let known = memory.word(clause, of: found) { return known }
    guard isWeighed(clause), let word = try newWord(clause) else { return nil }
    memory.remember(word)
    return word
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
