// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// RTF as a stream of tokens.
//
//   { }            a group
//   \word-12␠      a control word, perhaps with a number; the space behind it belongs to it
//   \'e9           a byte
//   \~             a control symbol

internal import Extraction

/// Cuts RTF into tokens.
struct RTFScanner {
  /// One token.
  enum Token {
    /// A group begins.
    case open
    /// A group ends.
    case close
    /// A control word, with its number where it has one.
    case word(String, Int?)
    /// A control symbol other than `'`.
    case symbol(UInt8)
    /// A byte in the charset that holds; written as two digits if it is beyond ASCII or escaped.
    case byte(UInt8)
    /// Bytes of something that is no text.
    case binary(Range<Int>)
  }

  private let bytes: [UInt8]
  private var index = 0

  /// Starts at the beginning.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next token; nil at the end.
  mutating func next() -> Token? {
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "{"): return .open
      case UInt8(ascii: "}"): return .close
      case 0x0A, 0x0D, 0: continue
      case UInt8(ascii: "\\"): if let token = control() { return token }
      default: return .byte(byte)
      }
    }
    return nil
  }

  /// Bytes of the file; those of a `.binary` token.
  func contents(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  private mutating func control() -> Token? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    if Self.isLetter(byte) { return word() }
    index += 1
    switch byte {
    case UInt8(ascii: "'"): return escapedByte()
    case 0x0A, 0x0D: return .word("par", nil)
    case 0x09: return .word("tab", nil)
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"): return .byte(byte)
    default: return .symbol(byte)
    }
  }

  private mutating func word() -> Token {
    let start = index
    while index < bytes.count, index - start < 40, Self.isLetter(bytes[index]) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    let number = number()
    if index < bytes.count, bytes[index] == 0x20 { index += 1 }
    if name == "bin", let number, number > 0 {
      let end = min(bytes.count, index + number)
      defer { index = end }
      return .binary(index..<end)
    }
    return .word(name, number)
  }

  private mutating func number() -> Int? {
    var place = index
    let isNegative = place < bytes.count && bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let start = place
    var value = 0
    while place < bytes.count, place - start < 10, (0x30...0x39).contains(bytes[place]) {
      value = value * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    guard place > start else { return nil }
    index = place
    return isNegative ? -value : value
  }

  private mutating func escapedByte() -> Token? {
    guard index + 2 <= bytes.count, let high = Self.digit(bytes[index]),
      let low = Self.digit(bytes[index + 1])
    else { return nil }
    index += 2
    return .byte(high << 4 | low)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// The value of a hexadecimal digit; nil where it is none.
  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte & 0xDF) - 0x37
    default: nil
    }
  }
}
