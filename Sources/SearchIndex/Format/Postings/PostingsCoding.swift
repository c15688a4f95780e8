// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How one term's postings and positions are written; `PostingsCursor` reads them.
// Documentation/Formats/postings.md and positions.md are the pages.
//
//   list      := header* block*         headers only where the list has several blocks: one a block
//   block     := short | long           128 postings, the last one fewer; short where fewer than 32
//   short     := [first] distance* frequency* [variant*] [position*]  bits, filled up to a byte
//   long      := [varint(first)] documents row(frequencies - 1) [variants]
//   documents := row(distances) | bits              as in DocumentBits.swift
//   variants  := varint(least << 1 | stepped) row
//
// Numbers of a short block are coded as in BitCoding.swift: the first doc and distances in the orders
// that the list's frame gives, frequencies less 1 and variants in order 0. A variant of a short block
// is zigzag(variant - the one before), the one before the first being 0. A row of variants has them
// less the least or, where that is smaller, zigzag(variant - the one before), the one before the first
// being the least.
//
// `first` is there in the first block alone: zigzag(doc - first doc of the frame). The distance of the
// first posting is then left out of a short block, and 0 in a long one. Distances are to the posting
// before; in terms of one variant, whose docs strictly rise, less 1. The lowest doc that a block can have,
// that of bit 0, is the first doc in the first block, and otherwise the doc to which a distance of 0 leads.
//
// A list of fewer than 32 postings and fewer than 32 positions has its positions behind its postings,
// coded as those of a short chunk, and no chunk.
//
//   positions := chunk*                 one for each block of postings
//   chunk     := distance*              bits, where it has fewer than 32
//              | row*                   128 distances a row, the last one fewer
//
// A distance is to the position before in the same posting; the first position stands as it is.

/// The coding of a term's postings and positions.
enum PostingsCoding {
  /// Blocks and chunks with fewer numbers are written as bits, others as rows.
  static let longMinimum = 32
  /// Positions in a row.
  static let positionsRow = 128
}

/// Writes lists of postings with their positions, one after another, in memory that it keeps.
struct PostingsWriter {
  private var bits = BitWriter()
  private var headers: [BlockHeader] = []
  private var blocks = ByteWriter()
  /// Numbers on the way into a row.
  private var row: [UInt32] = []
  /// The same as steps, of which the shorter row is taken.
  private var steps: [UInt32] = []

  /// Appends a list of postings and, beside it, its positions.
  ///
  /// The languages of the variants never fall.
  /// - Precondition: postings rise by document and variant; positions never fall inside a posting.
  mutating func write(
    _ term: borrowing PostingsSpan, _ variants: [TermHead.Variant],
    lengths: some DocumentLengths, postings: inout ByteWriter, positions: inout ByteWriter
  ) {
    let frame = lengths.frame(of: variants[0].language)
    let hasVariants = variants.count > 1
    if max(term.count, term.positions.count) < PostingsCoding.longMinimum {
      putShort(term, 0..<term.count, frame, hasVariants: hasVariants)
      put(term.positions, term.frequencies, order: frame.positionOrder)
      bits.take(into: &postings.bytes)
    } else if term.count <= BitPacking.blockSize {
      writeBlock(term, 0..<term.count, frame, hasVariants: hasVariants, to: &postings)
      writePositions(
        term.positions, term.frequencies, order: frame.positionOrder, to: &positions)
    } else {
      writeBlocks(
        term, variants, frame, lengths: lengths, postings: &postings, positions: &positions)
    }
  }

  /// Appends a list of several blocks.
  private mutating func writeBlocks(
    _ term: borrowing PostingsSpan, _ variants: [TermHead.Variant], _ frame: ListFrame,
    lengths: some DocumentLengths, postings: inout ByteWriter, positions: inout ByteWriter
  ) {
    headers.removeAll(keepingCapacity: true)
    var blocks = ByteWriter()
    swap(&blocks, &self.blocks)
    let positionsStart = positions.count
    var place = 0
    for start in stride(from: 0, to: term.count, by: BitPacking.blockSize) {
      let range = start..<min(start + BitPacking.blockSize, term.count)
      var header = BlockHeader(of: range, term, variants, lengths)
      header.offset = UInt32(truncatingIfNeeded: blocks.count)
      header.positionsOffset = UInt32(truncatingIfNeeded: positions.count - positionsStart)
      headers.append(header)
      writeBlock(term, range, frame, hasVariants: variants.count > 1, to: &blocks)
      let frequencies = term.frequencies.extracting(range)
      let end = place + Self.sum(frequencies)
      writePositions(
        term.positions.extracting(place..<end), frequencies, order: frame.positionOrder,
        to: &positions)
      place = end
    }
    let narrow = BlockHeader.Shape(isNarrow: true, hasVariants: variants.count > 1)
    let shape = BlockHeader.Shape(
      postings: narrow.byteCount * headers.count + blocks.count,
      positions: positions.count - positionsStart, hasVariants: variants.count > 1)
    for header in headers { header.write(shape, to: &postings) }
    postings.bytes += blocks.bytes
    blocks.bytes.removeAll(keepingCapacity: true)
    swap(&blocks, &self.blocks)
  }

  private static func sum(_ numbers: Span<UInt32>) -> Int {
    var sum = 0
    for index in numbers.indices { sum &+= Int(numbers[index]) }
    return sum
  }

  // MARK: - Blocks

  private mutating func writeBlock(
    _ term: borrowing PostingsSpan, _ range: Range<Int>, _ frame: ListFrame, hasVariants: Bool,
    to output: inout ByteWriter
  ) {
    if range.count < PostingsCoding.longMinimum {
      putShort(term, range, frame, hasVariants: hasVariants)
      return bits.take(into: &output.bytes)
    }
    if range.lowerBound == 0 { output.varint(Self.first(term, frame)) }
    writeDocuments(term.documents, range, step: hasVariants ? 0 : 1, to: &output)
    row.removeAll(keepingCapacity: true)
    for index in range { row.append(term.frequencies[index] &- 1) }
    PatchedRow.write(row.span, to: &output)
    if hasVariants { writeVariants(term.variants.extracting(range), to: &output) }
  }

  /// The first document of a list, as it is written.
  private static func first(_ term: borrowing PostingsSpan, _ frame: ListFrame) -> UInt64 {
    zigzag(Int64(term.documents[0]) - Int64(frame.first))
  }

  /// Puts a short block among the bits.
  private mutating func putShort(
    _ term: borrowing PostingsSpan, _ range: Range<Int>, _ frame: ListFrame, hasVariants: Bool
  ) {
    let order = frame.distanceOrder(count: term.count)
    let step: UInt32 = hasVariants ? 0 : 1
    for index in range {
      if index == 0 {
        bits.number(Self.first(term, frame), order: frame.firstOrder)
      } else {
        bits.number(
          UInt64(term.documents[index] - term.documents[index &- 1] - step), order: order)
      }
    }
    for index in range { bits.number(UInt64(term.frequencies[index] &- 1), order: 0) }
    guard hasVariants else { return }
    var before: UInt32 = 0
    for index in range {
      let variant = term.variants[index]
      bits.number(Self.zigzag(Int64(variant) - Int64(before)), order: 0)
      before = variant
    }
  }

  private mutating func writeDocuments(
    _ documents: Span<UInt32>, _ range: Range<Int>, step: UInt32, to output: inout ByteWriter
  ) {
    row.removeAll(keepingCapacity: true)
    for index in range {
      // The first distance of a list is 0.
      row.append(index == 0 ? 0 : documents[index] - documents[index &- 1] - step)
    }
    let shape = PatchedRow.shape(of: row.span)
    let lowest = documents[range.lowerBound] - row[0]
    let bits = DocumentBits.bytes(
      of: documents.extracting(range), from: lowest, rowBytes: shape.byteCount)
    if let bits {
      output.bytes += bits
    } else {
      PatchedRow.write(row.span, shape, to: &output)
    }
  }

  private mutating func writeVariants(_ variants: Span<UInt32>, to output: inout ByteWriter) {
    var least = UInt32.max
    for index in variants.indices { least = min(least, variants[index]) }
    row.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    var before = least
    for index in variants.indices {
      row.append(variants[index] &- least)
      steps.append(UInt32(Self.zigzag(Int64(variants[index]) - Int64(before))))
      before = variants[index]
    }
    let (plain, stepped) = (PatchedRow.shape(of: row.span), PatchedRow.shape(of: steps.span))
    let isStepped = stepped.byteCount < plain.byteCount
    output.varint(UInt64(least) << 1 | (isStepped ? 1 : 0))
    if isStepped {
      PatchedRow.write(steps.span, stepped, to: &output)
    } else {
      PatchedRow.write(row.span, plain, to: &output)
    }
  }

  /// Small magnitudes as small numbers.
  @inline(__always)
  private static func zigzag(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: number << 1 ^ number >> 63)
  }

  // MARK: - Positions

  /// Puts the positions of some postings among the bits.
  private mutating func put(_ positions: Span<UInt32>, _ frequencies: Span<UInt32>, order: Int) {
    var place = 0
    for index in frequencies.indices {
      var before: UInt32 = 0
      for _ in 0..<frequencies[index] {
        bits.number(UInt64(positions[place] - before), order: order)
        before = positions[place]
        place &+= 1
      }
    }
  }

  /// Appends the chunk of some postings.
  private mutating func writePositions(
    _ positions: Span<UInt32>, _ frequencies: Span<UInt32>, order: Int,
    to output: inout ByteWriter
  ) {
    if positions.count < PostingsCoding.longMinimum {
      put(positions, frequencies, order: order)
      return bits.take(into: &output.bytes)
    }
    row.removeAll(keepingCapacity: true)
    row.append(addingCapacity: positions.count) { distances in
      var place = 0
      for index in frequencies.indices {
        var before: UInt32 = 0
        for _ in 0..<frequencies[index] {
          distances.append(positions[place] - before)
          before = positions[place]
          place &+= 1
        }
      }
    }
    for start in stride(from: 0, to: row.count, by: PostingsCoding.positionsRow) {
      let end = min(start + PostingsCoding.positionsRow, row.count)
      PatchedRow.write(row.span.extracting(start..<end), to: &output)
    }
  }
}
