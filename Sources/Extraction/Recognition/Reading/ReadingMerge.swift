// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Two readings of one page → one: line by line, the better.

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
      if Self.weight(rivals) > Self.weight([line]) + Self.margin {
        merged.lines += rivals.map { $0.placed(like: line) }
      } else {
        merged.lines.append(line)
      }
    }
    for (index, line) in other.lines.enumerated()
    where !taken.contains(index) && line.score >= Self.leastAlone && line.letterCount >= 3
      && !merged.lines.contains(where: { $0.box.overlap(line.box) > 0.2 })
    {
      merged.insert(line)
    }
    return merged
  }

  /// The score of lines by their room.
  private static func weight(_ lines: [ReadLine]) -> Double {
    PageReading(lines: lines, models: []).score
  }

  /// Puts a line that the reading lacks into a block of its own, before the first block below it.
  private mutating func insert(_ line: ReadLine) {
    let place =
      lines.indices.first { index in
        lines[index].box.y > line.box.y
          && (index == 0 || lines[index].block != lines[index - 1].block)
      } ?? lines.count
    var line = line
    line.block = (lines.map(\.block).max() ?? 0) + 1
    lines.insert(line, at: place)
  }
}

extension ReadLine {
  /// This line in the block and paragraph of another.
  fileprivate func placed(like other: ReadLine) -> ReadLine {
    var line = self
    line.block = other.block
    line.paragraph = other.paragraph
    return line
  }
}

extension LayoutBox {
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
