// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

@Suite struct StreamHeapTests {
  @Test func `Streams come by their keys, those of one key by their numbers`() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for count in [0, 1, 2, 7, 64] {
      // Short keys of few bytes: many are equal, or the beginning of another.
      let keys = (0..<count).map { _ in
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
          UInt8.random(in: 0...1, using: &random)
        }
      }
      let compareKeys = { compareBytes(keys[$0], keys[$1]) }
      var heap = StreamHeap()
      for (stream, key) in keys.enumerated().shuffled(using: &random) {
        heap.insert(
          StreamHeap.Item(beginning: TermDictionary.beginning(of: key), stream: stream),
          compareKeys)
      }
      var order: [Int] = []
      while let least = heap.least {
        #expect(heap.removeLeast(compareKeys)?.stream == least.stream)
        order.append(least.stream)
      }
      let expected = keys.indices.sorted {
        let order = compareBytes(keys[$0], keys[$1])
        return order != 0 ? order < 0 : $0 < $1
      }
      #expect(order == expected, "seed \(seed)")
      #expect(heap.removeLeast(compareKeys)?.stream == nil)
    }
  }
}
