// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads the lists that `PostingsCoding` writes; the layout is at the head of that file.

/// Where the postings of a term are.
enum PostingsLocator: Sendable, Equatable {
  /// In the dictionary itself: the one posting of a term that has no other.
  case inline(document: UInt32, positions: [UInt32])
  /// In the files of postings and positions: byte ranges of their first sections.
  case files(postings: Range<Int>, positions: Range<Int>)
}

/// A place in the postings list of one term; reads a block at a time, and of it only what is asked.
///
/// Never passes the end of its list: bytes that contradict the format throw `corrupt`.
struct PostingsCursor {
  /// Postings in the list.
  let count: Int
  /// Blocks of 128 postings, the last one fewer.
  let blockCount: Int
  private let file: ComponentFile
  /// The byte of the file at which the headers begin.
  private let headers: Int
  /// The byte of the file at which the blocks begin.
  private let body: Int
  private let end: Int
  private let headerShape: BlockHeader.Shape
  /// The variants of the term.
  let variantCount: Int
  private let documentLimit: Int
  /// Where its documents are likely to be.
  let frame: ListFrame

  /// The block that is loaded, -1 before the first.
  private(set) var block = -1
  /// Postings in the block.
  private(set) var size = 0
  /// The doc ids of the block; meaningful below `size`.
  private(set) var documents: [UInt32]
  /// The frequencies of the block, once `loadFrequencies` was called.
  private(set) var frequencies: [UInt32] = []
  /// The variants of the block, once `loadFrequencies` was called.
  private(set) var variants: [UInt32] = []
  /// The posting of the block at which the cursor stands, -1 before the first.
  var index = 0
  private var hasFrequencies = false
  /// Where the frequencies of the block begin: a byte, or a bit in a short block.
  private var rest = 0
  /// The bit after the frequencies and variants of a short block.
  private var positions = 0

  /// Stands before the first posting of a list.
  ///
  /// `count` is that of postings, `variantCount` that of the term's variants, `frame` that of the
  /// language of the first one, and docs must stay below `documentLimit`.
  /// - Throws: `corrupt` where the headers alone do not fit into the range.
  init(
    _ locator: PostingsLocator, of file: ComponentFile, count: Int, variantCount: Int,
    documentLimit: Int, frame: ListFrame
  ) throws(SearchIndexError) {
    self.count = count
    self.file = file
    self.variantCount = variantCount
    self.documentLimit = documentLimit
    self.frame = frame
    blockCount = (count + BitPacking.blockSize - 1) / BitPacking.blockSize
    switch locator {
    case .inline(let document, let positions):
      (headers, body, end) = (0, 0, 0)
      headerShape = BlockHeader.Shape(isNarrow: true, hasVariants: false)
      block = 0
      size = 1
      index = -1
      documents = [document]
      frequencies = [UInt32(positions.count)]
      variants = Self.rooms[0]
      hasFrequencies = true
    case .files(let range, let positions):
      documents = Self.room(for: count)
      let section = file.section(0)
      let start = section.lowerBound + range.lowerBound
      headerShape = BlockHeader.Shape(
        postings: range.count, positions: positions.count, hasVariants: variantCount > 1)
      let bytes = blockCount > 1 ? blockCount * headerShape.byteCount : 0
      (headers, body, end) = (start, start + bytes, section.lowerBound + range.upperBound)
      guard range.lowerBound >= 0, range.upperBound <= section.count, body <= end else {
        throw .corrupt(file: file.path, byte: start, reason: .truncated)
      }
    }
  }

  private var hasVariants: Bool { variantCount > 1 }

  /// Whether the loaded block is the last one and all of it was passed.
  var isAtEnd: Bool { index >= size && block + 1 >= blockCount }

  /// The doc id at the cursor.
  ///
  /// - Precondition: `index` is below `size`.
  @inline(__always)
  var document: UInt32 { documents[index] }

  /// Whether it stands at a posting of a document.
  @inline(__always)
  func isAt(_ document: UInt32) -> Bool {
    index >= 0 && index < size && block >= 0 && documents[index] == document
  }

  /// The header of a block.
  ///
  /// - Precondition: the list has several blocks, and this one.
  @inline(__always)
  func header(_ number: Int) -> BlockHeader {
    BlockHeader(
      at: headers &+ number &* headerShape.byteCount, headerShape, language: frame.language,
      of: file.bytes)
  }

  /// The last doc of a block of a list of several blocks.
  @inline(__always)
  func lastDocument(_ number: Int) -> UInt32 {
    UInt32(
      truncatingIfNeeded: file.bytes.word(at: headers &+ number &* headerShape.byteCount))
  }

  /// Whether a block may begin with the last document of the block before it, as it can where a document
  /// has several postings.
  ///
  /// - Precondition: the list has this block, and it is not the first one.
  /// - Throws: `corrupt`.
  func continues(in number: Int) throws(SearchIndexError) -> Bool {
    let size = min(BitPacking.blockSize, count - number * BitPacking.blockSize)
    guard hasVariants, size >= PostingsCoding.longMinimum else { return hasVariants }
    var reader = try ByteReader(file.bytes, start(of: number)..<end, file: file.name)
    if let bits = try DocumentBits(from: &reader) { return bits.hasFirst(in: file.bytes) }
    return try PatchedRow(size, from: &reader).value(0, in: file.bytes) == 0
  }

  // MARK: - Blocks

  /// Loads a block and stands at its first posting.
  ///
  /// - Precondition: the list has this block.
  /// - Throws: `corrupt`.
  mutating func load(_ number: Int) throws(SearchIndexError) {
    if number == block {
      index = 0
      return
    }
    let start = try start(of: number)
    block = number
    index = 0
    size = min(BitPacking.blockSize, count - number * BitPacking.blockSize)
    hasFrequencies = false
    let before = number == 0 ? nil : lastDocument(number - 1)
    if size < PostingsCoding.longMinimum {
      try readShort(at: start, after: before)
    } else {
      try readLong(at: start, after: before)
    }
    if blockCount > 1, documents[size - 1] != lastDocument(number) {
      throw corrupt(at: start, .inconsistent)
    }
  }

  /// The byte of the file at which a block begins.
  private func start(of number: Int) throws(SearchIndexError) -> Int {
    let start = blockCount == 1 ? body : body + Int(header(number).offset)
    guard start <= end else { throw corrupt(at: headers, .outOfRange) }
    return start
  }

  /// The error that says that a header is wrong.
  var corruptHeader: SearchIndexError { corrupt(at: headers, .outOfRange) }

  private func corrupt(
    at byte: Int, _ reason: SearchIndexError.Corruption
  ) -> SearchIndexError {
    .corrupt(file: file.path, byte: byte, reason: reason)
  }

  private mutating func readLong(at start: Int, after before: UInt32?) throws(SearchIndexError) {
    let file = file
    var reader = try ByteReader(file.bytes, start..<end, file: file.name)
    let lowest = try lowestDocument(after: before, from: &reader)
    let last: Int
    if let bits = try DocumentBits(from: &reader) {
      guard
        bits.unpack(
          size, from: UInt32(truncatingIfNeeded: lowest), of: reader.bytes, into: &documents)
      else { throw reader.corrupt(.inconsistent) }
      rest = bits.end
      last = lowest &+ bits.last(in: reader.bytes)
    } else {
      let row = try PatchedRow(size, from: &reader)
      try row.unpack(size, from: reader, into: &documents)
      rest = row.end
      last = BitPacking.accumulate(size, from: lowest - step, step: step, in: &documents)
    }
    guard last < documentLimit else { throw reader.corrupt(.outOfRange) }
  }

  /// What a distance of 0 stands for.
  private var step: Int { hasVariants ? 0 : 1 }

  /// The lowest doc that a long block can have, from a reader that stands at the block and passes the
  /// first doc of the list.
  private func lowestDocument(
    after before: UInt32?, from reader: inout ByteReader
  ) throws(SearchIndexError) -> Int {
    if let before { return Int(before) + step }
    let zigzag = try reader.varint()
    guard let first = frame.document(zigzag: zigzag, limit: documentLimit) else {
      throw reader.corrupt(.outOfRange)
    }
    return Int(first)
  }

  /// Adds all documents to a set; stands wherever that ends.
  ///
  /// - Precondition: the set has room for all documents of the segment.
  /// - Throws: `corrupt`.
  mutating func insertAll(into set: inout DocumentSet) throws(SearchIndexError) {
    for number in 0..<blockCount where try !insertBits(of: number, into: &set) {
      try load(number)
      set.insert(documents, count: size)
    }
  }

  /// Adds the documents of a block of bits to a set, as they stand; false where they are no bits.
  private func insertBits(
    of number: Int, into set: inout DocumentSet
  ) throws(SearchIndexError) -> Bool {
    let size = min(BitPacking.blockSize, count - number * BitPacking.blockSize)
    guard size >= PostingsCoding.longMinimum else { return false }
    var reader = try ByteReader(file.bytes, start(of: number)..<end, file: file.name)
    let before = number == 0 ? nil : lastDocument(number - 1)
    let lowest = try lowestDocument(after: before, from: &reader)
    guard let bits = try DocumentBits(from: &reader) else { return false }
    let last = lowest + bits.last(in: file.bytes)
    guard last < documentLimit, bits.count(in: file.bytes) == size,
      blockCount == 1 || last == Int(lastDocument(number))
    else { throw reader.corrupt(.inconsistent) }
    set.insert(bits, of: file.bytes, from: lowest)
    return true
  }

  private mutating func readShort(at start: Int, after before: UInt32?) throws(SearchIndexError) {
    let file = file
    var reader = try BitReader(file.bytes, bit: start * 8, end: end, file: file.name)
    let block = ShortBlock(
      size: size, listCount: count, hasVariants: hasVariants, frame: frame,
      documentLimit: documentLimit)
    try block.forEachDocument(after: before, from: &reader) { documents[$0] = $1 }
    rest = reader.bit
  }

  /// Stands before the first posting again; a list of one block stays loaded.
  mutating func rewind() {
    if blockCount == 1, block == 0 {
      index = -1
    } else {
      block = -1
      size = 0
      index = 0
    }
  }

  /// Reads frequencies and variants of the loaded block, where that was not done yet.
  ///
  /// - Throws: `corrupt`.
  @inline(__always)
  mutating func loadFrequencies() throws(SearchIndexError) {
    if !hasFrequencies { try readFrequencies() }
  }

  /// Room for a block, which is copied once anything is written there: most lists have few postings.
  private static let rooms = [4, 16, 32, BitPacking.blockSize].map {
    [UInt32](repeating: 0, count: $0)
  }

  private static func room(for count: Int) -> [UInt32] {
    count <= 4 ? rooms[0] : count <= 16 ? rooms[1] : count <= 32 ? rooms[2] : rooms[3]
  }

  /// Memory for blocks that one cursor after another uses.
  struct Room {
    fileprivate var documents = PostingsCursor.room(for: BitPacking.blockSize)
    fileprivate var frequencies = PostingsCursor.room(for: BitPacking.blockSize)
    fileprivate var variants = PostingsCursor.room(for: BitPacking.blockSize)
  }

  /// Takes room in exchange for its own before a list is read, and gives it back afterwards.
  mutating func swapRoom(with room: inout Room) {
    swap(&documents, &room.documents)
    swap(&frequencies, &room.frequencies)
    // Lists of one variant read none, and have zeros.
    if hasVariants { swap(&variants, &room.variants) }
  }

  private mutating func readFrequencies() throws(SearchIndexError) {
    if frequencies.count < size { frequencies = Self.room(for: count) }
    if variants.count < size { variants = Self.room(for: count) }
    if size < PostingsCoding.longMinimum {
      try readShortFrequencies()
    } else {
      try readLongFrequencies()
    }
    hasFrequencies = true
  }

  private mutating func readShortFrequencies() throws(SearchIndexError) {
    let file = file
    var reader = try BitReader(file.bytes, bit: rest, end: end, file: file.name)
    for place in 0..<size {
      let more = try reader.number(order: 0)
      guard more < UInt64(UInt32.max) else { throw reader.corrupt(.outOfRange) }
      frequencies[place] = UInt32(more) &+ 1
    }
    defer { positions = reader.bit }
    guard hasVariants else { return }
    var variant = 0
    for place in 0..<size {
      let zigzag = Int(try reader.number(order: 0))
      variant &+= zigzag >> 1 ^ -(zigzag & 1)
      guard variant >= 0, variant < variantCount else { throw reader.corrupt(.outOfRange) }
      variants[place] = UInt32(variant)
    }
  }

  /// Appends `count` distances of positions, which stand behind the postings of a list of one short
  /// block.
  ///
  /// - Precondition: frequencies are loaded.
  /// - Throws: `corrupt`.
  func appendDistances(_ count: Int, to output: inout [UInt32]) throws(SearchIndexError) {
    guard blockCount == 1, size < PostingsCoding.longMinimum else { throw corruptHeader }
    let file = file
    var reader = try BitReader(file.bytes, bit: positions, end: end, file: file.name)
    try reader.append(count, order: frame.positionOrder, to: &output)
  }

  private mutating func readLongFrequencies() throws(SearchIndexError) {
    let file = file
    var reader = try ByteReader(file.bytes, rest..<end, file: file.name)
    try PatchedRow(size, from: &reader).unpack(size, from: reader, into: &frequencies)
    guard BitPacking.increase(size, in: &frequencies) else { throw reader.corrupt(.outOfRange) }
    guard hasVariants else { return }
    let head = try reader.varint()
    guard head >> 1 < UInt64(variantCount) else { throw reader.corrupt(.outOfRange) }
    try PatchedRow(size, from: &reader).unpack(size, from: reader, into: &variants)
    let least = Int(head >> 1)
    if head & 1 == 0 {
      let greatest = BitPacking.raise(size, by: least, in: &variants)
      guard greatest < variantCount else { throw reader.corrupt(.outOfRange) }
    } else {
      // A sum below 0 is a great one.
      let greatest = BitPacking.accumulateSigned(
        size, from: UInt32(truncatingIfNeeded: least), in: &variants)
      guard Int(greatest) < variantCount else { throw reader.corrupt(.outOfRange) }
    }
  }
}
