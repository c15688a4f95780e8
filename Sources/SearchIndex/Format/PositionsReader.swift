// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads the positions that `PostingsCoding` writes; the layout is at the head of that file.

/// Reads the positions of single postings of one list, wherever its cursor stands.
///
/// Rows are read in place: a posting costs its own positions, not those of its block.
struct PositionsReader {
  private let file: ComponentFile
  private let start: Int
  private let end: Int
  private let inline: [UInt32]?
  /// The block whose chunk was looked at last, -1 for none.
  private var block = -1
  private var chunk = 0
  /// The distances of the chunk.
  private var total = 0
  /// The distances of a chunk that is written as bits.
  private var distances: [UInt32] = []
  /// The row that was read last.
  private var row: (number: Int, row: PatchedRow)?
  /// Distances before those of the posting `index` of the block.
  private var passed = (index: 0, distances: 0)

  /// Makes a reader for the list that a locator names.
  ///
  /// - Throws: `corrupt` where the range is not inside the file.
  init(_ locator: PostingsLocator, of file: ComponentFile) throws(SearchIndexError) {
    self.file = file
    switch locator {
    case .inline(_, let positions):
      inline = positions
      (start, end) = (0, 0)
    case .files(_, let range):
      inline = nil
      let section = file.section(0)
      guard range.lowerBound >= 0, range.upperBound <= section.count else {
        throw .corrupt(file: file.path, byte: section.lowerBound, reason: .truncated)
      }
      start = section.lowerBound + range.lowerBound
      end = section.lowerBound + range.upperBound
    }
  }

  /// Appends the positions of the posting at which a cursor of the same term stands.
  ///
  /// - Throws: `corrupt`.
  mutating func append(
    at cursor: inout PostingsCursor, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    if let inline {
      output += inline
      return
    }
    try cursor.loadFrequencies()
    if cursor.block != block { try enter(cursor) }
    if cursor.index < passed.index { passed = (0, 0) }
    for place in passed.index..<cursor.index {
      passed.distances &+= Int(cursor.frequencies[place])
    }
    passed.index = cursor.index
    let own = passed.distances..<(passed.distances + Int(cursor.frequencies[cursor.index]))
    if total < PostingsCoding.longMinimum {
      try append(distances[own], to: &output)
    } else {
      try appendRows(own, to: &output)
    }
  }

  private mutating func enter(_ cursor: PostingsCursor) throws(SearchIndexError) {
    total = 0
    for place in 0..<cursor.size { total &+= Int(cursor.frequencies[place]) }
    let offset = cursor.blockCount > 1 ? Int(cursor.header(cursor.block).positionsOffset) : 0
    guard start + offset <= end else { throw corrupt() }
    block = cursor.block
    chunk = start + offset
    row = nil
    passed = (0, 0)
    if total < PostingsCoding.longMinimum {
      try readDistances(cursor)
    } else if total > max(1 << 24, 64 * (end - chunk)) {
      // A row of zeros takes one byte: without a limit a wild count would fill the memory.
      throw corrupt()
    }
  }

  private func corrupt() -> SearchIndexError {
    .corrupt(file: file.path, byte: chunk, reason: .outOfRange)
  }

  private mutating func readDistances(_ cursor: PostingsCursor) throws(SearchIndexError) {
    distances.removeAll(keepingCapacity: true)
    if start == end {
      // Those of a short list stand behind its postings.
      try cursor.appendDistances(total, to: &distances)
      return
    }
    let file = file
    var reader = try BitReader(file.bytes, bit: chunk * 8, end: end, file: file.path)
    try reader.append(total, order: cursor.frame.positionOrder, to: &distances)
  }

  private func append(
    _ distances: ArraySlice<UInt32>, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    var position: UInt32 = 0
    for distance in distances {
      let (sum, overflow) = position.addingReportingOverflow(distance)
      guard !overflow else { throw corrupt() }
      output.append(sum)
      position = sum
    }
  }

  private mutating func appendRows(
    _ places: Range<Int>, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    let file = file
    let bytes = file.bytes
    var position: UInt64 = 0
    var place = places.lowerBound
    while place < places.upperBound {
      let number = place / PostingsCoding.positionsRow
      let row = try readRow(number)
      let first = number * PostingsCoding.positionsRow
      let end = min(places.upperBound, first + PostingsCoding.positionsRow)
      while place < end {
        position &+= row.value(place &- first, in: bytes)
        guard position <= UInt64(UInt32.max) else { throw corrupt() }
        output.append(UInt32(truncatingIfNeeded: position))
        place &+= 1
      }
    }
  }

  /// Finds a row of the chunk, from the one before it that is known.
  private mutating func readRow(_ number: Int) throws(SearchIndexError) -> PatchedRow {
    var next = 0
    var byte = chunk
    if let row, row.number <= number {
      if row.number == number { return row.row }
      (next, byte) = (row.number + 1, row.row.end)
    }
    let file = file
    var reader = try ByteReader(file.bytes, byte..<max(byte, end), file: file.path)
    while true {
      let count = min(
        PostingsCoding.positionsRow, total - next * PostingsCoding.positionsRow)
      let found = try PatchedRow(count, from: &reader)
      if next == number {
        row = (number, found)
        return found
      }
      next += 1
    }
  }
}
