// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The best documents of one list. The blocks that can add most are read first: they mostly hold the
// best, so that few of the others can matter.

internal import TextAnalysis

/// Finds the best documents of a flat query that is one clause of one postings list in one segment, or of
/// one long list and short ones that were set aside.
struct ListSearch {
  /// Blocks that are read before the others.
  private static let firstBlocks = 4

  private var search: SegmentSearch
  private let query: FlatQuery
  private let scales: LanguageScales
  private let isScored: Bool
  private var top: TopDocuments
  /// For each block what its documents have at most.
  private var bounds: [FixedScore] = []
  /// Documents whose postings may stand in two blocks, of which one was read.
  private var divided: [UInt32] = []
  /// Documents that were set aside, rising; they were offered before.
  private var aside: [UInt32] = []

  /// Whether it can search a query.
  static func canSearch(_ query: FlatQuery, _ leaves: [Leaf]) -> Bool {
    // Its documents come in no order, in which what excludes them cannot be sought.
    guard query.should.count == 1, query.mustNot.isEmpty else { return false }
    return leaves[query.should[0]].mainList != nil
  }

  /// The best documents of a search whose flat query is one alternative with one long list.
  ///
  /// - Throws: `corrupt`.
  static func best(
    of search: consuming SegmentSearch, _ query: FlatQuery, limit: Int, floor: FixedScore,
    _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    // Nothing else asks for it: what must not be there would be another clause.
    var leaf = search.leaves.remove(at: query.should[0])
    guard let main = leaf.mainList else { return [] }
    var found = ListSearch(search, query, leaf, limit: limit, floor: floor)
    try found.offer(leaf.table)
    try found.run(&leaf.lists[main], &watch)
    return found.top.takeSorted()
  }

  /// The best documents, at most `limit`, that the first blocks of a clause hold, with what it alone gives them.
  ///
  /// - Precondition: the query excludes nothing, and no ceiling is set.
  /// - Throws: `corrupt`.
  static func first(
    of search: SegmentSearch, _ query: FlatQuery, clause: Int, limit: Int
  ) throws(SearchIndexError) -> [(score: FixedScore, document: UInt32)] {
    let leaf = search.leaves[clause]
    guard leaf.isScored, let main = leaf.mainList else { return [] }
    // What it adds is what its documents have at least.
    var list = leaf.lists[main]
    var found = ListSearch(search, query, leaf, limit: limit, floor: 0)
    if list.cursor.blockCount == 1 {
      if try list.cursor.seek(0) { try found.offer(&list, before: .max) }
    } else {
      try found.findBounds(&list)
      for block in Self.greatest(of: found.bounds) { try found.offer(block, of: &list) }
    }
    return found.top.takeSorted()
  }

  private init(
    _ search: consuming SegmentSearch, _ query: FlatQuery, _ leaf: borrowing Leaf, limit: Int,
    floor: FixedScore
  ) {
    top = TopDocuments(limit: limit, floor: floor, ceiling: search.ceiling)
    self.search = search
    self.query = query
    scales = leaf.scales
    isScored = leaf.isScored
  }

  private mutating func run(
    _ list: inout ListReader, _ watch: inout SearchWatch
  ) throws(SearchIndexError) {
    if list.cursor.blockCount == 1 {
      if try list.cursor.seek(0) { try offer(&list, before: .max) }
      return
    }
    try findBounds(&list)
    let first = Self.greatest(of: bounds)
    for block in first { try offer(block, of: &list) }
    for block in bounds.indices where bounds[block] >= top.threshold {
      guard !first.contains(block), wants(block, list) else { continue }
      if watch.look() { return }
      try offer(block, of: &list)
    }
    try offerDivided(&list)
  }

  /// Offers the documents that were set aside.
  private mutating func offer(_ table: MatchTable) throws(SearchIndexError) {
    for index in table.documents.indices {
      try offer(table.documents[index], isScored ? table.score(at: index) : 0)
    }
    aside = table.documents
  }

  private mutating func findBounds(_ list: inout ListReader) throws(SearchIndexError) {
    if isScored { try list.findBounds(scales) }
    bounds = isScored ? list.bounds : [FixedScore](repeating: 0, count: list.cursor.blockCount)
  }

  /// Whether a document of a block can matter.
  private func wants(_ block: Int, _ list: borrowing ListReader) -> Bool {
    let before = block == 0 ? 0 : list.cursor.lastDocument(block - 1)
    return top.wants(before, bounds[block])
  }

  /// The blocks of the greatest bounds, rising.
  private static func greatest(of bounds: [FixedScore]) -> [Int] {
    var chosen: [Int] = []
    chosen.reserveCapacity(firstBlocks)
    for block in bounds.indices {
      if chosen.count == firstBlocks {
        guard bounds[block] > bounds[chosen[firstBlocks - 1]] else { continue }
        chosen.removeLast()
      }
      let place = chosen.firstIndex { bounds[$0] < bounds[block] } ?? chosen.count
      chosen.insert(block, at: place)
    }
    chosen.sort()
    return chosen
  }

  /// Offers the documents of a block, but for those that may have postings in its neighbours.
  private mutating func offer(
    _ block: Int, of list: inout ListReader
  ) throws(SearchIndexError) {
    try list.cursor.load(block)
    let (first, last) = (list.cursor.document, list.cursor.documents[list.cursor.size - 1])
    if list.isUniform { return try offer(&list, before: last &+ 1) }
    if block > 0, list.cursor.lastDocument(block - 1) == first {
      try divide(first, beside: block - 1, &list)
      guard first < last, try list.cursor.seek(first + 1) else { return }
    }
    let goesOn = try list.goesOn
    try offer(&list, before: goesOn ? last : last &+ 1)
    if goesOn { try divide(last, beside: block + 1, &list) }
  }

  /// Puts a document, at whose first posting of its block the cursor stands, off, unless it cannot
  /// matter, whatever a neighbouring block adds.
  private mutating func divide(
    _ document: UInt32, beside block: Int, _ list: inout ListReader
  ) throws(SearchIndexError) {
    let partial = try list.scoreInBlock(of: document, scales, search.segment)
    if top.wants(document, isScored ? partial &+ bounds[block] : 0) { divided.append(document) }
  }

  /// Offers the documents from the cursor's on and below `end`.
  private mutating func offer(
    _ list: inout ListReader, before end: UInt32
  ) throws(SearchIndexError) {
    let scales = scales
    let segment = search.segment
    let isScored = isScored
    let least = isScored ? top.threshold : .min
    try list.forEachScore(before: end, reaching: least, scales, segment) {
      document, score throws(SearchIndexError) in
      try offer(document, isScored ? score : 0)
      return isScored ? top.threshold : .min
    }
  }

  private mutating func offer(
    _ document: UInt32, _ score: FixedScore
  ) throws(SearchIndexError) {
    if top.wants(document, score), !isAside(document), try search.admits(document, query) {
      top.offer(document, score)
    }
  }

  /// Whether a document was set aside, with all that it has.
  private func isAside(_ document: UInt32) -> Bool {
    if aside.isEmpty { return false }
    let place = aside.firstIndex(from: 0, to: aside.count, atLeast: document)
    return place < aside.count && aside[place] == document
  }

  /// Offers the documents that may have postings in several blocks.
  private mutating func offerDivided(_ list: inout ListReader) throws(SearchIndexError) {
    if divided.isEmpty { return }
    list.rewind()
    var before: UInt32?
    for document in divided.sorted() where document != before {
      before = document
      guard try list.cursor.seek(document), list.cursor.document == document else { continue }
      guard let score = try list.takeScore(of: document, scales, search.segment) else { continue }
      try offer(document, isScored ? score : 0)
    }
  }
}
