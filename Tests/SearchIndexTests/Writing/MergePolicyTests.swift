// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

@Suite struct MergePolicyTests {
  private func items(_ live: [Int]) -> [MergePolicy.Item] {
    live.map { MergePolicy.Item(documents: $0, deleted: 0) }
  }

  /// Merges until nothing is due; the live documents of what is left, and how often one was rewritten.
  private func settle(_ live: [Int]) -> (left: [Int], rewritten: Int) {
    var live = live
    var rewritten = 0
    while let range = MergePolicy.next(items(live)) {
      let sum = live[range].reduce(0, +)
      rewritten += sum
      live.replaceSubrange(range, with: [sum])
    }
    return (live, rewritten)
  }

  @Test func `Eight neighbours of a tier are merged, and seven are not`() {
    #expect(MergePolicy.next(items(Array(repeating: 10, count: 7))) == nil)
    #expect(MergePolicy.next(items(Array(repeating: 10, count: 8))) == 0..<8)
  }

  @Test func `Smaller segments between them go along, and a larger one divides them`() {
    let small = [900, 900, 900, 900]
    #expect(MergePolicy.next(items(small + [5000] + small)) == nil)
    let large = [5000, 5000, 3, 5000, 5000, 5000, 5000, 5000]
    #expect(MergePolicy.next(items(large)) == nil)
    #expect(MergePolicy.next(items([70_000, 7] + large + [5000, 9])) == 1..<11)
  }

  @Test func `A large segment is not rewritten for the sake of a few documents beside it`() {
    let ones = Array(repeating: 1, count: 7)
    #expect(MergePolicy.next(items([434] + ones)) == 1..<8)
    #expect(MergePolicy.next(items(ones + [434])) == 0..<7)
    #expect(MergePolicy.next(items([434, 7, 1, 1, 1, 1, 1, 1])) == 2..<8)
    #expect(MergePolicy.next(items([1, 1, 1, 434, 1, 1, 1, 1])) == 4..<8)
    // Where each has more than all after it together, waiting would not make it better.
    #expect(MergePolicy.next(items([640, 320, 160, 70, 30, 14, 6, 2])) == 0..<8)
  }

  @Test func `A segment of which more than half is deleted is rewritten alone`() {
    var items = items([10, 10, 10])
    items[1].deleted = 5
    #expect(MergePolicy.next(items) == nil)
    items[1].deleted = 6
    #expect(MergePolicy.next(items) == 1..<2)
  }

  @Test func `Adding one document at a time leaves few segments and rewrites little`() {
    var live: [Int] = []
    var rewritten = 0
    var most = 0
    let count = 20_000
    for _ in 0..<count {
      let settled = settle(live + [1])
      live = settled.left
      rewritten += settled.rewritten
      most = max(most, live.count)
    }
    #expect(live.reduce(0, +) == count)
    #expect(most <= 7 * 3)
    // In the smallest tier as often as its segments double, in each higher one once.
    #expect(rewritten < 8 * count)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `No order of sizes leaves more segments than the limit`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var live: [Int] = []
    for _ in 0..<300 {
      let size = 1 << Int.random(in: 0..<24, using: &random)
      live = settle(live + [size]).left
      #expect(live.count <= MergePolicy.mostSegments, "seed \(seed)")
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `No merge makes more documents than the limit, and what fits is merged`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let limit = Int.random(in: 100...20_000, using: &random)
    var live: [Int] = []
    for _ in 0..<400 {
      live.append(Int.random(in: 1...limit, using: &random))
      while let range = MergePolicy.next(items(live), limit: limit) {
        let sum = live[range].reduce(0, +)
        #expect(sum <= limit && range.count > 1, "seed \(seed)")
        live.replaceSubrange(range, with: [sum])
      }
    }
    let pairs = zip(live, live.dropFirst()).map { $0 + $1 }
    #expect(
      live.count <= MergePolicy.mostSegments || pairs.allSatisfy { $0 > limit }, "seed \(seed)")
  }

  @Test func `A segment above the limit is not rewritten, whatever is deleted from it`() {
    let item = MergePolicy.Item(documents: 1000, deleted: 600)
    #expect(MergePolicy.next([item], limit: 400) == 0..<1)
    #expect(MergePolicy.next([item], limit: 399) == nil)
  }
}
