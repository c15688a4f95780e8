// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Cuts a window out of a page: at borders of words, and always between grapheme clusters.
struct SnippetCut {
  let text: [UInt8]
  /// The bytes of the page.
  let page: Range<Int>
  /// Where words stand in the text, in order.
  let words: [Range<Int>]
  /// The longest snippet, in characters.
  let limit: Int

  /// A grapheme cluster of the text.
  private struct Cluster {
    var character: Character
    var start: Int
    var end: Int
  }

  /// The snippet around a window.
  func snippet(of window: SnippetWindow) -> Snippet {
    let clusters = clusters(around: window.core)
    let kept = cut(clusters, window.core)
    var line = SnippetLine()
    let bytes =
      kept.isEmpty ? 0..<0 : clusters[kept.lowerBound].start..<clusters[kept.upperBound - 1].end
    let marks = window.marks.filter { $0.overlaps(bytes) }
    for cluster in clusters[kept] {
      let isMarked = marks.contains {
        $0.lowerBound < cluster.end && cluster.start < $0.upperBound
      }
      line.append(cluster.character, isMarked: isMarked)
    }
    let start = kept.isEmpty ? window.core.lowerBound : clusters[kept.lowerBound].start
    let end = kept.isEmpty ? window.core.upperBound : clusters[kept.upperBound - 1].end
    var snippet = line.finish(
      hasTextBefore: hasText(page.lowerBound..<max(start, page.lowerBound)),
      hasTextAfter: hasText(min(end, page.upperBound)..<page.upperBound))
    snippet.places = marks.map { mark in
      let onPage = mark.clamped(to: page)
      return onPage.lowerBound - page.lowerBound..<onPage.upperBound - page.lowerBound
    }
    return snippet
  }

  /// Whether there is anything but spaces in a range.
  private func hasText(_ range: Range<Int>) -> Bool {
    range.clamped(to: text.indices).contains { text[$0] > 0x20 }
  }

  /// The clusters of the page near the window; mostly more than can be kept.
  private func clusters(around core: Range<Int>) -> [Cluster] {
    let reach = reach(of: core)
    var clusters: [Cluster] = []
    var start = reach.lowerBound
    for character in SnippetCut.decoded(text[reach]) {
      let end = start + character.utf8.count
      clusters.append(Cluster(character: character, start: start, end: end))
      start = end
    }
    return clusters
  }

  /// The bytes that a snippet around a window may show.
  func reach(of core: Range<Int>) -> Range<Int> {
    // A cluster of ordinary text takes at most two code points; longer ones only make the text short.
    offset(from: core.lowerBound, back: 2 * limit)..<offset(from: core.upperBound, on: 2 * limit)
  }

  /// The offset so many code points before another, but not before the page.
  private func offset(from start: Int, back distance: Int) -> Int {
    var offset = max(start, page.lowerBound)
    var left = distance
    while offset > page.lowerBound, left > 0 || text[offset] & 0xC0 == 0x80 {
      offset -= 1
      if text[offset] & 0xC0 != 0x80 { left -= 1 }
    }
    return offset
  }

  /// The offset so many code points after another, but not after the page.
  private func offset(from start: Int, on distance: Int) -> Int {
    var offset = min(start, page.upperBound)
    var left = distance
    while offset < page.upperBound, left > 0 || text[offset] & 0xC0 == 0x80 {
      if text[offset] & 0xC0 != 0x80 { left -= 1 }
      offset += 1
    }
    return offset
  }

  /// Decodes bytes with one byte for each one that is not UTF-8, so that offsets stay.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    if let string = String(validating: bytes, as: UTF8.self) { return string }
    var valid: [UInt8] = []
    valid.reserveCapacity(bytes.count)
    var rest = bytes
    while !rest.isEmpty {
      var iterator = rest.makeIterator()
      var decoder = UTF8()
      if case .scalarValue(let scalar) = decoder.decode(&iterator) {
        let width = UTF8.width(scalar)
        valid += rest.prefix(width)
        rest = rest.dropFirst(width)
      } else {
        valid.append(SnippetLine.invalidByte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: valid, as: UTF8.self)
  }

  /// Chooses the clusters to keep: the window, a third of what is left before it, the rest after.
  private func cut(_ clusters: [Cluster], _ core: Range<Int>) -> Range<Int> {
    let first = clusters.firstIndex { $0.end > core.lowerBound } ?? clusters.count
    let coreEnd = clusters[first...].firstIndex { $0.start >= core.upperBound } ?? clusters.count
    guard coreEnd - first < limit else { return first..<min(first + limit, clusters.count) }
    let room = limit - (coreEnd - first)
    let after = clusters.count - coreEnd
    let before = min(first, max(room / 3, room - after))
    let low = wordStart(clusters, first - before, upTo: first)
    let high = wordEnd(clusters, min(coreEnd + room - (first - low), clusters.count), from: coreEnd)
    return low..<high
  }

  /// The first border at or after `low` at which a word or the page begins; `bound` if there is none.
  private func wordStart(_ clusters: [Cluster], _ low: Int, upTo bound: Int) -> Int {
    if low == 0, clusters.first?.start == page.lowerBound { return 0 }
    let starts = Set(wordsNear(clusters).map(\.lowerBound))
    return (low..<max(bound, low)).first { starts.contains(clusters[$0].start) } ?? bound
  }

  /// The last border at or before `high` at which a word, with what hangs on it, or the page ends;
  /// `bound` if there is none.
  private func wordEnd(_ clusters: [Cluster], _ high: Int, from bound: Int) -> Int {
    if high == clusters.count, clusters.last?.end == page.upperBound { return high }
    let ends = Set(wordsNear(clusters).map(\.upperBound))
    return (bound..<max(high, bound)).reversed().map { $0 + 1 }.first { index in
      ends.contains(clusters[index - 1].end)
        || index < clusters.count && clusters[index].character.isWhitespace
    } ?? bound
  }

  /// The words that touch the clusters.
  private func wordsNear(_ clusters: [Cluster]) -> ArraySlice<Range<Int>> {
    guard let first = clusters.first, let last = clusters.last else { return [] }
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].upperBound < first.start { low = middle + 1 } else { high = middle }
    }
    let end = words[low...].firstIndex { $0.lowerBound > last.end } ?? words.count
    return words[low..<end]
  }
}

/// Builds the one line of a snippet.
///
/// Control characters and line ends become spaces, runs of spaces one; what steers the direction of
/// text is left out, because the line is set by its own direction and a cut would unbalance it.
private struct SnippetLine {
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
