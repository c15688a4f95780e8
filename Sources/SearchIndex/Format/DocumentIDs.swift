// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Ids of documents in byte order, sixteen a block, and the rank of each document's id among them.
// Sections of documents.md:
//
//   section 2   block of ids*           (key varint(doc))*, keys front-coded inside a block
//   section 3   column of block starts, offsets in section 2; column: for each doc the rank of its id

/// The ids of a segment's documents.
struct DocumentIDs: Sendable {
  /// Ids in a block.
  static let blockSize = 16

  private let file: ComponentFile
  private let count: Int
  private let blocks: PackedColumn
  private let ranks: PackedColumn

  /// Reads the heads of the columns.
  ///
  /// - Throws: `corrupt` where they do not serve `documents`.
  init(_ file: ComponentFile, documents: Int) throws(SearchIndexError) {
    self.file = file
    count = documents
    var reader = try file.reader(section: 3)
    blocks = try PackedColumn(from: &reader)
    ranks = try PackedColumn(from: &reader)
    guard ranks.count == documents, reader.isAtEnd,
      blocks.count == (documents + Self.blockSize - 1) / Self.blockSize
    else { throw reader.corrupt(.inconsistent) }
  }

  /// The two sections, from the ids by arrival and the doc id of each arrival.
  static func sections(_ ids: ByteStrings, _ numbering: [UInt32]) -> [ByteWriter] {
    var blocks = ByteWriter()
    var starts: [UInt64] = []
    var ranks = [UInt64](repeating: 0, count: ids.count)
    var last: [UInt8] = []
    for (rank, arrival) in ids.sortedOrder().enumerated() {
      if rank % blockSize == 0 {
        starts.append(UInt64(blocks.count))
        last = []
      }
      FrontCoding.write(ids[arrival], after: &last, to: &blocks)
      blocks.varint(numbering[arrival])
      ranks[Int(numbering[arrival])] = UInt64(rank)
    }
    var columns = ByteWriter()
    PackedColumn.write(starts, to: &columns)
    PackedColumn.write(ranks, to: &columns)
    return [blocks, columns]
  }

  private func inconsistent() -> SearchIndexError {
    .corrupt(file: file.path, byte: file.section(3).lowerBound, reason: .inconsistent)
  }

  /// The place of a document's id among the ids in byte order.
  func rank(of document: UInt32) -> Int { Int(ranks.value(Int(document), in: file.bytes)) }

  /// The id of a document, UTF-8.
  ///
  /// One block of 16 ids is read.
  ///
  /// - Throws: `corrupt`.
  func id(of document: UInt32) throws(SearchIndexError) -> [UInt8] {
    let rank = rank(of: document)
    guard rank < count else { throw inconsistent() }
    var result: [UInt8]?
    var next = rank - rank % Self.blockSize
    try scan(fromBlock: rank / Self.blockSize) { id, found in
      if next == rank, found == document { result = id }
      next += 1
      return next <= rank
    }
    guard let result else { throw inconsistent() }
    return result
  }

  /// The document with an id, nil where there is none; O(log n).
  ///
  /// - Throws: `corrupt`.
  func find(_ id: [UInt8]) throws(SearchIndexError) -> UInt32? {
    guard count > 0 else { return nil }
    var result: UInt32?
    try scan(fromBlock: try block(holding: id)) { found, document in
      let order = compareBytes(found, id)
      if order == 0 { result = document }
      return order < 0
    }
    return result
  }

  /// The last block whose first id is not above `id`; the first block where all are.
  private func block(holding id: [UInt8]) throws(SearchIndexError) -> Int {
    var low = 0
    var high = blocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if compareBytes(try first(ofBlock: middle), id) <= 0 { low = middle } else { high = middle }
    }
    return low
  }

  private func first(ofBlock block: Int) throws(SearchIndexError) -> [UInt8] {
    var reader = try file.reader(section: 2, from: Int(blocks.value(block, in: file.bytes)))
    var id: [UInt8] = []
    try FrontCoding.read(into: &id, from: &reader)
    return id
  }

  /// Visits ids in byte order from the first that is not below `lowest`, until `body` is false.
  ///
  /// O(log n) to begin with.
  /// - Throws: `corrupt`.
  func scan(
    atLeast lowest: [UInt8], _ body: (_ id: [UInt8], _ document: UInt32) -> Bool
  ) throws(SearchIndexError) {
    try scan(fromBlock: try block(holding: lowest)) { id, document in
      compareBytes(id, lowest) < 0 || body(id, document)
    }
  }

  /// Visits ids in byte order from the first of a block, until `body` is false.
  ///
  /// - Throws: `corrupt`.
  func scan(
    fromBlock block: Int = 0, _ body: (_ id: [UInt8], _ document: UInt32) -> Bool
  ) throws(SearchIndexError) {
    guard block < blocks.count else { return }
    var reader = try file.reader(section: 2, from: Int(blocks.value(block, in: file.bytes)))
    var id: [UInt8] = []
    for rank in (block * Self.blockSize)..<count {
      if rank % Self.blockSize == 0 { id.removeAll(keepingCapacity: true) }
      try FrontCoding.read(into: &id, from: &reader)
      let document = try reader.varint32()
      guard Int(document) < count else { throw reader.corrupt(.outOfRange) }
      if !body(id, document) { return }
    }
  }
}
