// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Finds the digits of all scripts. Most texts have few or none, and what they are looked through for
// must not cost more than reading them: eight bytes at once, then a table for what is left.

/// Finds decimal digits, Ethiopic numerals and the sign of the year, `年`, in UTF-8.
package enum DigitScanner {
  private static let one: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// The code points up to U+FFFF that are looked for.
  private static var codePoints: [Int] {
    let zeros = DigitFold.zeros.filter { $0 < 0x10000 } + [0xFF10]
    return zeros.flatMap { Int($0)..<Int($0) + 10 } + Array(0x1369...0x137C) + [0x5E74]
  }

  /// For each code point up to U+FFFF, 1 where it is one of those that are looked for.
  private static let table: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 0x10000)
    for codePoint in codePoints { table[codePoint] = 1 }
    return table
  }()

  /// For each 64 code points up to U+FFFF, 1 where one of them is looked for: two bytes of a character of
  /// three mostly tell that it is none.
  private static let blocks: [UInt8] = {
    var blocks = [UInt8](repeating: 0, count: 0x10000 / 64)
    for codePoint in codePoints { blocks[codePoint / 64] = 1 }
    return blocks
  }()

  /// The first byte from `start` on that begins one; O(distance).
  package static func next(in text: Span<UInt8>, from start: Int) -> Int? {
    let blocks = blocks.span
    var index = start
    while index + 8 < text.count {
      let bytes = text.eightBytes(at: index)
      var flags = candidates(in: bytes)
      while flags != 0 {
        let place = index + flags.trailingZeroBitCount >> 3
        if mayBeDigit(text, at: place, blocks), isDigit(text, at: place) { return place }
        flags &= flags &- 1
      }
      index += 8
    }
    while index < text.count {
      if isDigit(text, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The high bit of each byte that is an ASCII digit, or begins a character from U+0640 on; of those of two
  /// bytes only such as go on like a digit.
  @inline(__always)
  private static func candidates(in bytes: UInt64) -> UInt64 {
    // No sum below carries: the bytes have seven bits.
    let low = bytes & ~high
    let others = (low ^ 0x30 &* one) &+ 0x76 &* one | bytes
    let leads = (low &+ 0x27 &* one) & bytes & high
    if leads == 0 { return ~others & high }
    // Digits of two bytes are D9 A0 to A9, DB B0 to B9 and DF 80 to 89; what follows the last byte is unknown.
    let continued = (bytes >> 8) << 2 | 1 << 63
    let fromDF = (low &+ 0x21 &* one) & bytes
    return (~others | leads & (continued | fromDF)) & high
  }

  /// Whether the first two bytes of a candidate, another byte after it, leave it open whether it is a digit.
  @inline(__always)
  private static func mayBeDigit(
    _ text: Span<UInt8>, at index: Int, _ blocks: Span<UInt8>
  ) -> Bool {
    let first = text[index]
    guard first & 0xF0 == 0xE0 else { return true }
    return blocks[Int(first & 0x0F) << 6 | Int(text[index + 1] & 0x3F)] != 0
  }

  private static func isDigit(_ text: Span<UInt8>, at index: Int) -> Bool {
    let first = text[index]
    if first < 0x80 { return first &- 0x30 < 10 }
    guard first >= 0xD9, index + 1 < text.count else { return false }
    let second = text[index + 1]
    switch first {
    case 0xD9: return (0xA0...0xA9).contains(second)
    case 0xDB: return (0xB0...0xB9).contains(second)
    case 0xDF: return (0x80...0x89).contains(second)
    case 0xE0...0xEF:
      guard index + 2 < text.count else { return false }
      let place =
        Int(first & 0x0F) << 12 | Int(second & 0x3F) << 6 | Int(text[index + 2] & 0x3F)
      return table[place] != 0 && text.decodeScalar(at: index).codePoint == UInt32(place)
    case 0xF0: return DateLexer.digit(text.decodeScalar(at: index).codePoint) != nil
    default: return false
    }
  }
}
