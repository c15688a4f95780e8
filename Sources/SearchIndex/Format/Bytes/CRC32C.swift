// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// CRC-32C (Castagnoli; reflected polynomial 0x82F63B78) as in RFC 3720 appendix B.4, eight bytes at
// a time: the "slicing-by-8" of Kounavis and Berry, 2005.

/// A checksum under construction.
struct CRC32C {
  private var state: UInt32 = ~0
  /// Fewer bytes than this are taken up bit by bit, sooner than tables are made.
  private static let tableMinimum = 256

  /// The checksum of all bytes so far.
  var value: UInt32 { ~state }

  /// Takes up the next bytes.
  mutating func update(_ bytes: RawSpan) {
    if bytes.byteCount < Self.tableMinimum { return updateBitwise(bytes) }
    let tables = Self.tables
    var crc = state
    var offset = 0
    let wholeWords = bytes.byteCount & ~7
    while offset < wholeWords {
      let word = bytes.word(at: offset) ^ UInt64(crc)
      crc = 0
      for lane in 0..<8 {
        let octet = Int((word >> UInt64(lane &* 8)) & 0xFF)
        crc ^= tables[(7 &- lane) &* 256 &+ octet]
      }
      offset &+= 8
    }
    while offset < bytes.byteCount {
      crc = (crc >> 8) ^ tables[Int((crc ^ UInt32(bytes.octet(at: offset))) & 0xFF)]
      offset &+= 1
    }
    state = crc
  }

  private mutating func updateBitwise(_ bytes: RawSpan) {
    for offset in 0..<bytes.byteCount {
      state = Self.shifted(state ^ UInt32(bytes.octet(at: offset)))
    }
  }

  /// What becomes of the lowest byte.
  private static func shifted(_ crc: UInt32) -> UInt32 {
    var crc = crc
    for _ in 0..<8 { crc = (crc >> 1) ^ (0x82F6_3B78 & (0 &- (crc & 1))) }
    return crc
  }

  /// The checksum of an array.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = CRC32C()
    bytes.withRawSpan { crc.update($0) }
    return crc.value
  }

  /// Table k at 256 * k: the effect of a byte that k more bytes follow.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for octet in 0..<256 { tables[octet] = shifted(UInt32(octet)) }
    for index in 256..<(8 * 256) {
      let before = tables[index - 256]
      tables[index] = (before >> 8) ^ tables[Int(before & 0xFF)]
    }
    return tables
  }()
}
