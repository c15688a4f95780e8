// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is known of a block of postings without reading it. 20 bytes, little-endian:
//
//   header := u32(last doc) u32(offset of the block) u32(offset of its positions)
//             u8(length class of single) u8(greatest frequency) u8(length class of repeated)
//             u8(most postings of one doc) u16(lowest language) u16(highest language)
//
// "Single" are postings in which the term occurs once, "repeated" the others; a length class stands
// for the shortest document among them, in words of the posting's language, rounded down. Where
// there are none of a kind, the class is 255. A frequency of 255 stands for any from 255 on. Whatever
// the numbers of the ranking are, no posting of the block scores more than
// max(f(1, single), f(greatest, repeated)), as a score rises with frequency and falls with length.

/// The header of a full block in a list of several blocks.
struct BlockHeader: Equatable {
  /// Bytes of a header.
  static let byteCount = 20
  /// The length class that stands for "no such posting".
  static let absent: UInt8 = 255

  /// The last doc of the block.
  var lastDocument: UInt32 = 0
  /// Where the block begins, from the first block of the list.
  var offset: UInt32 = 0
  /// Where its positions begin, from the first of the list.
  var positionsOffset: UInt32 = 0
  /// The class of the shortest document among postings of one occurrence.
  var singleLength = BlockHeader.absent
  /// The greatest frequency, at most 255.
  var greatestFrequency: UInt8 = 0
  /// The class of the shortest document among postings of more occurrences.
  var repeatedLength = BlockHeader.absent
  /// The most postings of any one document of the block, at most 255.
  var documentPostings: UInt8 = 1
  /// The lowest language ordinal of its variants.
  var lowestLanguage: UInt16 = 0
  /// The highest language ordinal of its variants.
  var highestLanguage: UInt16 = 0

  /// Appends the header.
  func write(to writer: inout ByteWriter) {
    writer.uint32(lastDocument)
    writer.uint32(offset)
    writer.uint32(positionsOffset)
    for byte in [singleLength, greatestFrequency, repeatedLength, documentPostings] {
      writer.byte(byte)
    }
    writer.uint32(UInt32(highestLanguage) << 16 | UInt32(lowestLanguage))
  }

  /// Starts with what makes no promise.
  init() {}

  /// Reads the header at a byte of a file.
  ///
  /// - Precondition: 20 bytes follow, and four more.
  @inline(__always)
  init(at start: Int, of bytes: RawSpan) {
    let first = bytes.word(at: start)
    let second = bytes.word(at: start &+ 8)
    let third = bytes.word(at: start &+ 16)
    lastDocument = UInt32(truncatingIfNeeded: first)
    offset = UInt32(truncatingIfNeeded: first >> 32)
    positionsOffset = UInt32(truncatingIfNeeded: second)
    singleLength = UInt8(truncatingIfNeeded: second >> 32)
    greatestFrequency = UInt8(truncatingIfNeeded: second >> 40)
    repeatedLength = UInt8(truncatingIfNeeded: second >> 48)
    documentPostings = UInt8(truncatingIfNeeded: second >> 56)
    lowestLanguage = UInt16(truncatingIfNeeded: third)
    highestLanguage = UInt16(truncatingIfNeeded: third >> 16)
  }

  /// Takes up a posting of a document of `length` words.
  mutating func take(frequency: UInt32, length: UInt32, language: UInt16, isFirst: Bool) {
    if frequency == 1 {
      singleLength = min(singleLength, LengthClass.of(length))
    } else {
      repeatedLength = min(repeatedLength, LengthClass.of(length))
    }
    greatestFrequency = max(greatestFrequency, UInt8(min(frequency, 255)))
    lowestLanguage = isFirst ? language : min(lowestLanguage, language)
    highestLanguage = isFirst ? language : max(highestLanguage, language)
  }
}

/// Lengths in 255 classes: exact up to 31, then sixteen classes for each doubling.
enum LengthClass {
  /// The class of a length.
  static func of(_ length: UInt32) -> UInt8 {
    if length < 32 { return UInt8(length) }
    let shift = UInt32(27 - length.leadingZeroBitCount)
    return UInt8(min(16 * shift + (length >> shift), 254))
  }

  /// The least length of a class.
  @inline(__always)
  static func least(_ number: UInt8) -> UInt32 {
    if number < 32 { return UInt32(number) }
    let shift = (UInt32(number) - 16) >> 4
    return (UInt32(number) - 16 &* shift) &<< shift
  }
}
