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

extension ReadWord {
  /// A gap between words without spaces that is one, in heights of the line.
  private static let unspacedGap = 0.6

  /// The same where only one of the two is in such a script: `12` before a Chinese character.
  private static let mixedGap = 0.5

  /// The same for scripts that have spaces between phrases: on sheets in Thai, spaces had 0.22 to 0.49,
  /// and places where tesseract cut words at most 0.23.
  private static let phraseGap = 0.22

  /// Signs before which Chinese and Japanese have no space, and behind which.
  ///
  /// With the white of its sign, `：` looks as if it had. A point is left out behind: it belongs to a number.
  private static let closing: Set<Unicode.Scalar> = [".", ",", ":", ";", "!", "?", ")", "”"]
  private static let opening: Set<Unicode.Scalar> = [",", ":", ";", "!", "?", "(", "“"]

  /// Whether a space stands between this word and the next of a line.
  ///
  /// Always, but for scripts without spaces, where tesseract cuts anywhere.
  func isSpaced(before next: ReadWord, height: Int) -> Bool {
    guard let before = text.unicodeScalars.last, let after = next.text.unicodeScalars.first else {
      return true
    }
    let (left, right) = (Self.isUnspaced(before), Self.isUnspaced(after))
    guard left || right else { return true }
    let hasPhrases = [before, after].contains { ReadingScript(of: $0)?.spacesPhrases ?? false }
    if !hasPhrases, left && Self.closing.contains(after) || right && Self.opening.contains(before) {
      return false
    }
    let gap = next.box.x - (box.x + box.width)
    let least = hasPhrases ? Self.phraseGap : left && right ? Self.unspacedGap : Self.mixedGap
    return Double(gap) > least * Double(max(1, height))
  }

  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    if (0x3000...0x303F).contains(scalar.value) || (0xFF00...0xFF65).contains(scalar.value) {
      return true
    }
    return ReadingScript(of: scalar)?.isUnspaced ?? false
  }
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

  /// Its words with spaces between, where their scripts have them.
  var text: String {
    var text = ""
    for (index, word) in words.enumerated() {
      if index > 0, words[index - 1].isSpaced(before: word, height: box.height) { text += " " }
      text += word.text
    }
    return text
  }
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
    let isRomanian = RomanianCommas.isMeant(by: models)
    var place: [Int] = []
    for row in table.split(separator: 0x0A) {
      let cells = row.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count >= 12, var word = Self.word(cells) else { continue }
      if isRomanian { word.text = RomanianCommas.written(word.text) }
      let numbers = cells[2...4].map { Self.number($0) ?? 0 }
      if numbers != place || lines.isEmpty {
        place = numbers
        lines.append(
          ReadLine(block: numbers[0], paragraph: numbers[1], words: [], models: models))
      }
      lines[lines.count - 1].words.append(word)
    }
  }

  /// The models that its lines were read with, those of the most lines first.
  var usedModels: [RecognitionModel] {
    var counts: [RecognitionModel: Int] = [:]
    for model in lines.flatMap(\.models) { counts[model, default: 0] += 1 }
    return counts.sorted { $0.value == $1.value ? $0.key.name < $1.key.name : $0.value > $1.value }
      .map(\.key)
  }

  /// The lines with spaces between words and newlines between lines.
  var text: String { lines.map(\.text).joined(separator: "\n") }

  /// The reading of the same page at another size.
  func scaled(by factor: Double) -> PageReading {
    let scale = { (value: Int) in Int((Double(value) * factor).rounded()) }
    var scaled = self
    for line in scaled.lines.indices {
      for word in scaled.lines[line].words.indices {
        let box = scaled.lines[line].words[word].box
        scaled.lines[line].words[word].box = LayoutBox(
          x: scale(box.x), y: scale(box.y), width: scale(box.width), height: scale(box.height))
      }
    }
    return scaled
  }

  private static func word(_ cells: [ArraySlice<UInt8>]) -> ReadWord? {
    guard number(cells[0]) == 5,
      let confidence = Double(String(decoding: cells[10], as: UTF8.self)),
      confidence >= 0, confidence <= 100,
      let text = TextCleaner.value(withoutDirections(cells[11]))
    else { return nil }
    let box = cells[6...9].compactMap(number)
    guard box.count == 4, box.allSatisfy({ (0...1 << 24).contains($0) }) else { return nil }
    return ReadWord(
      text: SaraAm.composed(text),
      box: LayoutBox(x: box[0], y: box[1], width: box[2], height: box[3]),
      confidence: confidence)
  }

  /// Text without the marks of direction that tesseract puts around numbers: they are not on the page.
  private static func withoutDirections(_ cell: ArraySlice<UInt8>) -> String {
    var text = String(decoding: cell, as: UTF8.self)
    text.unicodeScalars.removeAll { scalar in
      switch scalar.value {
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    return text
  }

  private static func number(_ cell: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: cell, as: UTF8.self))
  }
}
