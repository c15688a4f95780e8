// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A place in the term dictionary.
struct TermCursor: ~Escapable {
  /// Reads the terms.
  private(set) var reader: ByteReader
  /// The key of the term: field, then folded form.
  private(set) var key: [UInt8] = []
  /// The ordinal of the term that `next` goes to.
  private(set) var nextOrdinal: Int
  /// The number of the first variant of the term that `next` goes to.
  private(set) var nextVariant: UInt32
  /// The variants of the term.
  private(set) var variantCount = 0

  private let count: Int
  private let limits: SegmentLimits
  private var head: UInt64 = 0
  /// Where the variants of the term are coded.
  private var variantBytes = 0..<0
  /// Documents of a term of one variant; of one of several, postings less documents.
  private var documents: UInt64 = 0
  private var moreOccurrences: UInt64 = 0
  private var inlineDocument: UInt32 = 0
  private var inlinePositions: [UInt32] = []
  private var postings = 0..<0
  private var positions = 0..<0

  /// Stands before the term `ordinal`, the first of its block, whose first variant is `variant`.
  @_lifetime(copy reader)
  init(
    _ reader: consuming ByteReader, ordinal: Int, count: Int, variant: UInt32,
    limits: SegmentLimits
  ) {
    self.reader = reader
    self.nextOrdinal = ordinal
    self.nextVariant = variant
    self.count = count
    self.limits = limits
  }

  private var isOne: Bool { head & 4 != 0 }
  private var shape: UInt64 { head & 3 }

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
    head = try reader.varint()
    nextOrdinal += 1
    try passVariants()
    switch shape {
    case 0: try readInline(1)
    case 1: try readInline(try reader.count(limit: TermDictionaryWriter.inlineLimit))
    case 2: try readFiled()
    default: throw reader.corrupt(.outOfRange)
    }
    return true
  }

  private mutating func passVariants() throws(SearchIndexError) {
    let start = reader.position
    if isOne {
      variantCount = 1
      if head & 8 != 0 { try FrontCoding.skip(&reader) }
      variantBytes = start..<reader.position
    } else {
      guard head >> 3 > 1, head >> 3 <= UInt64(UInt32.max) else {
        throw reader.corrupt(.outOfRange)
      }
      variantCount = Int(head >> 3)
      let bytes = try reader.count(limit: reader.end - reader.position)
      // A variant takes at least three bytes: a wild count must not fill the memory.
      guard variantCount <= bytes / 3 else { throw reader.corrupt(.outOfRange) }
      variantBytes = reader.position..<(reader.position + bytes)
      try reader.skip(bytes)
    }
    let (sum, overflow) = nextVariant.addingReportingOverflow(UInt32(variantCount))
    guard !overflow else { throw reader.corrupt(.outOfRange) }
    nextVariant = sum
  }

  private mutating func readInline(_ frequency: Int) throws(SearchIndexError) {
    guard frequency > 0, isOne else { throw reader.corrupt(.outOfRange) }
    inlineDocument = try reader.varint32()
    guard Int(inlineDocument) < limits.documents else { throw reader.corrupt(.outOfRange) }
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
    documents = UInt64(try reader.count(limit: limits.documents * (isOne ? 1 : variantCount)))
    moreOccurrences = isOne ? try reader.varint() : 0
    guard !isOne || documents > 0, moreOccurrences < 1 << 48 else {
      throw reader.corrupt(.outOfRange)
    }
    let lengths = (try reader.count(limit: 1 << 40), try reader.count(limit: 1 << 40))
    let (postingsEnd, overflow) = postings.upperBound.addingReportingOverflow(lengths.0)
    let (positionsEnd, otherOverflow) = positions.upperBound.addingReportingOverflow(lengths.1)
    guard !overflow, !otherOverflow else { throw reader.corrupt(.outOfRange) }
    postings = postings.upperBound..<postingsEnd
    positions = positions.upperBound..<positionsEnd
  }

  /// Where the postings of the term at the cursor are.
  var locator: PostingsLocator {
    shape == 2
      ? .files(postings: postings, positions: positions)
      : .inline(document: inlineDocument, positions: inlinePositions)
  }

  /// The document of a term whose one posting stands in the dictionary; nil for all others.
  var inlinePosting: UInt32? { shape == 2 ? nil : inlineDocument }

  /// How many postings the term at the cursor has; O(variants).
  ///
  /// - Throws: `corrupt`.
  func postingCount() throws(SearchIndexError) -> Int {
    if isOne { return shape == 2 ? Int(documents) : 1 }
    var reader = try ByteReader(reader.bytes, variantBytes, file: reader.file)
    var sum = 0
    for _ in 0..<variantCount {
      let tag = try reader.varint()
      if tag & 1 != 0 { try FrontCoding.skip(&reader) }
      sum += try reader.count(limit: limits.documents - 1) + 1
      _ = try reader.varint()
    }
    return sum
  }

  /// The field of the term at the cursor.
  ///
  /// - Throws: `corrupt` where it is unknown.
  func field() throws(SearchIndexError) -> Field {
    guard let number = key.first, let field = Field(rawValue: number), field != .part else {
      throw reader.corrupt(.outOfRange)
    }
    return field
  }

  /// The term at the cursor; O(variants).
  ///
  /// - Precondition: `next` was true.
  /// - Throws: `corrupt`.
  func term() throws(SearchIndexError) -> DictionaryTerm {
    var term = DictionaryTerm()
    term.ordinal = UInt32(nextOrdinal - 1)
    term.firstVariant = nextVariant - UInt32(variantCount)
    term.field = try field()
    term.fold = Array(key.dropFirst())
    term.locator = locator
    if isOne { try readOne(into: &term) } else { try readSeveral(into: &term) }
    return term
  }

  private func readOne(into term: inout DictionaryTerm) throws(SearchIndexError) {
    guard head >> 5 < UInt64(limits.languages) else { throw reader.corrupt(.outOfRange) }
    var exact: Range<Int>?
    if head & 8 != 0 {
      var reader = try ByteReader(reader.bytes, variantBytes, file: reader.file)
      term.exactBytes = term.fold
      try FrontCoding.read(into: &term.exactBytes, from: &reader)
      exact = 0..<term.exactBytes.count
    }
    let isFiled = shape == 2
    let frequency = isFiled ? documents : 1
    let occurrences = isFiled ? documents + moreOccurrences : UInt64(inlinePositions.count)
    term.variants = [
      DictionaryTerm.Variant(
        language: UInt16(truncatingIfNeeded: head >> 5), isPart: head & 16 != 0, exact: exact,
        documentFrequency: UInt32(frequency), collectionFrequency: occurrences)
    ]
    term.postingCount = Int(frequency)
    term.documentCount = Int(frequency)
  }

  private func readSeveral(into term: inout DictionaryTerm) throws(SearchIndexError) {
    var reader = try ByteReader(reader.bytes, variantBytes, file: reader.file)
    term.variants.reserveCapacity(variantCount)
    var language: UInt64 = 0
    for _ in 0..<variantCount {
      let tag = try reader.varint()
      language &+= tag >> 2
      guard language < UInt64(limits.languages) else { throw reader.corrupt(.outOfRange) }
      var exact: Range<Int>?
      if tag & 1 != 0 {
        var form = term.fold
        try FrontCoding.read(into: &form, from: &reader)
        exact = term.exactBytes.count..<(term.exactBytes.count + form.count)
        term.exactBytes += form
      }
      let documents = try reader.count(limit: limits.documents - 1) + 1
      let more = try reader.varint()
      guard more < 1 << 48 else { throw reader.corrupt(.outOfRange) }
      term.variants.append(
        DictionaryTerm.Variant(
          language: UInt16(language), isPart: tag & 2 != 0, exact: exact,
          documentFrequency: UInt32(documents), collectionFrequency: UInt64(documents) + more))
      term.postingCount += documents
    }
    term.documentCount = term.postingCount - Int(documents)
    guard reader.isAtEnd, term.documentCount > 0, term.documentCount <= limits.documents else {
      throw reader.corrupt(.inconsistent)
    }
  }
}
