// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The best documents of words of which it is known what they add to ranges of doc ids: the ranges that promise most
// are looked at first, and mostly hold the best; of the others those alone that promise more than these have.

internal import TextAnalysis

/// Looks for the best documents of a query window by window.
protocol WindowVisitor {
  /// The best documents so far.
  var top: TopDocuments { get set }
  /// Begins with the first document again.
  mutating func rewind()
  /// Offers the documents of a window, which is behind the one before.
  ///
  /// - Throws: `corrupt`.
  mutating func visit(
    _ window: Range<UInt32>, _ ranges: borrowing QueryRanges
  ) throws(SearchIndexError)
}

extension WindowVisitor {
  /// Visits all windows that may have one of the best documents; false where these would be too many, and then it
  /// starts anew and knows nothing but a floor.
  ///
  /// - Throws: `corrupt`.
  mutating func visitBest(
    _ ranges: borrowing QueryRanges, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> Bool {
    top.floor = max(top.floor, ranges.floor)
    let greatest = ranges.greatest
    var seen = 0
    while seen < greatest.count, !top.isFull {
      let spans = greatest[seen...].prefix(QueryRanges.spansAtOnce)
      for span in spans.sorted() { try visit(span, ranges, &watch) }
      rewind()
      seen += spans.count
    }
    return try visitOthers(than: greatest[..<seen], ranges, &watch)
  }

  private mutating func visit(
    _ span: Int, _ ranges: borrowing QueryRanges, _ watch: inout SearchWatch
  ) throws(SearchIndexError) {
    for start in ranges.windows(of: span) where !watch.tick() {
      let window = ranges.window(from: start)
      if top.wants(window.lowerBound, ranges.bound(at: window)) { try visit(window, ranges) }
    }
  }

  /// Visits the windows outside spans that were visited; false as above.
  private mutating func visitOthers(
    than seen: ArraySlice<Int>, _ ranges: borrowing QueryRanges, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> Bool {
    var wanted: [(window: Range<UInt32>, bound: FixedScore)] = []
    for span in ranges.spans where ranges.isWanted(span, by: top) && !seen.contains(span) {
      for start in ranges.windows(of: span) {
        let window = ranges.window(from: start)
        let bound = ranges.bound(at: window)
        if top.wants(window.lowerBound, bound) { wanted.append((window, bound)) }
      }
    }
    // A search that was stopped keeps what it found.
    if !watch.hasStopped, wanted.count * QueryRanges.leastSkipped > ranges.windowCount {
      top.keepFloor()
      return false
    }
    for (window, bound) in wanted where top.wants(window.lowerBound, bound) && !watch.tick() {
      try visit(window, ranges)
    }
    return true
  }
}

/// What the clauses of a flat query add at most to the documents of a segment, by ranges of doc ids.
struct QueryRanges {
  /// Clauses that must be there, then the others; nil for one that has no document.
  private let clauses: [RangeBounds?]
  /// How many clauses must be there.
  private let requiredCount: Int
  /// That of the smallest ranges.
  private let shift: Int
  private let documentCount: Int
  /// What all clauses add to a document of each span, in units; negative where a clause that must be there is not.
  private let sums: [Int32]
  /// A score that as many documents reach as are asked for; 0 where none is known.
  let floor: FixedScore

  /// Spans that are looked at before the others, as many as it takes to have as many documents as asked for.
  private static let firstSpans = 16
  /// How many of them are looked at before that is asked.
  fileprivate static let spansAtOnce = 4
  /// For one window that is looked at so many must not be, or it is quicker to read lists from block to block.
  fileprivate static let leastSkipped = 3

  /// Takes the clauses of a query of which `limit` documents are asked for; nil where ranges are not known, or would
  /// not help.
  init?(_ search: borrowing SegmentSearch, _ query: FlatQuery, limit: Int) {
    guard query.conditions.isEmpty, limit > 0, limit <= RangeBounds.knownBest,
      let clauses = Self.ranges(of: search.leaves, query)
    else { return nil }
    guard let shift = clauses.lazy.compactMap({ $0?.shift }).min() else { return nil }
    self.shift = shift
    self.clauses = clauses
    requiredCount = query.must.count
    documentCount = search.segment.documentCount
    sums = Self.sums(clauses, required: requiredCount, shift: shift, documents: documentCount)
    // Every document of a clause is found, unless others must be there as well or something excludes it.
    let isFree = requiredCount == 0 || clauses.count == 1
    let isWhole = isFree && query.mustNot.isEmpty && search.ceiling == .none
    floor = isWhole ? clauses.reduce(0) { max($0, $1?.floor(ofBest: limit) ?? 0) } : 0
  }

  /// What is known of clauses that must be there, then of the others; nil where something is not.
  ///
  /// Documents of a rare clause, of which nothing is known, are found sooner by its list.
  private static func ranges(of leaves: [Leaf], _ query: FlatQuery) -> [RangeBounds?]? {
    for clause in query.must where leaves[clause].scoredRanges == nil { return nil }
    for clause in query.should
    where leaves[clause].scoredRanges == nil && leaves[clause].cost > 0 { return nil }
    var ranges: [RangeBounds?] = []
    ranges.reserveCapacity(query.must.count + query.should.count)
    for clause in query.must { ranges.append(leaves[clause].scoredRanges) }
    for clause in query.should { ranges.append(leaves[clause].scoredRanges) }
    return ranges
  }

  private static func sums(
    _ clauses: [RangeBounds?], required: Int, shift: Int, documents: Int
  ) -> [Int32] {
    let absent = Int32.min / 2
    var sums = [Int32](repeating: 0, count: (documents >> (shift + RangeBounds.spanShift)) + 1)
    for (index, clause) in clauses.enumerated() {
      guard let clause else { continue }
      for span in sums.indices {
        let bound = clause.bound(ofSpan: span, shift: shift)
        sums[span] = bound == 0 && index < required ? absent : sums[span] &+ bound
      }
    }
    return sums
  }

  /// What a clause, by its place among all, adds at most in a window.
  func bound(of clause: Int, at window: Range<UInt32>) -> FixedScore {
    guard let ranges = clauses[clause] else { return 0 }
    return RangeBounds.score(
      ranges.bound(ofRange: Int(window.lowerBound) >> shift, shift: shift))
  }

  /// What all clauses add at most in a window; negative where one that must be there is not.
  fileprivate func bound(at window: Range<UInt32>) -> FixedScore {
    var sum: Int32 = 0
    for index in clauses.indices {
      guard let clause = clauses[index] else { continue }
      let bound = clause.bound(ofRange: Int(window.lowerBound) >> shift, shift: shift)
      if bound == 0, index < requiredCount { return -1 }
      sum &+= bound
    }
    return RangeBounds.score(sum)
  }

  /// The spans of the segment.
  fileprivate var spans: Range<Int> { sums.indices }

  /// Whether a span may have a document that is wanted.
  fileprivate func isWanted(_ span: Int, by top: borrowing TopDocuments) -> Bool {
    let first = UInt32(truncatingIfNeeded: span << (shift + RangeBounds.spanShift))
    return sums[span] > 0 && top.wants(first, RangeBounds.score(sums[span]))
  }

  /// Documents of a window.
  private var windowSize: Int { min(1 << shift, WindowSearch.size) }

  /// The windows of the segment.
  fileprivate var windowCount: Int { documentCount / windowSize + 1 }

  /// The first documents of the windows of a span.
  fileprivate func windows(of span: Int) -> StrideTo<Int> {
    let size = shift + RangeBounds.spanShift
    return stride(
      from: span << size, to: min((span + 1) << size, documentCount), by: windowSize)
  }

  /// The window that begins with a document.
  fileprivate func window(from start: Int) -> Range<UInt32> {
    UInt32(start)..<UInt32(min(start + windowSize, documentCount))
  }

  /// The spans that promise most, these first; none where the best of a single clause are known by their scores.
  fileprivate var greatest: [Int] {
    var chosen: [Int] = []
    if clauses.count == 1, floor > 0 { return chosen }
    chosen.reserveCapacity(Self.firstSpans)
    for span in sums.indices where sums[span] > 0 {
      if chosen.count == Self.firstSpans {
        guard sums[span] > sums[chosen[Self.firstSpans - 1]] else { continue }
        chosen.removeLast()
      }
      let place = chosen.firstIndex { sums[$0] < sums[span] } ?? chosen.count
      chosen.insert(span, at: place)
    }
    return chosen
  }
}
