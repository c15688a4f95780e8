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

  /// Appends a list of postings and, beside it, its positions.
  ///
  /// `languages` holds the language ordinal of each variant, which never falls.
  /// - Precondition: postings rise by document and variant; positions never fall inside a posting.
  static func write(
    _ term: TermPostings, languages: [UInt16], lengths: some DocumentLengths,
    postings: inout ByteWriter, positions: inout ByteWriter
  ) {
    let frame = lengths.frame(of: languages[0])
    let positionsStart = positions.count
    var headers: [BlockHeader] = []
    var blocks = ByteWriter()
    var position = 0
    for start in stride(from: 0, to: term.count, by: BitPacking.blockSize) {
      let range = start..<min(start + BitPacking.blockSize, term.count)
      if term.count > BitPacking.blockSize {
        var header = header(of: range, term, languages, lengths)
        header.offset = UInt32(truncatingIfNeeded: blocks.count)
        header.positionsOffset = UInt32(truncatingIfNeeded: positions.count - positionsStart)
        headers.append(header)
      }
      let distances = positionDistances(term, range, from: &position)
      if max(term.count, distances.count) < longMinimum {
        writeBlock(
          term, range, frame, hasVariants: languages.count > 1, positions: distances, to: &blocks)
      } else {
        writeBlock(term, range, frame, hasVariants: languages.count > 1, to: &blocks)
        writePositions(distances, order: frame.positionOrder, to: &positions)
      }
    }
    if !headers.isEmpty {
      let narrow = BlockHeader.Shape(isNarrow: true, hasVariants: languages.count > 1)
      let bytes = narrow.byteCount * headers.count + blocks.count
      let shape = BlockHeader.Shape(
        postings: bytes, positions: positions.count - positionsStart,
        hasVariants: languages.count > 1)
      for header in headers { header.write(shape, to: &postings) }
    }
    postings.bytes += blocks.bytes
  }

  private static func header(
    of range: Range<Int>, _ term: TermPostings, _ languages: [UInt16],
    _ lengths: some DocumentLengths
  ) -> BlockHeader {
    var header = BlockHeader()
    header.lastDocument = term.documents[range.upperBound - 1]
    let whole = postings(ofDocumentsIn: range, term.documents)
    var document: UInt32?
    var documentLanguages = 0
    var index = whole.lowerBound
    while index < whole.upperBound {
      documentLanguages = term.documents[index] == document ? documentLanguages + 1 : 1
      document = term.documents[index]
      let language = languages[Int(term.variants[index])]
      let alike = postings(likeThatAt: index, upTo: whole.upperBound, term, languages)
      header.take(
        occurrences: alike.reduce(0) { $0 + UInt64(term.frequencies[$1]) },
        length: lengths.words(of: term.documents[index], in: language), language: language,
        isFirst: index == whole.lowerBound)
      header.documentLanguages = max(
        header.documentLanguages, UInt8(min(documentLanguages, 255)))
      index = alike.upperBound
    }
    return header
  }

  /// The posting at an index and those after it of the same document and language: variants stand in the
  /// order of their languages.
  private static func postings(
    likeThatAt start: Int, upTo end: Int, _ term: TermPostings, _ languages: [UInt16]
  ) -> Range<Int> {
    let language = languages[Int(term.variants[start])]
    var index = start + 1
    while index < end, term.documents[index] == term.documents[start],
      languages[Int(term.variants[index])] == language
    {
      index += 1
    }
    return start..<index
  }

  /// A range of postings with those outside it of its first document and its last.
  private static func postings(
    ofDocumentsIn range: Range<Int>, _ documents: [UInt32]
  ) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low > 0, documents[low - 1] == documents[range.lowerBound] { low -= 1 }
    while high < documents.count, documents[high] == documents[range.upperBound - 1] { high += 1 }
    return low..<high
  }

  // MARK: - Blocks

  private static func writeBlock(
    _ term: TermPostings, _ range: Range<Int>, _ frame: ListFrame, hasVariants: Bool,
    positions: [UInt32] = [], to output: inout ByteWriter
  ) {
    let step: UInt32 = hasVariants ? 0 : 1
    var first: UInt64?
    if range.lowerBound == 0 {
      first = zigzag(Int64(term.documents[0]) - Int64(frame.first))
    }
    // The first distance of a list is not written, or 0.
    let distances = range.map { index in
      index == 0 ? 0 : term.documents[index] - term.documents[index - 1] - step
    }
    if range.count < longMinimum {
      var bits = BitWriter()
      writeShort(term, range, first, distances, frame, hasVariants: hasVariants, to: &bits)
      for distance in positions { bits.number(UInt64(distance), order: frame.positionOrder) }
      output.bytes += bits.take()
      return
    }
    if let first { output.varint(first) }
    writeDocuments(term.documents[range], distances, step: step, to: &output)
    PatchedRow.write(term.frequencies[range].map { $0 - 1 }[...], to: &output)
    if hasVariants { writeVariants(term.variants[range], to: &output) }
  }

  private static func writeDocuments(
    _ documents: ArraySlice<UInt32>, _ distances: [UInt32], step: UInt32,
    to output: inout ByteWriter
  ) {
    let start = output.count
    PatchedRow.write(distances[...], to: &output)
    let first = documents[documents.startIndex]
    let lowest = documents.startIndex == 0 ? first : first - distances[0]
    let rowBytes = output.count - start
    if let bits = DocumentBits.bytes(of: documents, from: lowest, rowBytes: rowBytes) {
      output.bytes.replaceSubrange(start..., with: bits)
    }
  }

  private static func writeShort(
    _ term: TermPostings, _ range: Range<Int>, _ first: UInt64?, _ distances: [UInt32],
    _ frame: ListFrame, hasVariants: Bool, to bits: inout BitWriter
  ) {
    if let first { bits.number(first, order: frame.firstOrder) }
    let order = frame.distanceOrder(count: term.count)
    for distance in distances.dropFirst(first == nil ? 0 : 1) {
      bits.number(UInt64(distance), order: order)
    }
    for frequency in term.frequencies[range] { bits.number(UInt64(frequency - 1), order: 0) }
    if hasVariants {
      for step in steps(term.variants[range], after: 0) { bits.number(UInt64(step), order: 0) }
    }
  }

  private static func writeVariants(_ variants: ArraySlice<UInt32>, to output: inout ByteWriter) {
    let least = variants.min() ?? 0
    var plain = ByteWriter()
    var stepped = ByteWriter()
    PatchedRow.write(variants.map { $0 - least }[...], to: &plain)
    PatchedRow.write(steps(variants, after: least)[...], to: &stepped)
    let isStepped = stepped.count < plain.count
    output.varint(UInt64(least) << 1 | (isStepped ? 1 : 0))
    output.bytes += isStepped ? stepped.bytes : plain.bytes
  }

  private static func steps(_ variants: ArraySlice<UInt32>, after before: UInt32) -> [UInt32] {
    var before = before
    return variants.map { variant in
      defer { before = variant }
      return UInt32(zigzag(Int64(variant) - Int64(before)))
    }
  }

  /// Small magnitudes as small numbers.
  private static func zigzag(_ number: Int64) -> UInt64 {
    UInt64(bitPattern: number << 1 ^ number >> 63)
  }

  // MARK: - Positions

  /// The distances of the positions of a range of postings, the first of which is `position`.
  private static func positionDistances(
    _ term: TermPostings, _ range: Range<Int>, from position: inout Int
  ) -> [UInt32] {
    var distances: [UInt32] = []
    for index in range {
      var before: UInt32 = 0
      for _ in 0..<term.frequencies[index] {
        distances.append(term.positions[position] - before)
        before = term.positions[position]
        position += 1
      }
    }
    return distances
  }

  private static func writePositions(
    _ distances: [UInt32], order: Int, to output: inout ByteWriter
  ) {
    if distances.count < longMinimum {
      var bits = BitWriter()
      for distance in distances { bits.number(UInt64(distance), order: order) }
      output.bytes += bits.take()
      return
    }
    for start in stride(from: 0, to: distances.count, by: positionsRow) {
      let end = min(start + positionsRow, distances.count)
      PatchedRow.write(distances[start..<end], to: &output)
    }
  }
}
