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
    BitPacking.pack(values, width: width, to: &writer.bytes)
  }
}

/// A packed column as wide as most of its numbers; the few greater ones stand beside it.
///
/// On disk: three packed columns. The first holds the numbers, or the greatest that its width allows
/// for those that are not less than that; the second and the third the places and values of the
/// latter, by place.
struct EscapedColumn: Sendable {
  private let column: PackedColumn
  private let escape: UInt64
  private let places: PackedColumn
  private let values: PackedColumn

  /// The number of numbers.
  var count: Int { column.count }

  /// Reads the heads of the columns and moves the reader past the whole.
  ///
  /// - Throws: `corrupt` where they run past the reader's end or contradict each other.
  init(from reader: inout ByteReader) throws(SearchIndexError) {
    column = try PackedColumn(from: &reader)
    places = try PackedColumn(from: &reader)
    values = try PackedColumn(from: &reader)
    guard places.count == values.count else { throw reader.corrupt(.inconsistent) }
    escape = places.count == 0 ? .max : column.greatest
  }

  /// The number at `index`; O(1) for most, O(log n) for the others.
  ///
  /// - Precondition: `index` is inside the column.
  @inline(__always)
  func value(_ index: Int, in bytes: RawSpan) -> UInt64 {
    let value = column.value(index, in: bytes)
    return value == escape ? escaped(index, bytes) : value
  }

  private func escaped(_ index: Int, _ bytes: RawSpan) -> UInt64 {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places.value(middle, in: bytes) < UInt64(index) { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places.value(low, in: bytes) == UInt64(index)
      ? values.value(low, in: bytes) : escape
  }

  /// Appends a column of numbers below 2^56, in few bytes.
  static func write(_ values: [UInt64], to writer: inout ByteWriter) {
    let width = bestWidth(values)
    let escape = UInt64.max >> UInt64(64 - width)
    let places = values.indices.filter { values[$0] >= escape }
    PackedColumn.write(values.map { min($0, escape) }, to: &writer)
    PackedColumn.write(places.map { UInt64($0) }, to: &writer)
    PackedColumn.write(places.map { values[$0] }, to: &writer)
  }

  /// The width that is best; 64 where nothing is escaped.
  private static func bestWidth(_ values: [UInt64]) -> Int {
    var counts = [Int](repeating: 0, count: 65)
    for value in values { counts[64 - (value + 1).leadingZeroBitCount] += 1 }
    let widest = 64 - values.reduce(0, |).leadingZeroBitCount
    // An escaped number is dear to read: it must save more than its own bits.
    let each = 256 + widest + 64 - UInt64(values.count).leadingZeroBitCount
    var best = 64
    var least = values.count * widest
    var escaped = widest < 64 ? counts[widest + 1] : 0
    for width in (0..<widest).reversed() {
      escaped += counts[width + 1]
      let bits = values.count * width + escaped * each
      if bits < least { (best, least) = (width, bits) }
    }
    return best
  }
}
