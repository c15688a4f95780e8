// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How one term's postings and positions are written; both directions, side by side.
// Documentation/Formats/postings.md and positions.md are the pages.
//
//   list      := skip* block*           one skip for every block but the last; 128 postings a block
//   skip      := varint(last doc - last doc of the block before, or the last doc of the first)
//                varint(bytes of the block) varint(bytes of the block's positions)
//   block     := packed | loose         loose where it has fewer than 8 postings
//   packed    := u8(width of docs) u8(width of frequencies) docs frequencies
//   loose     := (varint((doc delta - 1) << 1 | (frequency == 1)) [varint(frequency - 2)])*
//
// Docs are deltas to the doc before, less 1 (the doc before the first is -1); frequencies less 1.
//
//   positions := chunk*                 for each block of postings; 128 deltas a chunk
//   chunk     := u8(width) deltas | varint*             the latter where it has fewer than 8 deltas
//
// A delta is to the position before in the same posting; the first position stands as it is.

/// The coding of a term's postings and positions.
enum PostingsCoding {
  /// Blocks and chunks with fewer numbers are written as varints.
  static let packedMinimum = 8

  /// Appends a list of postings and, beside it, its positions.
  ///
  /// - Precondition: docs rise; positions never fall inside a posting.
  static func write(
    _ term: TermPostings, postings: inout ByteWriter, positions: inout ByteWriter
  ) {
    var skips = ByteWriter()
    var blocks = ByteWriter()
    var position = 0
    var lastDocument: Int64 = -1
    var lastOfBlock: UInt32 = 0
    for start in stride(from: 0, to: term.documents.count, by: BitPacking.blockSize) {
      let end = min(start + BitPacking.blockSize, term.documents.count)
      let blockStart = blocks.count
      let positionsStart = positions.count
      writeBlock(term, start..<end, after: lastDocument, to: &blocks)
      writePositions(term, start..<end, from: &position, to: &positions)
      let last = term.documents[end - 1]
      lastDocument = Int64(last)
      if end < term.documents.count {
        skips.varint(last - lastOfBlock)
        skips.varint(blocks.count - blockStart)
        skips.varint(positions.count - positionsStart)
      }
      lastOfBlock = last
    }
    postings.bytes += skips.bytes
    postings.bytes += blocks.bytes
  }

  private static func writeBlock(
    _ term: TermPostings, _ range: Range<Int>, after last: Int64, to output: inout ByteWriter
  ) {
    var before = last
    var deltas: [UInt32] = []
    deltas.reserveCapacity(range.count)
    for document in term.documents[range] {
      deltas.append(UInt32(Int64(document) - before - 1))
      before = Int64(document)
    }
    let frequencies = term.frequencies[range].map { $0 - 1 }
    if range.count < packedMinimum {
      for (delta, frequency) in zip(deltas, frequencies) {
        output.varint(UInt64(delta) << 1 | (frequency == 0 ? 1 : 0))
        if frequency > 0 { output.varint(frequency - 1) }
      }
      return
    }
    let widths = (BitPacking.width(deltas), BitPacking.width(frequencies))
    output.byte(widths.0)
    output.byte(widths.1)
    BitPacking.pack(deltas.lazy.map { UInt64($0) }, width: widths.0, to: &output.bytes)
    BitPacking.pack(frequencies.lazy.map { UInt64($0) }, width: widths.1, to: &output.bytes)
  }

  private static func writePositions(
    _ term: TermPostings, _ range: Range<Int>, from position: inout Int, to output: inout ByteWriter
  ) {
    var deltas: [UInt32] = []
    for index in range {
      var before: UInt32 = 0
      for _ in 0..<term.frequencies[index] {
        deltas.append(term.positions[position] - before)
        before = term.positions[position]
        position += 1
      }
    }
    for start in stride(from: 0, to: deltas.count, by: BitPacking.blockSize) {
      let chunk = deltas[start..<min(start + BitPacking.blockSize, deltas.count)]
      if chunk.count < packedMinimum {
        for delta in chunk { output.varint(delta) }
      } else {
        let width = BitPacking.width(chunk)
        output.byte(width)
        BitPacking.pack(chunk.lazy.map { UInt64($0) }, width: width, to: &output.bytes)
      }
    }
  }

  /// Reads a whole list.
  ///
  /// - Throws: `corrupt` where it is cut short, does not rise, or a doc is not below
  ///   `documentCount`.
  static func readPostings(
    _ count: Int, documentCount: Int, from reader: inout ByteReader
  ) throws(SearchIndexError) -> Postings {
    var result = Postings(documents: [], frequencies: [])
    let blockCount = (count + BitPacking.blockSize - 1) / BitPacking.blockSize
    for _ in 0..<max(0, blockCount - 1) {
      _ = (try reader.varint(), try reader.varint(), try reader.varint())
    }
    while result.documents.count < count {
      let size = min(BitPacking.blockSize, count - result.documents.count)
      try readBlock(size, documentCount: documentCount, from: &reader, to: &result)
    }
    return result
  }

  private static func readBlock(
    _ size: Int, documentCount: Int, from reader: inout ByteReader, to result: inout Postings
  ) throws(SearchIndexError) {
    let start = result.documents.count
    var before = start == 0 ? -1 : Int(result.documents[start - 1])
    if size < packedMinimum {
      for _ in 0..<size {
        let head = try reader.varint()
        result.documents.append(UInt32(truncatingIfNeeded: min(head >> 1, UInt64(UInt32.max))))
        let more = head & 1 == 1 ? 0 : UInt64(try reader.varint32()) + 1
        guard more < UInt64(UInt32.max) else { throw reader.corrupt(.outOfRange) }
        result.frequencies.append(UInt32(more))
      }
    } else {
      let widths = (try reader.byte(), try reader.byte())
      try BitPacking.unpack(size, width: widths.0, from: &reader, to: &result.documents)
      try BitPacking.unpack(size, width: widths.1, from: &reader, to: &result.frequencies)
    }
    for index in start..<(start &+ size) {
      before = before &+ 1 &+ Int(result.documents[index])
      guard before < documentCount else { throw reader.corrupt(.outOfRange) }
      result.documents[index] = UInt32(truncatingIfNeeded: before)
      guard result.frequencies[index] < UInt32.max else { throw reader.corrupt(.outOfRange) }
      result.frequencies[index] &+= 1
    }
  }

  /// Reads the positions of postings with these frequencies.
  ///
  /// - Throws: `corrupt` where the list is cut short or a position is 2^32 or more.
  static func readPositions(
    _ frequencies: [UInt32], from reader: inout ByteReader
  ) throws(SearchIndexError) -> PositionLists {
    var result = PositionLists(positions: [], starts: [0])
    result.starts.reserveCapacity(frequencies.count + 1)
    for start in stride(from: 0, to: frequencies.count, by: BitPacking.blockSize) {
      let end = min(start + BitPacking.blockSize, frequencies.count)
      let first = result.positions.count
      var total = 0
      for frequency in frequencies[start..<end] {
        total &+= Int(frequency)
        result.starts.append(first &+ total)
      }
      try readDeltas(total, from: &reader, to: &result.positions)
      for index in start..<end {
        var before: UInt32 = 0
        for place in result.starts[index]..<result.starts[index + 1] {
          let (sum, overflow) = before.addingReportingOverflow(result.positions[place])
          guard !overflow else { throw reader.corrupt(.outOfRange) }
          result.positions[place] = sum
          before = sum
        }
      }
    }
    return result
  }

  private static func readDeltas(
    _ total: Int, from reader: inout ByteReader, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    var rest = total
    while rest > 0 {
      let size = min(rest, BitPacking.blockSize)
      if size < packedMinimum {
        for _ in 0..<size { output.append(try reader.varint32()) }
      } else {
        let width = try reader.byte()
        // A width of 0 takes no bytes: without a limit a wild count would fill the memory.
        guard width > 0 || total <= 1 << 24 else { throw reader.corrupt(.outOfRange) }
        try BitPacking.unpack(size, width: width, from: &reader, to: &output)
      }
      rest -= size
    }
  }
}

/// The postings of one term with their positions, on the way to disk.
struct TermPostings {
  /// Doc ids, strictly rising; not empty.
  var documents: [UInt32] = []
  /// For each of them the number of occurrences, at least 1.
  var frequencies: [UInt32] = []
  /// The positions of all postings in a row; they never fall inside a posting.
  var positions: [UInt32] = []

  /// Empties it and keeps its memory.
  mutating func removeAll() {
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }
}
