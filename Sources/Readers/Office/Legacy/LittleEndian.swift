// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// Bytes whose numbers have their lowest byte first; what is outside them reads as 0.
struct LittleEndian {
  /// The bytes.
  let bytes: [UInt8]

  /// Takes bytes.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// One byte.
  func byte(_ index: Int) -> Int { bytes.indices.contains(index) ? Int(bytes[index]) : 0 }

  /// Two bytes.
  func word(_ index: Int) -> Int { byte(index) | byte(index + 1) << 8 }

  /// Four bytes, without sign.
  func long(_ index: Int) -> Int { word(index) | word(index + 2) << 16 }

  /// Eight bytes as a fraction of binary.
  func double(_ index: Int) -> Double {
    let high = UInt64(long(index + 4)) << 32
    return Double(bitPattern: high | UInt64(long(index)))
  }

  /// A part of the bytes, as far as they go.
  func slice(_ start: Int, _ count: Int) -> [UInt8] {
    guard start >= 0, start < bytes.count, count > 0 else { return [] }
    return Array(bytes[start..<min(bytes.count, start + min(count, bytes.count))])
  }

  /// A text of so many units of UTF-16.
  func text(_ start: Int, units: Int) -> String {
    String(decoding: Self.units(slice(start, min(units, bytes.count) * 2)), as: UTF16.self)
  }

  /// Bytes as units of UTF-16.
  static func units(_ bytes: [UInt8]) -> [UInt16] {
    stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
  }
}
