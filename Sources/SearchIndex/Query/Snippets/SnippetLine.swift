// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Builds the one line of a snippet.
///
/// Control characters and line ends become spaces, runs of spaces one; what steers the direction of
/// text is left out, because the line is set by its own direction and a cut would unbalance it.
struct SnippetLine {
  /// The line, UTF-8.
  private var line: [UInt8] = []
  /// Bytes of the line that match.
  private var marked: [Range<Int>] = []
  /// Whether clusters of what was appended may be none of the line.
  private var isChanged = false
  /// Whether anything was left out or made a space since the last scalar of the line.
  private var hasGap = false
  /// The last scalar of the line that was no space in the place of another.
  private var last: UInt32 = 0x20

  /// Appends a cluster of a text.
  mutating func append(_ text: Span<UInt8>, _ cluster: Range<Int>, isMarked: Bool) {
    let start = line.count
    var index = cluster.lowerBound
    while index < cluster.upperBound {
      let (scalar, length) = GraphemeClusters.scalar(in: text, at: index)
      if Self.isPlain(scalar) || scalar == 0x20 && line.last != 0x20 && !line.isEmpty {
        closeGap(before: scalar)
        for place in index..<(index + length) { line.append(text[place]) }
      } else {
        append(scalar)
      }
      index += length
    }
    let end = line.count
    guard isMarked, start < end else { return }
    if let last = marked.last, last.upperBound == start {
      marked[marked.count - 1] = last.lowerBound..<end
    } else {
      marked.append(start..<end)
    }
  }

  /// Notes a scalar that stays as it is, and whether it may join what it did not stand beside.
  private mutating func closeGap(before scalar: UInt32) {
    if hasGap, !Self.isBorder(last, scalar) { isChanged = true }
    hasGap = false
    last = scalar
  }

  /// Whether there surely is a border between two scalars, and between either and a space.
  private static func isBorder(_ first: UInt32, _ second: UInt32) -> Bool {
    GraphemeClusters.standsAlone(second)
      && (GraphemeClusters.standsAlone(first) || GraphemeClusters.isMark(first))
  }

  /// Appends what stands for a scalar that may be none of the line.
  private mutating func append(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    if value == UInt32(GraphemeClusters.invalidByte) {
      FormScalar.append(0xFFFD, to: &line)
      isChanged = true
    } else if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
      if !line.isEmpty, line.last != 0x20 { line.append(0x20) }
      hasGap = true
    } else if scalar.properties.isBidiControl || value == 0xFEFF {
      hasGap = true
    } else {
      closeGap(before: value)
      FormScalar.append(value, to: &line)
    }
  }

  /// Whether a code point is surely no space, no control and no sign of direction, without asking for its
  /// properties.
  ///
  /// Source: White_Space and Bidi_Control of PropList.txt, Unicode 15: none of them is in these ranges but
  /// the Arabic letter mark.
  private static func isPlain(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x21...0x7E, 0xA1...0x61B, 0x61D...0x167F, 0x1681...0x1FFF, 0x2010...0x2027,
      0x2030...0x205E, 0x206A...0x2FFF, 0x3001...0xFEFE, 0xFF00...0x10FFFF:
      true
    default: false
    }
  }

  /// Ends the line.
  consuming func finish(hasTextBefore: Bool, hasTextAfter: Bool) -> Snippet {
    if line.last == 0x20 {
      line.removeLast()
      if let last = marked.popLast(), last.lowerBound < line.count {
        marked.append(last.clamped(to: line.indices))
      }
    }
    let text = String(decoding: line, as: UTF8.self)
    return Snippet(
      text: text, marks: isChanged ? wholeClusters() : marked, places: [],
      isRightToLeft: text.unicodeScalars.isRightToLeft,
      hasLeadingEllipsis: hasTextBefore, hasTrailingEllipsis: hasTextAfter)
  }

  /// The marks, widened to whole clusters of the line: leaving out a control can join two.
  private func wholeClusters() -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var next = marked[...]
    for cluster in GraphemeClusters.clusters(of: line, in: line.indices) {
      while let first = next.first, first.upperBound <= cluster.lowerBound {
        next = next.dropFirst()
      }
      guard let first = next.first, first.lowerBound < cluster.upperBound else { continue }
      if let last = marks.last, last.upperBound == cluster.lowerBound {
        marks[marks.count - 1] = last.lowerBound..<cluster.upperBound
      } else {
        marks.append(cluster)
      }
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
