// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The best documents that have several clauses. Once there are as many as asked for, stretches are passed over
// by bounds; in the others the documents that all clauses share are found and scored a block of each at a time,
// the rarest clause first where it can tell by itself which of them may be among the best.

internal import TextAnalysis

/// Finds the best documents of a flat query with clauses that must be there in one segment.
struct SharedSearch {
  private var search: SegmentSearch
  private let query: FlatQuery
  /// The clauses that must be there, the rarest first.
  private let order: [Int]
  var top: TopDocuments
  private var bounds: ClauseBounds
  /// Documents of a stretch that clauses share.
  private var shared = SharedRows()
  /// The documents of each clause that must be there; empty where windows are not looked at, or one is not known.
  private var sets: [DocumentSet] = []
  /// For each clause of `bounds` its place among those of ranges.
  private var rangePlaces: [Int] = []
  /// Whether stretches have enough documents of the rarest clause.
  private let canDraw: Bool
  /// How many times as frequent another clause may be, so that they have.
  private static let reach = 16

  /// Takes a search whose flat query has clauses that must be there.
  ///
  /// - Throws: `corrupt`.
  init(
    _ search: consuming SegmentSearch, _ query: FlatQuery, limit: Int, floor: FixedScore
  ) throws(SearchIndexError) {
    top = TopDocuments(limit: limit, floor: floor, ceiling: search.ceiling)
    order = query.must.sorted { search.leaves[$0].cost < search.leaves[$1].cost }
    let least = search.leaves[order[0]].cost
    for clause in order { try search.leaves[clause].setShortListsAside(upTo: least) }
    search.readScores()
    bounds = ClauseBounds(query.should.isEmpty ? order : order + query.should)
    let rarest = search.leaves[order[0]]
    let most = bounds.clauses.reduce(0) { max($0, search.leaves[$1].cost) }
    // What reads scores does not stand in a block.
    let isListed = order.allSatisfy { !search.leaves[$0].readsScores }
    canDraw =
      order.count > 1 && isListed && rarest.isScored && rarest.mainList != nil
      && least >= most / Self.reach
    self.search = search
    self.query = query
  }

  /// The best documents.
  ///
  /// - Throws: `corrupt`.
  mutating func run(
    _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    if let ranges = QueryRanges(search, query, limit: top.limit) {
      expectWindows()
      if try visitBest(ranges, &watch) { return top.takeSorted() }
    }
    var start: UInt32 = 0
    while start < .max, !watch.tick() {
      var limit = UInt32.max
      if top.threshold >= 0 {
        // No document is sought where bounds alone tell that it is not among the best.
        if start >= bounds.end {
          start = try bounds.firstDocument(from: start, above: top.threshold, &search.leaves)
          if start == .max { break }
        }
        limit = bounds.end
      }
      let document = try search.shared(order, from: start, before: limit)
      if document >= limit {
        start = document
      } else if limit < .max, canDraw, let end = endOfStretch(from: document, before: limit) {
        try offerStretch(before: end)
        start = end
      } else {
        try offer(document, 0, from: 0)
        start = document + 1
      }
    }
    return top.takeSorted()
  }

  /// Finds out what helps to look at windows.
  private mutating func expectWindows() {
    if order.count > 1 {
      let sets = order.compactMap { search.leaves[$0].known?.documents }
      if sets.count == order.count { self.sets = sets }
    }
    let byQuery = query.must + query.should
    rangePlaces = bounds.clauses.map { byQuery.firstIndex(of: $0) ?? 0 }
  }

  /// Whether the rarest clause alone can tell documents of a stretch from the best; otherwise to score all of
  /// them would be in vain.
  private var tells: Bool {
    let most = bounds.total &- bounds.rests[0]
    return top.threshold &- bounds.rests[0] > most / 2
  }

  /// The end of a stretch in which one block of each clause that must be there has all that it finds, from the
  /// document on at which they stand; nil where there is none, `limit` at most.
  private func endOfStretch(from document: UInt32, before limit: UInt32) -> UInt32? {
    var end = min(limit, document &+ UInt32(SharedRows.reach))
    for clause in order { end = min(end, search.leaves[clause].endOfBlock) }
    return document < end ? end : nil
  }

  /// Offers the documents of a stretch, from where the clauses stand on and below `end`.
  private mutating func offerStretch(before end: UInt32) throws(SearchIndexError) {
    let bar = top.threshold
    shared.removeAll()
    let isDrawn = tells
    if isDrawn {
      try search.leaves[order[0]].draw(
        before: end, reaching: bar &- bounds.rests[0], into: &shared)
    } else {
      // The rarest alone does not tell: what it adds is left for those that the other can lift.
      let (drawn, other) = (search.leaves[order[0]].postings, search.leaves[order[1]].postings)
      shared.take(drawn, other, before: end)
      let rest = bounds.total &- bounds.rests[0] &+ bounds.rests[1]
      try search.leaves[order[1]].addShared(&shared, reaching: bar &- rest)
      shared.lookAtDrawn()
      try search.leaves[order[0]].addShared(&shared, reaching: bar &- bounds.rests[1])
    }
    for place in order.indices.dropFirst(isDrawn ? 1 : 2) where shared.count > 0 {
      shared.keep(in: search.leaves[order[place]].postings)
      try search.leaves[order[place]].addShared(&shared, reaching: bar &- bounds.rests[place])
    }
    for index in 0..<shared.count {
      try offer(shared[index].document, shared[index].score, from: order.count)
    }
  }

  /// Offers a document that has a score by the clauses before `first`, if it has those that must be there.
  @inline(__always)
  private mutating func offer(
    _ document: UInt32, _ score: FixedScore, from first: Int
  ) throws(SearchIndexError) {
    var sum = score
    for place in bounds.clauses.indices.dropFirst(first) {
      // What follows cannot lift it among the best, where that is known.
      if document < bounds.end, place > 0, sum &+ bounds.rests[place - 1] < top.threshold { return }
      let clause = bounds.clauses[place]
      if let score = try search.leaves[clause].score(of: document) {
        sum &+= score
      } else if place < order.count {
        return
      }
    }
    if top.wants(document, sum), try search.admits(document, query) { top.offer(document, sum) }
  }
}

extension SharedSearch: WindowVisitor {
  mutating func rewind() {
    search.rewind()
    bounds.forget()
  }

  mutating func visit(
    _ window: Range<UInt32>, _ ranges: borrowing QueryRanges
  ) throws(SearchIndexError) {
    bounds.take(ranges, rangePlaces, at: window)
    var document = try next(from: window.lowerBound, before: window.upperBound)
    while document < window.upperBound {
      try offer(document, 0, from: 0)
      document = try next(from: document + 1, before: window.upperBound)
    }
  }

  private mutating func next(
    from document: UInt32, before limit: UInt32
  ) throws(SearchIndexError) -> UInt32 {
    if !sets.isEmpty { return DocumentSet.first(inAll: sets, from: document, before: limit) }
    return try search.shared(order, from: document, before: limit)
  }
}

/// What clauses add at most to a document and those after it.
private struct ClauseBounds {
  /// The clauses, in the order in which documents are scored.
  let clauses: [Int]
  /// For each clause what those after it add at most to documents before `end`.
  private(set) var rests: [FixedScore]
  /// What all of them add.
  private(set) var total: FixedScore = 0
  /// The first document of which this is not known.
  private(set) var end: UInt32 = 0

  init(_ clauses: [Int]) {
    self.clauses = clauses
    rests = clauses.map { _ in 0 }
  }

  /// Knows nothing of any document.
  mutating func forget() { end = 0 }

  /// Takes what is known of a window, in which clauses have their places among those of ranges.
  mutating func take(
    _ ranges: borrowing QueryRanges, _ places: [Int], at window: Range<UInt32>
  ) {
    total = 0
    end = window.upperBound
    for place in clauses.indices.reversed() {
      rests[place] = total
      total &+= ranges.bound(of: places[place], at: window)
    }
  }

  /// The first document from `document` on at which all clauses together may add more than a threshold.
  ///
  /// Finds its bounds, and reads no document. `UInt32.max` where there is none.
  mutating func firstDocument(
    from document: UInt32, above threshold: FixedScore, _ leaves: inout [Leaf]
  ) throws(SearchIndexError) -> UInt32 {
    var document = document
    while document < .max {
      try find(at: document, &leaves)
      if total > threshold { return document }
      document = end
    }
    return document
  }

  private mutating func find(at document: UInt32, _ leaves: inout [Leaf]) throws(SearchIndexError) {
    total = 0
    end = .max
    for place in clauses.indices.reversed() {
      rests[place] = total
      let (bound, next) = try leaves[clauses[place]].bound(
        document..<(document + 1), seeks: false)
      total &+= bound
      end = min(end, next)
    }
  }
}
