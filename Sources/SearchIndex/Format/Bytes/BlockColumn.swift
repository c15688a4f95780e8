// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A number for each document, in blocks of 128: neighbours are alike, as docs are numbered by language
// and then by arrival.
//
//   column := varint(count) packed(base of each block) varint(bytes of the rows)
//             [packed(start of each row) row*]
//
// `packed` is a column of BitPacking.swift, `row` one of PatchedRow.swift. Numbers of a *level* column
// are the base of their block and what the row adds. Numbers of a *stepped* column are the one before and
// 1 and what the row says, zigzag; the row has one number fewer than the block, and the base is the first.
// Where all rows hold nothing but zeros there are none, and no starts.

/// Where the blocks of a column are.
private struct ColumnBlocks: Sendable {
  static let size = 128

  let count: Int
  let bases: PackedColumn
  let starts: PackedColumn?
  let rows: Range<Int>

  init(from reader: inout ByteReader) throws(SearchIndexError) {
    count = try reader.count(limit: Int(Int32.max))
    bases = try PackedColumn(from: &reader)
    let blocks = (count + Self.size - 1) / Self.size
    let bytes = try reader.count(limit: reader.end - reader.position)
    var starts: PackedColumn?
    if bytes > 0 { starts = try PackedColumn(from: &reader) }
    guard bases.count == blocks, starts?.count ?? blocks == blocks else {
      throw reader.corrupt(.inconsistent)
    }
    self.starts = starts
    rows = reader.position..<(reader.position + bytes)
    try reader.skip(bytes)
  }

  /// Numbers in a block.
  func size(of block: Int) -> Int { min(Self.size, count - block * Self.size) }

  /// A reader that stands at the row of a block.
  @_lifetime(borrow file)
  func reader(of block: Int, _ file: ComponentFile) throws(SearchIndexError) -> ByteReader {
    let start = starts?.value(block, in: file.bytes) ?? 0
    guard start < UInt64(rows.count) else {
      throw .corrupt(file: file.path, byte: rows.lowerBound, reason: .outOfRange)
    }
    return try ByteReader(
      file.bytes, (rows.lowerBound + Int(start))..<rows.upperBound, file: file.name)
  }

  static func write(
    count: Int, bases: [UInt64], rows: [ByteWriter], isFlat: Bool, to writer: inout ByteWriter
  ) {
    writer.varint(count)
    PackedColumn.write(bases, to: &writer)
    if isFlat {
      writer.varint(0)
      return
    }
    var starts: [UInt64] = []
    var end = 0
    for row in rows {
      starts.append(UInt64(end))
      end += row.count
    }
    writer.varint(end)
    PackedColumn.write(starts, to: &writer)
    for row in rows { writer.bytes += row.bytes }
  }
}

/// Numbers each of which is near the others of its block; found in O(exceptions of the block).
struct LevelColumn: Sendable {
  private let blocks: ColumnBlocks

  /// The number of numbers.
  var count: Int { blocks.count }

  /// Reads the head of a column and moves the reader past the whole.
  ///
  /// - Throws: `corrupt` where the column runs past the reader's end.
  init(from reader: inout ByteReader) throws(SearchIndexError) {
    blocks = try ColumnBlocks(from: &reader)
  }

  /// The number at `index`, from the file that the column was read from.
  ///
  /// - Precondition: `index` is inside the column.
  /// - Throws: `corrupt`.
  func value(_ index: Int, in file: ComponentFile) throws(SearchIndexError) -> UInt64 {
    try block(of: index, in: file).value(index, in: file.bytes)
  }

  /// A block of a column, to read several of its numbers.
  struct Block {
    fileprivate let number: Int
    fileprivate let base: UInt64
    fileprivate let row: PatchedRow?

    /// Whether the number at an index is in the block.
    @inline(__always)
    func holds(_ index: Int) -> Bool { index / ColumnBlocks.size == number }

    /// The number at an index.
    ///
    /// - Precondition: the block holds it.
    @inline(__always)
    func value(_ index: Int, in bytes: RawSpan) -> UInt64 {
      base &+ (row?.value(index % ColumnBlocks.size, in: bytes) ?? 0)
    }
  }

  /// The block that holds the number at an index.
  ///
  /// - Precondition: `index` is inside the column.
  /// - Throws: `corrupt`.
  func block(of index: Int, in file: ComponentFile) throws(SearchIndexError) -> Block {
    precondition(index >= 0 && index < count, "an index must lie inside its column")
    let number = index / ColumnBlocks.size
    let base = blocks.bases.value(number, in: file.bytes)
    if blocks.starts == nil { return Block(number: number, base: base, row: nil) }
    var reader = try blocks.reader(of: number, file)
    return Block(
      number: number, base: base, row: try PatchedRow(blocks.size(of: number), from: &reader))
  }

  /// Appends a column of numbers below 2^56.
  static func write(_ values: [UInt64], to writer: inout ByteWriter) {
    var bases: [UInt64] = []
    var rows: [ByteWriter] = []
    var isFlat = true
    for start in stride(from: 0, to: values.count, by: ColumnBlocks.size) {
      let block = values[start..<min(start + ColumnBlocks.size, values.count)]
      let base = block.min() ?? 0
      let rests = block.map { $0 - base }
      var row = ByteWriter()
      PatchedRow.write(rests.span, to: &row)
      isFlat = isFlat && rests.allSatisfy { $0 == 0 }
      bases.append(base)
      rows.append(row)
    }
    ColumnBlocks.write(
      count: values.count, bases: bases, rows: rows, isFlat: isFlat, to: &writer)
  }
}

/// Doc ids or arrivals, each of which is often the one after the number before; read a block at a time.
struct SteppedColumn: Sendable {
  private let blocks: ColumnBlocks

  /// Numbers in a block, the last one fewer.
  static let blockSize = ColumnBlocks.size

  /// The number of numbers.
  var count: Int { blocks.count }
  /// The number of blocks.
  var blockCount: Int { blocks.bases.count }

  /// Reads the head of a column and moves the reader past the whole.
  ///
  /// - Throws: `corrupt` where the column runs past the reader's end.
  init(from reader: inout ByteReader) throws(SearchIndexError) {
    blocks = try ColumnBlocks(from: &reader)
  }

  /// The first number of a block.
  ///
  /// - Precondition: the column has the block.
  /// - Throws: `corrupt` where it is not below the number of numbers.
  func first(ofBlock block: Int, in file: ComponentFile) throws(SearchIndexError) -> UInt32 {
    let first = blocks.bases.value(block, in: file.bytes)
    guard first < UInt64(count) else { throw outOfRange(file) }
    return UInt32(first)
  }

  /// The numbers of a block, all below the number of numbers.
  ///
  /// - Precondition: the column has the block.
  /// - Throws: `corrupt`.
  func values(ofBlock block: Int, in file: ComponentFile) throws(SearchIndexError) -> [UInt32] {
    var value = Int64(try first(ofBlock: block, in: file))
    let size = blocks.size(of: block)
    var result = [UInt32](repeating: 0, count: size)
    if blocks.starts != nil, size > 1 {
      var reader = try blocks.reader(of: block, file)
      try PatchedRow(size - 1, from: &reader).unpack(size - 1, from: reader, into: &result)
    }
    var step = Int64(0)
    for index in 0..<size {
      value += step
      guard value >= 0, value < Int64(count) else { throw outOfRange(file) }
      let zigzag = Int64(result[index])
      step = 1 + (zigzag >> 1 ^ -(zigzag & 1))
      result[index] = UInt32(value)
    }
    return result
  }

  private func outOfRange(_ file: ComponentFile) -> SearchIndexError {
    .corrupt(file: file.path, byte: blocks.rows.lowerBound, reason: .outOfRange)
  }

  /// Appends a column of numbers below their count.
  static func write(_ values: [UInt32], to writer: inout ByteWriter) {
    var bases: [UInt64] = []
    var rows: [ByteWriter] = []
    var isFlat = true
    for start in stride(from: 0, to: values.count, by: ColumnBlocks.size) {
      let block = values[start..<min(start + ColumnBlocks.size, values.count)]
      let steps = zip(block, block.dropFirst()).map { before, value in
        let step = Int64(value) - Int64(before) - 1
        return UInt32(truncatingIfNeeded: step << 1 ^ step >> 63)
      }
      var row = ByteWriter()
      PatchedRow.write(steps.span, to: &row)
      isFlat = isFlat && steps.allSatisfy { $0 == 0 }
      bases.append(UInt64(block.first ?? 0))
      rows.append(row)
    }
    ColumnBlocks.write(
      count: values.count, bases: bases, rows: rows, isFlat: isFlat, to: &writer)
  }
}
