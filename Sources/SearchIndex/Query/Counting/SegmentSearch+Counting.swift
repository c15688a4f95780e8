// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How many documents a query finds in a segment, and which: no scores, so that sets of bits will do for the
// common queries.

internal import TextAnalysis

extension SegmentSearch {
  /// How many documents of the segment the query finds.
  ///
  /// - Throws: `corrupt`.
  consuming func count(_ watch: inout SearchWatch) throws(SearchIndexError) -> Int {
    if let alternatives { return try countAny(alternatives) }
    guard let flat, !flat.must.isEmpty else { return try countAll(&watch) }
    let order = flat.must.sorted { leaves[$0].cost < leaves[$1].cost }
    if flat.mustNot.isEmpty, flat.conditions.isEmpty, isDense(order) {
      return count(try intersection(order))
    }
    seekInSets()
    var count = 0
    var document = try shared(order, from: 0)
    while document < .max, !watch.tick() {
      if try admits(document, flat) { count += 1 }
      document = try shared(order, from: document + 1)
    }
    return count
  }

  private mutating func countAll(_ watch: inout SearchWatch) throws(SearchIndexError) -> Int {
    seekInSets()
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
      let known = try leaves[clauses[0]].documentCount()
    {
      return known
    }
    return count(try union(clauses))
  }

  /// The number of live documents that are in one of two sets, or in both of them.
  private func count(_ found: PairOfSets) -> Int {
    if segment.deletedCount == 0 { return found.count }
    return found.documents.count { !segment.isDeleted($0) }
  }

  /// All documents that have all of some clauses, the rarest first, deleted ones included.
  private mutating func intersection(_ order: [Int]) throws(SearchIndexError) -> PairOfSets {
    var found = try documents(of: order[0])
    for clause in order.dropFirst().dropLast() {
      found.formIntersection(try documents(of: clause))
    }
    return PairOfSets(found, try documents(of: order[order.count - 1]), isUnion: false)
  }

  /// All documents of a clause, deleted ones included.
  private mutating func documents(of clause: Int) throws(SearchIndexError) -> DocumentSet {
    if let known = leaves[clause].known?.documents { return known }
    var found = DocumentSet(documents: segment.documentCount)
    try leaves[clause].insertAll(into: &found)
    return found
  }

  /// Whether clauses that must all be there, the rarest first, are so frequent, and so nearly alike, that
  /// reading all of them costs less than seeking each document of the rarest in the others.
  private func isDense(_ order: [Int]) -> Bool {
    if order.allSatisfy({ leaves[$0].known?.documents != nil }) { return true }
    let rarest = leaves[order[0]].cost
    // A set takes a word for 64 documents, which has to be cleared and counted too.
    if rarest < segment.documentCount / 256 { return false }
    return order.reduce(0) { $0 + leaves[$1].cost } <= 8 * rarest
  }

  /// The clauses of which any one makes a document match; nil where more is asked of it.
  private var alternatives: [Int]? {
    guard let flat, flat.must.count <= 1, flat.mustNot.isEmpty, flat.conditions.isEmpty
    else { return nil }
    return flat.must.isEmpty ? flat.should : flat.must
  }

  /// All documents that have any of some clauses, deleted ones included.
  private mutating func union(_ clauses: [Int]) throws(SearchIndexError) -> PairOfSets {
    var known: [DocumentSet] = []
    var found = DocumentSet(documents: segment.documentCount)
    for clause in clauses {
      if let documents = leaves[clause].known?.documents {
        known.append(documents)
      } else {
        try leaves[clause].insertAll(into: &found)
      }
    }
    for documents in known.dropLast() { found.formUnion(documents) }
    return PairOfSets(found, known.last ?? found, isUnion: true)
  }

  /// All documents of the segment that the query finds, rising.
  ///
  /// - Throws: `corrupt`.
  mutating func documents(_ watch: inout SearchWatch) throws(SearchIndexError) -> [UInt32] {
    if let alternatives {
      let found = try union(alternatives).documents
      return segment.deletedCount == 0 ? found : found.filter { !segment.isDeleted($0) }
    }
    seekInSets()
    var result: [UInt32] = []
    var document = try next(from: 0)
    while document < .max, !watch.tick() {
      result.append(document)
      document = try next(from: document + 1)
    }
    return result
  }
}

/// The documents of two sets of a segment, or those that are in both.
private struct PairOfSets {
  private let left: DocumentSet
  private let right: DocumentSet
  private let isUnion: Bool

  init(_ left: DocumentSet, _ right: DocumentSet, isUnion: Bool) {
    self.left = left
    self.right = right
    self.isUnion = isUnion
  }

  /// How many there are; none is copied for it.
  var count: Int { isUnion ? left.unionCount(right) : left.intersectionCount(right) }

  /// The documents, rising.
  var documents: [UInt32] {
    var found = left
    if isUnion { found.formUnion(right) } else { found.formIntersection(right) }
    return found.documents
  }
}

extension Leaf {
  /// The number of its documents, deleted ones included, where nearly all of them are known without
  /// reading.
  fileprivate mutating func documentCount() throws(SearchIndexError) -> Int? {
    if lists.isEmpty { return table.documents.count }
    try setShortListsAside()
    guard let mainList, lists[mainList].isWhole else { return nil }
    var count = lists[mainList].documentCount
    for document in table.documents {
      if try lists[mainList].seek(document) != document { count += 1 }
    }
    return count
  }

  /// All its documents, deleted ones too; nil where a set of them would take more than a word of bits for each.
  ///
  /// - Complexity: O(postings).
  /// - Throws: `corrupt`.
  func denseDocuments() throws(SearchIndexError) -> DocumentSet? {
    var leaf = self
    var found = DocumentSet(documents: segment.documentCount)
    try leaf.insertAll(into: &found)
    return found.byteCount <= 8 * found.count ? found : nil
  }

  /// Adds all its documents to a set.
  fileprivate mutating func insertAll(into found: inout DocumentSet) throws(SearchIndexError) {
    found.insert(table.documents, count: table.documents.count)
    if let mainList { return try lists[mainList].insertAll(into: &found) }
    for list in lists.indices where isLong(list) { try lists[list].insertAll(into: &found) }
  }
}

extension ListReader {
  fileprivate mutating func insertAll(into found: inout DocumentSet) throws(SearchIndexError) {
    if isWhole {
      try cursor.insertAll(into: &found)
      return
    }
    for block in 0..<cursor.blockCount where hasMatchingLanguage(block) {
      try cursor.load(block)
      try cursor.loadFrequencies()
      for index in 0..<cursor.size where worths[Int(cursor.variants[index])].slot >= 0 {
        found.insert(cursor.documents[index])
      }
    }
  }
}
