// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the readers of hOCR, ALTO and PAGE collect, and the pages that come of it.

internal import Extraction
internal import TextAnalysis

/// Pages as a file of layout has them.
struct SuppliedLayout {
  /// A word, or a run of text without spaces.
  struct Word {
    /// Its text.
    var text: String
    /// Its place; nil where the file does not say.
    var box: LayoutBox?
    /// From 0 to 100.
    var confidence: Int?
    /// Whether the file has space before it.
    var hasSpace = true
    /// Whether it goes on from the last word of the line before.
    var goesOn = false
  }

  /// A line of words.
  struct Line {
    /// Its place; nil where the file does not say.
    var box: LayoutBox?
    /// Its words, in reading order.
    var words: [Word] = []
  }

  /// A block of lines.
  struct Block {
    /// Its name in the file; empty where it has none.
    var id = ""
    /// Where it comes in the page, before blocks of higher numbers.
    var order = 0
    /// Its place; nil where the file does not say.
    var box: LayoutBox?
    /// How it is read.
    var direction: LayoutBlock.Direction?
    /// What it was read as.
    var language: Language?
    /// Its lines, in reading order.
    var lines: [Line] = []
  }

  /// A page.
  struct Page {
    /// In units; 0 where the file does not say.
    var width = 0
    /// In units; 0 where the file does not say.
    var height = 0
    /// Units to the inch; 0 where the file does not say.
    var resolution = 0
    /// Its blocks.
    var blocks: [Block] = []
  }

  /// The pages so far.
  private(set) var pages: [Page] = []
  /// The name of the picture that the first page was read from.
  var image: String?
  /// Whether this program wrote the file, so that spaces are those of the text.
  var isOwn = false
  /// Words so far.
  private(set) var wordCount = 0
  /// Whether a line is open.
  private(set) var hasLine = false
  private var hasBlock = false

  /// Most words of a file that get a place; a page has a few hundred, a newspaper ten thousand.
  static let mostPlaced = 200_000

  /// Begins a page.
  mutating func beginPage(_ page: Page) {
    pages.append(page)
    (hasBlock, hasLine) = (false, false)
  }

  /// Begins a block.
  mutating func beginBlock(_ block: Block) {
    if pages.isEmpty { beginPage(Page()) }
    pages[pages.count - 1].blocks.append(block)
    (hasBlock, hasLine) = (true, false)
  }

  /// Begins a line; where no block is open, in the one that is given.
  mutating func beginLine(_ line: Line, in block: Block = Block()) {
    if !hasBlock { beginBlock(block) }
    change { $0.lines.append(line) }
    hasLine = true
  }

  /// Adds a word.
  mutating func add(_ word: Word) {
    if !hasLine { beginLine(Line()) }
    change { $0.lines[$0.lines.count - 1].words.append(word) }
    wordCount += 1
  }

  /// Ends the block; what comes next begins another.
  mutating func endBlock() { (hasBlock, hasLine) = (false, false) }

  /// Ends the line; what comes next begins another.
  mutating func endLine() { hasLine = false }

  /// Changes the block that is open, if one is.
  mutating func change(_ body: (inout Block) -> Void) {
    guard hasBlock, let page = pages.indices.last, let block = pages[page].blocks.indices.last
    else { return }
    body(&pages[page].blocks[block])
  }

  /// Changes the line that is open, if one is.
  mutating func changeLine(_ body: (inout Line) -> Void) {
    guard hasLine else { return }
    change { if let line = $0.lines.indices.last { body(&$0.lines[line]) } }
  }

  /// Changes the last word of the page, if it has one.
  mutating func changeLastWord(_ body: (inout Word) -> Void) {
    guard let page = pages.indices.last else { return }
    for block in pages[page].blocks.indices.reversed() {
      for line in pages[page].blocks[block].lines.indices.reversed() {
        guard let word = pages[page].blocks[block].lines[line].words.indices.last else { continue }
        return body(&pages[page].blocks[block].lines[line].words[word])
      }
    }
  }

  /// Puts blocks into an order that the file gives besides; pages with a block that it leaves out
  /// stay as they are.
  mutating func order(by ranks: [String: Int]) {
    for page in pages.indices {
      guard pages[page].blocks.allSatisfy({ ranks[$0.id] != nil }) else { continue }
      for block in pages[page].blocks.indices {
        pages[page].blocks[block].order = ranks[pages[page].blocks[block].id] ?? 0
      }
    }
  }
}

extension SuppliedLayout {
  /// The pages with their texts.
  ///
  /// Those beyond `mostPlaced` words, and those without any place, have no layout. O(length).
  func extracted() -> (pages: [ExtractedPage], unplaced: Int) {
    var unplaced = 0
    var words = 0
    let pages = pages.map { page in
      var result = extracted(page)
      words += page.blocks.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.words.count } }
      if words > Self.mostPlaced, result.layout != nil {
        result.layout = nil
        unplaced += 1
      }
      return result
    }
    return (pages, unplaced)
  }

  private func extracted(_ page: Page) -> ExtractedPage {
    var text = LayoutText()
    var isPlaced = false
    let blocks = page.blocks.enumerated().sorted {
      ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
    }
    for (_, block) in blocks {
      text.block(block.box, direction: block.direction, language: block.language)
      for line in block.lines {
        text.line(line.box)
        let place = line.box ?? LayoutBox.around(line.words.compactMap(\.box)) ?? block.box
        let hasSpaces = line.words.dropFirst().contains(where: \.hasSpace)
        for (index, word) in line.words.enumerated() {
          isPlaced = isPlaced || word.box != nil || place != nil
          text.word(
            word.text, word.box ?? place ?? LayoutBox(x: 0, y: 0, width: 0, height: 0),
            confidence: word.confidence, spacing: spacing(word, index, hasSpaces: hasSpaces))
        }
      }
    }
    var result = text.page(
      width: page.width, height: page.height, resolution: page.resolution, origin: .supplied)
    if !isPlaced { result.layout = nil }
    return result
  }

  /// What stands before a word: many programs put a space between all words of any script, some
  /// none between any; a line that has both is believed.
  private func spacing(_ word: Word, _ index: Int, hasSpaces: Bool) -> LayoutText.Spacing {
    if index == 0 { return word.goesOn ? .none : .unknown }
    if isOwn || word.box == nil { return word.hasSpace ? .space : .none }
    return word.hasSpace || !hasSpaces ? .unknown : .none
  }
}
