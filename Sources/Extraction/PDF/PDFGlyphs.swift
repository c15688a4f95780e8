// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A line in the order of the eye → the order of reading.
//
// Poppler gives the words of a line from left to right, whatever they are. Where a program drew
// Arabic in the order of reading, each glyph is a word of its own, and the letters of a ligature
// stand in the order of reading inside it: so `لا` is known from `ال` for sure. Where a program drew
// it from left to right, words are whole and reversed.

/// A character with its marks, or a space, in a line.
struct PDFGlyph {
  /// How it runs.
  enum Direction {
    case left
    case right
    /// Numbers, and signs that belong to one.
    case number
    case neutral
  }
  /// Its characters.
  var scalars: [Unicode.Scalar]
  /// The word of the line that it comes from; nil for a space.
  var word: Int?
  /// How it runs.
  var direction: Direction

  /// Whether it keeps its direction in any line.
  var isStrong: Bool { direction != .neutral }
  /// A space between words.
  static let space = PDFGlyph(scalars: [" "], word: nil, direction: .neutral)
}

/// How the words of a page are drawn that read from right to left.
enum RightToLeftWords {
  /// Each from left to right, as it looks, a letter's marks before it.
  case seen
  /// Each from left to right, as it looks, but a letter's marks behind it.
  case seenByLetter
  /// Each in the order of reading: ligatures between letters that stand alone, or replaced texts.
  case read
}

/// Puts glyphs into the order of reading.
enum PDFGlyphOrder {
  /// The glyphs of a line whose words stand as they look.
  static func read(_ glyphs: [PDFGlyph], fromRight: Bool) -> [PDFGlyph] {
    let glyphs = withSignsOfNumbers(glyphs)
    return fromRight ? bracketsMirrored(reversed(glyphs[...])) : runsReversed(glyphs)
  }

  /// Reads from the right, but what lies between two words or numbers of another direction as it is.
  private static func reversed(_ glyphs: ArraySlice<PDFGlyph>) -> [PDFGlyph] {
    var result: [PDFGlyph] = []
    var end = glyphs.endIndex
    while end > glyphs.startIndex {
      let start = startOfLeftRun(glyphs, endingAt: end)
      if start < end {
        result += glyphs[start..<end]
        end = start
      } else {
        end -= 1
        result.append(glyphs[end])
      }
    }
    return result
  }

  /// Where the run from left to right begins that ends at `end`; `end` where none does.
  private static func startOfLeftRun(_ glyphs: ArraySlice<PDFGlyph>, endingAt end: Int) -> Int {
    guard glyphs[end - 1].isStrong else { return end }
    var start = end
    var probe = end
    while probe > glyphs.startIndex {
      probe -= 1
      switch glyphs[probe].direction {
      case .right: return start
      case .left, .number: start = probe
      case .neutral: break
      }
    }
    return start
  }

  /// Reverses the words from right to left in a line that reads from left to right.
  private static func runsReversed(_ glyphs: [PDFGlyph]) -> [PDFGlyph] {
    var result: [PDFGlyph] = []
    var index = 0
    while index < glyphs.count {
      guard glyphs[index].direction == .right else {
        result.append(glyphs[index])
        index += 1
        continue
      }
      var end = index + 1
      var probe = end
      while probe < glyphs.count, glyphs[probe].direction != .left {
        probe += 1
        if glyphs[probe - 1].direction == .right { end = probe }
      }
      result += reversed(glyphs[index..<end])
      index = end
    }
    return result
  }

  private static let signs: Set<Unicode.Scalar> = [
    "%", "٪", "$", "€", "£", "¥", "₪", "﷼", "°", "#", "‰",
  ]

  /// Counts signs beside a number, and a plus before one, as part of it (UAX #9, rule W5).
  private static func withSignsOfNumbers(_ glyphs: [PDFGlyph]) -> [PDFGlyph] {
    var result = glyphs
    for (index, glyph) in glyphs.enumerated() where glyph.direction == .neutral {
      let before = index > 0 ? glyphs[index - 1] : .space
      let after = index + 1 < glyphs.count ? glyphs[index + 1] : .space
      let isSign = signs.contains(glyph.scalars[0])
      let isPlus = glyph.scalars[0] == "+" && before.word == nil
      if isSign && (before.direction == .number || after.direction == .number)
        || isPlus && after.direction == .number
      {
        result[index].direction = .number
      }
    }
    return result
  }

  private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
    "(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«",
  ]
  private static let closing: Set<Unicode.Scalar> = [")", "]", "}", "»"]

  /// Turns the brackets round where the first one closes and the last one opens: some programs name
  /// the shape that is drawn, others what is meant.
  private static func bracketsMirrored(_ glyphs: [PDFGlyph]) -> [PDFGlyph] {
    let places = glyphs.indices.filter { brackets[glyphs[$0].scalars[0]] != nil }
    guard let first = places.first, let last = places.last,
      closing.contains(glyphs[first].scalars[0]), !closing.contains(glyphs[last].scalars[0])
    else { return glyphs }
    var result = glyphs
    for place in places {
      result[place].scalars[0] = brackets[glyphs[place].scalars[0]] ?? result[place].scalars[0]
    }
    return result
  }
}

extension PDFGlyph {
  /// Whether text may hold letters that read from right to left: a look at its bytes.
  static func mayReadFromRight(_ text: String) -> Bool {
    text.utf8.contains { (0xD6...0xE0).contains($0) || $0 == 0xEF || $0 == 0xF0 }
  }

  /// Whether a character is a letter that reads from right to left.
  static func readsFromRight(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      return scalar.properties.isAlphabetic && !isMark(scalar)
    default: return false
    }
  }

  /// Whether a character stands on another.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Whether a character is a mark of Hebrew, Arabic or their neighbours.
  static func isMarkFromRight(_ scalar: Unicode.Scalar) -> Bool {
    (0x590...0x8FF).contains(scalar.value) && isMark(scalar)
  }

  /// How a character runs.
  static func direction(of scalar: Unicode.Scalar) -> Direction {
    if readsFromRight(scalar) { return .right }
    let properties = scalar.properties
    if properties.numericType != nil { return .number }
    return properties.isAlphabetic ? .left : .neutral
  }
}
