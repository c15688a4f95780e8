// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Counts which way the letters of some blocks run, and how their words are drawn.
struct PDFDirectionCensus {
  /// Letters that read from left to right.
  private(set) var left = 0
  /// Letters that read from right to left.
  private(set) var right = 0
  /// Letters that read from left to right, in lines with such from right to left.
  private var leftBesideRight = 0
  /// Pieces of words from right to left that touch another.
  private var touching = 0
  /// Words from right to left of several letters.
  private var whole = 0
  /// Words that begin with a letter that only ends words, less those that end with one.
  private var reversed = 0
  /// Words that end with a mark, less those that begin with one.
  private var marksBehind = 0

  /// Has counted nothing.
  init() {}

  /// Counts a block.
  init(_ block: PopplerPage.Block) {
    for line in block.lines {
      let before = (left: left, right: right)
      for word in line { count(word.text) }
      guard right > before.right else { continue }
      leftBesideRight += left - before.left
      countTouching(line)
    }
  }

  /// Adds what was counted of another block.
  mutating func add(_ other: PDFDirectionCensus) {
    left += other.left
    right += other.right
    leftBesideRight += other.leftBesideRight
    touching += other.touching
    whole += other.whole
    reversed += other.reversed
    marksBehind += other.marksBehind
  }

  /// Whether the lines that hold letters from right to left hold more of those than of others.
  var isFromRight: Bool { right > leftBesideRight }

  /// How words from right to left are drawn.
  var order: RightToLeftWords {
    if touching > whole || reversed < 0 { return .read }
    return marksBehind > 0 ? .seenByLetter : .seen
  }

  /// Letters that stand at the end of words alone.
  private static let finals: Set<Unicode.Scalar> = ["ة", "ى", "ך", "ם", "ן", "ף", "ץ"]

  private mutating func count(_ text: String) {
    guard PDFGlyph.mayReadFromRight(text) else {
      left +=
        text.utf8.allSatisfy { $0 < 0x80 }
        ? text.utf8.count { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        : text.unicodeScalars.count { PDFGlyph.direction(of: $0) == .left }
      return
    }
    var letters: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      switch PDFGlyph.direction(of: scalar) {
      case .right: letters.append(scalar)
      case .left: left += 1
      case .number, .neutral: break
      }
    }
    right += letters.count
    guard !letters.isEmpty else { return }
    if text.unicodeScalars.last.map(PDFGlyph.isMark) == true { marksBehind += 1 }
    if text.unicodeScalars.first.map(PDFGlyph.isMark) == true { marksBehind -= 1 }
    guard letters.count > 1 else { return }
    whole += 1
    if Self.finals.contains(letters[0]) { reversed += 1 }
    if Self.finals.contains(letters[letters.count - 1]) { reversed -= 1 }
  }

  private mutating func countTouching(_ line: PopplerLine) {
    let isRight = line.map { $0.text.unicodeScalars.contains(where: PDFGlyph.readsFromRight) }
    for (index, hasSpace) in PDFLine(line).spaces().enumerated()
    where !hasSpace && isRight[index] && isRight[index + 1] {
      touching += 1
    }
  }

  /// Whether a block is written in letters that can stand in columns.
  static func isEastAsian(_ block: PopplerPage.Block) -> Bool {
    block.lines.joined().contains { word in
      word.text.unicodeScalars.contains(where: PDFColumns.isEastAsian)
    }
  }
}
