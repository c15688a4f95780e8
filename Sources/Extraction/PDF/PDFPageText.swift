// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A page of poppler's → text, with the place of each word in it.

/// Builds the text of a page and its layout.
struct PDFPageText {
  private let page: PopplerPage
  private let geometry: PDFPageGeometry
  /// Which way the letters of each block run.
  private let censuses: [PDFDirectionCensus]
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
    censuses = page.blocks.map(PDFDirectionCensus.init)
    let census = censuses.reduce(into: PDFDirectionCensus()) { $0.add($1) }
    order = census.order
    pageIsFromRight = census.right > census.left
  }

  private mutating func append(block index: Int) {
    let block = page.blocks[index]
    let census = censuses[index]
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
