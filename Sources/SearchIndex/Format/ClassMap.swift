// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads the classes that `ClassMapWriter` writes; the layout is at the head of that file.

internal import TextAnalysis

/// The written members of classes, found by key.
struct ClassMap: Sendable {
  /// The file.
  let file: ComponentFile
  /// The number of classes.
  let count: Int
  /// For each language the rules applied to any form in it.
  let stemmers: [Set<Stemmer>]
  private let blockStarts: PackedColumn
  private let termCount: Int

  /// Reads the sections around the classes; O(languages).
  ///
  /// - Throws: `corrupt`.
  init(_ file: ComponentFile, limits: SegmentLimits, termCount: Int) throws(SearchIndexError) {
    self.file = file
    self.termCount = termCount
    var index = try file.reader(section: 1)
    blockStarts = try PackedColumn(from: &index)
    var tail = try file.reader(section: 2)
    count = try tail.count(limit: Int(Int32.max))
    guard blockStarts.count == (count + ClassMapWriter.blockSize - 1) / ClassMapWriter.blockSize,
      index.isAtEnd, tail.isAtEnd
    else { throw tail.corrupt(.inconsistent) }
    var rules = try file.reader(section: 3)
    var stemmers: [Set<Stemmer>] = []
    for _ in 0..<limits.languages {
      var ofLanguage: Set<Stemmer> = []
      for _ in 0..<(try rules.count(limit: 256)) {
        ofLanguage.insert(Stemmer(rawValue: try rules.byte()))
      }
      stemmers.append(ofLanguage)
    }
    guard rules.isAtEnd else { throw rules.corrupt(.inconsistent) }
    self.stemmers = stemmers
  }

  /// The written members of a class, by rising ordinal; empty where it has none.
  ///
  /// O(log blocks).
  /// - Throws: `corrupt`.
  func members(_ key: [UInt8]) throws(SearchIndexError) -> [UInt32] {
    var result: [UInt32] = []
    try scan(from: key) { found, members throws(SearchIndexError) in
      if found == key { result = members }
      return false
    }
    return result
  }

  /// Visits classes in order from the first whose key is not below `key`, until `body` is false.
  ///
  /// - Throws: `corrupt`, or what `body` throws.
  func scan(
    from key: [UInt8],
    _ body: (_ key: [UInt8], _ members: [UInt32]) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    guard count > 0 else { return }
    let block = try block(before: key)
    let start = Int(blockStarts.value(block, in: file.bytes))
    var cursor = ClassCursor(
      try file.reader(section: 0, from: start),
      next: block * ClassMapWriter.blockSize, count: count, termCount: termCount)
    while try cursor.advance() {
      if compareBytes(cursor.key, key) < 0 { continue }
      guard try body(cursor.key, cursor.members) else { return }
    }
  }

  /// The classes of a block in order; empty past the last block.
  ///
  /// - Throws: `corrupt`.
  func classes(
    block: Int
  ) throws(SearchIndexError) -> [(key: [UInt8], members: [UInt32])] {
    guard block < blockStarts.count else { return [] }
    let first = block * ClassMapWriter.blockSize
    var cursor = ClassCursor(
      try file.reader(section: 0, from: Int(blockStarts.value(block, in: file.bytes))),
      next: first, count: min(count, first + ClassMapWriter.blockSize), termCount: termCount)
    var result: [(key: [UInt8], members: [UInt32])] = []
    while try cursor.advance() { result.append((cursor.key, cursor.members)) }
    return result
  }

  private func block(before key: [UInt8]) throws(SearchIndexError) -> Int {
    var low = 0
    var high = blockStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      var reader = try file.reader(
        section: 0, from: Int(blockStarts.value(middle, in: file.bytes)))
      var first: [UInt8] = []
      try FrontCoding.read(into: &first, from: &reader)
      if compareBytes(first, key) < 0 { low = middle } else { high = middle }
    }
    return low
  }
}

/// A place in a class map.
struct ClassCursor: ~Escapable {
  /// The key of the class.
  private(set) var key: [UInt8] = []
  /// The ordinals of its written members, rising.
  private(set) var members: [UInt32] = []
  private var reader: ByteReader
  private var next: Int
  private let count: Int
  private let termCount: Int
  private var lastFirst: Int64 = 0

  /// Stands before class number `next`, the first of its block.
  @_lifetime(copy reader)
  init(_ reader: consuming ByteReader, next: Int, count: Int, termCount: Int) {
    self.reader = reader
    self.next = next
    self.count = count
    self.termCount = termCount
  }

  /// Goes to the next class; false at the end.
  ///
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) -> Bool {
    guard next < count else { return false }
    if next % ClassMapWriter.blockSize == 0 {
      key.removeAll(keepingCapacity: true)
      lastFirst = 0
    }
    next += 1
    try FrontCoding.read(into: &key, from: &reader)
    let size = try reader.count(limit: termCount)
    let (first, overflow) = lastFirst.addingReportingOverflow(try reader.signedVarint())
    guard size > 0, !overflow, first >= 0, first < Int64(termCount) else {
      throw reader.corrupt(.outOfRange)
    }
    lastFirst = first
    members.removeAll(keepingCapacity: true)
    members.append(UInt32(first))
    for _ in 1..<max(1, size) {
      let member = UInt64(members[members.count - 1]) + UInt64(try reader.varint32()) + 1
      guard member < UInt64(termCount) else { throw reader.corrupt(.outOfRange) }
      members.append(UInt32(member))
    }
    return true
  }
}
