// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Catalog

/// Sets of hashes in little memory.
@Suite struct CompactHashesTests {
  @Test func `Takes each hash once, as a set does`() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var state = seed
    var hashes = CompactHashes()
    var plain: Set<UInt64> = []
    for round in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // Some parts take many, and a third come again.
      let hash = round % 3 == 0 ? (state >> 40) << 20 : state
      let isNew = hashes.insert(hash)
      #expect(isNew == plain.insert(hash).inserted, "seed \(seed)")
      let isNewAgain = hashes.insert(hash)
      #expect(!isNewAgain)
    }
    #expect(hashes.count == plain.count)
    for hash: UInt64 in [0, .max] {
      let isNew = hashes.insert(hash)
      #expect(isNew == plain.insert(hash).inserted)
    }
  }
}
