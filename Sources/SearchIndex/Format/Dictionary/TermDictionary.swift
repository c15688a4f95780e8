// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads the dictionary that `TermDictionaryWriter` writes; the layout is at the head of that file.

/// The terms of a segment in byte order of (field, folded form), found by key or by variant.
struct TermDictionary: Sendable {
  /// The file of terms.
  let file: ComponentFile
  /// The number of terms; ordinals are below it.
  let count: Int
  /// The number of variants of all terms.
  let variantCount: Int
  /// Bytes that the lists in the file of postings take.
  let postingsEnd: Int
  /// Bytes that the lists in the file of positions take.
  let positionsEnd: Int
  /// What languages and docs of the segment must stay below.
  let limits: SegmentLimits
  private let blockStarts: PackedColumn
  private let firstVariants: PackedColumn
  private let firstKeys: Int
  private let beginnings: FormBeginnings

  /// Reads the sections around the terms; O(1).
  ///
  /// - Throws: `corrupt`.
  init(_ file: ComponentFile, limits: SegmentLimits) throws(SearchIndexError) {
    self.file = file
    self.limits = limits
    var index = try file.reader(section: 1)
    blockStarts = try PackedColumn(from: &index)
    firstVariants = try PackedColumn(from: &index)
    firstKeys = file.section(2).lowerBound
    var tail = try file.reader(section: 3)
    var rest = try file.reader(section: 4)
    beginnings = try FormBeginnings(from: &rest)
    count = try tail.count(limit: Int(UInt32.max))
    variantCount = try tail.count(limit: Int(UInt32.max))
    postingsEnd = try tail.count(limit: Int.max)
    positionsEnd = try tail.count(limit: Int.max)
    let blocks = (count + TermDictionaryWriter.blockSize - 1) / TermDictionaryWriter.blockSize
    guard blockStarts.count == blocks, firstVariants.count == blocks, index.isAtEnd,
      tail.isAtEnd, file.section(2).count == 8 * blocks, variantCount >= count
    else { throw tail.corrupt(.inconsistent) }
    // A variant takes at least five bits: a wild count must not fill the memory of a merge.
    guard variantCount <= file.section(0).count * 8 / 5 else { throw tail.corrupt(.outOfRange) }
  }

  /// The number of blocks.
  var blockCount: Int { blockStarts.count }

  /// The first eight bytes of a key, the first one highest, zeros after the end.
  static func beginning(of key: some Collection<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    var count = 0
    for byte in key.prefix(8) {
      value = value << 8 | UInt64(byte)
      count += 1
    }
    return count == 0 ? 0 : value << UInt64(8 * (8 - count))
  }

  /// A cursor before the first term of a block.
  ///
  /// - Throws: `corrupt`.
  @_lifetime(borrow self)
  func cursor(block: Int) throws(SearchIndexError) -> TermCursor {
    try TermCursor(self, file.bytes, file: file.name, block: block)
  }

  /// The bytes of a block, by their places in the file.
  ///
  /// - Throws: `corrupt` where they are not inside the section.
  func bytes(ofBlock block: Int) throws(SearchIndexError) -> Range<Int> {
    let section = file.section(0)
    let start = blockStarts.value(block, in: file.bytes)
    let end =
      block + 1 < blockCount
      ? blockStarts.value(block + 1, in: file.bytes) : UInt64(section.count)
    guard start <= end, end <= UInt64(section.count) else {
      throw .corrupt(file: file.path, byte: section.lowerBound, reason: .outOfRange)
    }
    return (section.lowerBound + Int(start))..<(section.lowerBound + Int(end))
  }

  /// The number of the first variant of a block.
  func firstVariant(ofBlock block: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: firstVariants.value(block, in: file.bytes))
  }

  /// The first scalars of the forms of a field that have one of some scalars second, rising.
  ///
  /// - Throws: `corrupt`.
  func firsts(before seconds: [UInt32], _ field: Field) throws(SearchIndexError) -> [UInt32] {
    try beginnings.firsts(before: seconds, field, in: file)
  }

  /// The last block from `start` on whose first key is not above `key`; `start` where there is none.
  ///
  /// O(log blocks), mostly over the keys' first eight bytes alone.
  func block(holding key: [UInt8], from start: Int = 0) throws(SearchIndexError) -> Int {
    let bytes = file.bytes
    let beginning = Self.beginning(of: key)
    // Most of those who go on from a block stay in it.
    if start + 1 >= blockCount || word(start + 1) > beginning { return start }
    var low = firstBlock(from: start) { bytes.word(at: firstKeys &+ $0 &* 8) < beginning }
    var high = firstBlock(from: low) { bytes.word(at: firstKeys &+ $0 &* 8) <= beginning }
    while low < high {
      let middle = (low + high) / 2
      if try isFirstKey(ofBlock: middle, above: key) { high = middle } else { low = middle + 1 }
    }
    return max(low - 1, start)
  }

  /// The first eight bytes of the first key of a block.
  private func word(_ block: Int) -> UInt64 { file.bytes.word(at: firstKeys &+ block &* 8) }

  /// The first block from `start` on for which a condition, which holds for all before it, fails.
  @inline(__always)
  private func firstBlock(from start: Int, _ holds: (Int) -> Bool) -> Int {
    var low = start
    var high = blockCount
    while low < high {
      let middle = (low &+ high) >> 1
      if holds(middle) { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  private func isFirstKey(
    ofBlock block: Int, above key: [UInt8]
  ) throws(SearchIndexError) -> Bool {
    var keys = try KeyReader(file.bytes, try head(ofBlock: block).keys, file: file.name)
    var match = 0
    return try keys.compareNext(to: key.span, &match) == .above
  }

  /// Visits terms in order from the first whose key is not below `key`, until `body` is false.
  ///
  /// O(log blocks) to find the place.
  /// - Throws: `corrupt`, or what `body` throws.
  func scan(
    from key: [UInt8], _ body: (borrowing TermCursor) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    guard count > 0 else { return }
    var cursor = try cursor(block: try block(holding: key))
    guard try cursor.seek(key) else { return }
    repeat {
      try cursor.load()
      guard try body(cursor) else { return }
    } while try cursor.nextForm()
  }

  /// Visits forms in order from the first whose key is not below `key`, until `body` is false.
  ///
  /// `body` may raise the key that it is given: forms below it are then passed over, whole blocks of
  /// them unread. What else is said of a term stands at the cursor once `body` loads it. O(log blocks)
  /// for each block that is not the next one.
  /// - Throws: `corrupt`, or what `body` throws.
  func walk(
    from key: [UInt8],
    _ body: (inout TermCursor, inout [UInt8]) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    guard count > 0 else { return }
    var target = key
    var cursor = try cursor(block: try block(holding: target))
    var isPlaced = try cursor.seek(target)
    while isPlaced {
      guard try body(&cursor, &target) else { return }
      let isBehind = compareBytes(cursor.key, target) < 0
      isPlaced = isBehind ? try cursor.seek(target) : try cursor.nextForm()
    }
  }

  /// The terms that have some variants, whose numbers strictly rise, each with the indices of those
  /// among its own; of them those whose folded form is wanted.
  ///
  /// - Throws: `corrupt`; numbers out of range throw too.
  func terms(
    variants numbers: [UInt32], where isWanted: (Span<UInt8>) -> Bool = { _ in true }
  ) throws(SearchIndexError) -> [(term: DictionaryTerm, variants: [Int])] {
    var result: [(term: DictionaryTerm, variants: [Int])] = []
    var cursor = try self.cursor(block: 0)
    var index = 0
    while index < numbers.count {
      guard numbers[index] < variantCount else {
        throw .corrupt(file: file.path, byte: file.section(3).lowerBound, reason: .inconsistent)
      }
      let bytes = file.bytes
      let next = firstBlock(from: 0) {
        firstVariants.value($0, in: bytes) <= UInt64(numbers[index])
      }
      guard next > 0 else {
        throw .corrupt(file: file.path, byte: file.section(1).lowerBound, reason: .inconsistent)
      }
      index = try appendTerms(
        ofBlock: next - 1, numbers, from: index, where: isWanted, with: &cursor, to: &result)
    }
    return result
  }

  /// Appends the terms of one block that have variants; gives the first number that is left.
  private func appendTerms(
    ofBlock block: Int, _ numbers: [UInt32], from start: Int,
    where isWanted: (Span<UInt8>) -> Bool, with cursor: inout TermCursor,
    to result: inout [(term: DictionaryTerm, variants: [Int])]
  ) throws(SearchIndexError) -> Int {
    var index = start
    let end =
      block + 1 < blockCount
      ? firstVariants.value(block + 1, in: file.bytes) : UInt64(variantCount)
    cursor.move(toBlock: block)
    while index < numbers.count, UInt64(numbers[index]) < end {
      guard try cursor.next(upTo: numbers[index]) else {
        throw cursor.reader.corrupt(.inconsistent)
      }
      let first = cursor.record.firstVariant
      guard numbers[index] >= first else { throw cursor.reader.corrupt(.inconsistent) }
      var own: [Int] = []
      while index < numbers.count, numbers[index] < cursor.nextVariant {
        own.append(Int(numbers[index] - first))
        index += 1
      }
      if isWanted(cursor.form) { result.append((try cursor.term(), own)) }
    }
    guard index > start else { throw cursor.reader.corrupt(.inconsistent) }
    return index
  }
}
