// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Lines that were read → the text of a page, with the place of each word.

internal import TextAnalysis

/// Makes the page of a reading.
struct RecognizedText {
  private var text = ""
  private var length = 0
  private var blocks: [LayoutBlock] = []
  private let transform: PictureTransform

  /// Makes a page.
  ///
  /// - Parameters:
  ///   - reading: its lines; boxes are of the prepared page.
  ///   - transform: how that was made of the picture.
  ///   - resolution: pixels to the inch of the picture; 0 where nobody knows.
  /// - Returns: the page, its layout in pixels of the picture as a viewer shows it.
  static func page(
    _ reading: PageReading, _ transform: PictureTransform, resolution: Int
  ) -> ExtractedPage {
    var maker = RecognizedText(transform: transform)
    var block: [ReadLine] = []
    for line in reading.lines where !line.words.isEmpty {
      if let last = block.last, last.block != line.block { maker.finish(&block) }
      block.append(line)
    }
    maker.finish(&block)
    return ExtractedPage(
      text: maker.text,
      layout: PageLayout(
        width: max(1, transform.width), height: max(1, transform.height), resolution: resolution,
        origin: .recognition, blocks: maker.blocks))
  }

  private init(transform: PictureTransform) { self.transform = transform }

  private mutating func append(_ piece: String) {
    text += piece
    length += piece.utf8.count
  }

  private mutating func finish(_ lines: inout [ReadLine]) {
    guard let first = lines.first else { return }
    if !text.isEmpty { append("\n") }
    var made: [LayoutLine] = []
    for (index, line) in lines.enumerated() {
      if index > 0, line.paragraph != lines[index - 1].paragraph { append("\n") }
      made.append(layout(of: line))
      append("\n")
    }
    blocks.append(
      LayoutBlock(
        box: LayoutBox.around(made.map(\.box)) ?? transform.original(first.box),
        direction: Self.direction(lines), language: Self.language(lines), lines: made))
    lines = []
  }

  private mutating func layout(of line: ReadLine) -> LayoutLine {
    var words: [LayoutWord] = []
    let height = line.box.height
    for (index, word) in line.words.enumerated() {
      if index > 0, line.words[index - 1].isSpaced(before: word, height: height) { append(" ") }
      let start = length
      append(word.text)
      words.append(
        LayoutWord(
          range: start..<length, box: transform.original(word.box),
          confidence: Int(word.confidence.rounded())))
    }
    return LayoutLine(box: transform.original(line.box), words: words)
  }

  private static func direction(_ lines: [ReadLine]) -> LayoutBlock.Direction {
    var (right, left) = (0, 0)
    for line in lines {
      for scalar in line.text.unicodeScalars {
        guard let script = ReadingScript(of: scalar) else { continue }
        if script.isRightToLeft { right += 1 } else { left += 1 }
      }
    }
    return right > left ? .rightToLeft : .leftToRight
  }

  /// The language of the model that most of a block was read with; nil where none was chosen.
  private static func language(_ lines: [ReadLine]) -> Language? {
    var counts: [Language: Int] = [:]
    for line in lines {
      guard line.models.count == 1, let model = line.models.first else { continue }
      counts[model.language, default: 0] += line.letterCount
    }
    let most = counts.max { $0.value == $1.value ? $1.key < $0.key : $0.value < $1.value }
    return most?.key == .unknown ? nil : most?.key
  }
}
