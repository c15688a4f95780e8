// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How much memory the building of an index may take, and how it is shared out. The shares follow
// from the budget alone, never from the number of threads: where segments end must not depend on
// the machine. Documentation/Decisions/0014-merging-and-memory.md says why.

internal import FileStorage

/// Memory for the building of an index, in bytes.
///
/// Of eight parts builders hold five at most, the merge in the background two, and documents on their
/// way to builders one. A single document larger than a builder's share is not divided; fewer builders work beside it.
public struct MemoryBudget: Sendable, Equatable {
  /// The least that works, in bytes: 16 MiB.
  public static let least = 16 << 20
  /// The most that one builder may hold, in bytes: with four times as much, building and merging took as long.
  static let largestShare = 256 << 20
  /// Bytes that a builder holds for each byte of text, as a rule.
  static let expansion = 8
  /// Bytes that it holds at most for each byte of a text that is longer than its share allows.
  private static let largestExpansion = 12

  /// The budget in bytes; at least `least`.
  public let bytes: Int

  /// Makes a budget of so many bytes; less than `least` counts as `least`.
  public init(bytes: Int) { self.bytes = max(bytes, Self.least) }

  /// A quarter of the memory that this process may use: the machine's, or that of its control group.
  public static var standard: MemoryBudget {
    MemoryBudget(bytes: MachineMemory.usable / 4)
  }

  /// What one builder may hold before it is written as a segment, in bytes.
  var builderShare: Int { min(bytes / 8, Self.largestShare) }

  /// What the merge in the background may hold, in bytes.
  var mergeShare: Int { bytes / 4 }

  /// The live documents of the largest segment that a merge in the background makes.
  var mergedDocuments: Int { mergeShare / SegmentMerger.memoryPerDocument }

  /// Text that one builder is given, in bytes; it fills its share with ordinary text.
  package var sliceText: Int { builderShare / Self.expansion }

  /// How many shares all builders together may hold; at least 1.
  var builderShares: Int { max(1, bytes / 8 * 5 / builderShare) }

  /// How many shares a builder takes for a slice, by the bytes of its longest text.
  func shares(longestText: Int) -> Int {
    // A builder's share is at least two megabytes.
    1 + max(0, longestText - 1) / (builderShare / Self.largestExpansion)
  }

  /// How many builders may work at a time for so many threads; at least 1.
  package func builders(threads: Int) -> Int { max(1, min(threads, builderShares)) }
}
