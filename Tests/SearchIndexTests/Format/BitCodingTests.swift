// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

/// Numbers as bits and back.
@Suite struct BitCodingTests {
  private func bytes(_ numbers: [(number: UInt64, order: Int)]) -> [UInt8] {
    var bits = BitWriter()
    for (number, order) in numbers { bits.number(number, order: order) }
    return bits.take()
  }

  @Test func `Numbers of every size come back in every order`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    var numbers: [(number: UInt64, order: Int)] = [(0, 0), (0, 31), (1 << 33 - 2, 0)]
    for order in 0...31 {
      for bits in 0...32 {
        numbers.append((random.next() & (1 << UInt64(bits) - 1), order))
        numbers.append((1 << UInt64(bits), order))
      }
    }
    numbers.shuffle(using: &random)
    let bytes = bytes(numbers)
    let padded = bytes + [UInt8](repeating: 0xFF, count: 8)
    try padded.withRawSpan { span throws(SearchIndexError) in
      let name = testName
      var reader = try BitReader(span, bit: 0, end: bytes.count, file: FileName(name.span))
      for (number, order) in numbers {
        let found = try reader.number(order: order)
        #expect(found == number, "seed \(seed), order \(order)")
      }
    }
  }

  @Test func `Small numbers take one bit more than their order`() {
    #expect(bytes([(0, 0)]) == [0b1])
    #expect(bytes([(0, 0), (1, 0), (2, 0)]) == [0b1100_101])
    #expect(bytes([(5, 3), (3, 3)]) == [0b0111_1011])
    #expect(bytes([(9, 3)]) == [0b0_0001_10])
  }

  @Test func `Bits that end too soon or say too much throw`() throws {
    let zeros = [UInt8](repeating: 0, count: 24)
    try zeros.withRawSpan { span throws(SearchIndexError) in
      for end in [0, 1, 16] {
        var isFound = true
        do throws(SearchIndexError) {
          let name = testName
          var reader = try BitReader(span, bit: 0, end: end, file: FileName(name.span))
          _ = try reader.number(order: 3)
        } catch { isFound = false }
        #expect(!isFound, "\(end) bytes")
      }
    }
    let whole = bytes([(1 << 31, 7), (70_000, 0)]) + [UInt8](repeating: 0, count: 8)
    try whole.withRawSpan { span throws(SearchIndexError) in
      for end in 0..<(whole.count - 8) {
        let name = testName
        var reader = try BitReader(span, bit: 0, end: end, file: FileName(name.span))
        var isFound = true
        do throws(SearchIndexError) {
          _ = try reader.number(order: 7)
          _ = try reader.number(order: 0)
        } catch { isFound = false }
        #expect(!isFound, "\(end) bytes")
      }
    }
  }
}
