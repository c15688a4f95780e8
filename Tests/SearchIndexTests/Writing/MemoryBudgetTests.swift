// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

@Suite struct MemoryBudgetTests {
  @Test(arguments: [0, 16 << 20, 100 << 20, 128 << 20, 1 << 30, 6 << 30, 1 << 38])
  func `Builders, the merge and documents on their way stay inside the budget`(bytes: Int) {
    let budget = MemoryBudget(bytes: bytes)
    for threads in [1, 2, 3, 8, 64] {
      let builders = budget.builders(threads: threads)
      #expect((1...threads).contains(builders))
      // A slice for each builder, one that is being filled, and one that waits.
      let waiting = (builders + 2) * budget.sliceText
      let merge = budget.mergedDocuments * SegmentMerger.memoryPerDocument
      #expect(builders * budget.builderShare + merge + waiting <= budget.bytes)
    }
  }

  @Test func `Where segments end does not depend on the number of threads`() {
    let budget = MemoryBudget(bytes: 100 << 20)
    #expect(budget.builderShare == 100 << 20 / 8)
    #expect(budget.builders(threads: 1) == 1 && budget.builders(threads: 99) == 5)
  }
}
