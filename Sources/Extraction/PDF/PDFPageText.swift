// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A page of poppler's → text, with the place of each word in it.

/// Builds the text of a page and its layout.
struct PDFPageText {
  private let page: PopplerPage
  private let geometry: PDFPageGeometry
  private let order: RightToLeftWords
  private let pageIsFromRight: Bool
  private var text: [UInt8] = []
  private var blocks: [LayoutBlock] = []
  private var hyphenated: Set<String>?

  /// Text with layout, in tenths of a point.
  static func page(_ page: PopplerPage, _ geometry: PDFPageGeometry) -> ExtractedPage {
    var builder = PDFPageText(PDFColumns.restored(page), geometry)
    for index in builder.page.blocks.indices { builder.append(block: index) }
    let layout = PageLayout(
      width: geometry.width, height: geometry.height, resolution: PDFPageGeometry.resolution,
      origin: .textLayer, blocks: builder.blocks)
    return ExtractedPage(
      text: String(decoding: builder.text, as: UTF8.self),
      layout: builder.blocks.isEmpty ? nil : layout)
  }

  private init(_ page: PopplerPage, _ geometry: PDFPageGeometry) {
    self.page = page
    self.geometry = geometry
    let census = PDFDirectionCensus(page.blocks)
    order = census.order
    pageIsFromRight = census.right > census.left
  }

  private mutating func append(block index: Int) {
    let block = page.blocks[index]
    let census = PDFDirectionCensus([block])
    let hasRight = census.right > 0
    let fromRight = hasRight ? census.isFromRight : pageIsFromRight && census.left == 0
    var lines: [LayoutLine] = []
    var isVertical = false
    let blockLines = hasRight ? PDFMarks.linesJoined(block.lines) : block.lines
    for (number, line) in blockLines.enumerated() {
      let line = PDFLine(line)
      isVertical = isVertical || line.isVertical
      let words =
        fromRight && !line.hasOnlyLettersFromLeft || line.hasLettersFromRight
        ? line.words(fromRight: fromRight, order) : line.wordsAsTheyStand()
      let isLast = number == blockLines.count - 1
      let next = isLast ? nil : blockLines[number + 1]
      append(words, of: line, next: hasRight ? nil : next, to: &lines)
    }
    if block.endsFlow { text.append(0x0A) }
    guard let box = LayoutBox.around(lines.map(\.box)) else { return }
    let direction: LayoutBlock.Direction? =
      isVertical
      ? (PDFDirectionCensus.isEastAsian(block) ? .vertical : nil)
      : fromRight ? .rightToLeft : .leftToRight
    blocks.append(LayoutBlock(box: box, direction: direction, lines: lines))
  }

  private mutating func append(
    _ words: [PDFLineWord], of line: PDFLine, next: PopplerLine?, to lines: inout [LayoutLine]
  ) {
    var placed: [LayoutWord] = []
    for (index, word) in words.enumerated() {
      if index > 0 { text.append(0x20) }
      let start = text.count
      text += word.text.utf8
      let box = LayoutBox.around(word.sources.map { geometry.box(line.line[$0]) })
      guard let box, text.count > start else { continue }
      placed.append(LayoutWord(range: start..<text.count, box: box))
    }
    var end = LineEnd.none
    if let next { end = hyphen(before: next) }
    switch end {
    case .none: text.append(0x0A)
    case .kept: break
    case .dropped(let count):
      text.removeLast(count)
      if let last = placed.popLast(), last.range.count > count {
        let range = last.range.lowerBound..<text.count
        placed.append(LayoutWord(range: range, box: last.box))
      }
    }
    guard let box = LayoutBox.around(placed.map(\.box)) else { return }
    lines.append(LayoutLine(box: box, words: placed))
  }
}

extension PDFPageText {
  /// What becomes of the end of a line.
  private enum LineEnd {
    /// It stays.
    case none
    /// It goes, the hyphen before it stays.
    case kept
    /// It goes with the hyphen before it, of so many bytes.
    case dropped(Int)
  }

  /// A hyphen between small letters at the end of a line is that of a word broken there, unless the
  /// page has the word with its hyphen inside a line too: `rendez-vous`.
  private mutating func hyphen(before next: PopplerLine) -> LineEnd {
    guard let count = Self.hyphenLength(text), let first = next.first?.text.unicodeScalars.first,
      first.properties.isLowercase
    else { return .none }
    let head = text.dropLast(count).suffix(Self.longestWord).reversed().prefix { $0 > 0x20 }
    let start = String(decoding: Array(head).reversed(), as: UTF8.self)
    guard let last = start.unicodeScalars.last, last.properties.isAlphabetic else { return .none }
    let tail = (next.first?.text ?? "").unicodeScalars.prefix {
      $0.properties.isAlphabetic || $0 == "-"
    }
    let whole = Self.key(start + "-" + String(String.UnicodeScalarView(tail)))
    return wordsWithHyphen().contains(whole) ? .kept : .dropped(count)
  }

  /// Bytes before a hyphen that are looked at.
  private static let longestWord = 100

  /// The length of the hyphen that ends a text; nil where none does.
  private static func hyphenLength(_ text: [UInt8]) -> Int? {
    for hyphen in ["-", "\u{2010}", "\u{AD}"] where text.suffix(3).ends(with: hyphen.utf8) {
      return hyphen.utf8.count
    }
    return nil
  }

  private mutating func wordsWithHyphen() -> Set<String> {
    if let hyphenated { return hyphenated }
    var found: Set<String> = []
    for word in page.blocks.lazy.flatMap(\.lines).joined() where word.text.utf8.contains(0x2D) {
      found.insert(Self.key(word.text))
    }
    hyphenated = found
    return found
  }

  /// A word in small letters, without what stands around it.
  private static func key(_ word: String) -> String {
    let scalars = Array(word.lowercased().unicodeScalars)
    guard let first = scalars.firstIndex(where: { $0.properties.isAlphabetic }),
      let last = scalars.lastIndex(where: { $0.properties.isAlphabetic })
    else { return word }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}

extension Sequence<UInt8> {
  fileprivate func ends(with bytes: String.UTF8View) -> Bool {
    Array(self).suffix(bytes.count).elementsEqual(bytes)
  }
}

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

  /// Counts.
  init(_ blocks: [PopplerPage.Block]) {
    for line in blocks.lazy.flatMap(\.lines) {
      let before = (left: left, right: right)
      for word in line { count(word.text) }
      guard right > before.right else { continue }
      leftBesideRight += left - before.left
      countTouching(line)
    }
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
