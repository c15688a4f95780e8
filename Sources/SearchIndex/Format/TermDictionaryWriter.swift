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
  private var block = ByteWriter()
  private var keys = KeyWriter()
  private var records: TermRecordWriter?
  private var beginnings = FormBeginningsWriter()
  private var postingsBuffer = ByteWriter()
  private var positionsBuffer = ByteWriter()
  private var blockStarts: [UInt64] = []
  private var firstVariants: [UInt64] = []
  private var firstKeys: [UInt64] = []
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
    keys.append(head.key)
    beginnings.append(head.key)
    var records = self.records.take() ?? TermRecordWriter(limits: lengths.limits)
    if term.count == 1 && term.positions.count <= Self.inlineLimit {
      records.append(inline: head, term)
    } else {
      let starts = (postingsBuffer.count, positionsBuffer.count)
      PostingsCoding.write(
        term, languages: head.variants.map(\.language), lengths: lengths,
        postings: &postingsBuffer, positions: &positionsBuffer)
      records.append(
        filed: head, term,
        lengths: (postingsBuffer.count - starts.0, positionsBuffer.count - starts.1))
    }
    self.records = records
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
  }

  private func flush() throws(SearchIndexError) {
    if let (exacts, records) = records?.take() {
      let keys = keys.take()
      block.varint(keys.count)
      block.varint(exacts.count)
      block.bytes += keys
      block.bytes += exacts
      block.bytes += records
    }
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
    terms.beginSection()
    try terms.append(beginnings.section())
    return [try terms.finish(), try postings.finish(), try positions.finish()]
  }
}
