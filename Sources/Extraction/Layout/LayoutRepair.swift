// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A repair changes the text of a page and moves what stands behind it; the places of the words on
// the paper stay what they were.

package import TextAnalysis

extension PageLayout {
  /// The layout with its words where the repairs of the text have put them; nil where the repairs
  /// are of another text.
  ///
  /// A word that a repair of visual order moves is found again by its letters; where that fails, the
  /// words that are left take the rectangle of their line. O(words + edits).
  package func moved(by repaired: RepairedText) -> PageLayout? {
    guard repaired.edits.count == repaired.repairs.count else { return nil }
    var words = blocks.lazy.flatMap(\.lines).enumerated().flatMap { line, words in
      words.words.map { LinedWord(word: $0, line: line) }
    }
    for (repair, edits) in zip(repaired.repairs, repaired.edits) {
      var move = LayoutMove(edits, reorders: repair.kind == .visualOrder)
      words = move.moved(words)
    }
    return with(words)
  }

  /// The layout with other words in its lines.
  private func with(_ words: [LinedWord]) -> PageLayout {
    var layout = self
    var (line, index) = (0, 0)
    for block in layout.blocks.indices {
      for place in layout.blocks[block].lines.indices {
        var own: [LayoutWord] = []
        while index < words.count, words[index].line <= line {
          own.append(words[index].word)
          index += 1
        }
        layout.blocks[block].lines[place].words = own
        line += 1
      }
      layout.blocks[block].lines.removeAll { $0.words.isEmpty }
    }
    layout.blocks.removeAll { $0.lines.isEmpty }
    return layout
  }
}

/// A word with the number of its line in the page.
private struct LinedWord {
  var word: LayoutWord
  var line: Int

  var range: Range<Int> { word.range }
}

/// Moves words along with one repair; they come in the order of the text.
private struct LayoutMove {
  private let edits: [RepairedText.Edit]
  private let reorders: Bool
  /// The first edit that does not end before the words that come next.
  private var next = 0
  /// Bytes that the edits before that one added.
  private var shift = 0

  init(_ edits: [RepairedText.Edit], reorders: Bool) {
    self.edits = edits
    self.reorders = reorders
  }

  /// The words of a page, moved.
  mutating func moved(_ words: [LinedWord]) -> [LinedWord] {
    var result: [LinedWord] = []
    var index = 0
    while index < words.count {
      pass(words[index].range.lowerBound)
      if reorders, let edit = current, edit.range.contains(words[index].range.lowerBound) {
        let group = words[index...].prefix { $0.range.lowerBound < edit.range.upperBound }
        result += Reordered(edit).words(Array(group), shift: shift)
        index = group.endIndex
        skip()
        continue
      }
      var word = words[index]
      let start = position(word.range.lowerBound)
      var ahead = self
      ahead.pass(word.range.upperBound)
      let end = ahead.position(word.range.upperBound)
      if start < end {
        word.word.range = start..<end
        result.append(word)
      }
      index += 1
    }
    return result
  }

  private var current: RepairedText.Edit? { next < edits.count ? edits[next] : nil }

  /// Leaves edits behind that end before a place, or at it.
  private mutating func pass(_ place: Int) {
    while let edit = current, edit.range.upperBound <= place { skip() }
  }

  private mutating func skip() {
    shift += edits[next].after.count - edits[next].before.count
    next += 1
  }

  /// Where a place lies after the repair; `pass` was called for it.
  private func position(_ place: Int) -> Int {
    guard let edit = current, edit.range.lowerBound < place else { return place + shift }
    return edit.range.lowerBound + shift + Self.offset(place - edit.range.lowerBound, in: edit)
  }

  /// Where a place inside an edit lies: at the same place of the same word where both texts have as
  /// many words, else as far along.
  private static func offset(_ offset: Int, in edit: RepairedText.Edit) -> Int {
    let (before, after) = (
      edit.before.wordRanges(in: edit.before.indices), edit.after.wordRanges(in: edit.after.indices)
    )
    var (old, new) = (0..<edit.before.count, 0..<edit.after.count)
    if before.count == after.count,
      let index = before.firstIndex(where: { $0.lowerBound <= offset && offset <= $0.upperBound })
    {
      (old, new) = (before[index], after[index])
    }
    if old.isEmpty || offset == old.lowerBound { return new.lowerBound }
    var place = new.lowerBound + (offset - old.lowerBound) * new.count / old.count
    while place < edit.after.count, edit.after[place] & 0xC0 == 0x80 { place += 1 }
    return place
  }
}

/// A line that was put into its order: its words found again by their letters.
private struct Reordered {
  let edit: RepairedText.Edit

  init(_ edit: RepairedText.Edit) { self.edit = edit }

  /// Finds the words of the line after the repair.
  ///
  /// - Parameters:
  ///   - words: those before it, at least one.
  ///   - shift: bytes that were added before the line.
  /// - Returns: in the order of the text.
  func words(_ words: [LinedWord], shift: Int) -> [LinedWord] {
    var places: [[UInt32]: [Int]] = [:]
    for (index, word) in words.enumerated() {
      places[Self.letters(before(word)).sorted(), default: []].append(index)
    }
    var isFound = [Bool](repeating: false, count: words.count)
    let tokens = edit.after.wordRanges(in: edit.after.indices)
    // Lines turn round: of equal words the last becomes the first.
    let matches = tokens.map { token in
      places[Self.letters(edit.after[token]).sorted()]?.popLast()
    }
    for case let index? in matches { isFound[index] = true }
    let left = words.indices.filter { !isFound[$0] }.map { words[$0].word }
    let around = LayoutBox.around(words.map(\.word.box))
    let start = edit.range.lowerBound + shift
    // A line of the text is one on the page, unless a word goes on over its end.
    var line = words[0].line
    return zip(tokens, matches).compactMap { token, match in
      var word = LayoutWord(
        range: start + token.lowerBound..<start + token.upperBound,
        box: around ?? words[0].word.box, confidence: left.compactMap(\.confidence).min())
      if let match {
        word.box = words[match].word.box
        word.confidence = words[match].word.confidence
        line = max(line, words[match].line)
      } else if left.isEmpty {
        return nil
      }
      return LinedWord(word: word, line: line)
    }
  }

  private func before(_ word: LinedWord) -> ArraySlice<UInt8> {
    let start = max(0, word.range.lowerBound - edit.range.lowerBound)
    let end = min(edit.before.count, word.range.upperBound - edit.range.lowerBound)
    return start < end ? edit.before[start..<end] : []
  }

  /// The characters of a word, brackets and quotation marks by their pairs.
  private static func letters(_ text: ArraySlice<UInt8>) -> [UInt32] {
    String(decoding: text, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar {
      case ")": 0x28
      case "]": 0x5B
      case "}": 0x7B
      case ">": 0x3C
      case "»": 0xAB
      default: scalar.value
      }
    }
  }
}
