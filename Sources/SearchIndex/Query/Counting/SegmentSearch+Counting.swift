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
      let known = try leaves[clauses[0]].documentCount()
    {
      return known
    }
    return count(try union(clauses))
  }

  /// The number of live documents of a set.
  private func count(_ found: DocumentSet) -> Int {
    if segment.deletedCount == 0 { return found.count }
    return found.documents.count { !segment.isDeleted($0) }
  }

  /// All documents that have all of some clauses, the rarest first, deleted ones included.
  private mutating func intersection(_ order: [Int]) throws(SearchIndexError) -> DocumentSet {
    var found = try union([order[0]])
    for clause in order.dropFirst() { found.formIntersection(try union([clause])) }
    return found
  }

  /// Whether clauses that must all be there, the rarest first, are so frequent, and so nearly alike, that
  /// reading all of them costs less than seeking each document of the rarest in the others.
  private func isDense(_ order: [Int]) -> Bool {
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
