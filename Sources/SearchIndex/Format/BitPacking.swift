// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Numbers of one width side by side, the lowest bits first: value i has the bits
// i * width ..< (i + 1) * width of the byte string. `width` may be 0: all values are 0, no bytes.

/// Packing and unpacking of up to 128 numbers at a time, and of single numbers in place.
enum BitPacking {
  /// Numbers in a full block.
  static let blockSize = 128

  /// The bits that the greatest of `values` needs.
  static func width(_ values: some Collection<UInt32>) -> UInt8 {
    UInt8(32 - values.reduce(0, |).leadingZeroBitCount)
  }

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

  /// Appends 32-bit numbers, none wider than `width`.
  static func pack(_ values: [UInt32], width: UInt8, to output: inout [UInt8]) {
    var pending: UInt64 = 0
    var used: UInt64 = 0
    for value in values {
      pending |= UInt64(value) &<< used
      used &+= UInt64(width)
      while used >= 8 {
        output.append(UInt8(truncatingIfNeeded: pending))
        pending &>>= 8
        used &-= 8
      }
    }
    if used > 0 { output.append(UInt8(truncatingIfNeeded: pending)) }
  }

  /// Unpacks `count` numbers of `width` <= 32 bits into the beginning of `output` and moves the
  /// reader past them.
  ///
  /// - Precondition: `output` holds at least `count` numbers.
  /// - Throws: `corrupt` where they run past the reader's end, or the width is impossible.
  static func unpack(
    _ count: Int, width: UInt8, from reader: inout ByteReader, into output: inout [UInt32]
  ) throws(SearchIndexError) {
    precondition(count <= output.count, "there must be room for what is unpacked")
    guard width <= 32 else { throw reader.corrupt(.outOfRange) }
    let start = reader.position
    try reader.skip(byteCount(count, width: width))
    // A file ends with a footer longer than a word, so the last word may be read in whole.
    guard reader.position &+ 8 <= reader.bytes.byteCount else { throw reader.corrupt(.truncated) }
    let bytes = reader.bytes
    let mask: UInt64 = (1 &<< UInt64(width)) &- 1
    let step = Int(width)
    unsafe output.withUnsafeMutableBufferPointer { target in
      var bit = start &* 8
      for index in 0..<count {
        // SAFETY: the last of the packed bytes has at least eight bytes after it, checked above, and
        // `target` has room for `count` numbers, a precondition.
        let word = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: bit &>> 3, as: UInt64.self)
        unsafe target[index] = UInt32(
          truncatingIfNeeded: (UInt64(littleEndian: word) &>> UInt64(bit & 7)) & mask)
        bit &+= step
      }
    }
  }

  /// The number at `index` of packed numbers that begin at byte `start` of a file.
  ///
  /// - Precondition: eight bytes follow the first byte of the number.
  @inline(__always)
  static func value(_ index: Int, width: UInt8, from start: Int, of bytes: RawSpan) -> UInt32 {
    let bit = index &* Int(width)
    let word = bytes.word(at: start &+ (bit >> 3))
    return UInt32(
      truncatingIfNeeded: (word &>> UInt64(bit & 7)) & ((1 &<< UInt64(width)) &- 1))
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

  /// The number at `index`, from the bytes of the file that the column was read from.
  ///
  /// - Precondition: `index` is inside the column.
  @inline(__always)
  func value(_ index: Int, in bytes: RawSpan) -> UInt64 {
    precondition(index >= 0 && index < count, "an index must lie inside its column")
    let bit = index &* Int(width)
    let word = bytes.word(at: start &+ (bit >> 3))
    return (word >> UInt64(bit & 7)) & ((1 << UInt64(width)) &- 1)
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
