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
  /// The bytes of which `words` tells, where that is not the whole text.
  var looked: Range<Int>?

  /// The snippet around a window, and whether it stays the same if one looks further.
  func snippet(of window: SnippetWindow) -> (snippet: Snippet, isFinal: Bool) {
    let around = reach(of: window.core)
    let clusters = GraphemeClusters.clusters(
      of: text, in: looked.map { around.clamped(to: $0) } ?? around)
    let kept = cut(clusters, window.core)
    let bytes =
      kept.isEmpty
      ? nil : clusters[kept.lowerBound].lowerBound..<clusters[kept.upperBound - 1].upperBound
    let marks = bytes.map { bytes in window.marks.filter { $0.overlaps(bytes) } } ?? []
    var line = SnippetLine()
    for cluster in clusters[kept] {
      line.append(text.span, cluster, isMarked: marks.contains { $0.overlaps(cluster) })
    }
    let shown = bytes ?? window.core
    var snippet = line.finish(
      hasTextBefore: hasText(page.lowerBound..<max(shown.lowerBound, page.lowerBound)),
      hasTextAfter: hasText(min(shown.upperBound, page.upperBound)..<page.upperBound))
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

  /// The bytes that a snippet around a window may show.
  func reach(of core: Range<Int>) -> Range<Int> {
    let (back, on) = reach.codePoints(limit)
    return offset(from: core.lowerBound, back: back)..<offset(from: core.upperBound, on: on)
  }

  /// Whether what is kept comes so near to where the look ended that there may be more, or another border
  /// of a word.
  private func isCutShort(_ clusters: [Range<Int>], _ kept: Range<Int>) -> Bool {
    guard let first = clusters.first, let last = clusters.last else { return false }
    let margin = SnippetReach.margin
    return kept.lowerBound < margin && first.lowerBound > page.lowerBound
      || kept.upperBound + margin > clusters.count && last.upperBound < page.upperBound
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

  /// Chooses the clusters to keep: the window, a third of what is left before it, the rest after.
  private func cut(_ clusters: [Range<Int>], _ core: Range<Int>) -> Range<Int> {
    let first = clusters.firstIndex { $0.upperBound > core.lowerBound } ?? clusters.count
    let coreEnd =
      clusters[first...].firstIndex { $0.lowerBound >= core.upperBound } ?? clusters.count
    guard coreEnd - first < limit else { return first..<min(first + limit, clusters.count) }
    let room = limit - (coreEnd - first)
    let after = clusters.count - coreEnd
    let before = min(first, max(room / 3, room - after))
    let low = wordStart(clusters, first - before, upTo: first)
    let high = wordEnd(clusters, min(coreEnd + room - (first - low), clusters.count), from: coreEnd)
    return low..<high
  }

  /// The first border at or after `low` at which a word or the page begins; `bound` if there is none.
  private func wordStart(_ clusters: [Range<Int>], _ low: Int, upTo bound: Int) -> Int {
    if low == 0, clusters.first?.lowerBound == page.lowerBound { return 0 }
    let starts = borders(clusters, \.lowerBound)
    let first = clusters.first?.lowerBound ?? 0
    return (low..<max(bound, low)).first { starts[clusters[$0].lowerBound - first] } ?? bound
  }

  /// The last border at or before `high` at which a word, with what hangs on it, or the page ends;
  /// `bound` if there is none.
  private func wordEnd(_ clusters: [Range<Int>], _ high: Int, from bound: Int) -> Int {
    if high == clusters.count, clusters.last?.upperBound == page.upperBound { return high }
    let ends = borders(clusters, \.upperBound)
    let first = clusters.first?.lowerBound ?? 0
    var index = high
    while index > bound {
      if ends[clusters[index - 1].upperBound - first] { return index }
      if index < clusters.count, isSpace(at: clusters[index].lowerBound) { return index }
      index -= 1
    }
    return bound
  }

  private func isSpace(at index: Int) -> Bool {
    let scalar = GraphemeClusters.scalar(in: text.span, at: index).value
    return Unicode.Scalar(scalar)?.properties.isWhitespace ?? false
  }

  /// For each offset from the first cluster on, to the end of the last one, whether a word begins or ends
  /// there.
  private func borders(
    _ clusters: [Range<Int>], _ bound: (Range<Int>) -> Int
  ) -> [Bool] {
    guard let first = clusters.first?.lowerBound, let end = clusters.last?.upperBound else {
      return [false]
    }
    var borders = [Bool](repeating: false, count: end - first + 1)
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].upperBound < first { low = middle + 1 } else { high = middle }
    }
    for word in words[low...] {
      if word.lowerBound > end { break }
      let place = bound(word) - first
      if borders.indices.contains(place) { borders[place] = true }
    }
    return borders
  }
}

/// How far around a window a snippet looks.
enum SnippetReach {
  /// As far as snippets of ordinary text go that stand in the middle of a page.
  case nearest
  /// As far as most others go.
  case near
  /// As far as any goes.
  case far

  /// Clusters between what is kept and where a near look ends.
  static let margin = 16

  /// Code points before a window and after it.
  func codePoints(_ limit: Int) -> (back: Int, on: Int) {
    // A cluster of ordinary text takes at most two code points; longer ones only make the text short.
    switch self {
    case .nearest: (limit / 2, limit)
    case .near: (limit, limit / 3 * 4)
    case .far: (2 * limit, 2 * limit)
    }
  }
}
