// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What ICU cuts apart although it is written as one: URLs, hashtags, file names, numbers grouped by
// spaces.

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

  /// The end of a URL whose scheme, or whose host with `www.`, ends at `end`; nil where there is
  /// none, or one longer than `longestWord`.
  mutating func addressEnd(
    of text: Span<UInt8>, from start: Int, at end: Int, cut: Int
  ) -> Int? {
    let isAddress =
      text[end] == UInt8(ascii: ":")
      ? hasBytes("://", in: text, at: end) : hasBytes("www.", in: text, at: start)
    guard isAddress else { return nil }
    let path = text[end] == UInt8(ascii: ":") ? end + 3 : end + 1
    let limit = min(cut, start + Segmenter.longestWord + 1)
    var index = path
    while index < limit {
      let scalar = text.decodeScalar(at: index)
      guard isAddressCharacter(scalar.codePoint) else { break }
      index += scalar.length
    }
    while index > path, Segmenter.isTrailingPunctuation(text[index - 1]) { index -= 1 }
    return index > path && index - start <= Segmenter.longestWord ? index : nil
  }

  private func hasBytes(_ expected: StaticString, in text: Span<UInt8>, at index: Int) -> Bool {
    let bytes = Array(expected.description.utf8)
    guard index + bytes.count <= text.count else { return false }
    return bytes.indices.allSatisfy { text[index + $0] == bytes[$0] }
  }

  private mutating func isAddressCharacter(_ codePoint: UInt32) -> Bool {
    guard codePoint >= 0x80 else {
      let excluded: [UInt8] = Array("<>\"'{}|\\^`".utf8)
      return codePoint > 0x20 && codePoint != 0x7F && !excluded.contains(UInt8(codePoint))
    }
    let traits = scanner.table.of(codePoint)
    return !traits.contains(.unspaced) && !traits.isDisjoint(with: [.letter, .digit, .extends])
  }

  private static func isTrailingPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "]"),
      UInt8(ascii: "*"):
      true
    default: false
    }
  }
}
