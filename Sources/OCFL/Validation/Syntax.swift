// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a URI, a hexadecimal digest and a time look like.

/// Small grammars that OCFL borrows.
enum Syntax {
  /// Whether a text is a URI (RFC 3986): a scheme, a colon, something, no blanks.
  static func isURI(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    guard let first = scheme.first, isLetter(first) else { return false }
    let rest = text.utf8[text.utf8.index(after: colon)...]
    let signs: [UInt8] = [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")]
    return scheme.allSatisfy { isLetter($0) || isDigit($0) || signs.contains($0) }
      && !rest.isEmpty && rest.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  /// Whether a text is hexadecimal digits only, as many as said.
  static func isHexadecimal(_ text: String, digits: Int) -> Bool {
    text.utf8.count == digits
      && text.utf8.allSatisfy { isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
  }

  /// Whether a text is a date and time by RFC 3339, with seconds and a time zone.
  static func isDateTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let form = Array("dddd-dd-ddTdd:dd:dd".utf8)
    guard bytes.count > form.count else { return false }
    for (byte, expected) in zip(bytes, form) {
      let fits = expected == UInt8(ascii: "d") ? isDigit(byte) : (byte & 0xDF) == (expected & 0xDF)
      if !fits { return false }
    }
    let month = number(bytes[5..<7])
    let day = number(bytes[8..<10])
    guard (1...12).contains(month), (1...31).contains(day), number(bytes[11..<13]) < 24,
      number(bytes[14..<16]) < 60, number(bytes[17..<19]) < 61
    else { return false }
    var rest = bytes[form.count...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      if digits.isEmpty { return false }
      rest = rest[digits.endIndex...]
    }
    if rest.count == 1 { return rest.first.map { $0 | 0x20 } == UInt8(ascii: "z") }
    return isOffset(Array(rest))
  }

  private static func isOffset(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      bytes[3] == UInt8(ascii: ":")
    else { return false }
    let digits = [bytes[1], bytes[2], bytes[4], bytes[5]]
    return digits.allSatisfy(isDigit) && number(bytes[1..<3]) < 24 && number(bytes[4..<6]) < 60
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
