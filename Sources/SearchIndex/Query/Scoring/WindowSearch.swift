// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The best documents of alternatives, in windows of doc ids. For each window every clause gives what
// it can add at most (from the headers of blocks alone); a window that cannot matter is passed over,
// and in the others clauses that together cannot matter are looked up only for documents that others
// brought (MaxScore, Turtle & Flood 1995, by blocks: Mallia et al., "Faster BlockMax WAND", 2017).

internal import TextAnalysis

/// Finds the best documents of a flat query of alternatives in one segment.
struct WindowSearch {
  /// The most documents of a window.
  static let size = 2048
  /// The fewest.
  private static let leastSize = 256

  private var search: SegmentSearch
  private let query: FlatQuery
  var top: TopDocuments
  private var sums = WindowSums()
  /// Places of the present window with their sums, where these may matter.
  private var found: [(place: UInt32, sum: FixedScore)] = []
  /// For each alternative what it adds at most in the present window.
  private var bounds: [FixedScore]
  /// The alternatives, those that can add least first.
  private var order: [Int]
  /// Documents of a window: about as many as a block of the longest list reaches over, so that bounds
  /// are near to what there is.
  private let size: UInt32
  /// Whether windows rise, so that a document of the same score as the last of the best comes too late.
  private var rises = true

  /// Takes a search whose flat query has no clause that must be there.
  init(
    _ search: consuming SegmentSearch, _ query: FlatQuery, limit: Int, floor: FixedScore
  ) {
    self.query = query
    top = TopDocuments(limit: limit, floor: floor, ceiling: search.ceiling)
    bounds = [FixedScore](repeating: 0, count: query.should.count)
    order = Array(query.should.indices)
    var longest = 1
    for clause in query.should { longest = max(longest, search.leaves[clause].cost) }
    let reach = BitPacking.blockSize * search.segment.documentCount / longest
    size = UInt32(min(max(reach, Self.leastSize), Self.size))
    self.search = search
  }

  /// The best documents.
  ///
  /// - Throws: `corrupt`.
  mutating func run(
    _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    if let ranges = QueryRanges(search, query, limit: top.limit) {
      rises = false
      search.readScores()
      if try visitBest(ranges, &watch) { return top.takeSorted() }
      rises = true
    } else {
      try raiseFloor()
      search.readScores()
    }
    let end = UInt32(search.segment.documentCount)
    var base: UInt32 = 0
    while base < end {
      if watch.look() { break }
      let window = base..<min(base + size, end)
      let next = try prepare(window)
      let total = bounds.reduce(0, &+)
      if total <= top.threshold || total == 0 {
        base = max(next, window.upperBound)
        continue
      }
      try score(window, total)
      base = window.upperBound
    }
    return top.takeSorted()
  }

  /// Starts with a score that the best documents reach at least: what as many have of those that are best by
  /// the rarest alternative with enough of them.
  private mutating func raiseFloor() throws(SearchIndexError) {
    guard query.mustNot.isEmpty, search.ceiling == .none, top.limit > 0 else { return }
    let leaves = search.leaves
    let enough = query.should.filter { leaves[$0].cost >= top.limit }
    guard let rarest = enough.min(by: { leaves[$0].cost < leaves[$1].cost }) else { return }
    let cost = query.should.reduce(0) { $0 + leaves[$1].cost }
    let isRare = cost >= leaves[rarest].cost * Self.rarity
    let tried = isRare ? min(top.limit * Self.triedPerHit, leaves[rarest].cost) : top.limit
    var first = try ListSearch.first(of: search, query, clause: rarest, limit: tried)
    if isRare {
      first.sort { $0.document < $1.document }
      for clause in query.should where clause != rarest { try add(clause, to: &first) }
      first.sort { $0.score > $1.score }
    }
    if first.count >= top.limit { top.floor = max(top.floor, first[top.limit - 1].score) }
  }

  /// How many times as many postings all alternatives have where documents of the rarest are among the best.
  private static let rarity = 8
  /// Of these, how many are looked up for each hit that is asked for.
  private static let triedPerHit = 4

  /// Adds to rising documents what another alternative gives them.
  private func add(
    _ clause: Int, to first: inout [(score: FixedScore, document: UInt32)]
  ) throws(SearchIndexError) {
    var leaf = search.leaves[clause]
    for index in first.indices where try leaf.seek(first[index].document) == first[index].document {
      first[index].score &+= try leaf.score()
    }
  }

  /// The greatest score of which no document is wanted, wherever it stands.
  private var bar: FixedScore { rises ? top.threshold : top.threshold &- 1 }

  /// Finds what each alternative can add in a window; gives the first document after the window at
  /// which any of that can change.
  private mutating func prepare(_ window: Range<UInt32>) throws(SearchIndexError) -> UInt32 {
    var next = UInt32.max
    for (place, clause) in query.should.enumerated() {
      let (bound, change) = try search.leaves[clause].bound(window, seeks: true)
      bounds[place] = bound
      next = min(next, change)
    }
    return next
  }

  /// Scores the documents of a window, to which all alternatives together add at most `total`.
  private mutating func score(
    _ window: Range<UInt32>, _ total: FixedScore
  ) throws(SearchIndexError) {
    if order.count > 1 { order.sort { bounds[$0] < bounds[$1] } }
    var optional = 0
    var optionalBound: FixedScore = 0
    while optional < order.count, optionalBound &+ bounds[order[optional]] <= bar {
      optionalBound &+= bounds[order[optional]]
      optional += 1
    }
    for place in order[optional...] where bounds[place] > 0 { try add(place, window, total) }
    if optional > 0, sums.count(above: bar &- optionalBound) > lookups(optional, window) {
      for place in order[..<optional] where bounds[place] > 0 {
        try add(place, window, total)
      }
      (optional, optionalBound) = (0, 0)
    }
    var found: [(place: UInt32, sum: FixedScore)] = []
    swap(&found, &self.found)
    sums.take(above: bar &- optionalBound) { found.append(($0, $1)) }
    for (place, sum) in found where sum &+ optionalBound > bar {
      try offer(window.lowerBound &+ place, sum, optional, optionalBound)
    }
    found.removeAll(keepingCapacity: true)
    swap(&found, &self.found)
  }

  /// Adds what an alternative gives the documents of a window that the others, with all that they can add, lift
  /// among the best; another document stays below whatever is added of it.
  private mutating func add(
    _ place: Int, _ window: Range<UInt32>, _ total: FixedScore
  ) throws(SearchIndexError) {
    let least = bar &- (total &- bounds[place]) &+ 1
    try search.leaves[query.should[place]].add(
      window, reaching: least > 0 ? least : .min, to: &sums)
  }

  /// How many documents the first `optional` alternatives may be looked up for before it is cheaper to
  /// add all that they have in the window: to look one up costs as much as to add some postings.
  private func lookups(_ optional: Int, _ window: Range<UInt32>) -> Int {
    let postings = order[..<optional].reduce(0) { $0 + search.leaves[query.should[$1]].cost }
    return postings * window.count / (Self.postingsPerLookup * search.segment.documentCount)
  }

  /// Postings that are added in the time of one look-up.
  private static let postingsPerLookup = 6

  /// Adds what the optional alternatives give, as long as that can matter, and offers the document.
  private mutating func offer(
    _ document: UInt32, _ partial: FixedScore, _ optional: Int, _ optionalBound: FixedScore
  ) throws(SearchIndexError) {
    var sum = partial
    var rest = optionalBound
    for place in order[..<optional].reversed() {
      if sum &+ rest <= bar { return }
      rest &-= bounds[place]
      let clause = query.should[place]
      sum &+= try search.leaves[clause].score(of: document) ?? 0
    }
    if top.wants(document, sum), try search.admits(document, query) { top.offer(document, sum) }
  }
}

extension WindowSearch: WindowVisitor {
  mutating func rewind() { search.rewind() }

  mutating func visit(
    _ window: Range<UInt32>, _ ranges: borrowing QueryRanges
  ) throws(SearchIndexError) {
    var total: FixedScore = 0
    for place in query.should.indices {
      bounds[place] = ranges.bound(of: place, at: window)
      total &+= bounds[place]
    }
    try score(window, total)
  }
}
