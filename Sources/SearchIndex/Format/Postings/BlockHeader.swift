// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is known of a block of postings without reading it. 11 to 20 bytes, little-endian:
//
//   header := u32(last doc) offset(of the block) offset(of its positions)
//             u8(length class of single) u8(greatest frequency) u8(length class of repeated)
//             [u8(most languages of one doc) u16(lowest language) u16(highest language)]
//   offset := u16 | u32                 u16 where the list takes less than 65,536 bytes of postings,
//                                       headers included, and of positions
//
// What stands in brackets is there only in lists of several variants.
//
// The variants of a term in one language of a doc are counted together, also those whose postings stand
// in a neighbouring block: they are scored together. "Single" are docs in which the term occurs once in
// a language, "repeated" the others; a length class stands for the shortest among them, in words of that
// language, rounded down. Where there are none of a kind, the class is 255. A frequency of 255 stands
// for any from 255 on. Whatever the numbers of the ranking are, no doc of the block scores more in one
// language than max(f(1, single), f(greatest, repeated)), as a score rises with frequency and falls with
// length; and no more in all than that as often as a doc has languages.

/// The header of a full block in a list of several blocks.
struct BlockHeader: Equatable {
  /// The length class that stands for "no such posting".
  static let absent: UInt8 = 255

  /// The last doc of the block.
  var lastDocument: UInt32 = 0
  /// Where the block begins, from the first block of the list.
  var offset: UInt32 = 0
  /// Where its positions begin, from the first of the list.
  var positionsOffset: UInt32 = 0
  /// The class of the shortest document among those of one occurrence in a language.
  var singleLength = BlockHeader.absent
  /// The most occurrences in one language of a document, at most 255.
  var greatestFrequency: UInt8 = 0
  /// The class of the shortest document among those of more occurrences in a language.
  var repeatedLength = BlockHeader.absent
  /// The most languages in which any one document of the block has the term; 255 stands for any from 255
  /// on.
  var documentLanguages: UInt8 = 1
  /// The lowest language ordinal of its variants.
  var lowestLanguage: UInt16 = 0
  /// The highest language ordinal of its variants.
  var highestLanguage: UInt16 = 0

  /// How the headers of a list are written.
  struct Shape: Equatable {
    /// Whether offsets have two bytes.
    let isNarrow: Bool
    /// Whether the list is of several variants.
    let hasVariants: Bool

    /// Bytes of a header.
    var byteCount: Int { (isNarrow ? 11 : 15) + (hasVariants ? 5 : 0) }
  }

  /// Appends the header of a list of one language, or of several variants.
  func write(_ shape: Shape, to writer: inout ByteWriter) {
    writer.uint32(lastDocument)
    for number in [offset, positionsOffset] {
      if shape.isNarrow { writer.uint16(UInt16(number)) } else { writer.uint32(number) }
    }
    for byte in [singleLength, greatestFrequency, repeatedLength] { writer.byte(byte) }
    guard shape.hasVariants else { return }
    writer.byte(documentLanguages)
    writer.uint16(lowestLanguage)
    writer.uint16(highestLanguage)
  }

  /// Starts with what makes no promise.
  init() {}

  /// Reads the header at a byte of a file; `language` is that of a list of one variant.
  ///
  /// - Precondition: 24 bytes follow.
  @inline(__always)
  init(at start: Int, _ shape: Shape, language: UInt16, of bytes: RawSpan) {
    let first = bytes.word(at: start)
    var rest = bytes.word(at: start &+ (shape.isNarrow ? 8 : 12))
    lastDocument = UInt32(truncatingIfNeeded: first)
    if shape.isNarrow {
      offset = UInt32(UInt16(truncatingIfNeeded: first >> 32))
      positionsOffset = UInt32(UInt16(truncatingIfNeeded: first >> 48))
    } else {
      offset = UInt32(truncatingIfNeeded: first >> 32)
      positionsOffset = UInt32(truncatingIfNeeded: bytes.word(at: start &+ 8))
    }
    singleLength = UInt8(truncatingIfNeeded: rest)
    greatestFrequency = UInt8(truncatingIfNeeded: rest >> 8)
    repeatedLength = UInt8(truncatingIfNeeded: rest >> 16)
    lowestLanguage = language
    highestLanguage = language
    guard shape.hasVariants else { return }
    rest >>= 24
    documentLanguages = UInt8(truncatingIfNeeded: rest)
    lowestLanguage = UInt16(truncatingIfNeeded: rest >> 8)
    highestLanguage = UInt16(truncatingIfNeeded: rest >> 24)
  }
}

extension BlockHeader {
  /// What is known of a range of postings of a term, but for where it begins.
  init(
    of range: Range<Int>, _ term: borrowing PostingsSpan, _ variants: [TermHead.Variant],
    _ lengths: some DocumentLengths
  ) {
    self.init()
    lastDocument = term.documents[range.upperBound - 1]
    let whole = Self.postings(ofDocumentsIn: range, term.documents)
    lowestLanguage = variants[Int(term.variants[whole.lowerBound])].language
    highestLanguage = lowestLanguage
    var shortest = (single: UInt32.max, repeated: UInt32.max)
    var languages = 0
    var index = whole.lowerBound
    while index < whole.upperBound {
      let document = term.documents[index]
      let language = variants[Int(term.variants[index])].language
      let isSame = index > whole.lowerBound && term.documents[index - 1] == document
      languages = isSame ? languages + 1 : 1
      documentLanguages = max(documentLanguages, UInt8(min(languages, 255)))
      let occurrences = Self.occurrences(like: &index, whole.upperBound, term, variants)
      let length = lengths.words(of: document, in: language)
      if occurrences == 1 {
        shortest.single = min(shortest.single, length)
      } else {
        shortest.repeated = min(shortest.repeated, length)
      }
      greatestFrequency = max(greatestFrequency, UInt8(min(occurrences, 255)))
      lowestLanguage = min(lowestLanguage, language)
      highestLanguage = max(highestLanguage, language)
    }
    singleLength = LengthClass.shortest(shortest.single)
    repeatedLength = LengthClass.shortest(shortest.repeated)
  }

  /// How often the term occurs in the document and language of a posting; goes to the first posting of
  /// another, up to `end`.
  @inline(__always)
  private static func occurrences(
    like index: inout Int, _ end: Int, _ term: borrowing PostingsSpan,
    _ variants: [TermHead.Variant]
  ) -> UInt64 {
    let document = term.documents[index]
    let first = term.variants[index]
    var occurrences: UInt64 = 0
    // Variants stand in the order of their languages.
    repeat {
      occurrences &+= UInt64(term.frequencies[index])
      index &+= 1
    } while index < end && term.documents[index] == document
      && variants[Int(term.variants[index])].language == variants[Int(first)].language
    return occurrences
  }

  /// A range of postings with those outside it of its first document and its last.
  private static func postings(
    ofDocumentsIn range: Range<Int>, _ documents: Span<UInt32>
  ) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low > 0, documents[low - 1] == documents[range.lowerBound] { low -= 1 }
    while high < documents.count, documents[high] == documents[range.upperBound - 1] { high += 1 }
    return low..<high
  }
}

extension BlockHeader.Shape {
  /// The shape of headers of a list that takes these numbers of bytes.
  init(postings: Int, positions: Int, hasVariants: Bool) {
    self.init(isNarrow: max(postings, positions) < 1 << 16, hasVariants: hasVariants)
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

  /// The class of the shortest of some lengths; `BlockHeader.absent` where that is `.max`, of none.
  static func shortest(_ length: UInt32) -> UInt8 {
    length == .max ? BlockHeader.absent : of(length)
  }

  /// The least length of a class.
  @inline(__always)
  static func least(_ number: UInt8) -> UInt32 {
    if number < 32 { return UInt32(number) }
    let shift = (UInt32(number) - 16) >> 4
    return (UInt32(number) - 16 &* shift) &<< shift
  }
}
