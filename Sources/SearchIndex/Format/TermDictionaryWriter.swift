// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes the files of terms, postings and positions; `TermDictionary` reads them.
// Documentation/Formats/terms.md is the page of the first:
//
//   section 0   block*                  32 terms a block, the last one fewer
//   section 1   column of block starts, offsets in section 0; column of the blocks' first variants
//   section 2   u64 for each block: the first eight bytes of its first key, the first byte highest
//   section 3   varint(terms) varint(variants) varint(end of postings) varint(end of positions)
//   block     := varint(start of its postings) varint(start of its positions) term*
//   term      := key varint(one) [exact] rest
//              | key varint(several) varint(bytes of the variants) variant* rest
//   one       := language << 5 | part << 4 | folds << 3 | 4 | shape
//   several   := variants << 3 | shape
//   variant   := varint(language delta << 2 | part << 1 | folds) [exact]
//                varint(documents - 1) varint(occurrences - documents)
//   rest      := varint(doc) varint(position)                                   shape 0
//              | varint(frequency) varint(doc) varint(position delta)*          shape 1
//              | count varint(bytes of postings) varint(bytes of positions)     shape 2
//   count     := varint(documents) varint(occurrences - documents)              one variant
//              | varint(postings - documents)                                   several
//
// The key of a term is its field's number, then its folded form, coded as in FrontCoding.swift from
// the start of its block. `folds` is 1 where the exact form differs from the folded one; it then
// follows, coded after the folded form. The language of the first variant is a delta to 0.

internal import SystemPackage

/// What the dictionary says of a term before its postings.
struct TermHead {
  /// The field's number, then the folded form.
  var key: ArraySlice<UInt8>
  /// Its variants, in the order (language, exact form, whole words before parts).
  var variants: [Variant] = []

  /// A variant on the way to disk.
  struct Variant: Equatable {
    /// Index into the segment's languages.
    var language: UInt16
    /// Whether it is a part of compound words.
    var isPart: Bool
    /// The exact form; nil where it is the folded form.
    var exact: ArraySlice<UInt8>?
  }
}

/// Takes terms in order and writes three files.
final class TermDictionaryWriter {
  /// Terms in a block.
  static let blockSize = 32
  /// The most positions that stand in the dictionary itself.
  static let inlineLimit = 8

  private let terms: ComponentWriter
  private let postings: ComponentWriter
  private let positions: ComponentWriter
  private var block = ByteWriter()
  private var variantBytes = ByteWriter()
  private var postingsBuffer = ByteWriter()
  private var positionsBuffer = ByteWriter()
  private var blockStarts: [UInt64] = []
  private var firstVariants: [UInt64] = []
  private var firstKeys: [UInt64] = []
  private var lastKey: [UInt8] = []
  /// Terms so far; the ordinal of the next.
  private(set) var count = 0
  /// Variants so far; the number of the next.
  private(set) var variantCount = 0

  /// Makes the three files of a segment.
  ///
  /// - Throws: `fileSystem`.
  init(folder: FilePath, segment: UInt64) throws(SearchIndexError) {
    let name = SegmentFiles(folder: folder, segment: segment)
    terms = try ComponentWriter(name.path(.terms), kind: .terms, number: segment)
    postings = try ComponentWriter(name.path(.postings), kind: .postings, number: segment)
    positions = try ComponentWriter(name.path(.positions), kind: .positions, number: segment)
    terms.beginSection()
    postings.beginSection()
    positions.beginSection()
  }

  /// Appends a term, its key above the one before; every variant has a posting.
  ///
  /// - Throws: `fileSystem`.
  func append(
    _ head: TermHead, _ term: TermPostings, lengths: some DocumentLengths
  ) throws(SearchIndexError) {
    if count % Self.blockSize == 0 { try beginBlock(head.key) }
    FrontCoding.write(head.key, after: &lastKey, to: &block)
    let isInline = term.count == 1 && term.positions.count <= Self.inlineLimit
    let shape: UInt64 = isInline ? (term.positions.count == 1 ? 0 : 1) : 2
    writeVariants(head, term, shape: shape)
    if isInline {
      writeInline(term)
    } else {
      writeFiled(term, head.variants.map(\.language), lengths)
    }
    count += 1
    variantCount += head.variants.count
  }

  private func beginBlock(_ key: ArraySlice<UInt8>) throws(SearchIndexError) {
    try flush()
    blockStarts.append(UInt64(terms.sectionCount))
    firstVariants.append(UInt64(variantCount))
    firstKeys.append(TermDictionary.beginning(of: key))
    block.varint(postings.sectionCount)
    block.varint(positions.sectionCount)
    lastKey = []
  }

  private func writeVariants(_ head: TermHead, _ term: TermPostings, shape: UInt64) {
    var fold = Array(head.key.dropFirst())
    let folded = fold
    if head.variants.count == 1 {
      let one = head.variants[0]
      block.varint(
        UInt64(one.language) << 5 | (one.isPart ? 16 : 0) | (one.exact == nil ? 0 : 8) | 4 | shape)
      if let exact = one.exact { FrontCoding.write(exact, after: &fold, to: &block) }
      return
    }
    let counts = Self.counts(term, variants: head.variants.count)
    variantBytes.bytes.removeAll(keepingCapacity: true)
    var before: UInt16 = 0
    for (variant, count) in zip(head.variants, counts) {
      let delta = UInt64(variant.language - before)
      variantBytes.varint(
        delta << 2 | (variant.isPart ? 2 : 0) | (variant.exact == nil ? 0 : 1))
      if let exact = variant.exact {
        fold = folded
        FrontCoding.write(exact, after: &fold, to: &variantBytes)
      }
      variantBytes.varint(count.documents - 1)
      variantBytes.varint(count.occurrences - count.documents)
      before = variant.language
    }
    block.varint(UInt64(head.variants.count) << 3 | shape)
    block.varint(variantBytes.count)
    block.bytes += variantBytes.bytes
  }

  private static func counts(
    _ term: TermPostings, variants: Int
  ) -> [(documents: UInt64, occurrences: UInt64)] {
    var counts = [(documents: UInt64, occurrences: UInt64)](repeating: (0, 0), count: variants)
    for (variant, frequency) in zip(term.variants, term.frequencies) {
      counts[Int(variant)].documents += 1
      counts[Int(variant)].occurrences += UInt64(frequency)
    }
    return counts
  }

  private func writeInline(_ term: TermPostings) {
    if term.positions.count > 1 { block.varint(term.positions.count) }
    block.varint(term.documents[0])
    var before: UInt32 = 0
    for position in term.positions {
      block.varint(position - before)
      before = position
    }
  }

  private func writeFiled(
    _ term: TermPostings, _ languages: [UInt16], _ lengths: some DocumentLengths
  ) {
    let starts = (postingsBuffer.count, positionsBuffer.count)
    PostingsCoding.write(
      term, languages: languages, lengths: lengths, postings: &postingsBuffer,
      positions: &positionsBuffer)
    if languages.count == 1 {
      block.varint(term.count)
      block.varint(term.positions.count - term.count)
    } else {
      block.varint(term.count - term.documentCount)
    }
    block.varint(postingsBuffer.count - starts.0)
    block.varint(positionsBuffer.count - starts.1)
  }

  private func flush() throws(SearchIndexError) {
    try terms.append(block.bytes)
    try postings.append(postingsBuffer.bytes)
    try positions.append(positionsBuffer.bytes)
    block.bytes.removeAll(keepingCapacity: true)
    postingsBuffer.bytes.removeAll(keepingCapacity: true)
    positionsBuffer.bytes.removeAll(keepingCapacity: true)
  }

  /// Writes what is left; returns the files of terms, postings and positions.
  ///
  /// - Throws: `fileSystem`.
  func finish() throws(SearchIndexError) -> [WrittenFile] {
    try flush()
    let ends = (postings.sectionCount, positions.sectionCount)
    terms.beginSection()
    var tail = ByteWriter()
    PackedColumn.write(blockStarts, to: &tail)
    PackedColumn.write(firstVariants, to: &tail)
    try terms.append(tail.bytes)
    terms.beginSection()
    tail.bytes = []
    for key in firstKeys { tail.uint64(key) }
    try terms.append(tail.bytes)
    terms.beginSection()
    tail.bytes = []
    tail.varint(count)
    tail.varint(variantCount)
    tail.varint(ends.0)
    tail.varint(ends.1)
    try terms.append(tail.bytes)
    return [try terms.finish(), try postings.finish(), try positions.finish()]
  }
}
