// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What a clause weighs.
enum ClauseWeight {
  /// One that was weighed before, or will be asked for again, ready to be searched.
  case ready(WeighedClause)
  /// What any other clause weighs in each language in which it was found.
  case other(ClauseStatistics)

  /// What it weighs in each language in which it was found.
  var statistics: ClauseStatistics {
    switch self {
    case .ready(let clause): clause.statistics
    case .other(let statistics): statistics
    }
  }
}

/// What was found of the clauses of a plan.
struct FoundClauses {
  /// By segment, then clause.
  let matches: [[ClauseMatches]]
  /// The clauses that met a cap.
  let capped: Set<Int>
  /// What is known of constant clauses.
  let detail: ClauseDetail
  /// The most terms of one prefix and field.
  let prefixLimit: Int
}

/// Weighs the clauses of a plan by what was found of them in all segments.
struct ClauseWeigher {
  let maker: LeafMaker
  let found: FoundClauses
  /// Whether scores will be asked for.
  let needsScores: Bool
  /// Where clauses are remembered, if anywhere.
  let memory: WeighedClauses?

  private var plan: Plan { maker.plan }

  /// Whether a clause weighs anything.
  private func isWeighed(_ clause: Int) -> Bool {
    needsScores && plan.clauses[clause].role == .scored && !plan.clauses[clause].isConstant
  }

  /// What each clause weighs; `known` has the clauses that are remembered, or is empty.
  ///
  /// - Throws: `corrupt`.
  func weights(known: [WeighedClause?]) throws(SearchIndexError) -> [ClauseWeight] {
    var weights: [ClauseWeight] = []
    weights.reserveCapacity(plan.clauses.count)
    for clause in plan.clauses.indices {
      if !known.isEmpty, let before = known[clause] {
        let known = try again(before)
        if known !== before { remember(known, clause) }
        weights.append(.ready(known))
      } else if let new = try ready(clause) {
        weights.append(.ready(new))
      } else {
        weights.append(.other(try statistics(of: clause)))
      }
    }
    return weights
  }

  /// What a clause weighs; nothing where no score is asked for.
  private func statistics(of clause: Int) throws(SearchIndexError) -> ClauseStatistics {
    let snapshot = maker.snapshot
    var frequencies = LanguageFrequencies()
    if isWeighed(clause) {
      for (index, matches) in found.matches.enumerated() {
        try matches[clause].addFrequencies(
          in: snapshot.segments[index], numbers: snapshot.languageTable.numbers[index],
          to: &frequencies)
      }
      frequencies.merge()
    }
    return ClauseStatistics(
      within: plan.clauses[clause].languages, of: snapshot.languageTable, ranking: maker.ranking,
      frequencies: frequencies)
  }

  /// A clause as one that may be searched again; nil where it will not be, or is not weighed now and was not before.
  private func ready(_ clause: Int) throws(SearchIndexError) -> WeighedClause? {
    guard let memory, WeighedClauses.keeps(plan.clauses[clause]) else { return nil }
    var ready = plan.clauses[clause].boost == 1 ? memory.word(clause, of: found.matches) : nil
    if let known = ready {
      ready = try again(known)
    } else if isWorthKeeping(clause) {
      ready = try new(clause)
    }
    if let ready { remember(ready, clause) }
    return ready
  }

  /// Whether a clause is a word that is weighed, or anything else whole that a query can ask for again.
  private func isWorthKeeping(_ clause: Int) -> Bool {
    switch found.matches.first?[clause] {
    case nil: false
    case .terms: isWeighed(clause)
    case .places, .constant:
      plan.clauses[clause].identity != nil && !found.capped.contains(clause)
        && (isWeighed(clause) || plan.clauses[clause].isConstant)
    }
  }

  private func remember(_ weighed: WeighedClause, _ clause: Int) {
    memory?.remember(
      weighed, of: plan.clauses[clause], on: plan.clauses[clause].rung(ofQuery: maker.match))
  }

  /// A clause that was asked for before: after a few times all that it has is read.
  private func again(_ known: WeighedClause) throws(SearchIndexError) -> WeighedClause {
    guard let memory, known.isAskedAgain() else { return known }
    return try known.read(upTo: memory.clauseLimit, memory.scoreBudget)
  }

  private func new(_ clause: Int) throws(SearchIndexError) -> WeighedClause {
    let statistics = try statistics(of: clause)
    var own: [ClauseMatches] = []
    var leaves: [Leaf] = []
    for (index, matches) in found.matches.enumerated() {
      var leaf = try maker.leaf(clause, matches[clause], statistics, in: index, isScored: true)
      try leaf.setShortListsAside()
      try leaf.findBounds()
      own.append(matches[clause])
      leaves.append(leaf)
    }
    return WeighedClause(
      own, statistics, found.detail, prefixLimit: found.prefixLimit, leaves: leaves)
  }
}
