// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How much memory the building of an index may take, and how it is shared out. The shares follow
// from the budget alone, never from the number of threads: where segments end must not depend on
// the machine. Documentation/Decisions/0014-merging-and-memory.md says why.

internal import FoundationEssentials

/// Memory for the building of an index, in bytes.
///
/// All builders together hold about three quarters of it at most; documents on their way to them
/// take the rest. A single document larger than a builder's share is not divided.
public struct MemoryBudget: Sendable, Equatable {
  /// The least that works, in bytes: 16 MiB.
  public static let least = 16 << 20
  /// The most that one builder may hold, in bytes: larger segments are not built faster.
  static let largestShare = 512 << 20
  /// Bytes that a builder holds for each byte of text, as a rule.
  static let expansion = 14

  /// The budget in bytes; at least `least`.
  public let bytes: Int

  /// Makes a budget of so many bytes; less than `least` counts as `least`.
  public init(bytes: Int) { self.bytes = max(bytes, Self.least) }

  /// A quarter of the memory of this machine.
  public static var standard: MemoryBudget {
    MemoryBudget(bytes: Int(clamping: ProcessInfo.processInfo.physicalMemory / 4))
  }

  /// What one builder may hold before it is written as a segment, in bytes.
  var builderShare: Int { min(bytes / 4, Self.largestShare) }

  /// Text that one builder is given, in bytes; it fills its share with ordinary text.
  package var sliceText: Int { builderShare / Self.expansion }

  /// How many builders may work at a time for so many threads; at least 1.
  package func builders(threads: Int) -> Int {
    max(1, min(threads, bytes / 4 * 3 / builderShare))
  }
}
