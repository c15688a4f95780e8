// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

@Suite struct BuilderPoolTests {
  private actor Log {
    var entries: [String] = []
    func add(_ entry: String) { entries.append(entry) }
  }

  @Test func `Builders work side by side as far as their memory goes, in the order of asking`()
    async
  {
    let pool = BuilderPool(limit: 3, shares: 5)
    let large = await pool.take(shares: 4)
    let small = await pool.take(shares: 1)
    let began = Log()
    async let waiting: Void = {
      let place = await pool.take(shares: 5)
      await began.add("five")
      await pool.give(place, shares: 5)
    }()
    while await pool.waitingCount < 1 { await Task.yield() }
    async let behind: Void = {
      let place = await pool.take(shares: 1)
      await began.add("one")
      await pool.give(place, shares: 1)
    }()
    while await pool.waitingCount < 2 { await Task.yield() }
    await pool.give(small, shares: 1)
    #expect(await began.entries.isEmpty, "five do not fit beside four, and nobody overtakes")
    await pool.give(large, shares: 4)
    _ = await (waiting, behind)
    #expect(await began.entries == ["five", "one"])
  }

  @Test func `What is larger than all memory works alone`() async {
    let pool = BuilderPool(limit: 2, shares: 5)
    let place = await pool.take(shares: 100)
    await pool.give(place, shares: 100)
    let again = await pool.take(shares: 5)
    await pool.give(again, shares: 5)
  }

  @Test func `A long text takes more than one share of the memory`() {
    let budget = MemoryBudget(bytes: 256 << 20)
    #expect(budget.builderShares == 5)
    #expect(budget.shares(longestText: 0) == 1 && budget.shares(longestText: 1 << 20) == 1)
    #expect(budget.shares(longestText: 10 << 20) == 4)
    #expect(budget.shares(longestText: .max) > 0)
  }
}
