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
  /// How far around a window it looks.
  var reach = SnippetReach.far

  /// A grapheme cluster of the text.
  private struct Cluster {
    var character: Character
    var start: Int
    var end: Int
  }

  /// The snippet around a window, and whether it stays the same if one looks further.
  func snippet(of window: SnippetWindow) -> (snippet: Snippet, isFinal: Bool) {
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
    return (snippet, reach == .far || !isCutShort(clusters, kept))
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
    let (back, on) = reach.codePoints(limit)
    return offset(from: core.lowerBound, back: back)..<offset(from: core.upperBound, on: on)
  }

  /// Whether what is kept comes so near to where the look ended that there may be more, or another border
  /// of a word.
  private func isCutShort(_ clusters: [Cluster], _ kept: Range<Int>) -> Bool {
    guard let first = clusters.first, let last = clusters.last else { return false }
    let margin = SnippetReach.margin
    return kept.lowerBound < margin && first.start > page.lowerBound
      || kept.upperBound + margin > clusters.count && last.end < page.upperBound
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

/// How far around a window a snippet looks.
enum SnippetReach {
  /// As far as most snippets go.
  case near
  /// As far as any goes.
  case far

  /// Clusters between what is kept and where a near look ends.
  static let margin = 16

  /// Code points before a window and after it.
  func codePoints(_ limit: Int) -> (back: Int, on: Int) {
    // A cluster of ordinary text takes at most two code points; longer ones only make the text short.
    self == .far ? (2 * limit, 2 * limit) : (limit, limit / 3 * 4)
  }
}
