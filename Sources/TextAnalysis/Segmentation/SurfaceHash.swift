// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A hash of text by its code points, built up while they are read.
///
/// FNV-1a (Fowler, Noll, Vo) with a code point for a byte, and a final mix, so that all bits of
/// `value` are good. Not proof against chosen collisions: those cost time, never truth, since every
/// user compares the bytes.
struct SurfaceHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Takes one more code point.
  @inline(__always)
  mutating func add(_ codePoint: UInt32) {
    state = (state ^ UInt64(codePoint)) &* 0x100_0000_01B3
  }

  /// The hash of what was added.
  @inline(__always)
  var value: UInt64 {
    let mixed = (state ^ state >> 32) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 29
  }

  /// The hash of a text; O(bytes).
  static func of(_ text: Span<UInt8>) -> UInt64 {
    var hash = SurfaceHash()
    var index = 0
    while index < text.count {
      let scalar = text.decodeScalar(at: index)
      hash.add(scalar.codePoint)
      index += scalar.length
    }
    return hash.value
  }
}
