// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Columns of numbers that are packed as in BitPacking.swift.

/// A list of numbers of one width in a file, each found in O(1).
///
/// On disk: count (uint64), width (1 byte), packed numbers.
struct PackedColumn: Sendable {
  /// The number of numbers.
  let count: Int
  private let width: UInt8
  private let start: Int

  /// Reads the head of a column and moves the reader past the whole.
  ///
  /// - Throws: `corrupt` where the column runs past the reader's end.
  init(from reader: inout ByteReader) throws(SearchIndexError) {
    let count = try reader.uint64()
    let width = try reader.byte()
    guard width <= 56, count <= UInt64(Int32.max) else { throw reader.corrupt(.outOfRange) }
    self.count = Int(count)
    self.width = width
    self.start = reader.position
    try reader.skip(BitPacking.byteCount(self.count, width: width))
    guard reader.position &+ 8 <= reader.bytes.byteCount else { throw reader.corrupt(.truncated) }
  }

  /// The greatest number that its width allows.
  var greatest: UInt64 { 1 << UInt64(width) - 1 }

  /// The number at `index`, from the bytes of the file that the column was read from.
  ///
  /// - Precondition: `index` is inside the column.
  @inline(__always)
  func value(_ index: Int, in bytes: RawSpan) -> UInt64 {
    precondition(index >= 0 && index < count, "an index must lie inside its column")
    return BitPacking.wide(index, width: width, from: start, of: bytes)
  }

  /// Appends a column in the width of its greatest number, which is below 2^56.
  static func write(_ values: some Collection<UInt64>, to writer: inout ByteWriter) {
    let width = UInt8(64 - values.reduce(0, |).leadingZeroBitCount)
    precondition(width <= 56, "a column holds numbers below 2^56")
    writer.uint64(UInt64(values.count))
    writer.byte(width)
    BitPacking.pack(Array(values).span, width: width, to: &writer.bytes)
  }
}

/// A packed column as wide as most of its numbers, in whole bytes; the few greater ones stand beside it.
///
/// On disk: a packed column of the numbers, in which the greatest that its width allows stands for those
/// that are not less than that, the *escaped* ones; then packed columns of where the escaped ones of each
/// block of 128 numbers begin, of their places in their blocks, and of the escaped numbers.
struct EscapedColumn: Sendable {
  private static let blockSize = 128

  /// What is asked for seldom, apart: the column itself is copied often.
  private final class Escapes: Sendable {
    let starts: PackedColumn
    let places: PackedColumn
    let values: PackedColumn

    init(from reader: inout ByteReader) throws(SearchIndexError) {
      starts = try PackedColumn(from: &reader)
      places = try PackedColumn(from: &reader)
      values = try PackedColumn(from: &reader)
    }

    /// The number at `index` of the whole; nil where there is none.
    ///
    /// O(escaped numbers of its block).
    @inline(never)
    func value(_ index: Int, in bytes: RawSpan) -> UInt64? {
      let place = UInt64(index % EscapedColumn.blockSize)
      var next = Int(starts.value(index / EscapedColumn.blockSize, in: bytes))
      while next < values.count {
        let found = places.value(next, in: bytes)
        if found == place { return values.value(next, in: bytes) }
        if found > place { break }
        next += 1
      }
      return nil
    }
  }

  private let column: PackedColumn
  private let escape: UInt64
  private let escapes: Escapes

  /// The number of numbers.
  var count: Int { column.count }

  /// Reads the heads of the columns and moves the reader past the whole.
  ///
  /// - Throws: `corrupt` where they run past the reader's end or contradict each other.
  init(from reader: inout ByteReader) throws(SearchIndexError) {
    column = try PackedColumn(from: &reader)
    escapes = try Escapes(from: &reader)
    let blocks = (column.count + Self.blockSize - 1) / Self.blockSize
    let escaped = escapes.values.count
    guard escapes.places.count == escaped, escapes.starts.count == (escaped == 0 ? 0 : blocks)
    else {
      throw reader.corrupt(.inconsistent)
    }
    escape = escaped == 0 ? .max : column.greatest
  }

  /// The number at `index`; O(escaped numbers of its block).
  ///
  /// - Precondition: `index` is inside the column.
  @inline(__always)
  func value(_ index: Int, in bytes: RawSpan) -> UInt64 {
    let value = column.value(index, in: bytes)
    return value == escape ? escapes.value(index, in: bytes) ?? escape : value
  }

  /// Appends a column of numbers below 2^56, in few bytes.
  static func write(_ values: [UInt64], to writer: inout ByteWriter) {
    let width = bestWidth(values)
    let escape = UInt64.max >> UInt64(64 - width)
    let escaped = values.indices.filter { values[$0] >= escape }
    var starts: [UInt64] = []
    if !escaped.isEmpty {
      var next = 0
      for first in stride(from: 0, to: values.count, by: blockSize) {
        while next < escaped.count, escaped[next] < first { next += 1 }
        starts.append(UInt64(next))
      }
    }
    PackedColumn.write(values.map { min($0, escape) }, to: &writer)
    PackedColumn.write(starts, to: &writer)
    PackedColumn.write(escaped.map { UInt64($0 % blockSize) }, to: &writer)
    PackedColumn.write(escaped.map { values[$0] }, to: &writer)
  }

  /// The width that is best, in whole bytes, which are read soonest; 64 where nothing is escaped.
  private static func bestWidth(_ values: [UInt64]) -> Int {
    var counts = [Int](repeating: 0, count: 65)
    for value in values { counts[64 - (value + 1).leadingZeroBitCount] += 1 }
    let widest = (64 - values.reduce(0, |).leadingZeroBitCount + 7) / 8 * 8
    // An escaped number is dear to read: it must save more than its own bits.
    let each = 64 + widest
    var best = 64
    var least = values.count * widest
    for width in stride(from: widest - 8, to: 0, by: -8) {
      let escaped = counts[(width + 1)...].reduce(0, +)
      let bits = values.count * width + escaped * each
      if bits < least { (best, least) = (width, bits) }
    }
    return best
  }
}
