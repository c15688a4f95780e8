// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where on a page each word stands.

package import TextAnalysis

/// A rectangle on a page, in the page's units, from its upper left corner.
package struct LayoutBox: Sendable, Hashable {
  /// Left edge.
  package var x: Int
  /// Upper edge.
  package var y: Int
  /// Width, at least 0.
  package var width: Int
  /// Height, at least 0.
  package var height: Int

  /// Farthest that a rectangle reaches in any direction, so that sums of edges never overflow.
  package static let farthest = 1 << 30

  /// Makes a rectangle; numbers beyond what pages have are cut.
  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = min(max(x, -Self.farthest), Self.farthest)
    self.y = min(max(y, -Self.farthest), Self.farthest)
    self.width = min(max(width, 0), Self.farthest)
    self.height = min(max(height, 0), Self.farthest)
  }

  /// The part of it that lies on a page; an empty rectangle at the edge where none does.
  package func onPage(width pageWidth: Int, height pageHeight: Int) -> LayoutBox {
    let (left, right) = (min(max(x, 0), pageWidth), min(max(x + width, 0), pageWidth))
    let (top, bottom) = (min(max(y, 0), pageHeight), min(max(y + height, 0), pageHeight))
    return LayoutBox(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// The smallest rectangle around some; nil where there are none.
  package static func around(_ boxes: some Sequence<LayoutBox>) -> LayoutBox? {
    boxes.reduce(nil) { (whole: LayoutBox?, box) in
      guard let whole else { return box }
      let (x, y) = (min(whole.x, box.x), min(whole.y, box.y))
      return LayoutBox(
        x: x, y: y, width: max(whole.x + whole.width, box.x + box.width) - x,
        height: max(whole.y + whole.height, box.y + box.height) - y)
    }
  }
}

/// A word with its place.
package struct LayoutWord: Sendable, Hashable {
  /// UTF-8 offsets into the page's text; never empty, within the text.
  package var range: Range<Int>
  /// Where it stands.
  package var box: LayoutBox
  /// How sure the recognition is, from 0 to 100; nil for a text that was not recognized.
  package var confidence: Int?

  /// Makes a word.
  package init(range: Range<Int>, box: LayoutBox, confidence: Int? = nil) {
    self.range = range
    self.box = box
    self.confidence = confidence
  }
}

/// A line with its words, in reading order.
package struct LayoutLine: Sendable, Hashable, Codable {
  /// Around the line.
  package var box: LayoutBox
  /// Its words, in reading order.
  package var words: [LayoutWord]

  /// Makes a line.
  package init(box: LayoutBox, words: [LayoutWord]) {
    self.box = box
    self.words = words
  }
}

/// A paragraph, column or cell: lines that are read one after the other.
package struct LayoutBlock: Sendable, Hashable, Codable {
  /// How a block is read.
  package enum Direction: String, Sendable, Hashable, Codable {
    /// Lines from left to right.
    case leftToRight = "ltr"
    /// Lines from right to left.
    case rightToLeft = "rtl"
    /// Columns from top to bottom, the first at the right.
    case vertical = "ttb"
  }

  /// Around the block.
  package var box: LayoutBox
  /// How it is read; nil where nobody said.
  package var direction: Direction?
  /// The language it was read as; nil where none was chosen.
  package var language: Language?
  /// Its lines, in reading order.
  package var lines: [LayoutLine]

  /// Makes a block.
  package init(
    box: LayoutBox, direction: Direction? = nil, language: Language? = nil, lines: [LayoutLine]
  ) {
    self.box = box
    self.direction = direction
    self.language = language
    self.lines = lines
  }
}

/// The layout of a page: its words, with their places, in reading order.
///
/// Boxes are of the page as a viewer shows it: turned as the file says (EXIF, `/Rotate`), and by
/// nothing else. The ranges of all words rise and are disjoint.
package struct PageLayout: Sendable, Hashable, Codable {
  /// Where a layout comes from.
  package enum Origin: String, Sendable, Hashable, Codable {
    /// The text layer of the file.
    case textLayer = "text-layer"
    /// Recognized here.
    case recognition
    /// From a file of layout that came with the document.
    case supplied
  }

  /// Width of the page in units, at least 1.
  package var width: Int
  /// Height of the page in units, at least 1.
  package var height: Int
  /// Units to the inch; 0 where nobody knows.
  package var resolution: Int
  /// Where it comes from.
  package var origin: Origin
  /// Its blocks, in reading order.
  package var blocks: [LayoutBlock]

  /// Makes a layout.
  package init(
    width: Int, height: Int, resolution: Int, origin: Origin, blocks: [LayoutBlock]
  ) {
    self.width = width
    self.height = height
    self.resolution = resolution
    self.origin = origin
    self.blocks = blocks
  }

  /// All words, in reading order.
  package var words: some Sequence<LayoutWord> {
    blocks.lazy.flatMap(\.lines).flatMap(\.words)
  }

  /// The mean confidence of the recognized words by their length, from 0 to 100; nil where there are
  /// none.
  package var confidence: Double? {
    var (sum, length) = (0, 0)
    for word in words {
      guard let confidence = word.confidence else { continue }
      sum += confidence * word.range.count
      length += word.range.count
    }
    return length == 0 ? nil : Double(sum) / Double(length)
  }
}

extension LayoutBox: Codable {
  /// Reads `[x, y, width, height]`.
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    self.init(
      x: try list.decode(Int.self), y: try list.decode(Int.self),
      width: try list.decode(Int.self), height: try list.decode(Int.self))
  }

  /// Writes `[x, y, width, height]`.
  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for value in [x, y, width, height] { try list.encode(value) }
  }
}

extension LayoutWord: Codable {
  /// Reads `[start, end, x, y, width, height]`, with the confidence behind it where there is one.
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    let (start, end) = (try list.decode(Int.self), try list.decode(Int.self))
    guard start >= 0, end >= start else {
      throw DecodingError.dataCorruptedError(in: list, debugDescription: "a range that ends early")
    }
    let box = LayoutBox(
      x: try list.decode(Int.self), y: try list.decode(Int.self),
      width: try list.decode(Int.self), height: try list.decode(Int.self))
    self.init(
      range: start..<end, box: box, confidence: list.isAtEnd ? nil : try list.decode(Int.self))
  }

  /// Writes `[start, end, x, y, width, height]`, and the confidence where there is one.
  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for value in [range.lowerBound, range.upperBound, box.x, box.y, box.width, box.height] {
      try list.encode(value)
    }
    if let confidence { try list.encode(confidence) }
  }
}
