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
  /// Bytes of text that are scanned in the time in which a form of a prefix is looked at.
  private static let bytesPerForm = 8

  /// For each document with checkpoints where scored clauses stand in it, by position; none for others.
  ///
  /// Clauses are left out whose many forms would take longer than scanning the texts.
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
      let wanted = own.map { documents[$0].document }
      let size = own.reduce(0) { $0 + stored[$1].text.count }
      for clause in plan.clauses.indices {
        guard var finder = try placeFinder(of: clause, in: index, wanted, ofBytes: size) else {
          continue
        }
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

  /// What finds the places of a clause in some documents of a segment; nil where it marks nothing, or is
  /// not sought.
  private func placeFinder(
    of number: Int, in index: Int, _ documents: [UInt32], ofBytes size: Int
  ) throws(SearchIndexError) -> (any PlaceFinder)? {
    let (clause, segment) = (plan.clauses[number], segments[index])
    guard clause.role == .scored, clause.dates == nil else { return nil }
    let finder = ClauseFinder(
      segment: segment, match: match, prefixLimit: prefixLimit, detail: .documents)
    var sources: [PlaceSource]
    switch found[index][number] {
    case .terms(let word): sources = [.terms(word.terms)]
    case .constant(let constant)
    where constant.formCount + constant.terms.count > size / Self.bytesPerForm:
      return nil
    case .constant(let constant) where !constant.terms.isEmpty: sources = [.terms(constant.terms)]
    default: sources = try finder.sources(of: clause)
    }
    if clause.singleTerm != nil {
      guard let own = sources[0].inText else { return nil }
      sources = [own]
    }
    // Where all lists are opened, only those of these documents will be read anyway.
    if sources.allSatisfy({ $0.fewTerms != nil }) {
      return try finder.placeFinder(of: clause, sources).finder
    }
    var wanted = DocumentSet(documents: segment.documentCount)
    wanted.insert(documents, count: documents.count)
    return try finder.placeFinder(of: clause, sources, wanted: wanted).finder
  }
}
