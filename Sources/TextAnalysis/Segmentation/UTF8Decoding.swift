// Licensed under the Apache License, Version 2.0; see LICENSE.

/// One code point read from bytes that need not be valid.
struct DecodedScalar {
  /// The code point; U+FFFD for an ill-formed byte.
  var codePoint: UInt32
  /// The bytes it takes, 1 to 4.
  var length: Int
}

extension Span where Element == UInt8 {
  /// Reads the code point at `index`.
  ///
  /// An ill-formed sequence gives U+FFFD for its first byte only.
  /// - Precondition: `index` is inside the span.
  @inline(__always)
  func decodeScalar(at index: Int) -> DecodedScalar {
    let first = self[index]
    if first < 0x80 { return DecodedScalar(codePoint: UInt32(first), length: 1) }
    return decodeMultibyte(first, at: index)
  }

  private func decodeMultibyte(_ first: UInt8, at index: Int) -> DecodedScalar {
    let broken = DecodedScalar(codePoint: 0xFFFD, length: 1)
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, index + length <= count else { return broken }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = self[index + offset]
      guard byte & 0xC0 == 0x80 else { return broken }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard value >= least, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else {
      return broken
    }
    return DecodedScalar(codePoint: value, length: length)
  }
}

extension Array where Element == UInt8 {
  /// Appends a code point as UTF-8; surrogates and larger numbers as U+FFFD.
  mutating func append(scalar codePoint: UInt32) {
    let scalar = Unicode.Scalar(codePoint) ?? "\u{FFFD}"
    if scalar.value < 0x80 {
      append(UInt8(scalar.value))
    } else {
      append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

extension Array where Element == UInt32 {
  /// Replaces the elements by the code points of a text.
  mutating func decode(_ text: Span<UInt8>) {
    removeAll(keepingCapacity: true)
    var index = 0
    while index < text.count {
      let scalar = text.decodeScalar(at: index)
      append(scalar.codePoint)
      index += scalar.length
    }
  }
}
