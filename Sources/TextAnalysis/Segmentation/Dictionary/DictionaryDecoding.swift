// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Span where Element == UInt8 {
  /// Reads the code point of three bytes at `index`; U+FFFD where no three bytes make one there.
  ///
  /// - Precondition: three bytes are inside the span.
  @inline(__always)
  func decodeThree(at index: Int) -> UInt32 {
    let (first, second, third) = (
      UInt32(self[index]), UInt32(self[index + 1]), UInt32(self[index + 2])
    )
    let value = (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
    let isWell =
      first & 0xF0 == 0xE0 && second & 0xC0 == 0x80 && third & 0xC0 == 0x80 && value >= 0x800
      && value & 0xF800 != 0xD800
    return isWell ? value : 0xFFFD
  }

  /// Reads the code point at `index` as `decodeScalar` does, fastest where it takes three bytes.
  ///
  /// - Precondition: `index` is inside the span.
  @inline(__always)
  func decodeDictionaryScalar(at index: Int) -> DecodedScalar {
    if index + 3 <= count {
      let codePoint = decodeThree(at: index)
      if codePoint != 0xFFFD { return DecodedScalar(codePoint: codePoint, length: 3) }
    }
    return decodeScalar(at: index)
  }
}
