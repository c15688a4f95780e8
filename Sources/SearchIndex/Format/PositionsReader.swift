// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Reads the positions of single postings of one list, wherever its cursor stands.
///
/// What is packed is read in place: a posting costs its own positions, not those of its block.
struct PositionsReader {
  private let file: ComponentFile
  private let start: Int
  private let end: Int
  private let inline: [UInt32]?
  /// The block whose chunk was looked at last, -1 for none.
  private var block = -1
  private var chunkStart = 0
  private var isPacked = false
  private var width: UInt8 = 0

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
    var skipped = 0
    for place in 0..<cursor.index { skipped &+= Int(cursor.frequencies[place]) }
    let count = Int(cursor.frequencies[cursor.index])
    if isPacked {
      try appendPacked(skipped, count, to: &output)
    } else {
      try appendLoose(skipped, count, to: &output)
    }
  }

  private mutating func enter(_ cursor: PostingsCursor) throws(SearchIndexError) {
    var total = 0
    for place in 0..<cursor.size { total &+= Int(cursor.frequencies[place]) }
    let offset = cursor.blockCount > 1 ? Int(cursor.header(cursor.block).positionsOffset) : 0
    guard start + offset <= end else {
      throw .corrupt(file: file.path, byte: start, reason: .outOfRange)
    }
    block = cursor.block
    chunkStart = start + offset
    isPacked = total >= PostingsCoding.packedMinimum
    guard isPacked else { return }
    let file = file
    var reader = try ByteReader(file.bytes, chunkStart..<end, file: file.path)
    width = try reader.byte()
    // A width of 0 takes no bytes: without a limit a wild count would fill the memory.
    guard width <= 32, width > 0 || total <= 1 << 24 else { throw reader.corrupt(.outOfRange) }
    chunkStart += 1
    try reader.skip(BitPacking.byteCount(total, width: width))
    guard reader.position &+ 8 <= reader.bytes.byteCount else { throw reader.corrupt(.truncated) }
  }

  private func appendPacked(
    _ skipped: Int, _ count: Int, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    let bytes = file.bytes
    var position: UInt32 = 0
    for place in skipped..<(skipped + count) {
      let delta = BitPacking.value(place, width: width, from: chunkStart, of: bytes)
      let (sum, overflow) = position.addingReportingOverflow(delta)
      guard !overflow else {
        throw .corrupt(file: file.path, byte: chunkStart, reason: .outOfRange)
      }
      output.append(sum)
      position = sum
    }
  }

  private func appendLoose(
    _ skipped: Int, _ count: Int, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    var reader = try ByteReader(file.bytes, chunkStart..<end, file: file.path)
    for _ in 0..<skipped { _ = try reader.varint32() }
    var position: UInt32 = 0
    for _ in 0..<count {
      let (sum, overflow) = position.addingReportingOverflow(try reader.varint32())
      guard !overflow else { throw reader.corrupt(.outOfRange) }
      output.append(sum)
      position = sum
    }
  }
}
