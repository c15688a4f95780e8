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
    var next = 0
    for clauses in near.operands {
      var finders: [PhraseFinder] = []
      for clause in clauses {
        let end = next + clause.terms.count
        finders.append(
          try PhraseFinder(clause, Array(sources[next..<end]), in: segment, wanted: wanted))
        isCapped = isCapped || finders[finders.count - 1].isCapped
        next = end
      }
      operands.append(finders)
    }
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
