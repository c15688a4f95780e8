// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

@Suite struct MemoryBudgetTests {
  @Test(arguments: [0, 16 << 20, 100 << 20, 128 << 20, 1 << 30, 6 << 30, 1 << 38])
  func `The segment, the merge and documents on their way stay inside the budget`(bytes: Int) {
    let budget = MemoryBudget(bytes: bytes)
    // A slice that is taken up, one that waits, and one that is being filled.
    let waiting = 3 * budget.sliceText
    let merge = budget.mergedDocuments * SegmentMerger.memoryPerDocument
    // A part of a slice may be of words that nobody has met before.
    let surprise = budget.sliceText / 8 * MemoryBudget.largestExpansion
    #expect(budget.builderShare + surprise + merge + waiting <= budget.bytes)
    #expect(budget.sliceText * MemoryBudget.expansion <= budget.builderShare)
  }

  @Test func `A budget has a least size`() {
    #expect(MemoryBudget(bytes: -5).bytes == MemoryBudget.least)
    #expect(MemoryBudget.standard.bytes >= MemoryBudget.least)
  }
}
