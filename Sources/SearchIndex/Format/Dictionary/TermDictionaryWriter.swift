// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes the files of terms, postings and positions; `TermDictionary` reads them.
// Documentation/Formats/terms.md is the page of the first:
//
//   section 0   block*                  32 terms a block, the last one fewer
//   section 1   column of block starts, offsets in section 0; column of the blocks' first variants
//   section 2   u64 for each block: the first eight bytes of its first key, the first byte highest
//   section 3   varint(terms) varint(variants) varint(end of postings) varint(end of positions)
//   section 4   the beginnings of forms, as in FormBeginnings.swift
//   block     := varint(start of its postings) varint(start of its positions)
//                varint(bytes of keys) varint(bytes of exact forms) keys exact* record*
//
// The key of a term is its field's number, then its folded form. Keys stand together, coded as in
// KeyCoding.swift, so that a walk over forms reads nothing else; the records, with the changed bytes
// of exact forms apart, are those of TermRecord.swift.

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
  private var encoder: TermBlockEncoder?
  private var beginnings = FormBeginningsWriter()
  private var blockStarts: [UInt64] = []
  private var firstVariants: [UInt64] = []
  private var firstKeys: [UInt64] = []
  private var writtenVariants = 0
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
    _ head: TermHead, _ term: borrowing PostingsSpan, lengths: some DocumentLengths
  ) throws(SearchIndexError) {
    var encoder = self.encoder.take() ?? TermBlockEncoder(limits: lengths.limits)
    encoder.append(head, term, lengths: lengths)
    count += 1
    variantCount += head.variants.count
    if encoder.count == Self.blockSize { try write(encoder.take()) }
    self.encoder = encoder
  }

  /// Appends a block of terms, their keys above those before.
  ///
  /// - Precondition: all blocks before were full, and terms are appended in no other way.
  /// - Throws: `fileSystem`.
  func append(_ block: EncodedTermBlock) throws(SearchIndexError) {
    precondition(encoder == nil && count % Self.blockSize == 0, "blocks must be full")
    count += block.terms
    variantCount += block.variants
    try write(block)
  }

  private func write(_ block: EncodedTermBlock) throws(SearchIndexError) {
    blockStarts.append(UInt64(terms.sectionCount))
    firstVariants.append(UInt64(writtenVariants))
    firstKeys.append(block.beginning)
    writtenVariants += block.variants
    beginnings.append(contentsOf: block.beginnings)
    var head = ByteWriter()
    head.varint(postings.sectionCount)
    head.varint(positions.sectionCount)
    try terms.append(head.bytes)
    try terms.append(block.bytes)
    try postings.append(block.postings)
    try positions.append(block.positions)
  }

  /// Writes what is left; returns the files of terms, postings and positions.
  ///
  /// - Throws: `fileSystem`.
  func finish() throws(SearchIndexError) -> [WrittenFile] {
    if var encoder = encoder.take(), encoder.count > 0 { try write(encoder.take()) }
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
    terms.beginSection()
    try terms.append(beginnings.section())
    return [try terms.finish(), try postings.finish(), try positions.finish()]
  }
}
