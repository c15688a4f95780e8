// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Numbers of one width side by side, the lowest bits first: value i has the bits
// i * width ..< (i + 1) * width of the byte string. `width` may be 0: all values are 0, no bytes.

/// Packing and unpacking of up to 128 numbers at a time, and of single numbers in place.
enum BitPacking {
  /// Numbers in a full block.
  static let blockSize = 128

  /// The bytes that `count` numbers take.
  @inline(__always)
  static func byteCount(_ count: Int, width: UInt8) -> Int { (count &* Int(width) &+ 7) >> 3 }

  /// Appends numbers, none wider than `width` <= 56.
  static func pack(
    _ values: some Collection<UInt64>, width: UInt8, to output: inout [UInt8]
  ) {
    var pending: UInt64 = 0
    var used: UInt64 = 0
    for value in values {
      pending |= value << used
      used += UInt64(width)
      while used >= 8 {
        output.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        used -= 8
      }
    }
    if used > 0 { output.append(UInt8(truncatingIfNeeded: pending)) }
  }

  /// Unpacks `count` numbers of `width` <= 32 bits that begin at byte `start` of a file into the
  /// beginning of `output`.
  ///
  /// - Precondition: `output` holds at least `count` numbers, and eight bytes follow the packed ones.
  static func unpack(
    _ count: Int, width: UInt8, from start: Int, of bytes: RawSpan, into output: inout [UInt32]
  ) {
    precondition(count <= output.count, "there must be room for what is unpacked")
    precondition(
      width <= 32 && start >= 0 && start &+ byteCount(count, width: width) &+ 8 <= bytes.byteCount,
      "packed numbers must lie inside the bytes, with a word after them")
    let mask: UInt64 = (1 &<< UInt64(width)) &- 1
    let step = Int(width)
    unsafe output.withUnsafeMutableBufferPointer { target in
      // SAFETY: every number lies in the packed bytes, which have at least eight bytes after them, and
      // `target` has room for `count` numbers; both are checked above.
      var bit = start &* 8
      var index = 0
      // A word has 57 bits from whatever bit of its first byte: four numbers of 14.
      while width <= 14, index &+ 4 <= count {
        let word =
          UInt64(
            littleEndian: unsafe bytes.unsafeLoadUnaligned(
              fromUncheckedByteOffset: bit &>> 3, as: UInt64.self)) &>> UInt64(bit & 7)
        for part in 0..<4 {
          unsafe target[index &+ part] = UInt32(
            truncatingIfNeeded: (word &>> UInt64(part &* step)) & mask)
        }
        index &+= 4
        bit &+= 4 &* step
      }
      while index < count {
        let word = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: bit &>> 3, as: UInt64.self)
        unsafe target[index] = UInt32(
          truncatingIfNeeded: (UInt64(littleEndian: word) &>> UInt64(bit & 7)) & mask)
        index &+= 1
        bit &+= step
      }
    }
  }

  /// Replaces the first `count` numbers, which are distances less `step`, by the sums of those up to
  /// them and `start`, modulo 2^32; gives the last sum in full.
  ///
  /// - Precondition: there are so many numbers.
  static func accumulate(
    _ count: Int, from start: Int, step: Int, in numbers: inout [UInt32]
  ) -> Int {
    precondition(count <= numbers.count, "there must be so many numbers")
    return unsafe numbers.withUnsafeMutableBufferPointer { target in
      var sum = start
      for index in 0..<count {
        // SAFETY: `target` has `count` numbers, checked above.
        sum = sum &+ step &+ Int(unsafe target[index])
        unsafe target[index] = UInt32(truncatingIfNeeded: sum)
      }
      return sum
    }
  }

  /// Adds 1 to the first `count` numbers; false where one of them is the greatest there is.
  ///
  /// - Precondition: there are so many numbers.
  static func increase(_ count: Int, in numbers: inout [UInt32]) -> Bool {
    precondition(count <= numbers.count, "there must be so many numbers")
    return unsafe numbers.withUnsafeMutableBufferPointer { target in
      var isGreatest = false
      for index in 0..<count {
        // SAFETY: `target` has `count` numbers, checked above.
        let number = unsafe target[index] &+ 1
        isGreatest = isGreatest || number == 0
        unsafe target[index] = number
      }
      return !isGreatest
    }
  }

  /// The number at `index` of packed numbers that begin at byte `start` of a file.
  ///
  /// - Precondition: eight bytes follow the first byte of the number.
  @inline(__always)
  static func value(_ index: Int, width: UInt8, from start: Int, of bytes: RawSpan) -> UInt32 {
    UInt32(truncatingIfNeeded: wide(index, width: width, from: start, of: bytes))
  }

  /// The number at `index` of packed numbers of `width` <= 56 bits that begin at byte `start`.
  ///
  /// - Precondition: eight bytes follow the first byte of the number.
  @inline(__always)
  static func wide(_ index: Int, width: UInt8, from start: Int, of bytes: RawSpan) -> UInt64 {
    let bit = index &* Int(width)
    let word = bytes.word(at: start &+ (bit >> 3))
    return (word &>> UInt64(bit & 7)) & ((1 &<< UInt64(width)) &- 1)
  }
}

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

  /// Appends a column of numbers below 2^56, in the fewest bytes.
  static func write(_ values: [UInt64], to writer: inout ByteWriter) {
    let width = bestWidth(values)
    let escape = UInt64.max >> UInt64(64 - width)
    let places = values.indices.filter { values[$0] >= escape }
    PackedColumn.write(values.map { min($0, escape) }, to: &writer)
    PackedColumn.write(places.map { UInt64($0) }, to: &writer)
    PackedColumn.write(places.map { values[$0] }, to: &writer)
  }

  /// The width in which the fewest bits are written; 64 where nothing is escaped.
  private static func bestWidth(_ values: [UInt64]) -> Int {
    var counts = [Int](repeating: 0, count: 65)
    for value in values { counts[64 - (value + 1).leadingZeroBitCount] += 1 }
    let widest = 64 - values.reduce(0, |).leadingZeroBitCount
    let each = widest + 64 - UInt64(values.count).leadingZeroBitCount
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
