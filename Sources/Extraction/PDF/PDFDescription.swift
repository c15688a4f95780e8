// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What goes between the program and the reader of PDF files: what is wanted, what a file says of itself,
// and how a page is shown.

/// Which pages of a PDF are wanted.
package struct PDFWish: Sendable, Codable {
  /// The first page, from 1.
  private var first: Int
  /// The last page.
  private var last: Int
  /// Whether their words are wanted, and not only how they are shown.
  package var hasWords: Bool
  /// Whether XMP and files inside are asked for.
  package var isFirstLook: Bool

  /// Wishes for pages that may not all exist.
  package init(pages: ClosedRange<Int>, hasWords: Bool = true, isFirstLook: Bool = false) {
    (first, last) = (pages.lowerBound, pages.upperBound)
    (self.hasWords, self.isFirstLook) = (hasWords, isFirstLook)
  }

  /// The pages, by their numbers from 1.
  package var pages: ClosedRange<Int> { max(1, first)...max(1, first, last) }
}

/// What a PDF says of itself, as it says it.
package struct PDFDescription: Sendable, Hashable, Codable {
  /// The version of what is made of the words of a page; changes when the same bytes give another text.
  package static let readerVersion = "4"

  /// Texts and dates of its information dictionary by their names there, such as `Title`.
  package var texts: [String: String] = [:]
  /// The version of the format, such as `1.7`.
  package var version = ""
  /// How many pages it says it has.
  package var pageCount: Int
  /// Whether it asks readers not to copy its text.
  package var forbidsCopying = false
  /// Whether a form of the XFA kind lies beside its pages.
  package var hasXFA = false
  /// Whether there may be files inside, where that was asked for.
  package var mayHaveFiles = false
  /// What poppler complained of, one a line.
  package var complaints = ""

  /// Describes a PDF of so many pages.
  package init(pageCount: Int) { self.pageCount = pageCount }
}

/// How a page of a PDF is shown.
package struct PDFPageShape: Sendable, Hashable {
  /// A box of a page: left, lower, right and upper edge in thousandths of a point, from below.
  package struct Edges: Sendable, Hashable {
    var left: Int
    var lower: Int
    var right: Int
    var upper: Int

    /// Makes a box.
    package init(left: Int, lower: Int, right: Int, upper: Int) {
      (self.left, self.lower, self.right, self.upper) = (left, lower, right, upper)
    }
  }

  /// Its media box.
  var media: Edges
  /// What of that is shown.
  var crop: Edges
  /// By how many degrees it is turned clockwise: 0, 90, 180 or 270.
  var turn: Int

  /// Makes one.
  package init(media: Edges, crop: Edges, turn: Int) {
    (self.media, self.crop, self.turn) = (media, crop, turn)
  }

  /// Reads the bytes of a frame; nil where they are none.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == 36 else { return nil }
    func number(_ index: Int) -> Int { FrameNumber.number(bytes, at: 4 * index) }
    func edges(_ first: Int) -> Edges {
      Edges(
        left: min(number(first), number(first + 2)),
        lower: min(number(first + 1), number(first + 3)),
        right: max(number(first), number(first + 2)),
        upper: max(number(first + 1), number(first + 3)))
    }
    self.init(media: edges(0), crop: edges(4), turn: number(8))
  }

  /// The bytes of a frame: nine numbers of 32 bits, lowest byte first.
  package var bytes: [UInt8] {
    [media, crop].flatMap { [$0.left, $0.lower, $0.right, $0.upper] }.flatMap(FrameNumber.bytes)
      + FrameNumber.bytes(turn)
  }
}

/// Numbers in the frames of a page: 32 bits with a sign, lowest byte first.
enum FrameNumber {
  /// The number at a place, which must have four bytes.
  @inline(__always)
  static func number(_ bytes: [UInt8], at place: Int) -> Int {
    let low = UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
    let high = UInt32(bytes[place + 2]) | UInt32(bytes[place + 3]) << 8
    return Int(Int32(bitPattern: low | high << 16))
  }

  /// The bytes of a number, which is cut to what 32 bits can hold.
  static func bytes(_ number: Int) -> [UInt8] {
    let bits = UInt32(bitPattern: Int32(clamping: number))
    return (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) }
  }
}
