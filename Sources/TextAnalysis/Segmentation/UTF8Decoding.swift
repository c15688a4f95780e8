// Licensed under the Apache License, Version 2.0; see LICENSE.

/// One code point read from bytes that need not be valid.
struct DecodedScalar {
  /// The code point; U+FFFD for an ill-formed byte.
  var codePoint: UInt32
  /// The bytes it takes, 1 to 4.
  var length: Int

  /// One byte that belongs to no character.
  static let illFormed = DecodedScalar(codePoint: 0xFFFD, length: 1)
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
    if first < 0xE0 {
      guard first >= 0xC2, index + 1 < count else { return .illFormed }
      let second = self[index + 1]
      guard second & 0xC0 == 0x80 else { return .illFormed }
      return DecodedScalar(codePoint: UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F), length: 2)
    }
    if first < 0xF0 {
      guard index + 2 < count else { return .illFormed }
      let second = UInt32(self[index + 1])
      let third = UInt32(self[index + 2])
      let value = UInt32(first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
      guard (second | third << 8) & 0xC0C0 == 0x8080, value >= 0x800, value & 0xF800 != 0xD800
      else { return .illFormed }
      return DecodedScalar(codePoint: value, length: 3)
    }
    return decodeFourBytes(first, at: index)
  }

  private func decodeFourBytes(_ first: UInt8, at index: Int) -> DecodedScalar {
    guard first < 0xF5, let second = continuation(at: index + 1),
      let third = continuation(at: index + 2), let fourth = continuation(at: index + 3)
    else { return .illFormed }
    let value = UInt32(first & 0x07) << 18 | second << 12 | third << 6 | fourth
    guard (0x10000...0x10FFFF).contains(value) else { return .illFormed }
    return DecodedScalar(codePoint: value, length: 4)
  }

  /// The six bits of a continuation byte; nil where there is none.
  @inline(__always)
  private func continuation(at index: Int) -> UInt32? {
    guard index < count else { return nil }
    let byte = self[index]
    return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
  }
}

extension Array where Element == UInt8 {
  /// Appends a code point as UTF-8; surrogates and larger numbers as U+FFFD.
  mutating func append(scalar codePoint: UInt32) {
    if codePoint < 0x80 {
      append(UInt8(truncatingIfNeeded: codePoint))
    } else if codePoint < 0x800 {
      append(UInt8(truncatingIfNeeded: 0xC0 | codePoint >> 6))
      append(continuation: codePoint)
    } else if codePoint < 0x10000, codePoint & 0xF800 != 0xD800 {
      append(UInt8(truncatingIfNeeded: 0xE0 | codePoint >> 12))
      append(continuation: codePoint >> 6)
      append(continuation: codePoint)
    } else if (0x10000...0x10FFFF).contains(codePoint) {
      append(UInt8(truncatingIfNeeded: 0xF0 | codePoint >> 18))
      append(continuation: codePoint >> 12)
      append(continuation: codePoint >> 6)
      append(continuation: codePoint)
    } else {
      append(scalar: 0xFFFD)
    }
  }

  @inline(__always)
  private mutating func append(continuation bits: UInt32) {
    append(UInt8(truncatingIfNeeded: 0x80 | bits & 0x3F))
  }
}

extension Array where Element == UInt32 {
  /// Replaces the elements by the code points of a text.
  mutating func decode(_ text: Span<UInt8>) {
    removeAll(keepingCapacity: true)
    append(addingCapacity: text.count) { output in
      var index = 0
      while index < text.count {
        let scalar = text.decodeScalar(at: index)
        output.append(scalar.codePoint)
        index &+= scalar.length
      }
    }
  }
}
