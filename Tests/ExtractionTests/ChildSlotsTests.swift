// Licensed under the Apache License, Version 2.0; see LICENSE.

import Synchronization
import Testing

@testable import Extraction

@Suite struct ChildSlotsTests {
  /// What runs at a time.
  private final class Running: Sendable {
    private struct Sums {
      var count = 0
      var memory = 0
      var mostCount = 0
      var mostMemory = 0
      var ended = 0
    }
    private let sums = Mutex(Sums())

    func begin(_ memory: Int) {
      sums.withLock { sums in
        sums.count += 1
        sums.memory += memory
        sums.mostCount = max(sums.mostCount, sums.count)
        sums.mostMemory = max(sums.mostMemory, sums.memory)
      }
    }

    func end(_ memory: Int) {
      sums.withLock { sums in
        sums.count -= 1
        sums.memory -= memory
        sums.ended += 1
      }
    }

    var most: (count: Int, memory: Int, ended: Int) {
      sums.withLock { ($0.mostCount, $0.mostMemory, $0.ended) }
    }
  }

  @Test func `Programs that run at a time never take more memory than there is, nor more slots`()
    async
  {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let total = 4 * ChildSlots.leastMemory
    let slots = ChildSlots(count: 3, memory: total)
    let running = Running()
    // Some want more than there is: they run alone.
    let wishes = (0..<200).map { _ in Int.random(in: 1...(total + total / 4), using: &random) }
    await withTaskGroup(of: Void.self) { group in
      for wish in wishes {
        group.addTask {
          await slots.whileHeld(memory: wish) {
            running.begin(min(wish, total))
            await Task.yield()
            running.end(min(wish, total))
          }
        }
      }
    }
    #expect(running.most.ended == wishes.count)
    #expect(running.most.memory <= total)
    #expect(running.most.count <= 3)
  }

  @Test func `On the smallest machine one program runs, with the least that it needs`() async {
    let slots = ChildSlots(count: 8, memory: 100 << 20)
    #expect(slots.memory == ChildSlots.leastMemory)
    let ran = await slots.whileHeld(memory: ExtractionLimits().memoryBytes) { true }
    #expect(ran)
  }

  @Test func `A program that fails gives its memory back`() async {
    let slots = ChildSlots(count: 1, memory: ChildSlots.leastMemory)
    for _ in 0..<3 {
      await #expect(throws: ExtractionFailure.interrupted) {
        try await slots.whileHeld(memory: .max) { () async throws(ExtractionFailure) in
          throw ExtractionFailure.interrupted
        }
      }
    }
  }
}
