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
      // One clause that must be there is the same as one alternative.
      if let only = flat.only, isWorthRanges(only) == flat.must.isEmpty {
        swap(&flat.must, &flat.should)
      }
      if !flat.must.isEmpty {
        var shared = try SharedSearch(consume self, flat, limit: limit, floor: floor)
        return try shared.run(&watch)
      }
      if flat.should.count == 1 {
        if leaves[flat.should[0]].lists.isEmpty { return try bestOfTable(flat, limit, floor) }
        try leaves[flat.should[0]].setShortListsAside()
      }
      if ListSearch.canSearch(flat, leaves) {
        return try ListSearch.best(of: consume self, flat, limit: limit, floor: floor, &watch)
      }
      let cost = flat.should.reduce(0) { $0 + leaves[$1].costOfReading }
      if cost <= Self.narrowCost { return try bestNarrow(flat, limit, floor) }
      for clause in flat.should { try leaves[clause].setShortListsAside() }
      var windows = WindowSearch(consume self, flat, limit: limit, floor: floor)
      return try windows.run(&watch)
    }
    return try bestOfAll(limit, floor, &watch)
  }

  /// Whether one clause is best searched by ranges.
  private func isWorthRanges(_ clause: Int) -> Bool {
    leaves[clause].cost > Self.narrowCost && leaves[clause].scoredRanges != nil
  }

  /// Postings up to which alternatives are read one by one: windows would cost more.
  private static let narrowCost = 2048

  /// The best documents of one alternative that is a table.
  private mutating func bestOfTable(
    _ query: FlatQuery, _ limit: Int, _ floor: FixedScore
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    var top = TopDocuments(limit: limit, floor: floor, ceiling: ceiling)
    let (table, isScored) = (leaves[query.should[0]].table, leaves[query.should[0]].isScored)
    var index = 0
    while let stretch = table.stretch(at: index) {
      index = stretch.end
      guard top.wants(table.documents[stretch.start], isScored ? stretch.greatest : 0) else {
        // Of documents that are worth the same the first are the best.
        if table.isFlat || !isScored { break }
        continue
      }
      for place in stretch.start..<stretch.end {
        let (document, score) = (table.documents[place], isScored ? table.score(at: place) : 0)
        if top.wants(document, score), try admits(document, query) { top.offer(document, score) }
      }
    }
    return top.takeSorted()
  }

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
        rows.append((table.documents[index], table.score(at: index)))
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
