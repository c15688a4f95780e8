// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A set of code points up to U+FFFF, a bit for each.
struct CodePointSet: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)

  /// Adds a code point; one past U+FFFF is left out.
  mutating func insert(_ codePoint: UInt32) {
    if codePoint < 0x10000 { words[Int(codePoint >> 6)] |= 1 &<< UInt64(codePoint & 63) }
  }

  /// Adds some code points in a row.
  mutating func insert(_ range: ClosedRange<UInt32>) {
    for codePoint in range { insert(codePoint) }
  }

  /// Whether a code point is in it.
  @inline(__always)
  func contains(_ codePoint: UInt32) -> Bool {
    codePoint < 0x10000 && words[Int(codePoint >> 6)] & (1 &<< UInt64(codePoint & 63)) != 0
  }
}
