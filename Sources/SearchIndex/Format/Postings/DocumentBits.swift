// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The documents of a long block as bits: where they stand close together that takes about as many bytes
// as their distances, and sets of bits are joined and cut 64 documents at a time.
//
//   bits := u8(128 + bytes) u8*bytes
//
// Bit i of the bytes, the lowest first, stands for the doc i after the lowest one that the block can
// have; the last byte is not 0. A row begins with a byte below 128, so that it is told from bits.
//
// Source: Chambi, Lemire, Kaser, Godin, "Better bitmap performance with Roaring bitmaps", 2016.

/// The documents of a block as bits, found in a file.
struct DocumentBits {
  /// The most bytes: eight documents' room for one.
  static let mostBytes = 127
  /// Bytes more than a row takes that bits may take, for they are quicker.
  private static let allowance = 40
  private static let mark: UInt8 = 128

  private let start: Int
  private let byteCount: Int
  /// The byte of the file after the bits.
  var end: Int { start &+ byteCount }

  /// Reads where bits are and moves the reader past them; nil where the reader stands at a row, and does
  /// not move.
  ///
  /// - Throws: `corrupt` where the bits run past the reader's end, or the last byte has none.
  @inline(__always)
  init?(from reader: inout ByteReader) throws(SearchIndexError) {
    guard !reader.isAtEnd else { throw reader.corrupt(.truncated) }
    let head = reader.bytes.octet(at: reader.position)
    if head < Self.mark { return nil }
    start = reader.position &+ 1
    byteCount = Int(head &- Self.mark)
    try reader.skip(byteCount &+ 1)
    // A file ends with a footer longer than a word, so the last word may be read in whole.
    guard byteCount > 0, end &+ 8 <= reader.bytes.byteCount,
      reader.bytes.octet(at: end &- 1) != 0
    else { throw reader.corrupt(.outOfRange) }
  }

  /// Visits the words of bits, each with the number of its first bit.
  @inline(__always)
  func forEachWord(of bytes: RawSpan, _ body: (UInt64, Int) -> Void) {
    var place = 0
    while place < byteCount {
      var word = bytes.word(at: start &+ place)
      let rest = byteCount &- place
      if rest < 8 { word &= (1 &<< UInt64(rest &* 8)) &- 1 }
      body(word, place &* 8)
      place &+= 8
    }
  }

  /// The number of bits that are set.
  func count(in bytes: RawSpan) -> Int {
    var count = 0
    forEachWord(of: bytes) { word, _ in count &+= word.nonzeroBitCount }
    return count
  }

  /// Whether the first bit is set.
  func hasFirst(in bytes: RawSpan) -> Bool { bytes.octet(at: start) & 1 != 0 }

  /// The last bit that is set.
  func last(in bytes: RawSpan) -> Int {
    byteCount &* 8 &- 1 &- bytes.octet(at: end &- 1).leadingZeroBitCount
  }

  /// Writes the docs into the beginning of `output`, where there are `count` of them; false where there
  /// are not.
  ///
  /// `lowest` is the doc of the first bit, and docs stay below 2^32.
  /// - Precondition: `output` has room for `count` numbers.
  func unpack(
    _ count: Int, from lowest: UInt32, of bytes: RawSpan, into output: inout [UInt32]
  ) -> Bool {
    guard self.count(in: bytes) == count else { return false }
    var target = output.mutableSpan
    var index = 0
    forEachWord(of: bytes) { word, first in
      let base = lowest &+ UInt32(first)
      var bits = word
      while bits != 0 {
        target[index] = base &+ UInt32(bits.trailingZeroBitCount)
        bits &= bits &- 1
        index &+= 1
      }
    }
    return true
  }

  // MARK: - Writing

  /// The bits of strictly rising documents, at least one, from `lowest` on; nil where they rise too far, or not
  /// strictly, or a row of `rowBytes` bytes takes much less.
  static func bytes(
    of documents: Span<UInt32>, from lowest: UInt32, rowBytes: Int
  ) -> [UInt8]? {
    let byteCount = Int(documents[documents.count - 1] - lowest) / 8 + 1
    if byteCount > mostBytes || byteCount + 1 > rowBytes + allowance { return nil }
    var result = [UInt8](repeating: 0, count: byteCount + 1)
    result[0] = mark + UInt8(byteCount)
    for index in documents.indices {
      if index > 0, documents[index] <= documents[index &- 1] { return nil }
      let bit = Int(documents[index] - lowest)
      result[1 + bit / 8] |= 1 << UInt8(bit % 8)
    }
    return result
  }
}
