// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a block of the dictionary says of its terms besides their forms, as bits in a row;
// `TermRecordWriter` writes it. A number in brackets is the order of a code as in BitStream.swift:
//
//   record    := 1 inline language exact rest                       one variant
//              | 0 several(0) variant* dup(0) lengths               several: variants - 2
//   inline    := 1 bit
//   language  := 1                                                  that of the term before
//              | 0 ordinal                                          as wide as the greatest ordinal
//   exact     := part own [kept(2) kept(2) added(1)]                bytes kept of the folded form at
//                                                                   its beginning and at its end
//   rest      := frequency - 1 (0) place position(4)*               inline
//              | documents - 1 (1) occurrences - documents (0) lengths
//   place     := 1 offset                                           among the documents of which the
//                                                                   language is the main one
//              | 0 document                                         as wide as the greatest one
//   variant   := next exact documents - 1 (0) occurrences - documents (0)
//   next      := language for the first variant; then 1 for the same language, or 0 delta - 1 (5)
//   lengths   := bytes of postings (3) bytes of positions (2)
//
// A position after the first is a delta to the one before.

/// What the dictionary says of a term besides its form.
struct TermRecord {
  /// A variant with its exact form as a change of the folded one.
  struct Variant {
    /// Index into the segment's languages.
    var language: UInt16
    /// Whether it is a part of compound words.
    var isPart: Bool
    /// How its exact form comes from the folded form; nil where they are equal.
    var change: Change?
    /// Documents that hold it.
    var documents = 1
    /// Times it occurs in all of them.
    var occurrences: UInt64 = 1
  }

  /// A folded form's bytes between a beginning and an end replaced by others.
  struct Change {
    /// The bytes kept at the beginning.
    var front: Int
    /// The bytes kept at the end.
    var back: Int
    /// The bytes between, by their place in the file.
    var added: Range<Int>

    /// Appends the exact form of a folded one to some bytes; the reader is one of the file.
    ///
    /// - Throws: `corrupt` where more is kept of the folded form than there is.
    func append(
      to bytes: inout [UInt8], of fold: ArraySlice<UInt8>, from reader: borrowing ByteReader
    ) throws(SearchIndexError) {
      guard front + back <= fold.count else { throw reader.corrupt(.outOfRange) }
      bytes += fold.prefix(front)
      reader.append(added, to: &bytes)
      bytes += fold.suffix(back)
    }
  }

  /// The number of its first variant among those of the segment.
  var firstVariant: UInt32 = 0
  /// Its variants, in order.
  var variants: [Variant] = []
  /// Postings of all variants.
  var postingCount = 0
  /// Distinct documents.
  var documentCount = 0
  /// Whether its one posting stands here.
  var isInline = false
  /// The document of that posting.
  var document: UInt32 = 0
  /// The positions of that posting.
  var inlinePositions: [UInt32] = []
  /// Where its list stands in the file of postings.
  var postings = 0..<0
  /// Where its positions stand in the file of positions.
  var positions = 0..<0

  /// Where its postings are.
  var locator: PostingsLocator {
    isInline
      ? .inline(document: document, positions: inlinePositions)
      : .files(postings: postings, positions: positions)
  }
}

/// What is known before the first record of a block.
struct TermRecordStart {
  /// The bytes of exact forms.
  var exacts: Range<Int>
  /// The bytes of the records.
  var records: Range<Int>
  /// The number of the first variant.
  var variant: UInt32
  /// Where the lists of the block begin in the file of postings.
  var postings: Int
  /// Where they begin in the file of positions.
  var positions: Int
}

/// Reads the records of a block one after another.
struct TermRecordReader: ~Escapable {
  /// The record that was read last.
  private(set) var record = TermRecord()
  private var bits: BitReader
  private let limits: SegmentLimits
  private let languageWidth: Int
  private let documentWidth: Int
  private var language: UInt64 = 0
  private var exact: Int
  private let exactEnd: Int
  private var nextVariant: UInt32

  /// Stands before the first record of a block.
  ///
  /// - Throws: `corrupt` where a range is not inside the file.
  @_lifetime(copy bytes, copy file)
  init(
    _ bytes: RawSpan, _ start: TermRecordStart, limits: SegmentLimits, file: FileName
  ) throws(SearchIndexError) {
    bits = try BitReader(bytes, start.records, file: file)
    self.limits = limits
    languageWidth = SegmentLimits.width(below: limits.languages)
    documentWidth = SegmentLimits.width(below: limits.documents)
    exact = start.exacts.lowerBound
    exactEnd = start.exacts.upperBound
    nextVariant = start.variant
    record.postings = start.postings..<start.postings
    record.positions = start.positions..<start.positions
  }

  /// Goes to the next record.
  ///
  /// - Throws: `corrupt`.
  mutating func next() throws(SearchIndexError) {
    clear()
    try read { _ in true }
  }

  /// Goes to the next record, and passes over it unless variant number `variant` is one of its own or of
  /// those before; tells whether it is.
  ///
  /// - Throws: `corrupt`.
  mutating func next(upTo variant: UInt32) throws(SearchIndexError) -> Bool {
    clear()
    try read { $0 > variant }
    return nextVariant > variant
  }

  /// Passes over a record: of it are known afterwards only where its lists end and how many variants
  /// there were up to it.
  ///
  /// - Throws: `corrupt`.
  mutating func pass() throws(SearchIndexError) { try read { _ in false } }

  private mutating func clear() {
    record.variants.shorten(to: 0)
    record.inlinePositions.shorten(to: 0)
  }

  /// Reads a record; keeps its variants and inline positions if `isWanted` says so of the number of the first
  /// variant after it.
  @inline(__always)
  private mutating func read(
    where isWanted: (UInt32) -> Bool
  ) throws(SearchIndexError) {
    record.firstVariant = nextVariant
    let isOne = try bits.flag()
    let count = isOne ? 1 : try readCount()
    let (sum, overflow) = nextVariant.addingReportingOverflow(UInt32(count))
    guard !overflow else { throw bits.corrupt(.outOfRange) }
    nextVariant = sum
    let isKept = isWanted(sum)
    if isOne { try readOne(keeping: isKept) } else { try readSeveral(count, keeping: isKept) }
  }

  private mutating func readCount() throws(SearchIndexError) -> Int {
    // A variant takes at least five bits: a wild count must not fill the memory.
    try bits.count(limit: bits.left / 5, order: 0) + 2
  }

  @inline(__always)
  private mutating func readOne(keeping isKept: Bool) throws(SearchIndexError) {
    record.isInline = try bits.flag()
    try readLanguage()
    var variant = try readVariant()
    if record.isInline {
      variant.occurrences = UInt64(try readPosting(keeping: isKept))
    } else {
      variant.documents = try bits.count(limit: limits.documents - 1, order: 1) + 1
      variant.occurrences = UInt64(variant.documents) + (try bits.number(order: 0))
      try readLengths()
    }
    record.postingCount = variant.documents
    record.documentCount = variant.documents
    if isKept { record.variants.append(variant) }
  }

  @inline(__always)
  private mutating func readSeveral(
    _ count: Int, keeping isKept: Bool
  ) throws(SearchIndexError) {
    record.isInline = false
    record.postingCount = 0
    var first: UInt64 = 0
    for index in 0..<count {
      if index == 0 {
        try readLanguage()
        first = language
      } else if try !bits.flag() {
        language &+= 1 &+ (try bits.number(order: 5))
        guard language < UInt64(limits.languages) else { throw bits.corrupt(.outOfRange) }
      }
      var variant = try readVariant()
      variant.documents = try bits.count(limit: limits.documents - 1, order: 0) + 1
      variant.occurrences = UInt64(variant.documents) + (try bits.number(order: 0))
      record.postingCount &+= variant.documents
      if isKept { record.variants.append(variant) }
    }
    language = first
    let more = try bits.count(limit: record.postingCount - 1, order: 0)
    record.documentCount = record.postingCount - more
    guard record.documentCount <= limits.documents else { throw bits.corrupt(.inconsistent) }
    try readLengths()
  }

  @inline(__always)
  private mutating func readLanguage() throws(SearchIndexError) {
    if try !bits.flag() { language = try bits.bits(languageWidth) }
    guard language < UInt64(limits.languages) else { throw bits.corrupt(.outOfRange) }
  }

  @inline(__always)
  private mutating func readVariant() throws(SearchIndexError) -> TermRecord.Variant {
    let isPart = try bits.flag()
    var variant = TermRecord.Variant(
      language: UInt16(truncatingIfNeeded: language), isPart: isPart, change: nil)
    guard try bits.flag() else { return variant }
    let front = try bits.count(limit: Int(Int32.max), order: 2)
    let back = try bits.count(limit: Int(Int32.max), order: 2)
    let added = try bits.count(limit: exactEnd - exact, order: 1)
    variant.change = TermRecord.Change(front: front, back: back, added: exact..<(exact + added))
    exact += added
    return variant
  }

  /// Reads an inline posting; gives its frequency.
  @inline(__always)
  private mutating func readPosting(keeping isKept: Bool) throws(SearchIndexError) -> Int {
    let limit = TermDictionaryWriter.inlineLimit - 1
    let frequency = try bits.count(limit: limit, order: 0) + 1
    if try bits.flag() {
      let main = limits.documents(mainLanguage: Int(language))
      let offset = try bits.bits(SegmentLimits.width(below: main.count))
      record.document = main.lowerBound &+ UInt32(truncatingIfNeeded: offset)
    } else {
      record.document = UInt32(truncatingIfNeeded: try bits.bits(documentWidth))
    }
    guard Int(record.document) < limits.documents else { throw bits.corrupt(.outOfRange) }
    var position: UInt64 = 0
    for _ in 0..<frequency {
      position &+= try bits.number(order: 4)
      guard position <= UInt32.max else { throw bits.corrupt(.outOfRange) }
      if isKept { record.inlinePositions.append(UInt32(position)) }
    }
    return frequency
  }

  @inline(__always)
  private mutating func readLengths() throws(SearchIndexError) {
    let postings = record.postings.upperBound
    let positions = record.positions.upperBound
    let lengths = (
      try bits.count(limit: 1 << 40, order: 3), try bits.count(limit: 1 << 40, order: 2)
    )
    record.postings = postings..<(postings + lengths.0)
    record.positions = positions..<(positions + lengths.1)
  }
}
