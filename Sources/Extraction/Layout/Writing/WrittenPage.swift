// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the writers of hOCR and ALTO have in common: a page as blocks, lines and words with their
// texts, and text that is safe in XML.

internal import TextAnalysis

/// A page as it is written: all of its text, and places where they are known.
struct WrittenPage {
  /// A run of text without white space around it.
  struct Word {
    /// Its text.
    var text: String
    /// Its place; nil for text of the page that no word of the layout has.
    var box: LayoutBox?
    /// From 0 to 100.
    var confidence: Int?
    /// Whether nothing stands between it and the word before.
    var isJoined: Bool
    /// The text of the word that goes on from it at the start of the next line.
    var continuation: String?
    /// The text of the word that it goes on from, at the end of the line before.
    var beginning: String?
  }

  /// A line of words.
  struct Line {
    /// Its place.
    var box: LayoutBox?
    /// Its words; never empty.
    var words: [Word]
  }

  /// A block of lines.
  struct Block {
    /// Its place.
    var box: LayoutBox?
    /// How it is read.
    var direction: LayoutBlock.Direction?
    /// What it was read as.
    var language: Language?
    /// Its lines; never empty.
    var lines: [Line]
  }

  /// The layout of the page without its blocks; nil where it has none that fits its text.
  private(set) var layout: PageLayout?
  /// Its blocks.
  private(set) var blocks: [Block] = []

  private let text: [UInt8]
  private var place = 0

  /// Takes a page apart.
  init(_ page: ExtractedPage) {
    text = Array(page.text.utf8)
    guard let layout = page.layout, layout.fits(page.text) else {
      blocks = Self.paragraphs(of: text)
      return
    }
    defer { linkLines() }
    self.layout = layout
    self.layout?.blocks = []
    for block in layout.blocks {
      let lines = block.lines.compactMap { line in
        let words = line.words.flatMap { take($0) }
        return words.isEmpty ? nil : Line(box: line.box, words: words)
      }
      guard !lines.isEmpty else { continue }
      blocks.append(
        Block(
          box: block.box, direction: block.direction, language: block.language, lines: lines))
    }
    let rest = Self.words(of: text, in: place..<text.count)
    if !rest.isEmpty { blocks.append(Block(lines: [Line(words: rest)])) }
  }

  /// A word, behind whatever text stands before it that belongs to none.
  private mutating func take(_ word: LayoutWord) -> [Word] {
    var words = Self.words(of: text, in: place..<word.range.lowerBound)
    let before = word.range.lowerBound
    words.append(
      Word(
        text: String(decoding: text[word.range], as: UTF8.self), box: word.box,
        confidence: word.confidence, isJoined: before > 0 && text[before - 1] > 0x20))
    place = word.range.upperBound
    return words
  }

  /// Tells words that go on over the end of a line of each other.
  private mutating func linkLines() {
    var last: (block: Int, line: Int, word: Int)?
    for block in blocks.indices {
      for line in blocks[block].lines.indices {
        let words = blocks[block].lines[line].words
        if let last, words[0].isJoined {
          let beginning = blocks[last.block].lines[last.line].words[last.word].text
          blocks[last.block].lines[last.line].words[last.word].continuation = words[0].text
          blocks[block].lines[line].words[0].beginning = beginning
        }
        last = (block, line, words.count - 1)
      }
    }
  }

  /// A text without layout: blank lines end blocks.
  private static func paragraphs(of text: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    var isOpen = false
    for line in text.pieces(in: text.indices, separatedBy: { $0 == 0x0A }) {
      let words = words(of: text, in: line)
      if words.isEmpty {
        isOpen = false
      } else if isOpen {
        blocks[blocks.count - 1].lines.append(Line(words: words))
      } else {
        blocks.append(Block(lines: [Line(words: words)]))
        isOpen = true
      }
    }
    return blocks
  }

  private static func words(of text: [UInt8], in range: Range<Int>) -> [Word] {
    text.wordRanges(in: range).map { part in
      Word(
        text: String(decoding: text[part], as: UTF8.self),
        isJoined: part.lowerBound > 0 && text[part.lowerBound - 1] > 0x20)
    }
  }
}

/// XML on its way out.
struct MarkupText {
  /// What was written, in UTF-8.
  private(set) var bytes: [UInt8] = []

  /// Writes markup as it is.
  static func += (markup: inout MarkupText, text: String) { markup.bytes += text.utf8 }

  /// Writes text that means nothing but itself, between tags or in an attribute's value.
  ///
  /// Characters that XML forbids become spaces.
  mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "\"": bytes += "&quot;".utf8
      case "\t", "\n": bytes += "&#\(scalar.value);".utf8
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": bytes.append(0x20)
      default: bytes += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
  }
}
