// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Numbers in as many bits as they need, for short lists: exponential Golomb codes of an order that
// writer and reader know. The lowest bits come first.
//
//   number v of order k := n zeros, a one, the n lowest bits of (v >> k) + 1, the k lowest bits of v
//
// where n is one less than the bits of (v >> k) + 1. Numbers below 2^k take k + 1 bits.
//
// Source: Teuhola, "A Compression Method for Clustered Bit-Vectors", 1978.

/// Bits under construction.
struct BitWriter {
  private var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var used: UInt64 = 0

  /// Appends a number in an order below 32.
  mutating func write(_ number: UInt64, order: Int) {
    let above = (number >> UInt64(order)) + 1
    let zeros = UInt64(63 - above.leadingZeroBitCount)
    precondition(zeros <= 33, "a number is below 2^33")
    append(1 << zeros, count: zeros + 1)
    append(above & (1 << zeros - 1), count: zeros)
    append(number & (1 << UInt64(order) - 1), count: UInt64(order))
  }

  private mutating func append(_ bits: UInt64, count: UInt64) {
    pending |= bits << used
    used += count
    while used >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      used -= 8
    }
  }

  /// Appends what was written, filled up to a byte.
  func finish(into writer: inout ByteWriter) {
    writer.bytes += bytes
    if used > 0 { writer.byte(UInt8(truncatingIfNeeded: pending)) }
  }
}

/// A position among bits of a file, with an end that it never passes.
struct BitReader: ~Escapable {
  private let bytes: RawSpan
  private let file: String
  /// The next bit to read, from the beginning of the file.
  private(set) var bit: Int
  private let end: Int

  /// Starts at a bit of a file and ends with the byte before `end`.
  ///
  /// - Throws: `corrupt` where eight bytes do not follow the end, as they do in every section.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, bit: Int, end: Int, file: String) throws(SearchIndexError) {
    self.bytes = bytes
    self.bit = bit
    self.end = end &* 8
    self.file = file
    guard bit >= 0, end >= 0, end <= bytes.byteCount &- 8 else { throw corrupt(.truncated) }
  }

  /// The error that names this file and the place of the reader.
  func corrupt(_ reason: SearchIndexError.Corruption) -> SearchIndexError {
    .corrupt(file: file, byte: bit >> 3, reason: reason)
  }

  /// Reads a number of an order below 32; it is below 2^34.
  ///
  /// - Throws: `corrupt` at the end, and for a greater number.
  @inline(__always)
  mutating func number(order: Int) throws(SearchIndexError) -> UInt64 {
    guard bit < end else { throw corrupt(.truncated) }
    // The end has eight bytes after it, and so has every bit before it.
    let word = bytes.word(at: bit >> 3) &>> UInt64(bit & 7)
    let zeros = word.trailingZeroBitCount
    let length = 2 &* zeros &+ 1 &+ order
    // 57 bits of the word are there, wherever in its byte it begins.
    guard length <= 57 else { return try longNumber(zeros, order) }
    let above = (word &>> UInt64(zeros &+ 1)) & (1 &<< UInt64(zeros) &- 1) | 1 &<< UInt64(zeros)
    let low = (word &>> UInt64(2 &* zeros &+ 1)) & (1 &<< UInt64(order) &- 1)
    bit &+= length
    guard bit <= end else { throw corrupt(.truncated) }
    return (above &- 1) &<< UInt64(order) | low
  }

  private mutating func longNumber(
    _ zeros: Int, _ order: Int
  ) throws(SearchIndexError) -> UInt64 {
    guard zeros &+ order <= 33 else { throw corrupt(.outOfRange) }
    bit &+= zeros &+ 1
    guard bit < end else { throw corrupt(.truncated) }
    let word = bytes.word(at: bit >> 3) &>> UInt64(bit & 7)
    let above = word & (1 &<< UInt64(zeros) &- 1) | 1 &<< UInt64(zeros)
    let low = (word &>> UInt64(zeros)) & (1 &<< UInt64(order) &- 1)
    bit &+= zeros &+ order
    guard bit <= end else { throw corrupt(.truncated) }
    return (above &- 1) &<< UInt64(order) | low
  }
}
