// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Ids of documents by doc, 32 a block, and the docs in byte order of their ids. Sections of
// documents.md:
//
//   section 2   block of ids*           u32(which are counted on) id*
//   section 3   level column of block starts, offsets in section 2; stepped column: docs by id
//
// Documents that came one after another often have ids that count up: bit i of the number at the head
// of a block is 1 where id i is the one before plus 1, and then the id is not written. Others are
// coded as in FrontCoding.swift, after the last id of the block that is written.

/// The ids of a segment's documents.
struct DocumentIDs: Sendable {
  /// Ids in a block.
  static let blockSize = 32
  /// Bytes that most ids fit in.
  static let usualLength = 32

  private let file: ComponentFile
  private let count: Int
  private let blocks: LevelColumn
  private let sorted: SteppedColumn

  /// Reads the heads of the columns.
  ///
  /// - Throws: `corrupt` where they do not serve `documents`.
  init(_ file: ComponentFile, documents: Int) throws(SearchIndexError) {
    self.file = file
    count = documents
    var reader = try file.reader(section: 3)
    blocks = try LevelColumn(from: &reader)
    sorted = try SteppedColumn(from: &reader)
    guard sorted.count == documents, reader.isAtEnd,
      blocks.count == (documents + Self.blockSize - 1) / Self.blockSize
    else { throw reader.corrupt(.inconsistent) }
  }

  private func inconsistent() -> SearchIndexError {
    .corrupt(file: file.path, byte: file.section(3).lowerBound, reason: .inconsistent)
  }

  /// The id of a document, UTF-8.
  ///
  /// One block of 32 ids is read, as far as the last one written at or before the document's.
  ///
  /// - Throws: `corrupt`.
  func id(of document: UInt32) throws(SearchIndexError) -> [UInt8] {
    var id: [UInt8] = []
    id.reserveCapacity(Self.usualLength)
    try read(document, into: &id)
    return id
  }

  /// Replaces an id by that of a document.
  ///
  /// - Throws: `corrupt`.
  func read(_ document: UInt32, into id: inout [UInt8]) throws(SearchIndexError) {
    let place = Int(document) % Self.blockSize
    let start = try blocks.value(Int(document) / Self.blockSize, in: file)
    var reader = try file.reader(section: 2, from: Int(start))
    let written = ~(try reader.uint32())
    let upTo = written & (UInt32.max >> UInt32(Self.blockSize - 1 - place))
    guard written & 1 == 1 else { throw reader.corrupt(.outOfRange) }
    try Self.read(upTo.nonzeroBitCount, from: &reader, into: &id)
    let steps = place - (Self.blockSize - 1 - upTo.leadingZeroBitCount)
    guard steps == 0 || CountedID.add(steps, to: &id) else { throw reader.corrupt(.outOfRange) }
  }

  /// Replaces an id by the last of the next `count` written ones, of which the first shares nothing.
  ///
  /// Only the bytes that it has are copied, from the last string that added each of them.
  /// - Precondition: `count` is 1 to 32.
  /// - Throws: `corrupt`.
  private static func read(
    _ count: Int, from reader: inout ByteReader, into id: inout [UInt8]
  ) throws(SearchIndexError) {
    if count == 1 {
      let (_, added) = try FrontCoding.head(&reader, after: 0)
      id.removeAll(keepingCapacity: true)
      return try reader.append(added, to: &id)
    }
    var strings = InlineArray<32, (shared: Int, start: Int)>(repeating: (0, 0))
    var length = 0
    for place in 0..<count {
      let (shared, added) = try FrontCoding.head(&reader, after: length)
      strings[place] = (shared, reader.position)
      try reader.skip(added)
      length = shared &+ added
    }
    id.removeAll(keepingCapacity: true)
    id.append(contentsOf: repeatElement(0, count: length))
    var end = length
    var place = count
    while end > 0 {
      place -= 1
      let (shared, start) = strings[place]
      if shared >= end { continue }
      for byte in shared..<end { id[byte] = reader.bytes.octet(at: start &+ byte &- shared) }
      end = shared
    }
  }

  /// The ids of a block of documents.
  ///
  /// - Precondition: there is such a block.
  /// - Throws: `corrupt`.
  func ids(ofBlock block: Int) throws(SearchIndexError) -> [[UInt8]] {
    var reader = try file.reader(section: 2, from: Int(try blocks.value(block, in: file)))
    let counted = try reader.uint32()
    var ids: [[UInt8]] = []
    var written: [UInt8] = []
    for place in 0..<min(Self.blockSize, count - block * Self.blockSize) {
      if counted >> UInt32(place) & 1 == 0 {
        try FrontCoding.read(into: &written, from: &reader)
        ids.append(written)
        continue
      }
      guard let next = ids.last.flatMap({ CountedID.adding(1, to: $0) }) else {
        throw reader.corrupt(.outOfRange)
      }
      ids.append(next)
    }
    return ids
  }

  /// The blocks of `documents(byID:)`.
  var sortedBlockCount: Int { sorted.blockCount }

  /// A block of the documents in byte order of their ids.
  ///
  /// - Precondition: there is such a block.
  /// - Throws: `corrupt`.
  func documents(byID block: Int) throws(SearchIndexError) -> [UInt32] {
    try sorted.values(ofBlock: block, in: file)
  }

  /// The document with an id, nil where there is none; O(log n).
  ///
  /// - Throws: `corrupt`.
  func find(_ id: [UInt8]) throws(SearchIndexError) -> UInt32? {
    var result: UInt32?
    try scan(atLeast: id) { found, document in
      if found == id { result = document }
      return false
    }
    return result
  }

  /// The last block of sorted ids whose first one is not above `id`; the first where all are.
  private func block(holding id: [UInt8]) throws(SearchIndexError) -> Int {
    var low = 0
    var high = sorted.blockCount
    while high - low > 1 {
      let middle = (low + high) / 2
      let first = try self.id(of: try sorted.first(ofBlock: middle, in: file))
      if compareBytes(first, id) <= 0 { low = middle } else { high = middle }
    }
    return low
  }

  /// Visits ids in byte order from the first that is not below `lowest`, until `body` is false.
  ///
  /// O(log n) to begin with.
  /// - Throws: `corrupt`.
  func scan(
    atLeast lowest: [UInt8] = [], _ body: (_ id: [UInt8], _ document: UInt32) -> Bool
  ) throws(SearchIndexError) {
    for block in (lowest.isEmpty ? 0 : try block(holding: lowest))..<sorted.blockCount {
      let documents = try sorted.values(ofBlock: block, in: file)
      var low = 0
      var high = lowest.isEmpty ? 0 : documents.count
      while low < high {
        let middle = (low + high) / 2
        let isBelow = compareBytes(try id(of: documents[middle]), lowest) < 0
        if isBelow { low = middle + 1 } else { high = middle }
      }
      for document in documents[low...] {
        if !body(try id(of: document), document) { return }
      }
    }
  }
}

/// Ids that count up: the number at the end of an id, in decimal digits.
enum CountedID {
  /// The id whose number is greater by `steps`; nil where there is no number at the end.
  static func adding(_ steps: Int, to id: [UInt8]) -> [UInt8]? {
    var result = id
    return add(steps, to: &result) ? result : nil
  }

  /// Makes the number of an id greater by `steps`, in as many digits or as it needs; false where there is
  /// no number at the end.
  static func add(_ steps: Int, to id: inout [UInt8]) -> Bool {
    let zero = UInt8(ascii: "0")
    var carry = steps
    var place = id.count
    while place > 0, id[place - 1] >= zero, id[place - 1] <= zero + 9 {
      if carry == 0 { return true }
      place -= 1
      let sum = Int(id[place] - zero) + carry
      id[place] = zero + UInt8(sum % 10)
      carry = sum / 10
    }
    if place == id.count { return false }
    if carry > 0 { id.insert(contentsOf: "\(carry)".utf8, at: place) }
    return true
  }
}
