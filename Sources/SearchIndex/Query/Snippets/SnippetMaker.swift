// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Cuts the best piece out of a document's text: the window with most of the query in it.
///
/// Of a long text only the bytes are read where the index has the most of the query. Where it has no
/// places, or none can be marked there, the text is read piece by piece, and no further than the first
/// piece that holds the whole query, once `enough` bytes have been read and anything was found.
struct SnippetMaker {
  /// Bytes that are analysed at once.
  static let pieceSize = 1 << 16
  /// Bytes after which any find will do.
  static let enough = 1 << 21
  /// Characters that a position is taken to take, with the space behind it.
  private static let charactersPerPosition = 6

  private let marker: TextMarker
  /// What each clause is worth; by index.
  ///
  /// Whole numbers: sums of them do not depend on their order.
  private let weights: [FixedScore]
  private let limit: Int
  private let reaches: [SnippetReach]

  /// Makes a maker of snippets of at most `limit` characters; each of `reaches` is tried in turn.
  init(
    _ marker: TextMarker, weights: [Double], limit: Int,
    reaches: [SnippetReach] = [.nearest, .near, .far]
  ) {
    self.marker = marker
    self.reaches = reaches
    self.weights = weights.map(FixedPoint.score)
    self.limit = max(limit, 1)
  }

  /// A snippet with its place.
  struct Placed {
    var snippet: Snippet
    /// From 1.
    var page: Int
    var language: Language
  }

  /// The best window of a piece, the words of the piece, and the piece if it is less than the far look at it.
  private typealias Found = (window: SnippetWindow, words: [Range<Int>], looked: Range<Int>?)

  /// Cuts a snippet; `places` are what the index knows of the clauses in a long text, in order.
  func snippet(of document: StoredDocument, places: [ClausePlace] = []) -> Placed {
    let pages = document.pages
    if let core = bestPositions(places) {
      for reach in reaches {
        guard let found = look(in: document, at: core, pages, reach) else { continue }
        let (placed, isFinal) = placed(found, document, pages, reach)
        if isFinal { return placed }
      }
    }
    return placed(scan(document, pages), document, pages, .far).placed
  }

  /// Cuts around a window; tells whether it stays the same if one looks further.
  private func placed(
    _ found: Found, _ document: StoredDocument, _ pages: [Range<Int>], _ reach: SnippetReach
  ) -> (placed: Placed, isFinal: Bool) {
    let cut = SnippetCut(
      text: document.text, page: pages[found.window.page], words: found.words, limit: limit,
      reach: reach, looked: found.looked)
    let (snippet, isFinal) = cut.snippet(of: found.window)
    let placed = Placed(
      snippet: snippet, page: found.window.page + 1,
      language: document.language(at: found.window.core.lowerBound))
    return (placed, isFinal)
  }

  /// Analyses only the bytes where the most of the query stands; nil where nothing is marked there.
  private func look(
    in document: StoredDocument, at core: ClosedRange<UInt32>, _ pages: [Range<Int>],
    _ reach: SnippetReach
  ) -> Found? {
    let bytes = document.checkpoints.bytes(
      from: core.lowerBound, through: core.upperBound, ofBytes: document.text.count)
    let whole = SnippetCut(
      text: document.text, page: document.text.indices, words: [], limit: limit, reach: reach)
    let piece = whole.reach(of: bytes)
    let (window, words) = windows(document, piece, pages, from: bytes)
    return window.map { ($0, words, reach == .far ? nil : piece) }
  }

  /// Reads a text piece by piece.
  private func scan(_ document: StoredDocument, _ pages: [Range<Int>]) -> Found {
    var best: Found?
    var start = 0
    // Where nothing can be marked the beginning is shown, and only its words are wanted.
    let size = marker.clauseCount == 0 ? 16 * limit : SnippetMaker.pieceSize
    while start < document.text.count {
      let end = SnippetMaker.pieceEnd(document.text, from: start, size: size)
      let found = windows(document, start..<end, pages, from: start..<end)
      if let window = found.window, window.isBetter(than: best?.window) {
        best = (window, found.words, nil)
      } else if best == nil, start == 0 {
        best = (SnippetWindow(core: 0..<0, page: 0), found.words, nil)
      }
      start = end
      if marker.clauseCount == 0 { break }
      if let window = best?.window, window.clauseCount > 0,
        start >= SnippetMaker.enough || window.clauseCount == marker.clauseCount
      {
        break
      }
    }
    return best ?? (SnippetWindow(core: 0..<0, page: 0), [], nil)
  }

  /// Where a piece ends: at a space if there is one in its last quarter, else between characters.
  private static func pieceEnd(_ text: [UInt8], from start: Int, size: Int) -> Int {
    guard start + size < text.count else { return text.count }
    let last = start + size
    for index in stride(from: last, to: last - size / 4, by: -1) where text[index] <= 0x20 {
      return index
    }
    var end = last
    while end > start + 1, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// The best window of a piece that begins inside some bytes of it, and the words of the piece.
  private func windows(
    _ document: StoredDocument, _ piece: Range<Int>, _ pages: [Range<Int>], from starts: Range<Int>
  ) -> (window: SnippetWindow?, words: [Range<Int>]) {
    let isWhole = piece == document.text.indices
    let found = marker.marks(
      in: isWhole ? document.text : Array(document.text[piece]),
      passages: isWhole ? document.passages : document.passages(of: piece))
    let marks = found.marks.map { mark in
      TextMark(range: mark.range.shifted(by: piece.lowerBound), clause: mark.clause)
    }
    let words = found.words.map { $0.shifted(by: piece.lowerBound) }
    let text = document.text
    var best = best(marks, from: starts, pages) { text[$0].count { $0 & 0xC0 != 0x80 } }
    best?.marks = marks.map(\.range)
    return (best, words)
  }

  /// The positions of the best window, as far as positions tell how much text they take.
  private func bestPositions(_ places: [ClausePlace]) -> ClosedRange<UInt32>? {
    let marks = places.map {
      TextMark(range: Int($0.position)..<Int($0.position) + 1, clause: $0.clause)
    }
    let all = 0..<Int.max
    let core = best(marks, from: all, [all]) { $0.count * Self.charactersPerPosition }?.core
    return core.map { UInt32($0.lowerBound)...UInt32($0.upperBound - 1) }
  }

  /// The window with the greatest worth of distinct clauses, then most marks, then the first.
  ///
  /// It begins in `starts` and stays on one page; `length` says how many characters a range has.
  private func best(
    _ marks: [TextMark], from starts: Range<Int>, _ pages: [Range<Int>],
    length: (Range<Int>) -> Int
  ) -> SnippetWindow? {
    var best: SnippetWindow?
    var page = 0
    /// For each clause 1 + the first mark of the last window that holds it.
    var holder = [Int](repeating: 0, count: weights.count)
    for first in marks.indices where starts.contains(marks[first].range.lowerBound) {
      let start = marks[first].range.lowerBound
      while pages[page].upperBound <= start, page + 1 < pages.count { page += 1 }
      var window = SnippetWindow(core: marks[first].range, page: page)
      var end = first
      var characters = 0
      var counted = start
      while end < marks.count {
        let mark = marks[end]
        guard end == first || mark.range.upperBound <= pages[page].upperBound else { break }
        if mark.range.upperBound > counted {
          characters += length(counted..<mark.range.upperBound)
          counted = mark.range.upperBound
        }
        if characters > limit, end > first { break }
        let isNew = holder[mark.clause] != first + 1
        holder[mark.clause] = first + 1
        window.take(mark, weight: isNew ? weights[mark.clause] : nil)
        end += 1
      }
      if window.isBetter(than: best) { best = window }
    }
    return best
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

  /// The passages of a piece of the text, with offsets into it: nothing is detected twice.
  func passages(of piece: Range<Int>) -> [Passage] {
    passages.filter { $0.range.overlaps(piece) }.map { passage in
      var part = passage
      part.range = passage.range.clamped(to: piece).shifted(by: -piece.lowerBound)
      return part
    }
  }
}

extension Range<Int> {
  /// The same range so many bytes further on.
  func shifted(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
