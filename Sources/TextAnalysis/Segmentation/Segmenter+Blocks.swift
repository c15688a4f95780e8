// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Segmenter {
  /// Where to end the block that starts at `offset`: after a line, else after a space, else after
  /// an ideographic full stop, else between two characters.
  func blockEnd(of text: Span<UInt8>, from offset: Int) -> Int {
    let limit = offset + Segmenter.blockBytes
    guard limit < text.count else { return text.count }
    let least = offset + Segmenter.blockBytes / 2
    return lineEnd(of: text, least..<limit) ?? spaceEnd(of: text, least..<limit)
      ?? fullStopEnd(of: text, least..<limit) ?? characterEnd(of: text, least..<limit)
  }

  /// After the last line break that does not follow a hyphen.
  private func lineEnd(of text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.upperBound - 1
    while index > range.lowerBound + 4 {
      if text[index] == UInt8(ascii: "\n") {
        let before = text[index - 1] == UInt8(ascii: "\r") ? index - 2 : index - 1
        let isBroken = text[before] == UInt8(ascii: "-") || text[before] == 0x90
        if !isBroken { return index + 1 }
      }
      index -= 1
    }
    return nil
  }

  /// After the last space before an ASCII letter or a character that is no mark.
  private func spaceEnd(of text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.upperBound - 1
    while index > range.lowerBound {
      if text[index] == UInt8(ascii: " ") {
        let next = text.decodeScalar(at: index + 1).codePoint
        if next < 0x300 || !ICU.category(of: next).isMark && next != 0x200D { return index + 1 }
      }
      index -= 1
    }
    return nil
  }

  private func fullStopEnd(of text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.upperBound - 3
    while index > range.lowerBound {
      if text[index] == 0xE3, text[index + 1] == 0x80, text[index + 2] == 0x82 {
        return index + 3
      }
      index -= 1
    }
    return nil
  }

  /// Between two characters, if possible before one that is no mark; looks back 64 bytes.
  private func characterEnd(of text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var between: Int?
    for index in ((range.upperBound - 64)..<range.upperBound).reversed()
    where text[index] & 0xC0 != 0x80 {
      between = between ?? index
      let next = text.decodeScalar(at: index).codePoint
      if next != 0x200D, !ICU.category(of: next).isMark { return index }
    }
    return between ?? range.upperBound
  }
}
