// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The words of one line of poppler's, with spaces between them, in the order of reading.

/// A word of a line that is put in order.
struct PDFLineWord {
  /// Its text, without spaces.
  var text: String
  /// The words of poppler's that it is made of: indices into the line.
  var sources: [Int]
}

/// Reads one line.
struct PDFLine {
  /// The line, in the order of the eye.
  let line: PopplerLine
  /// Whether its words follow one another downwards or upwards.
  let isVertical: Bool

  /// Takes a line that is not empty.
  init(_ line: PopplerLine) {
    self.line = line
    let (first, last) = (line[0], line[line.count - 1])
    if line.count > 1 {
      let across = abs(first.left + first.right - last.left - last.right)
      let down = abs(first.top + first.bottom - last.top - last.bottom)
      isVertical = down > across
    } else {
      let isLong = first.text.unicodeScalars.count > 2
      isVertical = isLong && first.bottom - first.top > 2 * (first.right - first.left)
    }
  }

  /// Whether it has a letter that reads from right to left.
  var hasLettersFromRight: Bool {
    line.contains { word in
      PDFGlyph.mayReadFromRight(word.text)
        && word.text.unicodeScalars.contains(where: PDFGlyph.readsFromRight)
    }
  }

  /// Whether it has letters, all of them such as read from left to right.
  var hasOnlyLettersFromLeft: Bool {
    !hasLettersFromRight
      && line.contains { word in
        word.text.unicodeScalars.contains { PDFGlyph.direction(of: $0) == .left }
      }
  }

  /// For each word but the last, whether a space follows it.
  ///
  /// Poppler's own rule, which its output does not tell: a gap of 3 % of the letters' size, which is
  /// about two thirds of their height; in a line of single letters that all stand apart, a gap a third
  /// wider than the narrowest.
  func spaces() -> [Bool] {
    guard line.count > 1 else { return [] }
    let gaps = gaps()
    let height = line.map { isVertical ? $0.right - $0.left : $0.bottom - $0.top }.min() ?? 0
    var least = height / 50
    if let narrowest = gaps.min(), narrowest > 0,
      line.allSatisfy({ $0.text.unicodeScalars.count == 1 })
    {
      least = min(narrowest + narrowest / 3, height / 4)
    }
    let isSpace = withoutGapsOfMarks(gaps, least: max(least, 1)).map { $0 >= max(least, 1) }
    guard isFilled else { return isSpace }
    return isSpace.indices.map { isSpace[$0] && !isJustified(gaps[$0], behind: $0) }
  }

  /// Whether the line is filled by gaps between its letters: most stand alone.
  private var isFilled: Bool {
    line.count > 3
      && line.count {
        Self.isEastAsian($0.text.unicodeScalars.first) && $0.text.unicodeScalars.count == 1
      }
        * 2 > line.count
  }

  private static func isEastAsian(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map(PDFColumns.isEastAsian) ?? false
  }

  /// Lines of Chinese and Japanese are filled by wider gaps, which are no spaces up to half a letter.
  private func isJustified(_ gap: Int, behind index: Int) -> Bool {
    guard Self.isEastAsian(line[index].text.unicodeScalars.last),
      Self.isEastAsian(line[index + 1].text.unicodeScalars.first)
    else { return false }
    let letter = line[index]
    let size = isVertical ? letter.right - letter.left : (letter.bottom - letter.top) * 2 / 3
    return gap * 2 < size
  }

  /// A letter with marks can be narrower than its place: half a usual space beside it is none.
  private func withoutGapsOfMarks(_ gaps: [Int], least: Int) -> [Int] {
    guard line.contains(where: { PDFGlyph.mayReadFromRight($0.text) }) else { return gaps }
    let isMarked = line.map { $0.text.unicodeScalars.contains(where: PDFGlyph.isMarkFromRight) }
    guard isMarked.contains(true) else { return gaps }
    let wide = gaps.filter { $0 >= least }.sorted()
    guard wide.count > 1 else { return gaps }
    let usual = wide[wide.count / 2]
    return gaps.indices.map { index in
      let isBeside = isMarked[index] || isMarked[index + 1]
      return isBeside && gaps[index] * 20 < usual * 11 ? 0 : gaps[index]
    }
  }

  /// From all words before to the next one, for each word but the last.
  private func gaps() -> [Int] {
    let forward = line.map { isVertical ? ($0.top, $0.bottom) : ($0.left, $0.right) }
    let (first, last) = (forward[0], forward[forward.count - 1])
    let isForward = first.0 + first.1 <= last.0 + last.1
    let edges = isForward ? forward : forward.map { (-$0.1, -$0.0) }
    var reached = edges[0].1
    return edges.dropFirst().map { start, end in
      defer { reached = max(reached, end) }
      return start - reached
    }
  }

  /// Words of a line that reads from left to right, as they stand.
  func wordsAsTheyStand() -> [PDFLineWord] {
    let spaces = spaces()
    var result: [PDFLineWord] = []
    for (index, word) in line.enumerated() {
      if index > 0, !spaces[index - 1] {
        result[result.count - 1].text += word.text
        result[result.count - 1].sources.append(index)
      } else {
        result.append(PDFLineWord(text: word.text, sources: [index]))
      }
    }
    return result
  }

  /// Words of a line with letters that read from right to left.
  ///
  /// - Parameters:
  ///   - fromRight: whether the line as a whole does.
  ///   - order: how such words are drawn on the page.
  /// - Returns: the words in the order of reading.
  func words(fromRight: Bool, _ order: RightToLeftWords) -> [PDFLineWord] {
    var result: [PDFLineWord] = []
    var isInWord = false
    for glyph in PDFGlyphOrder.read(glyphs(order), fromRight: fromRight) {
      guard let source = glyph.word else {
        isInWord = false
        continue
      }
      if !isInWord { result.append(PDFLineWord(text: "", sources: [])) }
      isInWord = true
      let last = result.count - 1
      result[last].text.unicodeScalars.append(contentsOf: glyph.scalars)
      if result[last].sources.last != source { result[last].sources.append(source) }
    }
    if order != .read { LamAlef.repair(&result) }
    return result
  }

  /// The characters of the line from left to right, each with its marks.
  private func glyphs(_ order: RightToLeftWords) -> [PDFGlyph] {
    let spaces = spaces()
    var result: [PDFGlyph] = []
    var waiting: [Unicode.Scalar] = []
    for index in line.indices {
      if index > 0, spaces[index - 1], waiting.isEmpty { result.append(.space) }
      var own = clusters(of: index, order, waiting)
      waiting = []
      if own.count == 1, own[0].direction == .neutral, own[0].scalars.allSatisfy(PDFGlyph.isMark) {
        if standsOnNext(index) || result.last?.word == nil {
          waiting = own[0].scalars
        } else {
          result[result.count - 1].scalars += own[0].scalars
        }
        continue
      }
      if order == .read, own.contains(where: { $0.direction == .right }) { own.reverse() }
      result += own
    }
    if !waiting.isEmpty {
      result.append(PDFGlyph(scalars: waiting, word: line.count - 1, direction: .neutral))
    }
    return result
  }

  /// The characters of a word; a word drawn from left to right has marks before their letters.
  private func clusters(
    of index: Int, _ order: RightToLeftWords, _ waiting: [Unicode.Scalar]
  ) -> [PDFGlyph] {
    var result: [PDFGlyph] = []
    var marks = waiting
    for scalar in line[index].text.unicodeScalars {
      guard PDFGlyph.isMark(scalar) else {
        let direction = PDFGlyph.direction(of: scalar)
        result.append(
          PDFGlyph(scalars: [scalar] + marks.reversed(), word: index, direction: direction))
        marks = []
        continue
      }
      if order == .seen || result.isEmpty {
        marks.append(scalar)
      } else {
        result[result.count - 1].scalars.append(scalar)
      }
    }
    guard !marks.isEmpty else { return result }
    if result.isEmpty { return [PDFGlyph(scalars: marks, word: index, direction: .neutral)] }
    result[result.count - 1].scalars += marks
    return result
  }

  /// Whether a mark drawn by itself lies over the word behind it rather than over the one before.
  private func standsOnNext(_ index: Int) -> Bool {
    guard index + 1 < line.count else { return false }
    guard index > 0 else { return true }
    return overlap(line[index], line[index + 1]) > overlap(line[index], line[index - 1])
  }

  private func overlap(_ mark: PopplerWord, _ letter: PopplerWord) -> Int {
    min(mark.right, letter.right) - max(mark.left, letter.left)
  }
}
