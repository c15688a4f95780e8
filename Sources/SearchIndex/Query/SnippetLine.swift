// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Builds the one line of a snippet.
///
/// Control characters and line ends become spaces, runs of spaces one; what steers the direction of
/// text is left out, because the line is set by its own direction and a cut would unbalance it.
struct SnippetLine {
  /// Stands for a byte that is not UTF-8.
  static let invalidByte: UInt8 = 0x1A

  private var text = ""
  /// Bytes of `text` that match.
  private var marked: [Range<Int>] = []

  mutating func append(_ character: Character, isMarked: Bool) {
    let start = text.utf8.count
    for scalar in character.unicodeScalars {
      if Self.isPlain(scalar.value) {
        text.unicodeScalars.append(scalar)
      } else if scalar.value == UInt32(SnippetLine.invalidByte) {
        text.unicodeScalars.append("\u{FFFD}")
      } else if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        if !text.isEmpty, text.utf8.last != 0x20 { text.unicodeScalars.append(" ") }
      } else if !scalar.properties.isBidiControl, scalar.value != 0xFEFF {
        text.unicodeScalars.append(scalar)
      }
    }
    let end = text.utf8.count
    guard isMarked, start < end else { return }
    if let last = marked.last, last.upperBound == start {
      marked[marked.count - 1] = last.lowerBound..<end
    } else {
      marked.append(start..<end)
    }
  }

  /// Whether a code point is surely no space, no control and no sign of direction, without asking for its
  /// properties.
  ///
  /// Source: White_Space and Bidi_Control of PropList.txt, Unicode 15: none of them is in these ranges but
  /// the Arabic letter mark.
  private static func isPlain(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x21...0x7E, 0xA1...0x61B, 0x61D...0x167F, 0x3001...0xFEFE: true
    default: false
    }
  }

  /// Ends the line.
  consuming func finish(hasTextBefore: Bool, hasTextAfter: Bool) -> Snippet {
    if text.utf8.last == 0x20 { text.unicodeScalars.removeLast() }
    return Snippet(
      text: text, marks: wholeClusters(), places: [],
      isRightToLeft: text.unicodeScalars.isRightToLeft,
      hasLeadingEllipsis: hasTextBefore, hasTrailingEllipsis: hasTextAfter)
  }

  /// The marks, widened to whole clusters of the line: leaving out a control can join two.
  private func wholeClusters() -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var start = 0
    var next = marked[...]
    for character in text {
      let end = start + character.utf8.count
      while let first = next.first, first.upperBound <= start { next = next.dropFirst() }
      if let first = next.first, first.lowerBound < end {
        if let last = marks.last, last.upperBound == start {
          marks[marks.count - 1] = last.lowerBound..<end
        } else {
          marks.append(start..<end)
        }
      }
      start = end
    }
    return marks
  }
}

extension String.UnicodeScalarView {
  /// Whether the first strong character runs from right to left.
  fileprivate var isRightToLeft: Bool {
    for scalar in self where scalar.properties.isAlphabetic {
      switch scalar.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
        return true
      default: return false
      }
    }
    return false
  }
}
