// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads the positions that `PostingsCoding` writes; the layout is at the head of that file.

/// Reads the positions of single postings of one list at a time, wherever its cursor stands.
///
/// Rows are unpacked as postings need them; those between are passed by their heads.
struct PositionsReader {
  private let file: ComponentFile
  private var start = 0
  private var end = 0
  /// The block whose chunk was looked at last, -1 for none.
  private var block = -1
  private var chunk = 0
  /// The distances of the chunk.
  private var total = 0
  /// Some distances of the chunk: all of a chunk of bits, else those of a few rows.
  private var window: [UInt32] = []
  /// The place in the chunk of the first of `window`.
  private var windowStart = 0
  /// The byte at which the row after those of `window` begins.
  private var nextRow = 0
  /// Room for a row.
  private var row: [UInt32] = []
  /// Distances before those of the posting `index` of the block.
  private var passed = (index: 0, distances: 0)
  /// The positions of the posting that was read last come first.
  private var positions: [UInt32] = []

  /// Makes a reader for the list that a locator names.
  ///
  /// - Throws: `corrupt` where the range is not inside the file.
  init(_ locator: PostingsLocator, of file: ComponentFile) throws(SearchIndexError) {
    self.file = file
    try move(to: locator)
  }

  /// Makes it one of another list of the file.
  ///
  /// - Throws: `corrupt` where the range is not inside the file.
  mutating func move(to locator: PostingsLocator) throws(SearchIndexError) {
    block = -1
    passed = (0, 0)
    switch locator {
    case .inline(_, let positions):
      (start, end, block) = (0, 0, 0)
      window = positions.indices.map { positions[$0] &- ($0 > 0 ? positions[$0 - 1] : 0) }
      windowStart = 0
    case .files(_, let range):
      let section = file.section(0)
      guard range.lowerBound >= 0, range.upperBound <= section.count else {
        throw .corrupt(file: file.path, byte: section.lowerBound, reason: .truncated)
      }
      start = section.lowerBound + range.lowerBound
      end = section.lowerBound + range.upperBound
    }
  }

  /// The positions of the posting at which a cursor of the same term stands; they never fall.
  ///
  /// - Precondition: the frequencies of the cursor's block were loaded.
  /// - Throws: `corrupt`.
  @_lifetime(&self)
  mutating func positions(
    at cursor: borrowing PostingsCursor
  ) throws(SearchIndexError) -> Span<UInt32> {
    if cursor.block != block { try enter(cursor) }
    let count = Int(cursor.frequencies[cursor.index])
    let first = distances(before: cursor)
    if first < windowStart || first + count > windowStart + window.count {
      try unpack(first..<(first + count))
    }
    if positions.count < count { positions = [UInt32](repeating: 0, count: max(count, 16)) }
    let own = first &- windowStart..<first &- windowStart &+ count
    guard Self.putSums(of: window, own, into: &positions) else { throw corrupt() }
    return positions.span.extracting(first: count)
  }

  /// Puts the sums of distances, one after another, at the beginning of `output`; false where they are no
  /// positions.
  @inline(__always)
  private static func putSums(
    of window: [UInt32], _ own: Range<Int>, into output: inout [UInt32]
  ) -> Bool {
    let distances = window.span.extracting(own)
    var output = output.mutableSpan
    // No more than 2^32 numbers of 32 bits.
    var sum: UInt64 = 0
    for index in distances.indices {
      sum &+= UInt64(distances[index])
      output[index] = UInt32(truncatingIfNeeded: sum)
    }
    return sum <= UInt64(UInt32.max)
  }

  /// The distances of the block before those of the posting at which a cursor stands.
  private mutating func distances(before cursor: borrowing PostingsCursor) -> Int {
    if cursor.index < passed.index { passed = (0, 0) }
    let frequencies = cursor.frequencies.span
    var (place, sum) = passed
    while place < cursor.index {
      sum &+= Int(frequencies[place])
      place &+= 1
    }
    passed = (place, sum)
    return sum
  }

  /// Appends the positions of the posting at which a cursor of the same term stands.
  ///
  /// - Throws: `corrupt`.
  mutating func append(
    at cursor: inout PostingsCursor, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    try cursor.loadFrequencies()
    let own = try positions(at: cursor)
    for index in own.indices { output.append(own[index]) }
  }

  private mutating func enter(_ cursor: borrowing PostingsCursor) throws(SearchIndexError) {
    try find(cursor)
    passed = (0, 0)
    rewind()
    if total < PostingsCoding.longMinimum {
      var distances: [UInt32] = []
      swap(&distances, &window)
      try appendDistances(cursor, to: &distances)
      swap(&distances, &window)
    }
  }

  /// Finds the chunk of the cursor's block.
  private mutating func find(_ cursor: borrowing PostingsCursor) throws(SearchIndexError) {
    total = 0
    for place in 0..<cursor.size { total &+= Int(cursor.frequencies[place]) }
    let offset = cursor.blockCount > 1 ? Int(cursor.header(cursor.block).positionsOffset) : 0
    guard start + offset <= end else { throw corrupt() }
    block = cursor.block
    chunk = start + offset
    // A row of zeros takes one byte: without a limit a wild count would fill the memory.
    if total > max(1 << 24, 64 * (end - chunk)) { throw corrupt() }
  }

  /// Stands before the first row of the chunk.
  private mutating func rewind() {
    window.removeAll(keepingCapacity: true)
    windowStart = 0
    nextRow = chunk
  }

  private func corrupt() -> SearchIndexError {
    .corrupt(file: file.path, byte: chunk, reason: .outOfRange)
  }

  /// Appends the distances of a chunk of bits.
  private func appendDistances(
    _ cursor: borrowing PostingsCursor, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    if start == end {
      // Those of a short list stand behind its postings.
      try cursor.appendDistances(total, to: &output)
      return
    }
    let file = file
    var reader = try BitReader(file.bytes, bit: chunk * 8, end: end, file: file.name)
    try reader.append(total, order: cursor.frame.positionOrder, to: &output)
  }

  /// Unpacks the rows of some distances; what stood before them is forgotten.
  private mutating func unpack(_ own: Range<Int>) throws(SearchIndexError) {
    if own.lowerBound < windowStart { rewind() }
    let size = PostingsCoding.positionsRow
    let file = file
    var reader = try ByteReader(file.bytes, nextRow..<max(nextRow, end), file: file.name)
    var next = windowStart + window.count
    let first = own.lowerBound / size * size
    window.removeFirst(min(window.count, first - windowStart))
    while next < own.upperBound {
      let count = min(size, total - next)
      let packed = try PatchedRow(count, from: &reader)
      if next >= first {
        if row.isEmpty { row = [UInt32](repeating: 0, count: size) }
        try packed.unpack(count, from: reader, into: &row)
        window.append(first: count, of: row)
      }
      next += count
    }
    windowStart = first
    nextRow = reader.position
  }
}

// MARK: - Whole blocks

extension PositionsReader {
  /// Appends the positions of all postings of the block at which a cursor of the same list stands.
  ///
  /// `row` is room for a row. What is read this way is not remembered for single postings.
  /// - Precondition: the frequencies of the block were loaded.
  /// - Throws: `corrupt`.
  mutating func appendBlock(
    at cursor: borrowing PostingsCursor, to output: inout [UInt32], row: inout [UInt32]
  ) throws(SearchIndexError) {
    try find(cursor)
    block = -1
    let first = output.count
    if total < PostingsCoding.longMinimum {
      try appendDistances(cursor, to: &output)
    } else {
      try appendRows(to: &output, row: &row)
    }
    var place = first
    for index in 0..<cursor.size {
      var position: UInt32 = 0
      for _ in 0..<cursor.frequencies[index] {
        let (sum, overflow) = position.addingReportingOverflow(output[place])
        guard !overflow else { throw corrupt() }
        output[place] = sum
        position = sum
        place &+= 1
      }
    }
  }

  private func appendRows(
    to output: inout [UInt32], row: inout [UInt32]
  ) throws(SearchIndexError) {
    let size = PostingsCoding.positionsRow
    let file = file
    var reader = try ByteReader(file.bytes, chunk..<max(chunk, end), file: file.name)
    for start in stride(from: 0, to: total, by: size) {
      let count = min(size, total - start)
      try PatchedRow(count, from: &reader).unpack(count, from: reader, into: &row)
      output += row[..<count]
    }
  }
}

extension [UInt32] {
  /// Appends the first numbers of another array.
  @inline(__always)
  fileprivate mutating func append(first count: Int, of other: [UInt32]) {
    let numbers = other.span
    append(addingCapacity: count) { output in
      for index in 0..<count { output.append(numbers[index]) }
    }
  }
}
