// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads the dictionary that `TermDictionaryWriter` writes; the layout is at the head of that file.

/// The terms of a segment in the order (field, form, language), found by key or by ordinal.
struct TermDictionary: Sendable {
  /// The file of terms.
  let file: ComponentFile
  /// The number of terms; ordinals are below it.
  let count: Int
  /// Bytes that the lists in the file of postings take.
  let postingsEnd: Int
  /// Bytes that the lists in the file of positions take.
  let positionsEnd: Int
  /// What languages and docs of the segment must stay below.
  let limits: SegmentLimits
  private let blockStarts: PackedColumn

  /// Reads the sections around the terms; O(1).
  ///
  /// - Throws: `corrupt`.
  init(_ file: ComponentFile, limits: SegmentLimits) throws(SearchIndexError) {
    self.file = file
    self.limits = limits
    var index = try file.reader(section: 1)
    blockStarts = try PackedColumn(from: &index)
    var tail = try file.reader(section: 2)
    count = try tail.count(limit: Int(UInt32.max))
    postingsEnd = try tail.count(limit: Int.max)
    positionsEnd = try tail.count(limit: Int.max)
    let blocks = (count + TermDictionaryWriter.blockSize - 1) / TermDictionaryWriter.blockSize
    guard blockStarts.count == blocks, index.isAtEnd, tail.isAtEnd else {
      throw tail.corrupt(.inconsistent)
    }
  }

  /// A cursor before the first term of a block.
  @_lifetime(borrow self)
  private func cursor(block: Int) throws(SearchIndexError) -> TermCursor {
    let start = Int(blockStarts.value(block, in: file.bytes))
    return TermCursor(
      try file.reader(section: 0, from: start),
      ordinal: block * TermDictionaryWriter.blockSize, count: count, limits: limits)
  }

  /// The last block whose first key is below `key`; the first block where there is none.
  private func block(before key: [UInt8]) throws(SearchIndexError) -> Int {
    var low = 0
    var high = blockStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if compareBytes(try firstKey(middle), key) < 0 { low = middle } else { high = middle }
    }
    return low
  }

  private func firstKey(_ block: Int) throws(SearchIndexError) -> [UInt8] {
    let start = Int(blockStarts.value(block, in: file.bytes))
    var reader = try file.reader(section: 0, from: start)
    _ = (try reader.varint(), try reader.varint())
    var key: [UInt8] = []
    try FrontCoding.read(into: &key, from: &reader)
    return key
  }

  /// Visits terms in order from the first whose key is not below `key`, until `body` is false.
  ///
  /// O(log blocks) to find the place.
  /// - Throws: `corrupt`, or what `body` throws.
  func scan(
    from key: [UInt8], _ body: (borrowing TermCursor) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    guard count > 0 else { return }
    var cursor = try cursor(block: try block(before: key))
    while try cursor.next() {
      if compareBytes(cursor.key, key) < 0 { continue }
      guard try body(cursor) else { return }
    }
  }

  /// The terms with these ordinals, which rise.
  ///
  /// - Throws: `corrupt`; ordinals out of range throw too.
  func entries(ordinals: [UInt32]) throws(SearchIndexError) -> [TermEntry] {
    var result: [TermEntry] = []
    var index = 0
    while index < ordinals.count {
      let block = Int(ordinals[index]) / TermDictionaryWriter.blockSize
      guard block < blockStarts.count else {
        throw .corrupt(file: file.path, byte: file.section(2).lowerBound, reason: .inconsistent)
      }
      var cursor = try cursor(block: block)
      let end = (block + 1) * TermDictionaryWriter.blockSize
      while index < ordinals.count, Int(ordinals[index]) < end {
        while cursor.nextOrdinal <= Int(ordinals[index]) {
          guard try cursor.next() else { throw cursor.reader.corrupt(.inconsistent) }
        }
        result.append(try cursor.entry())
        index += 1
      }
    }
    return result
  }
}

/// What numbers in the files of a segment must stay below.
struct SegmentLimits: Sendable {
  /// Documents in the segment.
  var documents: Int
  /// Languages in the segment.
  var languages: Int
}

/// A place in the term dictionary.
struct TermCursor: ~Escapable {
  /// Reads the terms.
  private(set) var reader: ByteReader
  /// The key of the term: field, then form.
  private(set) var key: [UInt8] = []
  /// Index into the segment's languages.
  private(set) var language: UInt16 = 0
  /// Whether the form is its own folded form.
  private(set) var isFolded = false
  /// The ordinal of the term that `next` goes to.
  private(set) var nextOrdinal: Int
  /// Documents that hold the term.
  private(set) var documentFrequency: UInt32 = 0
  /// Times it occurs.
  private(set) var collectionFrequency: UInt64 = 0

  private let count: Int
  private let limits: SegmentLimits
  private var isInline = false
  private var document: UInt32 = 0
  private var inlinePositions: [UInt32] = []
  private var postings = 0..<0
  private var positions = 0..<0

  /// Stands before the term `ordinal`, the first of its block.
  @_lifetime(copy reader)
  init(_ reader: consuming ByteReader, ordinal: Int, count: Int, limits: SegmentLimits) {
    self.reader = reader
    self.nextOrdinal = ordinal
    self.count = count
    self.limits = limits
  }

  /// Goes to the next term; false at the end of the dictionary.
  ///
  /// - Throws: `corrupt`.
  mutating func next() throws(SearchIndexError) -> Bool {
    guard nextOrdinal < count else { return false }
    if nextOrdinal % TermDictionaryWriter.blockSize == 0 {
      let start = try reader.count(limit: Int.max / 2)
      postings = start..<start
      let positionsStart = try reader.count(limit: Int.max / 2)
      positions = positionsStart..<positionsStart
      key.removeAll(keepingCapacity: true)
    }
    try FrontCoding.read(into: &key, from: &reader)
    guard let field = key.first, Field(rawValue: field) != nil else {
      throw reader.corrupt(.outOfRange)
    }
    let tag = try reader.varint()
    guard tag >> 3 < UInt64(limits.languages) else { throw reader.corrupt(.outOfRange) }
    language = UInt16(truncatingIfNeeded: tag >> 3)
    isFolded = tag & 4 == 0
    nextOrdinal += 1
    switch tag & 3 {
    case 0: try readInline(1)
    case 1: try readInline(try reader.count(limit: TermDictionaryWriter.inlineLimit))
    case 2: try readFiled()
    default: throw reader.corrupt(.outOfRange)
    }
    return true
  }

  private mutating func readInline(_ frequency: Int) throws(SearchIndexError) {
    guard frequency > 0 else { throw reader.corrupt(.outOfRange) }
    isInline = true
    documentFrequency = 1
    collectionFrequency = UInt64(frequency)
    document = try reader.varint32()
    guard Int(document) < limits.documents else { throw reader.corrupt(.outOfRange) }
    inlinePositions.removeAll(keepingCapacity: true)
    var before: UInt32 = 0
    for _ in 0..<frequency {
      let (position, overflow) = before.addingReportingOverflow(try reader.varint32())
      guard !overflow else { throw reader.corrupt(.outOfRange) }
      inlinePositions.append(position)
      before = position
    }
  }

  private mutating func readFiled() throws(SearchIndexError) {
    isInline = false
    documentFrequency = UInt32(try reader.count(limit: limits.documents))
    let more = try reader.varint()
    guard documentFrequency > 0, more < 1 << 48 else { throw reader.corrupt(.outOfRange) }
    collectionFrequency = UInt64(documentFrequency) + more
    let lengths = (try reader.count(limit: 1 << 40), try reader.count(limit: 1 << 40))
    let (postingsEnd, overflow) = postings.upperBound.addingReportingOverflow(lengths.0)
    let (positionsEnd, otherOverflow) = positions.upperBound.addingReportingOverflow(lengths.1)
    guard !overflow, !otherOverflow else { throw reader.corrupt(.outOfRange) }
    postings = postings.upperBound..<postingsEnd
    positions = positions.upperBound..<positionsEnd
  }

  /// The term at the cursor.
  ///
  /// - Precondition: `next` was true.
  /// - Throws: `corrupt` where the field is unknown.
  func entry() throws(SearchIndexError) -> TermEntry {
    guard let number = key.first, let field = Field(rawValue: number) else {
      throw reader.corrupt(.outOfRange)
    }
    return TermEntry(
      ordinal: UInt32(nextOrdinal - 1), field: field, language: language,
      form: Array(key.dropFirst()), documentFrequency: documentFrequency,
      collectionFrequency: collectionFrequency, isFolded: isFolded, locator: locator)
  }

  /// Where the postings of the term at the cursor are.
  var locator: PostingsLocator {
    isInline
      ? .inline(document: document, positions: inlinePositions)
      : .files(postings: postings, positions: positions)
  }
}
