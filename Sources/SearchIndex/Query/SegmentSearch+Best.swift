// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

extension SegmentSearch {
  /// The best documents of the segment, best first; among equals the first by doc id.
  ///
  /// Documents below the score `floor` do not matter.
  /// - Throws: `corrupt`.
  consuming func best(
    _ limit: Int, floor: FixedScore, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    if var flat {
      if flat.must.count == 1, flat.should.isEmpty {
        // One clause that must be there is the same as one alternative.
        swap(&flat.must, &flat.should)
      }
      if !flat.must.isEmpty { return try bestShared(flat, limit, floor, &watch) }
      if flat.should.count == 1 { try leaves[flat.should[0]].setShortListsAside() }
      if ListSearch.canSearch(flat, leaves) {
        return try ListSearch.best(of: self, flat, limit: limit, floor: floor, &watch)
      }
      let cost = flat.should.reduce(0) { $0 + leaves[$1].costOfReading }
      if cost <= Self.narrowCost { return try bestNarrow(flat, limit, floor) }
      for clause in flat.should { try leaves[clause].setShortListsAside() }
      var windows = WindowSearch(self, flat, limit: limit, floor: floor)
      return try windows.run(&watch)
    }
    return try bestOfAll(limit, floor, &watch)
  }

  /// Postings up to which alternatives are read one by one: windows would cost more.
  private static let narrowCost = 2048

  /// The best documents of few alternatives, all of which are read.
  private mutating func bestNarrow(
    _ query: FlatQuery, _ limit: Int, _ floor: FixedScore
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    var top = TopDocuments(limit: limit, floor: floor, ceiling: ceiling)
    var rows: [(document: UInt32, score: FixedScore)] = []
    rows.reserveCapacity(query.should.reduce(query.should.count) { $0 + leaves[$1].cost })
    var next: [Int] = []
    for clause in query.should {
      next.append(rows.count)
      try leaves[clause].appendScores(to: &rows)
      // Each alternative ends with a document that there is not.
      rows.append((.max, 0))
    }
    var document = next.reduce(.max) { min($0, rows[$1].document) }
    while document < .max {
      var sum: FixedScore = 0
      var following = UInt32.max
      for place in next.indices {
        var index = next[place]
        if rows[index].document == document {
          sum &+= rows[index].score
          index &+= 1
          next[place] = index
        }
        following = min(following, rows[index].document)
      }
      if top.wants(document, sum), try admits(document, query) { top.offer(document, sum) }
      document = following
    }
    return top.takeSorted()
  }

  /// The best documents of a flat query in which clauses must be there.
  private mutating func bestShared(
    _ query: FlatQuery, _ limit: Int, _ floor: FixedScore, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    var top = TopDocuments(limit: limit, floor: floor, ceiling: ceiling)
    let order = query.must.sorted { leaves[$0].cost < leaves[$1].cost }
    for clause in order { try leaves[clause].setShortListsAside(upTo: leaves[order[0]].cost) }
    var bounds = ClauseBounds(query.should.isEmpty ? order : order + query.should)
    var document = try shared(order, from: 0)
    while document < .max, !watch.tick() {
      if top.threshold >= 0, document >= bounds.end {
        let next = try bounds.firstDocument(from: document, above: top.threshold, &leaves)
        if next > document {
          document = try shared(order, from: next)
          continue
        }
      }
      let sum = try score(bounds, required: order.count, document, above: top.threshold)
      if let sum, top.wants(document, sum), try admits(document, query) {
        top.offer(document, sum)
      }
      document = try shared(order, from: document + 1)
    }
    return top.takeSorted()
  }

  /// The score of a document that has the first `required` of some clauses; nil once it cannot be above
  /// a threshold.
  @inline(__always)
  private mutating func score(
    _ bounds: ClauseBounds, required: Int, _ document: UInt32, above threshold: FixedScore
  ) throws(SearchIndexError) -> FixedScore? {
    var sum: FixedScore = 0
    for place in bounds.clauses.indices {
      let clause = bounds.clauses[place]
      if place >= required, try leaves[clause].seek(document) != document { continue }
      sum &+= try leaves[clause].score()
      if document < bounds.end, sum &+ bounds.rests[place] < threshold { return nil }
    }
    return sum
  }

  /// The best documents of any query, each of them looked at.
  ///
  /// - Throws: `corrupt`.
  mutating func bestOfAll(
    _ limit: Int, _ floor: FixedScore, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    var top = TopDocuments(limit: limit, floor: floor, ceiling: ceiling)
    var document = try next(from: 0)
    while document < .max, !watch.tick() {
      top.offer(document, try score(of: document))
      document = try next(from: document + 1)
    }
    return top.takeSorted()
  }
}

extension Leaf {
  /// Appends all documents that it finds, rising, with their scores.
  fileprivate mutating func appendScores(
    to rows: inout [(document: UInt32, score: FixedScore)]
  ) throws(SearchIndexError) {
    if lists.isEmpty, isScored {
      for index in table.documents.indices {
        rows.append((table.documents[index], table.scores[index]))
      }
    } else if lists.count == 1, isScored {
      guard try lists[0].cursor.seek(0) else { return }
      try lists[0].forEachScore(before: .max, reaching: .min, scales, segment) {
        rows.append(($0, $1))
        return .min
      }
    } else {
      var document = try seek(0)
      while document < .max {
        rows.append((document, try score()))
        document = try seek(document + 1)
      }
    }
  }

  /// Its postings; where several lists are read side by side, each counts for some of one list.
  fileprivate var costOfReading: Int { lists.count > 1 ? cost * 8 : cost }
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
