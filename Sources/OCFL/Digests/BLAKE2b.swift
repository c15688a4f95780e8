// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// BLAKE2b, which OCFL asks every client to know for fixity blocks (§ 3.4, E027) and swift-crypto
// does not have. Source: RFC 7693, § 3; unkeyed.

/// A BLAKE2b digest under way.
struct BLAKE2b {
  private static let blockSize = 128

  /// SHA-512's initial values (RFC 7693 § 2.6).
  private static let initial: [UInt64] = [
    0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
  ]

  /// The order of the words of the message in each round (RFC 7693 § 2.7).
  private static let order: [[Int]] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
  ]

  /// The words of the state that a round mixes: columns, then diagonals.
  private static let lanes: [(Int, Int, Int, Int)] = [
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
    (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
  ]

  private let length: Int
  private var chain: [UInt64]
  private var block: [UInt8] = []
  private var count: UInt64 = 0

  /// Begins a digest of 1 to 64 bytes.
  init(length: Int) {
    precondition((1...64).contains(length), "a BLAKE2b digest has 1 to 64 bytes")
    self.length = length
    chain = Self.initial
    chain[0] ^= 0x0101_0000 ^ UInt64(length)
  }

  /// Adds bytes.
  mutating func update(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      // A full block is mixed in only when more follows: the last one is marked as such.
      if block.count == Self.blockSize {
        count += UInt64(Self.blockSize)
        mix(isLast: false)
        block.removeAll(keepingCapacity: true)
      }
      let part = rest.prefix(Self.blockSize - block.count)
      block += part
      rest = rest.dropFirst(part.count)
    }
  }

  /// The digest.
  func finished() -> [UInt8] {
    var last = self
    last.count += UInt64(block.count)
    last.block += [UInt8](repeating: 0, count: Self.blockSize - block.count)
    last.mix(isLast: true)
    return (0..<length).map { UInt8(truncatingIfNeeded: last.chain[$0 / 8] >> (8 * ($0 % 8))) }
  }

  private mutating func mix(isLast: Bool) {
    var words = [UInt64](repeating: 0, count: 16)
    for (index, byte) in block.enumerated() {
      words[index / 8] |= UInt64(byte) << UInt64(8 * (index % 8))
    }
    var state = chain + Self.initial
    state[12] ^= count
    if isLast { state[14] = ~state[14] }
    for round in 0..<12 {
      let order = Self.order[round % 10]
      for (number, (a, b, c, d)) in Self.lanes.enumerated() {
        state[a] = state[a] &+ state[b] &+ words[order[2 * number]]
        state[d] = Self.rotated(state[d] ^ state[a], 32)
        state[c] = state[c] &+ state[d]
        state[b] = Self.rotated(state[b] ^ state[c], 24)
        state[a] = state[a] &+ state[b] &+ words[order[2 * number + 1]]
        state[d] = Self.rotated(state[d] ^ state[a], 16)
        state[c] = state[c] &+ state[d]
        state[b] = Self.rotated(state[b] ^ state[c], 63)
      }
    }
    for index in 0..<8 { chain[index] ^= state[index] ^ state[index + 8] }
  }

  private static func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word >> bits | word << (64 - bits)
  }
}
