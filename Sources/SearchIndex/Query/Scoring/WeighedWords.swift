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
  /// Whether it is known what ranges of doc ids are worth, as far as that can be.
  let hasRanges: Bool
  /// How often its scores counted since it is remembered.
  private let asks = Atomic<Int>(1)

  init(
    _ words: [MatchedWord], _ statistics: ClauseStatistics, leaves: [Leaf], hasRanges: Bool = false
  ) {
    self.words = words
    self.statistics = statistics
    self.leaves = leaves
    self.hasRanges = hasRanges || leaves.allSatisfy { $0.isRare }
  }

  /// The times after which it is found out what ranges are worth: to read all that a word has takes as long as three
  /// searches for it and another frequent word, or twenty for it alone, then save.
  static let asksUntilRanges = 4

  /// Counts that its scores are asked for; tells whether its ranges should be found out now.
  func isAskedAgain() -> Bool {
    if hasRanges { return false }
    return asks.add(1, ordering: .relaxed).newValue.isMultiple(of: Self.asksUntilRanges)
  }

  /// The most postings that are read to find out what ranges are worth: some 20 milliseconds.
  private static let rangesLimit = 1 << 21

  /// The same word, of which it is known what ranges of doc ids are worth.
  ///
  /// - Complexity: O(postings).
  /// - Throws: `corrupt`.
  func withRanges() throws(SearchIndexError) -> WeighedWord {
    var leaves = leaves
    for index in leaves.indices
    where !leaves[index].isRare && leaves[index].cost <= Self.rangesLimit {
      leaves[index].ranges = try RangeBounds.find(in: leaves[index])
    }
    let word = WeighedWord(words, statistics, leaves: leaves, hasRanges: true)
    // What is too much to be remembered would be found out each time.
    return word.weight <= WeighedWords.wordLimit
      ? word : WeighedWord(words, statistics, leaves: self.leaves, hasRanges: true)
  }

  /// How much of a memory it takes: its variants, and what else is as great as one.
  var weight: Int {
    var weight = 1
    for word in words { for matched in word.terms { weight += matched.rungs.count } }
    // A document that was set aside takes 13 bytes, a variant 130.
    return leaves.reduce(weight) {
      $0 + $1.table.documents.count / 10 + ($1.ranges?.byteCount ?? 0) / 130
    }
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
  static let variantLimit = 1 << 17
  /// The most that a word which is remembered weighs.
  static let wordLimit = variantLimit / 16

  private let known = Mutex(
    RecentValues<ObjectIdentifier, WeighedWord>(generation: limit, weightLimit: variantLimit))

  /// The same words by the clauses that they were; each is held on to, so that no other can be taken for it.
  private let asked = Mutex(
    RecentValues<AskedClause, (identity: ClauseIdentity, word: WeighedWord)>(
      generation: limit, weightLimit: variantLimit))

  /// The number of words that are remembered.
  var count: Int { known.withLock { $0.count } }

  /// The words that clauses are, for a query that is asked for on a rung; nil for one that is none, or where
  /// that is not remembered.
  func words(of clauses: Span<Clause>, on match: Rung) -> [WeighedWord?] {
    var words: [WeighedWord?] = []
    words.reserveCapacity(clauses.count)
    for index in clauses.indices {
      guard let identity = clauses[index].identity, Self.keeps(clauses[index]) else {
        words.append(nil)
        continue
      }
      let key = AskedClause(identity, clauses[index].rung(ofQuery: match))
      let known = asked.withLockIfAvailable { $0.value(of: key)?.word }
      words.append(known ?? nil)
    }
    return words
  }

  /// Whether what a clause weighs depends on nothing but its word.
  static func keeps(_ clause: borrowing Clause) -> Bool {
    clause.boost == 1 && clause.languages == nil
  }

  /// Remembers the word that a clause is on a rung.
  private func remember(
    _ word: WeighedWord, _ weight: Int, of clause: borrowing Clause, on rung: Rung
  ) {
    guard let identity = clause.identity else { return }
    asked.withLockIfAvailable {
      $0.remember((identity, word), weight: weight, for: AskedClause(identity, rung))
    }
  }

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

  /// Remembers a word of at least one segment, which a clause is on a rung, unless that is much.
  func remember(_ word: WeighedWord, of clause: borrowing Clause, on rung: Rung) {
    let weight = word.weight
    guard weight <= Self.wordLimit else { return }
    remember(word, weight, of: clause, on: rung)
    // It holds on to its terms, so that no others can be taken for them.
    let key = ObjectIdentifier(word.words[0])
    known.withLockIfAvailable { $0.remember(word, weight: weight, for: key) }
  }
}
