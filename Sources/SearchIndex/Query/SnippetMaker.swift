// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Cuts the best piece out of a document's text: the window with most of the query in it.
///
/// Long texts are read piece by piece, and no further than the first piece that holds the whole
/// query, once `enough` bytes have been read and anything was found.
struct SnippetMaker {
  /// Bytes that are analysed at once.
  static let pieceSize = 1 << 16
  /// Bytes after which any find will do.
  static let enough = 1 << 21

  private let marker: TextMarker
  /// What each clause is worth; by index.
  private let weights: [Double]
  private let limit: Int

  /// Makes a maker of snippets of at most `limit` characters.
  init(_ marker: TextMarker, weights: [Double], limit: Int) {
    self.marker = marker
    self.weights = weights
    self.limit = max(limit, 1)
  }

  /// A snippet with its place.
  struct Placed {
    var snippet: Snippet
    /// From 1.
    var page: Int
    var language: Language
  }

  /// Cuts a snippet.
  func snippet(of document: StoredDocument) -> Placed {
    let pages = document.pages
    var best: (window: SnippetWindow, words: [Range<Int>])?
    var start = 0
    while start < document.text.count {
      let end = SnippetMaker.pieceEnd(document.text, from: start)
      let found = windows(document, start..<end, pages)
      if let window = found.window, window.isBetter(than: best?.window) {
        best = (window, found.words)
      } else if best == nil, start == 0 {
        best = (SnippetWindow(core: 0..<0, page: 0), found.words)
      }
      start = end
      if let window = best?.window, !window.clauses.isEmpty,
        start >= SnippetMaker.enough || window.clauses.count == marker.clauseCount
      {
        break
      }
    }
    let window = best?.window ?? SnippetWindow(core: 0..<0, page: 0)
    let cut = SnippetCut(
      text: document.text, page: pages[window.page], words: best?.words ?? [], limit: limit)
    return Placed(
      snippet: cut.snippet(of: window), page: window.page + 1,
      language: document.language(at: window.core.lowerBound))
  }

  /// Where a piece ends: at a space if there is one in its last quarter, else between characters.
  private static func pieceEnd(_ text: [UInt8], from start: Int) -> Int {
    guard start + pieceSize < text.count else { return text.count }
    let last = start + pieceSize
    for index in stride(from: last, to: last - pieceSize / 4, by: -1) where text[index] <= 0x20 {
      return index
    }
    var end = last
    while end > start + 1, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// The best window of a piece, and the words of the piece.
  private func windows(
    _ document: StoredDocument, _ piece: Range<Int>, _ pages: [Range<Int>]
  ) -> (window: SnippetWindow?, words: [Range<Int>]) {
    let hints = document.hints(for: piece)
    let found = marker.marks(in: Array(document.text[piece]), hints: hints)
    let marks = found.marks.map { mark in
      TextMark(range: mark.range.shifted(by: piece.lowerBound), clause: mark.clause)
    }
    let words = found.words.map { $0.shifted(by: piece.lowerBound) }
    return (best(marks, document.text, pages), words)
  }

  /// The window with the greatest worth of distinct clauses, then most marks, then the first.
  private func best(
    _ marks: [TextMark], _ text: [UInt8], _ pages: [Range<Int>]
  ) -> SnippetWindow? {
    var best: SnippetWindow?
    var page = 0
    for first in marks.indices {
      let start = marks[first].range.lowerBound
      while pages[page].upperBound <= start, page + 1 < pages.count { page += 1 }
      var window = SnippetWindow(core: marks[first].range, page: page)
      var length = 0
      var counted = start
      for mark in marks[first...] {
        guard mark.range.upperBound <= pages[page].upperBound || mark == marks[first] else { break }
        if mark.range.upperBound > counted {
          length += text[counted..<mark.range.upperBound].count { $0 & 0xC0 != 0x80 }
          counted = mark.range.upperBound
        }
        if length > limit, mark != marks[first] { break }
        window.take(mark, weight: weights[mark.clause])
      }
      if window.isBetter(than: best) { best = window }
    }
    return best
  }
}

/// A candidate for a snippet.
struct SnippetWindow {
  /// From the first mark to the last; UTF-8 offsets into the text.
  var core: Range<Int>
  /// From 0.
  var page: Int
  /// What is marked.
  var marks: [Range<Int>] = []
  /// The clauses that are found in it.
  var clauses: Set<Int> = []
  /// What these clauses are worth together.
  var worth = 0.0

  init(core: Range<Int>, page: Int) {
    self.core = core
    self.page = page
  }

  /// Takes up the next mark.
  mutating func take(_ mark: TextMark, weight: Double) {
    core = core.lowerBound..<max(core.upperBound, mark.range.upperBound)
    marks.append(mark.range)
    if clauses.insert(mark.clause).inserted { worth += weight }
  }

  /// Whether it is to be preferred; the earlier one wins where both are worth the same.
  func isBetter(than other: SnippetWindow?) -> Bool {
    guard let other else { return true }
    return worth != other.worth ? worth > other.worth : marks.count > other.marks.count
  }
}

extension StoredDocument {
  /// The bytes of each page; never empty.
  var pages: [Range<Int>] {
    let starts = pageStarts.isEmpty ? [0] : pageStarts
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : text.count
      return starts[index]..<max(end, starts[index])
    }
  }

  /// The language of the passage at an offset.
  func language(at offset: Int) -> Language {
    let passage = passages.first { $0.range.contains(offset) } ?? passages.first
    return passage?.language ?? .unknown
  }

  /// The passages' languages as hints for a piece of the text, so that nothing is detected twice.
  func hints(for piece: Range<Int>) -> LanguageHints {
    var hints = LanguageHints()
    for passage in passages where passage.language != .unknown && passage.range.overlaps(piece) {
      let range = passage.range.clamped(to: piece).shifted(by: -piece.lowerBound)
      hints.spans.append(LanguageHints.DeclaredSpan(range: range, language: passage.language))
    }
    return hints
  }
}

extension Range<Int> {
  /// The same range so many bytes further on.
  func shifted(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
