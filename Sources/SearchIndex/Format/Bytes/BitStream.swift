// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Numbers of any width in a row, the lowest bit first. `BitReader` reads what `BitWriter` writes.
//
// A number of order k is written as an exponential Golomb code: with n the bits of number + 2^k, it
// is n - k - 1 zeros, a one, then the n - 1 lowest bits of number + 2^k. Small ones are short; the
// order says how small they mostly are.
//
// Source: Teuhola, "A compression method for clustered bit-vectors", IPL 7, 1978.

/// Bits under construction.
struct BitWriter {
  /// The bytes of all full words.
  private var bytes: [UInt8] = []
  /// The bits after those, from the lowest on; fewer than a word.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Appends the lowest bits of a number, at most 56 of them; the others are zero.
  @inline(__always)
  mutating func bits(_ value: UInt64, _ width: Int) {
    precondition(width <= 56 && value &>> UInt64(width) == 0, "a number must fit its bits")
    pending |= value &<< UInt64(pendingCount)
    pendingCount &+= width
    if pendingCount >= 64 { endWord(value, width) }
  }

  /// Takes the word, which is full; the last bits of a number are those of the next.
  private mutating func endWord(_ value: UInt64, _ width: Int) {
    BitPacking.append(pending, bytes: 8, to: &bytes)
    pendingCount &-= 64
    pending = value >> UInt64(width &- pendingCount)
  }

  /// Appends one bit.
  @inline(__always)
  mutating func flag(_ value: Bool) { bits(value ? 1 : 0, 1) }

  /// Appends a number below 2^48 as a code of an order.
  @inline(__always)
  mutating func number(_ value: UInt64, order: Int) {
    let sum = value &+ 1 &<< UInt64(order)
    let width = 63 &- sum.leadingZeroBitCount
    let zeros = width &- order
    let low = sum & ((1 &<< UInt64(width)) &- 1)
    if zeros &+ 1 &+ width <= 56 {
      bits(1 &<< UInt64(zeros) | low &<< UInt64(zeros &+ 1), zeros &+ 1 &+ width)
    } else {
      bits(1 &<< UInt64(zeros), zeros &+ 1)
      bits(low, width)
    }
  }

  /// Fills the last byte with zeros and gives all bytes; the writer is empty then.
  mutating func take() -> [UInt8] {
    var output: [UInt8] = []
    take(into: &output)
    return output
  }

  /// Fills the last byte with zeros and appends all bytes to others; the writer is empty then.
  mutating func take(into output: inout [UInt8]) {
    output += bytes
    BitPacking.append(pending, bytes: (pendingCount + 7) / 8, to: &output)
    (pending, pendingCount) = (0, 0)
    bytes.removeAll(keepingCapacity: true)
  }
}

/// A position in borrowed bits, with an end that it never passes.
struct BitReader: ~Escapable {
  private let bytes: RawSpan
  /// The next bit to read, from the beginning of the file.
  private(set) var bit: Int
  private let end: Int
  private let file: FileName

  /// Starts at the first bit of a range of bytes.
  ///
  /// - Throws: `corrupt(.truncated)` where a word does not follow the range: a file ends with a footer
  ///   longer than a word.
  @_lifetime(copy bytes, copy file)
  init(_ bytes: RawSpan, _ range: Range<Int>, file: FileName) throws(SearchIndexError) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.byteCount - 8 else {
      throw .corrupt(file: file.string, byte: bytes.byteCount, reason: .truncated)
    }
    self.bytes = bytes
    self.file = file
    bit = range.lowerBound * 8
    end = range.upperBound * 8
  }

  /// Starts at a bit of a file and ends with the byte before `end`.
  ///
  /// - Throws: `corrupt(.truncated)` where a word does not follow the end.
  @_lifetime(copy bytes, copy file)
  init(_ bytes: RawSpan, bit: Int, end: Int, file: FileName) throws(SearchIndexError) {
    self.bytes = bytes
    self.file = file
    self.bit = bit
    self.end = end &* 8
    guard bit >= 0, end >= 0, end <= bytes.byteCount &- 8 else { throw corrupt(.truncated) }
  }

  /// Bits that are left.
  var left: Int { end &- bit }

  /// The error that names this file and the place of the reader.
  func corrupt(_ reason: SearchIndexError.Corruption) -> SearchIndexError {
    .corrupt(file: file.string, byte: bit >> 3, reason: reason)
  }

  /// Reads a number of at most 56 bits.
  @inline(__always)
  mutating func bits(_ width: Int) throws(SearchIndexError) -> UInt64 {
    let value = peek(width)
    try skip(width)
    return value
  }

  /// The next bits, at most 56, and beyond the end whatever follows there.
  @inline(__always)
  func peek(_ width: Int) -> UInt64 {
    bytes.word(at: bit >> 3) &>> UInt64(bit & 7) & ((1 &<< UInt64(width)) &- 1)
  }

  /// Passes over bits.
  @inline(__always)
  mutating func skip(_ width: Int) throws(SearchIndexError) {
    guard width <= end &- bit else { throw corrupt(.truncated) }
    bit &+= width
  }

  /// Reads one bit.
  @inline(__always)
  mutating func flag() throws(SearchIndexError) -> Bool { try bits(1) != 0 }

  /// Reads a code of an order below 32.
  ///
  /// - Throws: `corrupt` where it is cut short, or of a number of 49 bits or more.
  @inline(__always)
  mutating func number(order: Int) throws(SearchIndexError) -> UInt64 {
    guard bit < end else { throw corrupt(.truncated) }
    // The end has eight bytes after it, and so has every bit before it.
    let word = bytes.word(at: bit >> 3) &>> UInt64(bit & 7)
    let zeros = word.trailingZeroBitCount
    let width = zeros &+ order
    // 57 bits of the word are there, wherever in its byte it begins.
    guard zeros &+ 1 &+ width <= 57 else { return try longNumber(zeros, order) }
    bit &+= zeros &+ 1 &+ width
    guard bit <= end else { throw corrupt(.truncated) }
    let low = (word &>> UInt64(zeros &+ 1)) & ((1 &<< UInt64(width)) &- 1)
    return low &+ (1 &<< UInt64(width)) &- (1 &<< UInt64(order))
  }

  private mutating func longNumber(
    _ zeros: Int, _ order: Int
  ) throws(SearchIndexError) -> UInt64 {
    let width = zeros &+ order
    guard zeros <= 48, width <= 56 else { throw corrupt(left < 64 ? .truncated : .outOfRange) }
    bit &+= zeros &+ 1
    guard bit <= end else { throw corrupt(.truncated) }
    let low = try bits(width)
    return low &+ (1 &<< UInt64(width)) &- (1 &<< UInt64(order))
  }

  /// Reads `count` numbers of an order onto the end of an array.
  ///
  /// - Throws: `corrupt` at the end, and for a number that is not below 2^32.
  mutating func append(
    _ count: Int, order: Int, to output: inout [UInt32]
  ) throws(SearchIndexError) {
    for _ in 0..<count {
      guard let number = UInt32(exactly: try number(order: order)) else {
        throw corrupt(.outOfRange)
      }
      output.append(number)
    }
  }

  /// Reads a code of an order, of a number that must not exceed `limit`.
  @inline(__always)
  mutating func count(limit: Int, order: Int) throws(SearchIndexError) -> Int {
    let value = try number(order: order)
    guard value <= UInt64(max(0, limit)) else { throw corrupt(.outOfRange) }
    return Int(value)
  }
}
