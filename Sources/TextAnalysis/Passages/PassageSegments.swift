// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where a language may change inside one script: at the end of a line or a sentence, and at the
// marks that stand between translations on one line (" / ", " | ", tab). These borders only serve
// detection, so a table of a few marks does, and costs a tenth of UAX #29's sentence rules.

/// Cuts stretches of text into segments of about a sentence.
enum PassageSegments {
  /// Bytes after which a segment ends at the next space, and at the latest.
  private static let soft = 500
  private static let hard = 1000
  /// Bytes below which a full stop does not end a segment: it may belong to an abbreviation.
  private static let least = 12

  /// Appends the segments of `range`, which cover it; each is at most 1,003 bytes; O(bytes).
  static func append(
    _ range: Range<Int>, of text: Span<UInt8>, to segments: inout [Range<Int>]
  ) {
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let character = DecodedCharacter(text, at: index)
      let next = min(index + character.length, range.upperBound)
      if ends(with: character.codePoint, at: index, next: next, from: start, text) {
        let cut = skipTail(from: next, to: range.upperBound, text)
        segments.append(start..<cut)
        start = cut
        index = cut
      } else {
        index = next
      }
    }
    if start < range.upperBound { segments.append(start..<range.upperBound) }
  }

  private static func ends(
    with codePoint: UInt32, at index: Int, next: Int, from start: Int, _ text: Span<UInt8>
  ) -> Bool {
    switch codePoint {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x2028, 0x2029: return true
    case 0x21, 0x2E, 0x3F: return next - start >= least && isSpace(text, next)
    case 0x2F, 0x7C, 0x2022, 0xB7:
      return index > start && isSpace(text, index - 1) && isSpace(text, next)
    case 0x20: return next - start >= soft
    case 0x2026, 0x61F, 0x6D4, 0x964, 0x965, 0x1362, 0x1367, 0x1368, 0x104B, 0x17D4,
      0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0xFF61:
      return next - start >= least
    default: return next - start >= hard
    }
  }

  private static func isSpace(_ text: Span<UInt8>, _ index: Int) -> Bool {
    index >= text.count || text[index] <= 0x20 || text[index] == 0xC2
  }

  /// Closing marks and spaces after the end of a segment belong to it.
  private static func skipTail(from start: Int, to end: Int, _ text: Span<UInt8>) -> Int {
    var index = start
    while index < end {
      let character = DecodedCharacter(text, at: index)
      switch character.codePoint {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xA0, 0x22, 0x27, 0x29, 0x5D, 0xBB, 0x2019, 0x201D,
        0x300D, 0x300F, 0x3000, 0x202C, 0x2069, 0x200F, 0x200E:
        index += character.length
      default: return min(index, end)
      }
    }
    return end
  }

  /// Appends the bytes of `range` in a form that every detector takes: ill-formed bytes and
  /// control characters become spaces, so lengths stay the same.
  ///
  /// - Returns: the number of bytes of characters above U+0040.
  static func appendClean(
    _ range: Range<Int>, of text: Span<UInt8>, to clean: inout [UInt8]
  ) -> Int {
    var letters = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let character = DecodedCharacter(text, at: index)
      let length = min(character.length, range.upperBound - index)
      if length < character.length || character.isIllFormed || isControl(character.codePoint) {
        clean.append(contentsOf: repeatElement(0x20, count: length))
      } else {
        if character.codePoint > 0x40 { letters += length }
        for offset in 0..<length { clean.append(text[index + offset]) }
      }
      index += length
    }
    return letters
  }

  /// Controls and noncharacters, which CLD2 takes for a sign of binary data.
  private static func isControl(_ codePoint: UInt32) -> Bool {
    codePoint < 0x20 || (0x7F...0x9F).contains(codePoint) || codePoint & 0xFFFE == 0xFFFE
      || (0xFDD0...0xFDEF).contains(codePoint)
  }
}
