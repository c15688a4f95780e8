// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads the classes that `ClassMapWriter` writes; the layout is at the head of that file.

internal import TextAnalysis

/// The written members of classes, found by key.
struct ClassMap: Sendable {
  /// The file.
  let file: ComponentFile
  /// The number of keys.
  let count: Int
  /// For each language the rules applied to any form in it.
  let stemmers: [[Stemmer]]
  private let blockStarts: PackedColumn
  private let filter: KeyFilter
  private let variantCount: Int

  /// Reads the sections around the classes; O(languages).
  ///
  /// - Throws: `corrupt`.
  init(
    _ file: ComponentFile, limits: SegmentLimits, variantCount: Int
  ) throws(SearchIndexError) {
    self.file = file
    self.variantCount = variantCount
    var index = try file.reader(section: 1)
    blockStarts = try PackedColumn(from: &index)
    var tail = try file.reader(section: 2)
    count = try tail.count(limit: Int(Int32.max))
    guard blockStarts.count == (count + ClassMapWriter.blockSize - 1) / ClassMapWriter.blockSize,
      index.isAtEnd, tail.isAtEnd
    else { throw tail.corrupt(.inconsistent) }
    var rules = try file.reader(section: 3)
    var stemmers: [[Stemmer]] = []
    for _ in 0..<limits.languages {
      var ofLanguage: [Stemmer] = []
      for _ in 0..<(try rules.count(limit: 256)) {
        ofLanguage.append(Stemmer(rawValue: try rules.byte()))
      }
      stemmers.append(ofLanguage)
    }
    guard rules.isAtEnd else { throw rules.corrupt(.inconsistent) }
    self.stemmers = stemmers
    filter = try KeyFilter(file, section: 4)
  }

  /// The groups of a key; empty where there is no such key.
  ///
  /// O(1) for most absent keys, else O(log blocks).
  /// - Throws: `corrupt`.
  func groups(_ key: [UInt8]) throws(SearchIndexError) -> [ClassGroup] {
    guard filter.mayContain(key, in: file.bytes) else { return [] }
    var result: [ClassGroup] = []
    try scan(from: key) { found, groups throws(SearchIndexError) in
      if found == key { result = groups }
      return false
    }
    return result
  }

  /// Whether the filter knows a key; every key of the map must pass.
  func isFiltered(_ key: [UInt8]) -> Bool { !filter.mayContain(key, in: file.bytes) }

  /// Visits keys in order from the first that is not below `key`, until `body` is false.
  ///
  /// - Throws: `corrupt`, or what `body` throws.
  func scan(
    from key: [UInt8],
    _ body: (_ key: [UInt8], _ groups: [ClassGroup]) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    guard count > 0 else { return }
    let block = try block(before: key)
    let start = Int(blockStarts.value(block, in: file.bytes))
    var cursor = ClassCursor(
      try file.reader(section: 0, from: start),
      next: block * ClassMapWriter.blockSize, count: count, variantCount: variantCount)
    while try cursor.advance(to: key) {
      guard try body(cursor.key, cursor.groups) else { return }
    }
  }

  /// The classes of a block in order; empty past the last block.
  ///
  /// - Throws: `corrupt`.
  func classes(
    block: Int
  ) throws(SearchIndexError) -> [(key: [UInt8], groups: [ClassGroup])] {
    guard block < blockStarts.count else { return [] }
    let first = block * ClassMapWriter.blockSize
    var cursor = ClassCursor(
      try file.reader(section: 0, from: Int(blockStarts.value(block, in: file.bytes))),
      next: first, count: min(count, first + ClassMapWriter.blockSize), variantCount: variantCount)
    var result: [(key: [UInt8], groups: [ClassGroup])] = []
    while try cursor.advance(to: []) { result.append((cursor.key, cursor.groups)) }
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
      if compareBytes(first, key) <= 0 { low = middle } else { high = middle }
    }
    return low
  }
}

/// A place in a class map.
struct ClassCursor: ~Escapable {
  /// The key of the class.
  private(set) var key: [UInt8] = []
  /// Its groups.
  private(set) var groups: [ClassGroup] = []
  private var reader: ByteReader
  private var next: Int
  private let count: Int
  private let variantCount: Int
  private var lastFirst: Int64 = 0

  /// Stands before class number `next`, the first of its block.
  @_lifetime(copy reader)
  init(_ reader: consuming ByteReader, next: Int, count: Int, variantCount: Int) {
    self.reader = reader
    self.next = next
    self.count = count
    self.variantCount = variantCount
  }

  /// Goes to the next class whose key is not below `bound`; false at the end.
  ///
  /// - Throws: `corrupt`.
  mutating func advance(to bound: [UInt8]) throws(SearchIndexError) -> Bool {
    while next < count {
      if next % ClassMapWriter.blockSize == 0 {
        key.removeAll(keepingCapacity: true)
        lastFirst = 0
      }
      next += 1
      try FrontCoding.read(into: &key, from: &reader)
      guard key.count > 1, key[1] == ClassKeys.stem || key[1] == ClassKeys.sound else {
        throw reader.corrupt(.outOfRange)
      }
      let isWanted = compareBytes(key, bound) >= 0
      groups.removeAll(keepingCapacity: true)
      var hasMore = true
      while hasMore { hasMore = try readGroup(keeping: isWanted) }
      if isWanted { return true }
    }
    return false
  }

  /// Reads one group; tells whether another follows.
  private mutating func readGroup(keeping isKept: Bool) throws(SearchIndexError) -> Bool {
    let stemmer = key[1] == ClassKeys.stem ? Stemmer(rawValue: try reader.byte()) : nil
    let head = try reader.varint()
    let (first, overflow) = lastFirst.addingReportingOverflow(try reader.signedVarint())
    guard head > 1, head >> 1 <= UInt64(variantCount), !overflow, first >= 0,
      first < Int64(variantCount), head & 1 == 0 || stemmer != nil
    else { throw reader.corrupt(.outOfRange) }
    lastFirst = first
    var group = ClassGroup(stemmer: stemmer, members: isKept ? [UInt32(first)] : [])
    var member = UInt64(first)
    for _ in 1..<max(1, head >> 1) {
      member += UInt64(try reader.varint32()) + 1
      guard member < UInt64(variantCount) else { throw reader.corrupt(.outOfRange) }
      if isKept { group.members.append(UInt32(member)) }
    }
    if isKept { groups.append(group) }
    return head & 1 == 1
  }
}
