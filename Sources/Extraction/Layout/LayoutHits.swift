// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From places in the text of a page to places on the page, for marking what a search found.

extension PageLayout {
  /// The rectangles of the words that ranges of the page's text touch.
  ///
  /// Words of one range that stand on one line make one rectangle; those of several ranges none
  /// together. O(words + ranges · log words).
  ///
  /// - Parameter ranges: UTF-8 offsets into the page's text, in any order.
  /// - Returns: in the order of the ranges, of each from its first line to its last, none twice.
  package func boxes(of ranges: [Range<Int>]) -> [LayoutBox] {
    let placed = blocks.lazy.flatMap(\.lines).enumerated().flatMap { line, words in
      words.words.map { PlacedWord(range: $0.range, box: $0.box, line: line) }
    }
    var found: [LayoutBox] = []
    var known: Set<LayoutBox> = []
    for range in ranges where !range.isEmpty {
      for box in Self.boxes(of: range, in: placed) where known.insert(box).inserted {
        found.append(box)
      }
    }
    return found
  }

  private struct PlacedWord {
    var range: Range<Int>
    var box: LayoutBox
    var line: Int
  }

  private static func boxes(of range: Range<Int>, in words: [PlacedWord]) -> [LayoutBox] {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.upperBound <= range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var lines: [(line: Int, boxes: [LayoutBox])] = []
    for word in words[low...].prefix(while: { $0.range.lowerBound < range.upperBound }) {
      if lines.last?.line == word.line {
        lines[lines.count - 1].boxes.append(word.box)
      } else {
        lines.append((word.line, [word.box]))
      }
    }
    return lines.compactMap { LayoutBox.around($0.boxes) }
  }
}
