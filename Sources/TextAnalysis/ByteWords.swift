// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Eight bytes at once. Reading and comparing surfaces byte by byte cost a third of the analysis.

extension Span where Element == UInt8 {
  /// The eight bytes from `index`, the first of them lowest.
  ///
  /// - Precondition: `index + 8` is no more than the count.
  @inline(__always)
  func eightBytes(at index: Int) -> UInt64 {
    // SAFETY: the load checks that it stays inside the span, and any eight bytes are a UInt64.
    let loaded = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    return UInt64(littleEndian: loaded)
  }

  /// The first `count` bytes from `index`, the first of them lowest, and zeros.
  ///
  /// - Precondition: `count` is from 0 to 8, and so many bytes are there.
  @inline(__always)
  func bytes(at index: Int, count: Int) -> UInt64 {
    if index + 8 <= self.count {
      return count == 8
        ? eightBytes(at: index) : eightBytes(at: index) & ((1 << UInt64(count * 8)) &- 1)
    }
    var value: UInt64 = 0
    for offset in 0..<count { value |= UInt64(self[index + offset]) << UInt64(offset * 8) }
    return value
  }

  /// Whether the bytes from `index` are those of another text; O(bytes of the other).
  @inline(__always)
  func holds(_ other: Span<UInt8>, at start: Int) -> Bool {
    var index = 0
    while index + 8 <= other.count {
      if eightBytes(at: start + index) != other.eightBytes(at: index) { return false }
      index += 8
    }
    let rest = other.count - index
    return bytes(at: start + index, count: rest) == other.bytes(at: index, count: rest)
  }

  /// Whether all bytes are small letters of ASCII; O(bytes).
  @inline(__always)
  var isSmallASCII: Bool {
    var index = 0
    var others: UInt64 = 0
    while index + 8 <= count {
      // Bytes below 0x80 never carry: at most 0x7F + 0x1F; the others are found by themselves.
      let word = eightBytes(at: index)
      let low = word & 0x7F7F_7F7F_7F7F_7F7F
      let isSmall = (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x0505_0505_0505_0505) & ~word
      others |= ~isSmall & 0x8080_8080_8080_8080
      index += 8
    }
    while index < count {
      if self[index] &- 0x61 >= 26 { return false }
      index += 1
    }
    return others == 0
  }

  /// A hash of all bytes, good in every bit; O(bytes).
  ///
  /// Not proof against chosen collisions: those cost time, never truth, since every user compares.
  @inline(__always)
  package var hash: UInt64 {
    var hash = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index < count {
      let size = Swift.min(8, count - index)
      hash = (hash ^ bytes(at: index, count: size)) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      index += size
    }
    hash = hash &* 0x9E37_79B9_7F4A_7C15
    return hash ^ hash >> 29
  }
}

extension [UInt8] {
  /// Appends the bytes of a span.
  @inline(__always)
  mutating func append(copying bytes: Span<UInt8>) {
    // SAFETY: the buffer is read inside the closure alone.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Replaces all bytes by those of a span; the capacity stays.
  ///
  /// Byte by byte: lengths of forms differ little, and to empty an array takes longer than to write a form.
  @inline(__always)
  mutating func replace(with bytes: Span<UInt8>) {
    while count > bytes.count { removeLast() }
    while count < bytes.count { append(0) }
    var own = mutableSpan
    for index in bytes.indices { own[index] = bytes[index] }
  }
}
