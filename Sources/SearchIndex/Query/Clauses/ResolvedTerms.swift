// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import TextAnalysis

/// The terms of a segment that words of queries stood for lately: a reader that lives on is asked for the
/// same words again, and reading their terms from a dictionary in bits costs more than a short list.
///
/// Which of them are forgotten changes no result. May be used on several threads; one that would have to
/// wait does without.
final class ResolvedTerms: Sendable {
  /// The most words of a generation that are remembered.
  static let limit = 4096
  /// The most variants of terms of a generation that are remembered, about 48 bytes each.
  static let variantLimit = 1 << 18

  /// A class, because to hand on a copy of all of it costs more than to find it.
  private final class Entry: Sendable {
    let term: PlannedTerm
    let match: Rung
    let found: MatchedWord

    init(_ term: PlannedTerm, _ match: Rung, _ found: MatchedWord) {
      self.term = term
      self.match = match
      self.found = found
    }

    func isOf(_ term: borrowing PlannedTerm, _ match: Rung) -> Bool {
      self.match == match && self.term == term
    }
  }

  private let known = Mutex(
    RecentValues<Entry>(generation: limit, weightLimit: variantLimit))

  /// The same words by the clauses that are made of them, in order; each clause is held on to, so that no other can
  /// be taken for it.
  private let asked = Mutex(
    RecentValues<(identity: ClauseIdentity, words: [MatchedWord])>(
      generation: limit, weightLimit: variantLimit))

  /// The number of words that are remembered.
  var count: Int { known.withLock { $0.count } }

  /// What a term of a query stands for up to a rung; nil where that is not remembered.
  func word(of term: PlannedTerm, upTo match: Rung) -> MatchedWord? {
    let key = Self.key(of: term, match)
    let found = known.withLockIfAvailable { known -> MatchedWord? in
      guard let entry = known.value(of: key), entry.isOf(term, match) else { return nil }
      return entry.found
    }
    return found ?? nil
  }

  /// Remembers what a term of a query stands for, unless that is much.
  func remember(_ found: MatchedWord, of term: PlannedTerm, upTo match: Rung) {
    let variants = found.terms.reduce(1) { $0 + $1.rungs.count }
    guard variants <= Self.variantLimit / 32 else { return }
    let key = Self.key(of: term, match)
    known.withLockIfAvailable {
      $0.remember(Entry(term, match, found), weight: variants, for: key)
    }
  }

  /// What the words of a clause stand for up to a rung; nil where that is not remembered.
  func words(of clause: ClauseIdentity, upTo match: Rung) -> [MatchedWord]? {
    let key = clause.key(on: match)
    let found = asked.withLockIfAvailable { $0.value(of: key)?.words }
    return found ?? nil
  }

  /// Remembers what the words of a clause stand for, unless that is much.
  func remember(_ words: [MatchedWord], of clause: ClauseIdentity, upTo match: Rung) {
    var variants = 1
    for word in words { for matched in word.terms { variants += matched.rungs.count } }
    guard variants <= Self.variantLimit / 32 else { return }
    let key = clause.key(on: match)
    asked.withLockIfAvailable { $0.remember((clause, words), weight: variants, for: key) }
  }

  private static func key(of term: PlannedTerm, _ match: Rung) -> UInt64 {
    KeyFilter.hash(term.fold) &+ UInt64(match.rawValue)
  }
}
