// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From words with places to the text of a page: one way for all who know where words stand, so that
// recognition, PDF and files of layout give the same text for the same page.

package import TextAnalysis

/// Builds the text of a page out of words with places, with the layout that belongs to it.
///
/// Words come in reading order: `block`, then `line`, then `word`. Words are joined by a space, lines
/// by U+000A, blocks by a blank line; between words of scripts without spaces there is none unless
/// the source has one, or the gap is as wide as one. Lines and blocks without words vanish.
/// O(length) in all.
package struct LayoutText: Sendable {
  /// What stands between a word and the one before it.
  package enum Spacing: Sendable, Hashable {
    /// A space.
    case space
    /// Nothing; at the start of a line: the word goes on that the line before began.
    case none
    /// The source does not say: scripts and places decide.
    case unknown
  }

  private struct Word {
    var text: String
    var box: LayoutBox
    var confidence: Int?
    var spacing: Spacing
  }

  private struct OpenBlock {
    var box: LayoutBox?
    var direction: LayoutBlock.Direction?
    var language: Language?
    var lines: [LayoutLine] = []
  }

  private var text: [UInt8] = []
  private var blocks: [LayoutBlock] = []
  private var open = OpenBlock()
  private var lineBox: LayoutBox?
  private var pending: [Word] = []
  /// Line ends to write before the next word that does not belong to the one before.
  private var owedLineEnds = 0

  /// Begins a page.
  package init() {}

  /// Begins a block.
  ///
  /// - Parameters:
  ///   - box: around it; nil for that around its lines.
  ///   - direction: how it is read.
  ///   - language: what it was read as.
  package mutating func block(
    _ box: LayoutBox? = nil, direction: LayoutBlock.Direction? = nil, language: Language? = nil
  ) {
    closeBlock()
    open = OpenBlock(box: box, direction: direction, language: language)
  }

  /// Begins a line; `box` is nil for that around its words.
  package mutating func line(_ box: LayoutBox? = nil) {
    closeLine()
    lineBox = box
  }

  /// Adds a word to the line.
  ///
  /// White space and control characters in it become single spaces; a word of nothing else is left
  /// out.
  ///
  /// - Parameters:
  ///   - text: the word, its characters in logical order.
  ///   - box: where it stands.
  ///   - confidence: from 0 to 100; nil where it was not recognized.
  ///   - spacing: what stands before it.
  package mutating func word(
    _ text: String, _ box: LayoutBox, confidence: Int? = nil, spacing: Spacing = .unknown
  ) {
    guard let clean = TextCleaner.value(text), !TextCleaner.isBlank(clean) else { return }
    pending.append(Word(text: clean, box: box, confidence: confidence, spacing: spacing))
  }

  /// Ends the page; boxes that reach over its edges are cut.
  ///
  /// - Parameters:
  ///   - width: of the page in units; 0 for as far as the words reach.
  ///   - height: likewise.
  ///   - resolution: units to the inch; 0 where nobody knows.
  ///   - origin: where the layout comes from.
  /// - Returns: its text and its layout.
  package consuming func page(
    width: Int, height: Int, resolution: Int, origin: PageLayout.Origin
  ) -> ExtractedPage {
    closeBlock()
    let reach = LayoutBox.around(blocks.map(\.box))
    var layout = PageLayout(
      width: Self.side(width, reach.map { $0.x + $0.width }),
      height: Self.side(height, reach.map { $0.y + $0.height }),
      resolution: min(max(resolution, 0), LayoutBox.farthest), origin: origin, blocks: blocks)
    layout.cutBoxes()
    return ExtractedPage(text: String(decoding: text, as: UTF8.self), layout: layout)
  }

  private static func side(_ given: Int, _ reach: Int?) -> Int {
    min(given > 0 ? given : max(reach ?? 1, 1), LayoutBox.farthest)
  }

  private mutating func closeBlock() {
    closeLine()
    guard let around = LayoutBox.around(open.lines.map(\.box)) else { return }
    blocks.append(
      LayoutBlock(
        box: open.box ?? around, direction: open.direction, language: open.language,
        lines: open.lines))
    open.lines = []
    owedLineEnds = 2
  }

  private mutating func closeLine() {
    defer {
      pending.removeAll(keepingCapacity: true)
      lineBox = nil
    }
    guard let around = LayoutBox.around(pending.lazy.map(\.box)) else { return }
    let gaps = LineGaps(pending.map(\.box), isVertical: open.direction == .vertical)
    var words: [LayoutWord] = []
    words.reserveCapacity(pending.count)
    for (index, word) in pending.enumerated() {
      separate(isJoined: isJoined(index, gaps))
      let start = text.count
      text += word.text.utf8
      words.append(
        LayoutWord(
          range: start..<text.count, box: word.box,
          confidence: word.confidence.map { min(max($0, 0), 100) }))
    }
    open.lines.append(LayoutLine(box: lineBox ?? around, words: words))
    owedLineEnds = max(owedLineEnds, 1)
  }

  /// Whether nothing stands before a word of the line.
  private func isJoined(_ index: Int, _ gaps: LineGaps) -> Bool {
    switch pending[index].spacing {
    case .none: return true
    case .space: return false
    case .unknown:
      guard index > 0 else { return false }
      return gaps.areJoined(
        pending[index - 1].text, pending[index].text, gap: index - 1)
    }
  }

  private mutating func separate(isJoined: Bool) {
    guard !text.isEmpty, !isJoined else { return }
    if owedLineEnds > 0 {
      text += repeatElement(0x0A, count: owedLineEnds)
      owedLineEnds = 0
    } else {
      text.append(0x20)
    }
  }
}

/// The gaps between the words of a line, which tell spaces where the source does not.
private struct LineGaps {
  /// Units between each word and the next; 0 where they touch or overlap.
  private var gaps: [Int] = []
  /// The height of the line's characters, or the width of its column.
  private var size = 0
  /// 0 where there are too few gaps to know what is usual.
  private var median = 0

  init(_ boxes: [LayoutBox], isVertical: Bool) {
    guard boxes.count > 1 else { return }
    let ranges = boxes.map { box in
      isVertical ? (box.y, box.y + box.height) : (box.x, box.x + box.width)
    }
    gaps = zip(ranges, ranges.dropFirst()).map { first, second in
      max(0, max(first.0, second.0) - min(first.1, second.1))
    }
    size = boxes.map { isVertical ? $0.width : $0.height }.sorted()[boxes.count / 2]
    median = gaps.count < 3 ? 0 : gaps.sorted()[gaps.count / 2]
  }

  /// Whether two words stand together, with the gap of that number between them.
  ///
  /// In Han or Thai a gap is a space where it is wide for the line. Beside a word of another script
  /// it is one where it is as wide as a narrow space, before a point where it is as wide as a
  /// character. A word never begins with a mark: programs cut Thai there.
  func areJoined(_ left: String, _ right: String, gap index: Int) -> Bool {
    let (last, first) = (Self.lastBase(of: left), right.unicodeScalars.first ?? " ")
    let gap = gaps[index]
    if Self.isMark(first) { return gap <= size }
    switch (last.isUnspaced, first.isUnspaced) {
    case (true, true): return gap * 10 <= size * 6 || gap <= median * 2
    case (true, false), (false, true):
      let isAttached = last.properties.opens || first.properties.endsOrCloses
      return gap * (isAttached ? 1 : 4) <= size
    case (false, false): return false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// The last character that is no mark of another, else the last.
  private static func lastBase(of text: String) -> Unicode.Scalar {
    let scalars = text.unicodeScalars
    let base = scalars.last { !isMark($0) && $0.properties.generalCategory != .format }
    return base ?? scalars.last ?? " "
  }
}

extension Unicode.Scalar.Properties {
  /// Whether it is a bracket or quotation mark that opens.
  fileprivate var opens: Bool {
    generalCategory == .openPunctuation || generalCategory == .initialPunctuation
  }

  /// Whether it is a point, or a bracket or quotation mark that closes.
  fileprivate var endsOrCloses: Bool {
    switch generalCategory {
    case .otherPunctuation, .closePunctuation, .finalPunctuation: true
    default: false
    }
  }
}

extension PageLayout {
  /// Cuts all boxes at the edges of the page.
  mutating func cutBoxes() {
    let (width, height) = (width, height)
    mapBoxes { $0.onPage(width: width, height: height) }
  }

  /// Changes the boxes of all blocks, lines and words.
  mutating func mapBoxes(_ change: (LayoutBox) -> LayoutBox) {
    for block in blocks.indices {
      blocks[block].box = change(blocks[block].box)
      for line in blocks[block].lines.indices {
        blocks[block].lines[line].box = change(blocks[block].lines[line].box)
        for word in blocks[block].lines[line].words.indices {
          let box = blocks[block].lines[line].words[word].box
          blocks[block].lines[line].words[word].box = change(box)
        }
      }
    }
  }

  /// Whether it can be the layout of a text: all ranges rise, are disjoint, and begin and end at
  /// characters of the text.
  package func fits(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    var end = 0
    for word in words {
      let range = word.range
      guard range.lowerBound >= end, !range.isEmpty, range.upperBound <= bytes.count,
        bytes[range.lowerBound] & 0xC0 != 0x80,
        range.upperBound == bytes.count || bytes[range.upperBound] & 0xC0 != 0x80
      else { return false }
      end = range.upperBound
    }
    let sides = 1...LayoutBox.farthest
    return sides.contains(width) && sides.contains(height)
      && (0...LayoutBox.farthest).contains(resolution)
  }
}
