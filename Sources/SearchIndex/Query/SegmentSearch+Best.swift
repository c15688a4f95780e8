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
      let cost = flat.should.reduce(0) { $0 + leaves[$1].cost }
      if cost <= Self.narrowCost { return try bestNarrow(flat, limit, floor) }
      var windows = WindowSearch(self, flat, limit: limit, floor: floor)
      return try windows.run(&watch)
    }
    return try bestOfAll(limit, floor, &watch)
  }

  /// Postings up to which alternatives are read one by one: windows would cost more.
  private static let narrowCost = 512

  /// The best documents of few alternatives, all of which are read.
  private mutating func bestNarrow(
    _ query: FlatQuery, _ limit: Int, _ floor: FixedScore
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    var top = TopDocuments(limit: limit, floor: floor, ceiling: ceiling)
    var target: UInt32 = 0
    while true {
      var document = UInt32.max
      for clause in query.should { document = min(document, try leaves[clause].seek(target)) }
      if document == .max { return top.sorted }
      var sum: FixedScore = 0
      for clause in query.should where try leaves[clause].seek(target) == document {
        sum &+= try leaves[clause].score()
      }
      if sum > top.threshold, try admits(document, query) { top.offer(document, sum) }
      target = document + 1
    }
  }

  /// The best documents of a flat query in which clauses must be there.
  private mutating func bestShared(
    _ query: FlatQuery, _ limit: Int, _ floor: FixedScore, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    var top = TopDocuments(limit: limit, floor: floor, ceiling: ceiling)
    let order = query.must.sorted { leaves[$0].cost < leaves[$1].cost }
    var document = try shared(order, from: 0)
    while document < .max, !watch.tick() {
      if try admits(document, query) {
        var sum: FixedScore = 0
        for clause in order { sum &+= try leaves[clause].score() }
        for clause in query.should where try leaves[clause].seek(document) == document {
          sum &+= try leaves[clause].score()
        }
        top.offer(document, sum)
      }
      document = try shared(order, from: document + 1)
    }
    return top.sorted
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
    return top.sorted
  }

  // MARK: - Counting

  /// How many documents of the segment the query finds.
  ///
  /// - Throws: `corrupt`.
  consuming func count(_ watch: inout SearchWatch) throws(SearchIndexError) -> Int {
    if let alternatives { return try countAny(alternatives) }
    guard let flat, !flat.must.isEmpty else { return try countAll(&watch) }
    let order = flat.must.sorted { leaves[$0].cost < leaves[$1].cost }
    var count = 0
    var document = try shared(order, from: 0)
    while document < .max, !watch.tick() {
      if try admits(document, flat) { count += 1 }
      document = try shared(order, from: document + 1)
    }
    return count
  }

  private mutating func countAll(_ watch: inout SearchWatch) throws(SearchIndexError) -> Int {
    var count = 0
    var document = try next(from: 0)
    while document < .max, !watch.tick() {
      count += 1
      document = try next(from: document + 1)
    }
    return count
  }

  /// How many live documents have any of some clauses.
  private mutating func countAny(_ clauses: [Int]) throws(SearchIndexError) -> Int {
    if clauses.count == 1, segment.deletedCount == 0,
      let known = leaves[clauses[0]].documentCount
    {
      return known
    }
    let found = try union(clauses)
    if segment.deletedCount == 0 { return found.count }
    return found.documents.count { !segment.isDeleted($0) }
  }

  /// The clauses of which any one makes a document match; nil where more is asked of it.
  private var alternatives: [Int]? {
    guard let flat, flat.must.count <= 1, flat.mustNot.isEmpty, flat.conditions.isEmpty
    else { return nil }
    return flat.must.isEmpty ? flat.should : flat.must
  }

  /// All documents that have any of some clauses, deleted ones included.
  private mutating func union(_ clauses: [Int]) throws(SearchIndexError) -> DocumentSet {
    var found = DocumentSet(documents: segment.documentCount)
    for clause in clauses { try leaves[clause].insertAll(into: &found) }
    return found
  }

  /// All documents of the segment that the query finds, rising.
  ///
  /// - Throws: `corrupt`.
  mutating func documents(_ watch: inout SearchWatch) throws(SearchIndexError) -> [UInt32] {
    if let alternatives {
      let found = try union(alternatives).documents
      return segment.deletedCount == 0 ? found : found.filter { !segment.isDeleted($0) }
    }
    var result: [UInt32] = []
    var document = try next(from: 0)
    while document < .max, !watch.tick() {
      result.append(document)
      document = try next(from: document + 1)
    }
    return result
  }
}

extension Leaf {
  /// The number of its documents, deleted ones included, where that is known without reading.
  fileprivate var documentCount: Int? {
    if lists.isEmpty { return table.documents.count }
    return lists.count == 1 && lists[0].isWhole ? lists[0].documentCount : nil
  }

  /// Adds all its documents to a set.
  fileprivate mutating func insertAll(into found: inout DocumentSet) throws(SearchIndexError) {
    if lists.isEmpty { found.insert(table.documents, count: table.documents.count) }
    for index in lists.indices { try lists[index].insertAll(into: &found) }
  }
}

extension ListReader {
  fileprivate mutating func insertAll(into found: inout DocumentSet) throws(SearchIndexError) {
    for block in 0..<cursor.blockCount {
      try cursor.load(block)
      if isWhole {
        found.insert(cursor.documents, count: cursor.size)
        continue
      }
      try cursor.loadFrequencies()
      for index in 0..<cursor.size where slots[Int(cursor.variants[index])] >= 0 {
        found.insert(cursor.documents[index])
      }
    }
  }
}
