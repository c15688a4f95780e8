// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Vowel marks are drawn by themselves above and below their letters; poppler then takes one line of
// Arabic or Hebrew for several, with parts of words in each.

/// Puts lines together that marks have torn apart.
enum PDFMarks {
  /// How many lines before it a line is compared with.
  private static let nearest = 32

  /// The lines of a block, those on one height joined where one of them holds marks by themselves.
  static func linesJoined(_ lines: [PopplerLine]) -> [PopplerLine] {
    guard lines.count > 1, lines.joined().contains(where: isMarks) else { return lines }
    var result: [PopplerLine] = []
    for line in lines {
      let near = result.suffix(Self.nearest)
      guard let same = near.lastIndex(where: { isOnOneHeight($0, line) }) else {
        result.append(line)
        continue
      }
      result[same] = (result[same] + line).sorted { $0.left + $0.right < $1.left + $1.right }
    }
    return result
  }

  private static func isMarks(_ word: PopplerWord) -> Bool {
    PDFGlyph.mayReadFromRight(word.text) && word.text.unicodeScalars.allSatisfy(PDFGlyph.isMark)
  }

  /// Whether the middles of two lines differ by less than a third of their height, and neither is
  /// beside the other at a distance.
  private static func isOnOneHeight(_ line: PopplerLine, _ other: PopplerLine) -> Bool {
    let (first, second) = (Extent(line), Extent(other))
    let height = min(first.height, second.height)
    let gap = max(first.left, second.left) - min(first.right, second.right)
    return abs(first.middle - second.middle) * 3 < height * 2 && gap < height
  }

  /// Where a line is; `middle` is twice the middle's height.
  private struct Extent {
    var left: Int
    var right: Int
    var middle: Int
    var height: Int

    init(_ line: PopplerLine) {
      let letters = line.filter { !PDFMarks.isMarks($0) }
      let words = letters.isEmpty ? line : letters
      left = words.map(\.left).min() ?? 0
      right = words.map(\.right).max() ?? 0
      let (top, bottom) = (words.map(\.top).min() ?? 0, words.map(\.bottom).max() ?? 0)
      middle = top + bottom
      height = bottom - top
    }
  }
}
