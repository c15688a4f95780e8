// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One query is asked for on several rungs, since every answer counts all of them. To walk a dictionary for a
// pattern, or to join the positions of a phrase, takes long; what was found on a coarse rung tells what a finer
// one finds.

internal import TextAnalysis

extension SearchRun {
  /// What a clause finds in a segment on another rung, as far as that follows from what it finds on this one;
  /// nil where it has to be looked up.
  func matches(
    of clause: Int, in segment: Int, on rung: Rung, _ detail: ClauseDetail
  ) -> ClauseMatches? {
    let (clause, found) = (plan.clauses[clause], found[segment][clause])
    let (own, asked) = (clause.rung(ofQuery: match), clause.rung(ofQuery: rung))
    switch found {
    case .terms: return own == asked ? found : nil
    case .constant(let constant):
      if detail > self.detail { return nil }
      // Stems and sounds play no part in patterns.
      if own == asked || clause.isPattern && own >= .fold && asked >= .fold { return found }
      guard self.detail >= .rungs, own > asked, clause.near == nil, clause.slop == 0 else {
        return nil
      }
      return .constant(constant.upTo(asked))
    case .places(let languages):
      if own == asked { return found }
      // Places of words that may stand apart hide others, which a finer rung finds.
      guard own > asked, clause.near == nil, clause.slop == 0 else { return nil }
      return .places(languages.compactMap { $0.upTo(asked) })
    }
  }
}

extension Clause {
  /// Whether it is one prefix or pattern.
  fileprivate var isPattern: Bool {
    isConstant && singleTerm.map { $0.comparison != .whole } ?? false
  }
}

extension ConstantMatches {
  /// What of it is found up to a rung; the rung of each document is known.
  fileprivate func upTo(_ rung: Rung) -> ConstantMatches {
    if rungs.isEmpty, self.rung <= rung { return self }
    let kept = rungs.indices.filter { rungs[$0] <= rung }
    return ConstantMatches(
      documents: kept.map { documents[$0] }, rungs: kept.map { rungs[$0] }, rung: self.rung,
      distances: distances.isEmpty ? [] : kept.map { distances[$0] },
      terms: terms.compactMap { $0.upTo(rung) })
  }
}

extension MatchedTerm {
  /// The variants of it that match up to a rung; nil where none do.
  fileprivate func upTo(_ rung: Rung) -> MatchedTerm? {
    let kept = rungs.map { own in own.flatMap { $0 <= rung ? $0 : nil } }
    if kept.allSatisfy({ $0 == nil }) { return nil }
    return MatchedTerm(term: term, rungs: kept, distance: distance)
  }
}

extension LanguageMatches {
  /// What of it is found up to a rung; nil where nothing is.
  fileprivate func upTo(_ rung: Rung) -> LanguageMatches? {
    var kept = LanguageMatches(language: language)
    for (document, counts) in zip(documents, counts) where counts.finestRung <= rung {
      kept.documents.append(document)
      kept.counts.append(counts.upTo(rung))
    }
    return kept.documents.isEmpty ? nil : kept
  }
}

extension RungCounts {
  /// The occurrences up to a rung.
  fileprivate func upTo(_ rung: Rung) -> RungCounts {
    var kept = self
    for coarser in Rung.allCases where coarser > rung { kept[Int(coarser.rawValue)] = 0 }
    return kept
  }
}
