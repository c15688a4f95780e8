// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How one term's postings and positions are written; `PostingsCursor` reads them.
// Documentation/Formats/postings.md and positions.md are the pages.
//
//   list      := header* block*         headers only where the list has several blocks: one a block
//   block     := packed | loose         128 postings, the last one fewer; loose where fewer than 8
//   packed    := u8(width of docs) u8(width of frequencies) [u8(width of variants) varint(least)]
//                docs frequencies [variants]
//   loose     := (varint(doc delta << 1 | (frequency == 1)) [varint(frequency - 2)]
//                [varint(variant)])*
//
// What stands in brackets about variants is there only for terms of several variants. Doc deltas are
// to the posting before; the doc before the first is 0. In terms of one variant, whose docs strictly
// rise, deltas are less 1, and the doc before the first is -1. Frequencies are less 1.
//
//   positions := chunk*                 one for each block of postings
//   chunk     := u8(width) deltas | varint*             the latter where it has fewer than 8 deltas
//
// A delta is to the position before in the same posting; the first position stands as it is.

/// The coding of a term's postings and positions.
enum PostingsCoding {
  /// Blocks and chunks with fewer numbers are written as varints.
  static let packedMinimum = 8

  /// Appends a list of postings and, beside it, its positions.
  ///
  /// `languages` holds the language ordinal of each variant.
  /// - Precondition: postings rise by document and variant; positions never fall inside a posting.
  static func write(
    _ term: TermPostings, languages: [UInt16], lengths: some DocumentLengths,
    postings: inout ByteWriter, positions: inout ByteWriter
  ) {
    var headers = ByteWriter()
    var blocks = ByteWriter()
    var position = 0
    let positionsStart = positions.count
    let hasHeaders = term.count > BitPacking.blockSize
    for start in stride(from: 0, to: term.count, by: BitPacking.blockSize) {
      let range = start..<min(start + BitPacking.blockSize, term.count)
      if hasHeaders {
        var header = header(of: range, term, languages, lengths)
        header.offset = UInt32(truncatingIfNeeded: blocks.count)
        header.positionsOffset = UInt32(truncatingIfNeeded: positions.count - positionsStart)
        header.write(to: &headers)
      }
      writeBlock(term, range, hasVariants: languages.count > 1, to: &blocks)
      writePositions(term, range, from: &position, to: &positions)
    }
    postings.bytes += headers.bytes
    postings.bytes += blocks.bytes
  }

  private static func header(
    of range: Range<Int>, _ term: TermPostings, _ languages: [UInt16],
    _ lengths: some DocumentLengths
  ) -> BlockHeader {
    var header = BlockHeader()
    header.lastDocument = term.documents[range.upperBound - 1]
    for index in range {
      let language = languages[Int(term.variants[index])]
      header.take(
        frequency: term.frequencies[index],
        length: lengths.words(of: term.documents[index], in: language), language: language,
        isFirst: index == range.lowerBound)
    }
    if languages.count > 1 { header.documentPostings = documentPostings(range, term.documents) }
    return header
  }

  /// The most postings that any document of a range has, inside the range and outside.
  private static func documentPostings(_ range: Range<Int>, _ documents: [UInt32]) -> UInt8 {
    var low = range.lowerBound
    while low > 0, documents[low - 1] == documents[range.lowerBound] { low -= 1 }
    var most = 1
    var run = 0
    var last: UInt32?
    var index = low
    while index < documents.count {
      if index >= range.upperBound, documents[index] != last { break }
      run = documents[index] == last ? run + 1 : 1
      most = max(most, run)
      last = documents[index]
      index += 1
    }
    return UInt8(min(most, 255))
  }

  private static func writeBlock(
    _ term: TermPostings, _ range: Range<Int>, hasVariants: Bool, to output: inout ByteWriter
  ) {
    var deltas: [UInt32] = []
    deltas.reserveCapacity(range.count)
    let less: Int64 = hasVariants ? 0 : 1
    var before = range.lowerBound == 0 ? -less : Int64(term.documents[range.lowerBound - 1])
    for document in term.documents[range] {
      deltas.append(UInt32(Int64(document) - before - less))
      before = Int64(document)
    }
    if range.count < packedMinimum {
      writeLoose(term, range, deltas, hasVariants: hasVariants, to: &output)
      return
    }
    let frequencies = term.frequencies[range].map { $0 - 1 }
    let widths = (BitPacking.width(deltas), BitPacking.width(frequencies))
    output.byte(widths.0)
    output.byte(widths.1)
    let least = hasVariants ? term.variants[range].min() ?? 0 : 0
    let variants = hasVariants ? term.variants[range].map { $0 - least } : []
    if hasVariants {
      output.byte(BitPacking.width(variants))
      output.varint(least)
    }
    BitPacking.pack(deltas, width: widths.0, to: &output.bytes)
    BitPacking.pack(frequencies, width: widths.1, to: &output.bytes)
    if hasVariants {
      BitPacking.pack(variants, width: BitPacking.width(variants), to: &output.bytes)
    }
  }

  private static func writeLoose(
    _ term: TermPostings, _ range: Range<Int>, _ deltas: [UInt32], hasVariants: Bool,
    to output: inout ByteWriter
  ) {
    for (index, delta) in zip(range, deltas) {
      let frequency = term.frequencies[index]
      output.varint(UInt64(delta) << 1 | (frequency == 1 ? 1 : 0))
      if frequency > 1 { output.varint(frequency - 2) }
      if hasVariants { output.varint(term.variants[index]) }
    }
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
    if deltas.count < packedMinimum {
      for delta in deltas { output.varint(delta) }
    } else {
      let width = BitPacking.width(deltas)
      output.byte(width)
      BitPacking.pack(deltas, width: width, to: &output.bytes)
    }
  }
}
