// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How much memory the building of an index may take, and how it is shared out. The shares follow
// from the budget alone, never from the number of threads: where segments end must not depend on
// the machine. Documentation/Decisions/0069-segments-that-go-on.md says why.

internal import FileStorage

/// Memory for the building of an index, in bytes.
///
/// The segment under construction has half of it at most, the merge in the background a quarter, documents
/// on their way an eighth. A single document larger than that is not divided.
public struct MemoryBudget: Sendable, Equatable {
  /// The least that works, in bytes: 16 MiB.
  public static let least = 16 << 20
  /// The most that a segment under construction may hold, in bytes: a gigabyte of text, mostly.
  private static let largestShare = 2 << 30
  /// The most text of a slice, in bytes: more keeps threads no busier.
  private static let largestSlice = 32 << 20
  /// Bytes of memory for each byte of ordinary text, in a small segment: the most that it takes.
  static let expansion = 8
  /// Bytes of memory that a byte of text takes at most: where each word is another, and short.
  static let largestExpansion = 48

  /// The budget in bytes; at least `least`.
  public let bytes: Int

  /// Makes a budget of so many bytes; less than `least` counts as `least`.
  public init(bytes: Int) { self.bytes = max(bytes, Self.least) }

  /// A quarter of the memory that this process may use: the machine's, or that of its control group.
  public static var standard: MemoryBudget {
    MemoryBudget(bytes: MachineMemory.usable / 4)
  }

  /// What the segment under construction may hold before it is written, in bytes.
  var builderShare: Int { min(bytes / 2, Self.largestShare) }

  /// What the merge in the background may hold, in bytes.
  var mergeShare: Int { bytes / 4 }

  /// The live documents of the largest segment that a merge in the background makes.
  var mergedDocuments: Int { mergeShare / SegmentMerger.memoryPerDocument }

  /// Text that is taken up together, in bytes.
  package var sliceText: Int { min(bytes / 64, Self.largestSlice) }
}
