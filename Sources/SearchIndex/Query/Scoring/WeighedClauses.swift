// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import TextAnalysis

/// The clauses that were weighed in the searches of one snapshot lately, by one ranking.
///
/// Which of them are forgotten changes no result. May be used on several threads; one that would have to
/// wait does without.
final class WeighedClauses: Sendable {
  /// The most clauses of a generation that are remembered.
  static let limit = 4096
  /// The most variants of terms of a generation of words that are remembered, of an index of so many documents: 34 MB
  /// of them, or 10 bytes for each document, 100 MB at most; sets of documents grow with the index.
  static func variantLimit(documents: Int) -> Int {
    let perDocument = 10
    return max(1 << 18, min(documents, 10_000_000) * perDocument / variantSize)
  }

  /// The bytes that a variant takes, about.
  static let variantSize = 130
  /// The most that a clause that is remembered weighs, in variants.
  let clauseLimit: Int
  /// The room for scores of words.
  let scoreBudget: ScoreBudget

  /// Words by the first of the terms that they are.
  private let known: Mutex<RecentValues<WeighedClause>>
  /// The same words by the clauses that they were.
  private let words: ClausesByIdentity
  /// Phrases and patterns, which push no words out.
  private let others: ClausesByIdentity

  /// Makes an empty memory for an index of so many documents.
  init(documents: Int = 0) {
    let most = Self.variantLimit(documents: documents)
    clauseLimit = most / 16
    scoreBudget = ScoreBudget(documents: documents)
    known = Mutex(RecentValues(generation: Self.limit, weightLimit: most))
    words = ClausesByIdentity(weightLimit: most)
    others = ClausesByIdentity(weightLimit: most / 4)
  }

  /// The number of words that are remembered.
  var wordCount: Int { known.withLock { $0.count } }

  /// What is remembered of clauses, for a query that is asked for on a rung; nil for one of which nothing is, or
  /// less than `detail`.
  func clauses(
    _ clauses: Span<Clause>, on match: Rung, _ detail: ClauseDetail, prefixLimit: Int
  ) -> [WeighedClause?] {
    var result: [WeighedClause?] = []
    result.reserveCapacity(clauses.count)
    for index in clauses.indices {
      guard let identity = clauses[index].identity, Self.keeps(clauses[index]) else {
        result.append(nil)
        continue
      }
      let key = identity.key(on: clauses[index].rung(ofQuery: match))
      let clause = all(like: identity).clause(key)
      let isEnough = clause?.serves(identity, detail, prefixLimit: prefixLimit) ?? false
      result.append(isEnough ? clause : nil)
    }
    return result
  }

  private func all(like identity: ClauseIdentity) -> ClausesByIdentity {
    identity.isWord ? words : others
  }

  /// Whether what a clause weighs depends on nothing but itself.
  static func keeps(_ clause: borrowing Clause) -> Bool {
    clause.boost == clause.identity?.boost ?? 1 && clause.languages == nil
  }

  /// The word that a clause, by its number, is in all segments; nil where that is not remembered.
  func word(_ clause: Int, of found: [[ClauseMatches]]) -> WeighedClause? {
    guard case .terms(let first)? = found.first?[clause] else { return nil }
    let known = known.withLockIfAvailable { $0.value(of: UInt64(identityOf: first)) }
    guard let word = known ?? nil else { return nil }
    for index in found.indices {
      guard case .terms(let own) = found[index][clause], case .terms(let other) = word.found[index],
        own === other
      else { return nil }
    }
    return word
  }

  /// Remembers a clause that is asked for on a rung, unless that is much.
  func remember(_ weighed: WeighedClause, of clause: borrowing Clause, on rung: Rung) {
    let weight = weighed.weight
    guard weight <= clauseLimit else { return }
    if let identity = clause.identity {
      all(like: identity).remember(weighed, weight: weight, of: identity, on: rung)
    }
    // It holds on to its terms, so that no others can be taken for them.
    guard clause.boost == 1, case .terms(let first)? = weighed.found.first else { return }
    known.withLockIfAvailable {
      $0.remember(weighed, weight: weight, for: UInt64(identityOf: first))
    }
  }
}

/// Weighed clauses by what they are known by, which is held on to, so that no other can be taken for it.
private final class ClausesByIdentity: Sendable {
  private let known:
    Mutex<
      RecentValues<(identity: ClauseIdentity, clause: WeighedClause)>
    >

  init(weightLimit: Int) {
    known = Mutex(RecentValues(generation: WeighedClauses.limit, weightLimit: weightLimit))
  }

  func clause(_ key: UInt64) -> WeighedClause? {
    let clause = known.withLockIfAvailable { $0.value(of: key)?.clause }
    return clause ?? nil
  }

  func remember(
    _ clause: WeighedClause, weight: Int, of identity: ClauseIdentity, on rung: Rung
  ) {
    let key = identity.key(on: rung)
    known.withLockIfAvailable { $0.remember((identity, clause), weight: weight, for: key) }
  }
}
