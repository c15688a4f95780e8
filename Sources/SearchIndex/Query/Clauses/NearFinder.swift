// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Finds the documents of one segment that hold operands near one another.
struct NearFinder: PlaceFinder {
  private let segment: Segment
  private let near: NearClause
  /// For each operand what any of its clauses is found by.
  private var operands: [[PhraseFinder]] = []

  /// Whether a cap was met.
  private(set) var isCapped = false

  /// Takes what every link of every operand stands for, in order.
  ///
  /// `wanted` are the documents in which they will be sought; nil for all.
  /// - Throws: `corrupt`.
  init(
    _ near: NearClause, _ sources: [PlaceSource], in segment: Segment, wanted: DocumentSet? = nil
  ) throws(SearchIndexError) {
    self.segment = segment
    self.near = near
    operands = [[PhraseFinder]](repeating: [], count: near.operands.count)
    let sources = NearFinder.divided(sources, near)
    let areFew = sources.map { $0.joined().allSatisfy { $0.fewTerms != nil } }
    var wanted = wanted
    // Where words with few lists stand is found first: those with many are read only there.
    let order = areFew.indices.filter { areFew[$0] } + areFew.indices.filter { !areFew[$0] }
    for (place, operand) in order.enumerated() {
      for (clause, own) in zip(near.operands[operand], sources[operand]) {
        let finder = try PhraseFinder(clause, own, in: segment, wanted: wanted)
        isCapped = isCapped || finder.isCapped
        operands[operand].append(finder)
      }
      let isLeft = order[(place + 1)...].contains { !areFew[$0] }
      if isLeft { wanted = try documents(of: operand, wanted) }
    }
  }

  /// For each clause of each operand what its links stand for.
  private static func divided(_ sources: [PlaceSource], _ near: NearClause) -> [[[PlaceSource]]] {
    var rest = sources[...]
    return near.operands.map { clauses in
      clauses.map { clause in
        defer { rest = rest.dropFirst(clause.terms.count) }
        return Array(rest.prefix(clause.terms.count))
      }
    }
  }

  /// The wanted documents that may hold an operand.
  private mutating func documents(
    of operand: Int, _ wanted: DocumentSet?
  ) throws(SearchIndexError) -> DocumentSet {
    var found = DocumentSet(documents: segment.documentCount)
    for clause in operands[operand].indices {
      try operands[operand][clause].insertCandidates(wanted, into: &found)
    }
    return found
  }

  mutating func matches() throws(SearchIndexError) -> [LanguageMatches] {
    var found: [UInt16: LanguageMatches] = [:]
    var document = try candidate(from: 0)
    while document < .max {
      if !segment.isDeleted(document) {
        for place in near.windows(try places(in: document)) {
          found[place.language, default: LanguageMatches(language: place.language)]
            .add(document, place.rung)
        }
      }
      document = try candidate(from: document + 1)
    }
    return found.values.sorted { $0.language < $1.language }
  }

  /// The first document from `target` on that has, for each operand, all terms of a clause.
  mutating func candidate(from target: UInt32) throws(SearchIndexError) -> UInt32 {
    var document = target
    while document < .max {
      var agreed = document
      for operand in operands.indices {
        var nearest = UInt32.max
        for clause in operands[operand].indices {
          nearest = min(nearest, try operands[operand][clause].candidate(from: agreed))
        }
        agreed = max(agreed, nearest)
        if agreed == .max { return .max }
      }
      if agreed == document { return document }
      document = agreed
    }
    return .max
  }

  mutating func positions(in document: UInt32) throws(SearchIndexError) -> [UInt32] {
    near.windows(try places(in: document)).map(\.start)
  }

  private mutating func places(in document: UInt32) throws(SearchIndexError) -> [[NearPlace]] {
    var lists: [[NearPlace]] = []
    for operand in operands.indices {
      var places: [NearPlace] = []
      for clause in operands[operand].indices {
        guard let elements = try operands[operand][clause].elementPlaces(in: document) else {
          continue
        }
        places += NearPlaces.places(of: near.operands[operand][clause], elements)
      }
      lists.append(places)
    }
    return lists
  }
}
