// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where the clauses of a query stand in the few documents of an answer, from the positions of the
// index.

internal import TextAnalysis

/// A position at which a clause stands.
struct ClausePlace: Equatable {
  var position: UInt32
  /// The clause, by its index in the plan.
  var clause: Int
}

extension SearchRun {
  /// For each document with checkpoints where scored clauses stand in it, by position; none for others.
  ///
  /// Clauses of very many forms are left out.
  /// - Throws: `corrupt`.
  func places(
    of documents: [ScoredDocument], in stored: [StoredDocument]
  ) throws(SearchIndexError) -> [[ClausePlace]] {
    var result = [[ClausePlace]](repeating: [], count: documents.count)
    for index in segments.indices {
      let own = documents.indices.filter {
        documents[$0].segment == index && !stored[$0].checkpoints.isEmpty
      }.sorted { documents[$0].document < documents[$1].document }
      if own.isEmpty { continue }
      for clause in plan.clauses.indices {
        guard var finder = try placeFinder(of: clause, in: index) else { continue }
        for place in own {
          let document = documents[place].document
          guard try finder.candidate(from: document) == document else { continue }
          result[place] += try finder.positions(in: document).map {
            ClausePlace(position: $0, clause: clause)
          }
        }
      }
    }
    return result.map { $0.sorted { ($0.position, $0.clause) < ($1.position, $1.clause) } }
  }

  /// What finds the places of a clause in a segment; nil where it marks nothing, or is not sought.
  private func placeFinder(
    of number: Int, in index: Int
  ) throws(SearchIndexError) -> (any PlaceFinder)? {
    let clause = plan.clauses[number]
    guard clause.role == .scored, clause.dates == nil else { return nil }
    let matched: [MatchedTerm]
    switch found[index][number] {
    case .terms(let word): matched = word.terms
    case .constant(let constant): matched = constant.terms
    case .places:
      if clause.singleTerm != nil { return nil }
      return try ClauseFinder(
        segment: segments[index], match: match, prefixLimit: prefixLimit, needsRungs: true
      ).placeFinder(of: clause).finder
    }
    let inText = matched.compactMap(\.inText)
    guard (1...ClauseFinder.listLimit).contains(inText.count) else { return nil }
    return try PhraseFinder(clause, [inText], in: segments[index])
  }
}

extension MatchedTerm {
  /// The term with only those of its variants that stand in the text; nil where there are none.
  fileprivate var inText: MatchedTerm? {
    var result = self
    for (index, variant) in term.variants.enumerated()
    where ![.text, .part, .gram].contains(term.field(of: variant)) {
      result.rungs[index] = nil
    }
    return result.rungs.contains { $0 != nil } ? result : nil
  }
}
