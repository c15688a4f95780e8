// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import TextAnalysis

/// A clause of queries with what it finds and weighs in a snapshot, ready to be searched.
final class WeighedClause: Sendable {
  /// What it finds, by segment.
  let found: [ClauseMatches]
  /// What it weighs.
  let statistics: ClauseStatistics
  /// What of a constant clause is known.
  private let detail: ClauseDetail
  /// The most terms of one prefix and field, of which it has fewer.
  private let prefixLimit: Int
  /// What it finds, by segment: leaves that stand before their first documents.
  private let leaves: [Leaf]
  /// Whether all that it has was read, as far as that helps.
  let isRead: Bool
  /// How often it was asked for since it is remembered.
  private let asks = Atomic<Int>(1)

  init(
    _ found: [ClauseMatches], _ statistics: ClauseStatistics, _ detail: ClauseDetail,
    prefixLimit: Int, leaves: [Leaf], isRead: Bool = false
  ) {
    self.found = found
    self.statistics = statistics
    self.detail = detail
    self.prefixLimit = prefixLimit
    self.leaves = leaves
    // Tables tell what their stretches have.
    self.isRead = isRead || leaves.allSatisfy { $0.isRare || $0.lists.isEmpty }
  }

  /// Whether it says as much of a clause that is known by `identity` as is asked for.
  func serves(
    _ identity: ClauseIdentity, _ detail: ClauseDetail, prefixLimit: Int
  ) -> Bool {
    identity.isOfWholeWords || detail <= self.detail && prefixLimit == self.prefixLimit
  }

  // MARK: - What is read once

  /// The times after which all that a word has is read: that takes as long as three searches for it and another
  /// frequent word, or twenty for it alone, then save.
  static let asksUntilRead = 4

  /// Counts that it is asked for; tells whether it should be read now.
  func isAskedAgain() -> Bool {
    if isRead { return false }
    return asks.add(1, ordering: .relaxed).newValue.isMultiple(of: Self.asksUntilRead)
  }

  /// The same clause, of which it is known what documents it has and what ranges of doc ids are worth.
  ///
  /// What weighs more than `limit` is not kept: neither ranges nor documents, or documents alone. Scores are kept as
  /// long as there is room.
  /// - Complexity: O(postings).
  /// - Throws: `corrupt`.
  func read(upTo limit: Int, _ room: ScoreBudget) throws(SearchIndexError) -> WeighedClause {
    var leaves = leaves
    for index in leaves.indices where !leaves[index].lists.isEmpty && !leaves[index].isRare {
      leaves[index].known = try KnownPostings(of: leaves[index], room)
    }
    let whole = withLeaves(leaves)
    if whole.weight <= limit { return whole }
    for index in leaves.indices { leaves[index].known = leaves[index].known?.withoutDocuments }
    let lighter = withLeaves(leaves)
    // What is too much to be remembered would be found out each time.
    return lighter.weight <= limit ? lighter : withLeaves(self.leaves)
  }

  /// The same clause with leaves of which nothing more can be found out.
  private func withLeaves(_ leaves: [Leaf]) -> WeighedClause {
    WeighedClause(
      found, statistics, detail, prefixLimit: prefixLimit, leaves: leaves, isRead: true)
  }

  /// How much of a memory it takes: variants of its terms, and what else is as great as one.
  var weight: Int {
    var bytes = 0
    for matches in found { bytes += matches.byteCount }
    for leaf in leaves {
      bytes += leaf.table.byteCount + (leaf.known?.byteCount ?? 0)
    }
    return 1 + bytes / WeighedClauses.variantSize
  }

  /// What it finds in a segment.
  func leaf(_ segment: Int, isScored: Bool) -> Leaf {
    var leaf = leaves[segment]
    leaf.isScored = isScored
    return leaf
  }
}

extension ClauseMatches {
  /// The bytes that it takes, with the lists of its terms once they are ready to be searched.
  fileprivate var byteCount: Int {
    switch self {
    case .terms(let word): word.terms.byteCount
    case .places(let languages):
      languages.reduce(0) { $0 + $1.documents.count * (4 + MemoryLayout<RungCounts>.size) }
    // All else of it is in its table.
    case .constant(let constant): constant.terms.byteCount
    }
  }
}

extension [MatchedTerm] {
  fileprivate var byteCount: Int {
    reduce(0) { $0 + $1.rungs.count } * WeighedClauses.variantSize
  }
}
