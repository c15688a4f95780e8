// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What ICU cuts apart although it is written as one: hashtags, file names, numbers grouped by spaces.

extension Segmenter {
  /// The most letters and digits of an ending, as in `.sqlite`.
  private static let longestEnding = 6

  /// The start of the word that the number sign at `start` makes a tag; nil where there is none.
  mutating func tagWord(of text: Span<UInt8>, from start: Int) -> Int? {
    let sign = text.decodeScalar(at: start)
    let next = start + sign.length
    guard sign.codePoint == 0x23 || sign.codePoint == 0xFF03, next < text.count else { return nil }
    let first = scanner.table.of(text.decodeScalar(at: next).codePoint)
    return first.isDisjoint(with: [.letter, .digit]) || first.contains(.unspaced) ? nil : next
  }

  /// The end of a file name's ending whose full stop stands at `dot`, where ICU cuts because one of
  /// its neighbours is a digit and the other a letter: `scan2.pdf`, `data.7z`; nil elsewhere.
  ///
  /// What is written without a space after a sentence or an ordinal number mostly begins with a
  /// capital, and then it is no ending.
  mutating func fileNameEnd(of text: Span<UInt8>, at dot: Int) -> Int? {
    var index = dot + 1
    while index < text.count, Segmenter.isSmallOrDigit(text[index]) { index += 1 }
    guard index > dot + 1, index - dot - 1 <= Segmenter.longestEnding else { return nil }
    guard index < text.count else { return index }
    let next = scanner.table.entry(of: text.decodeScalar(at: index).codePoint)
    return next.traits.isDisjoint(with: [.letter, .digit, .extends, .ignorable])
      && next.column != Int(WordBreakClass.connector.rawValue) ? index : nil
  }

  /// The end of the next three digits, where a no-break or thin space before them continues a number
  /// of one to three digits, or of such groups; nil elsewhere.
  mutating func groupEnd(of text: Span<UInt8>, from start: Int, at space: Int) -> Int? {
    let sign = text.decodeScalar(at: space)
    guard sign.codePoint == 0xA0 || sign.codePoint == 0x2009 else { return nil }
    var before = space
    while before > start, Segmenter.isDigit(text[before - 1]) { before -= 1 }
    let isFirst = before == start && (1...3).contains(space - before)
    let isNext = before > start && space - before == 3 && text[before - 1] & 0xC0 == 0x80
    guard isFirst || isNext else { return nil }
    let end = space + sign.length + 3
    guard end <= text.count else { return nil }
    for index in (end - 3)..<end where !Segmenter.isDigit(text[index]) { return nil }
    guard end < text.count else { return end }
    let next = scanner.table.of(text.decodeScalar(at: end).codePoint)
    return next.isDisjoint(with: [.letter, .digit, .extends]) ? end : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func isSmallOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || byte &- 0x61 < 26 }
}
