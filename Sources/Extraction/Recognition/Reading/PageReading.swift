// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What tesseract read on a page, as it says it: a table of words with their places.
//
// level page block paragraph line word left top width height confidence text, tabs between; level 5 is a
// word.

/// A word that was read.
struct ReadWord: Sendable, Hashable {
  /// Its letters, in logical order.
  var text: String
  /// Where it stands on the page that was read.
  var box: LayoutBox
  /// How sure tesseract is, from 0 to 100.
  var confidence: Double
}

/// A line that was read; it has at least one word.
struct ReadLine: Sendable, Hashable {
  /// The number of its block in its reading.
  var block: Int
  /// The number of its paragraph in its block.
  var paragraph: Int
  /// Its words, in reading order.
  var words: [ReadWord]
  /// The models that it was read with.
  var models: [RecognitionModel]

  /// Around its words.
  var box: LayoutBox {
    LayoutBox.around(words.lazy.map(\.box)) ?? LayoutBox(x: 0, y: 0, width: 0, height: 0)
  }

  /// Its words with spaces between.
  var text: String { words.map(\.text).joined(separator: " ") }
}

/// A page as it was read with one set of models.
struct PageReading: Sendable, Hashable {
  /// Its lines, in reading order.
  var lines: [ReadLine]
  /// The models.
  var models: [RecognitionModel]

  /// Makes a reading of lines.
  init(lines: [ReadLine], models: [RecognitionModel]) {
    self.lines = lines
    self.models = models
  }

  /// Reads tesseract's table; rows that are none are passed over.
  init(table: [UInt8], models: [RecognitionModel]) {
    self.init(lines: [], models: models)
    var place: [Int] = []
    for row in table.split(separator: 0x0A) {
      let cells = row.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count >= 12, let word = Self.word(cells) else { continue }
      let numbers = cells[2...4].map { Self.number($0) ?? 0 }
      if numbers != place || lines.isEmpty {
        place = numbers
        lines.append(
          ReadLine(block: numbers[0], paragraph: numbers[1], words: [], models: models))
      }
      lines[lines.count - 1].words.append(word)
    }
  }

  /// The lines with spaces between words and newlines between lines.
  var text: String { lines.map(\.text).joined(separator: "\n") }

  private static func word(_ cells: [ArraySlice<UInt8>]) -> ReadWord? {
    guard number(cells[0]) == 5,
      let confidence = Double(String(decoding: cells[10], as: UTF8.self)),
      confidence >= 0, confidence <= 100,
      let text = TextCleaner.value(String(decoding: cells[11], as: UTF8.self))
    else { return nil }
    let box = cells[6...9].compactMap(number)
    guard box.count == 4, box.allSatisfy({ (0...1 << 24).contains($0) }) else { return nil }
    return ReadWord(
      text: text, box: LayoutBox(x: box[0], y: box[1], width: box[2], height: box[3]),
      confidence: confidence)
  }

  private static func number(_ cell: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: cell, as: UTF8.self))
  }
}
