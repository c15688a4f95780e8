// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Two readings of one page → one: line by line, the better.

internal import TextAnalysis

extension PageReading {
  /// By how much another reading of a line must score higher to take its place.
  private static let margin = 4.0
  /// The score from which a line counts that only one reading has.
  private static let leastAlone = 70.0

  /// This reading with the lines of another that score higher, and good ones that it lacks.
  ///
  /// Lines that stand in the same place are the same line; where one reading has two lines for one of
  /// the other, they are weighed together. O(lines²).
  func merged(with other: PageReading) -> PageReading {
    var merged = PageReading(
      lines: [], models: models + other.models.filter { !models.contains($0) })
    var taken: Set<Int> = []
    for line in lines {
      let partners = other.lines.indices.filter {
        !taken.contains($0) && other.lines[$0].box.isSameLine(as: line.box)
      }
      let rivals = partners.map { other.lines[$0] }
      guard !rivals.isEmpty else {
        merged.lines.append(line)
        continue
      }
      taken.formUnion(partners)
      if Self.weight(rivals) > Self.weight([line]) + Self.margin, !line.isLonger(than: rivals),
        !line.hasMore(than: rivals)
      {
        merged.lines += rivals.map { $0.placed(like: line) }
      } else {
        merged.lines.append(line)
      }
    }
    for (index, line) in other.lines.enumerated()
    where !taken.contains(index) && line.score >= Self.leastAlone && line.letterCount >= 3
      && merged.coverage(of: line) < 0.3
    {
      merged.insert(line)
    }
    return merged
  }

  /// The share of the words of a line that stand where this reading has words, from 0 to 1.
  private func coverage(of line: ReadLine) -> Double {
    let words = lines.lazy.filter { $0.box.overlap(line.box) > 0 }.flatMap(\.words)
    let covered = line.words.count { word in
      words.contains { $0.box.overlap(word.box) > 0.5 }
    }
    return Double(covered) / Double(max(1, line.words.count))
  }

  /// The score of lines by their room.
  private static func weight(_ lines: [ReadLine]) -> Double {
    PageReading(lines: lines, models: []).score
  }

  /// Puts a line that the reading lacks behind the line above it: into its block where it is near,
  /// else into a block of its own.
  private mutating func insert(_ line: ReadLine) {
    let box = line.box
    let above = lines.indices.filter { index in
      let other = lines[index].box
      return other.middle < box.middle && other.x < box.x + box.width
        && box.x < other.x + other.width
    }
    var line = line
    guard let upper = above.max(by: { lines[$0].box.middle < lines[$1].box.middle }) else {
      line.block = (lines.map(\.block).max() ?? 0) + 1
      lines.insert(line, at: 0)
      return
    }
    let isNear = box.y - (lines[upper].box.y + lines[upper].box.height) < 2 * box.height
    line.block = isNear ? lines[upper].block : (lines.map(\.block).max() ?? 0) + 1
    line.paragraph = isNear ? lines[upper].paragraph : 0
    lines.insert(line, at: upper + 1)
  }
}

extension ReadLine {
  /// The share of a line that others must cover to take its place.
  private static let leastCovered = 0.6

  /// Whether other lines cover too little of this one: a part is often read more surely than the whole.
  fileprivate func isLonger(than others: [ReadLine]) -> Bool {
    let covered = LayoutBox.around(others.map(\.box))?.width ?? 0
    return Double(covered) < Self.leastCovered * Double(box.width)
  }

  /// Whether other lines have the letters of this one, and have lost some of its marks or spaces: a model
  /// of another language is surer of `zolw` than its own is of `żółw`.
  fileprivate func hasMore(than others: [ReadLine]) -> Bool {
    let text = others.map(\.text).joined(separator: " ")
    let (own, other) = (Skeleton(self.text), Skeleton(text))
    return own.letters == other.letters && (own.marks > other.marks || own.spaces > other.spaces)
  }

  /// This line in the block and paragraph of another.
  fileprivate func placed(like other: ReadLine) -> ReadLine {
    var line = self
    line.block = other.block
    line.paragraph = other.paragraph
    return line
  }
}

extension LayoutBox {
  /// Twice the height of its middle.
  fileprivate var middle: Int { 2 * y + height }

  /// The share of the smaller of two boxes that both cover, from 0 to 1.
  func overlap(_ other: LayoutBox) -> Double {
    let width = min(x + self.width, other.x + other.width) - max(x, other.x)
    let height = min(y + self.height, other.y + other.height) - max(y, other.y)
    guard width > 0, height > 0 else { return 0 }
    let smaller = min(self.width * self.height, other.width * other.height)
    return Double(width * height) / Double(max(1, smaller))
  }

  /// Whether two boxes are of one line: each covers most of the height of the other, and they meet.
  func isSameLine(as other: LayoutBox) -> Bool {
    let height = min(y + self.height, other.y + other.height) - max(y, other.y)
    let width = min(x + self.width, other.x + other.width) - max(x, other.x)
    return width > 0 && 2 * height > min(self.height, other.height)
      && 2 * width > min(self.width, other.width)
  }
}

/// What of a text is the same in models of several languages: its letters without marks.
private struct Skeleton {
  var letters: [Unicode.Scalar] = []
  var marks = 0
  var spaces = 0

  init(_ text: String) {
    for scalar in text.decomposed.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark: marks += 1
      case .spaceSeparator: spaces += 1
      default: letters.append(scalar)
      }
    }
  }
}
