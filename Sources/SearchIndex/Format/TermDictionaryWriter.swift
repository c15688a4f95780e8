// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes the files of terms, postings and positions; `TermDictionary` reads them.
// Documentation/Formats/terms.md is the page of the first:
//
//   section 0   block*                  64 terms a block, the last one fewer
//   section 1   column of block starts, offsets in section 0
//   section 2   varint(terms) varint(end of postings) varint(end of positions)
//   block     := varint(start of its postings) varint(start of its positions) term*
//   term      := key varint(language << 3 | folds << 2 | shape) rest
//   rest      := varint(doc) varint(position)                                   shape 0
//              | varint(frequency) varint(doc) varint(position delta)*          shape 1
//              | varint(documents) varint(occurrences - documents)
//                varint(bytes of postings) varint(bytes of positions)           shape 2
//
// The key of a term is its field's number, then its form, coded as in FrontCoding.swift from the
// start of its block. `folds` is 1 where the folded form differs from the form.

internal import SystemPackage

/// What the dictionary says of a term before its postings.
struct TermHead {
  /// The field's number, then the form.
  var key: ArraySlice<UInt8>
  /// Index into the segment's languages.
  var language: UInt16
  /// Whether the form is its own folded form.
  var isFolded: Bool
}

/// Takes terms in order and writes three files.
final class TermDictionaryWriter {
  /// Terms in a block.
  static let blockSize = 64
  /// The most positions that stand in the dictionary itself.
  static let inlineLimit = 8

  private let terms: ComponentWriter
  private let postings: ComponentWriter
  private let positions: ComponentWriter
  private var block = ByteWriter()
  private var postingsBuffer = ByteWriter()
  private var positionsBuffer = ByteWriter()
  private var blockStarts: [UInt64] = []
  private var lastKey: [UInt8] = []
  /// Terms so far; the ordinal of the next.
  private(set) var count = 0

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

  /// Appends a term, above the one before in the order (key, language).
  ///
  /// - Throws: `fileSystem`.
  func append(_ head: TermHead, _ term: TermPostings) throws(SearchIndexError) {
    if count % Self.blockSize == 0 {
      try flush()
      blockStarts.append(UInt64(terms.sectionCount))
      block.varint(postings.sectionCount)
      block.varint(positions.sectionCount)
      lastKey = []
    }
    FrontCoding.write(head.key, after: &lastKey, to: &block)
    let inline = term.documents.count == 1 && term.positions.count <= Self.inlineLimit
    let shape: UInt64 = inline ? (term.positions.count == 1 ? 0 : 1) : 2
    block.varint(UInt64(head.language) << 3 | (head.isFolded ? 0 : 4) | shape)
    if inline { writeInline(term) } else { writeFiled(term) }
    count += 1
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

  private func writeFiled(_ term: TermPostings) {
    let starts = (postingsBuffer.count, positionsBuffer.count)
    PostingsCoding.write(term, postings: &postingsBuffer, positions: &positionsBuffer)
    block.varint(term.documents.count)
    block.varint(term.positions.count - term.documents.count)
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
    try terms.append(tail.bytes)
    terms.beginSection()
    tail.bytes = []
    tail.varint(count)
    tail.varint(ends.0)
    tail.varint(ends.1)
    try terms.append(tail.bytes)
    return [try terms.finish(), try postings.finish(), try positions.finish()]
  }
}
