// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Joins the postings of the variants of one term, or of several segments, into one list.
struct PostingsJoiner {
  /// Document and variant of each posting.
  private var keys: [UInt64] = []
  private var ranges: [Range<Int>] = []
  private var positions: [UInt32] = []

  /// Adds a posting; positions never fall.
  mutating func append(document: UInt32, variant: Int, _ own: Span<UInt32>) {
    let start = positions.count
    for index in own.indices { positions.append(own[index]) }
    keys.append(UInt64(document) << 32 | UInt64(UInt32(variant)))
    ranges.append(start..<positions.count)
  }

  /// Empties it and keeps its memory.
  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  /// Appends all postings in order; those that were added rising are not sorted again.
  func append(to output: inout TermPostings) {
    let isRising = zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 }
    if isRising {
      for index in keys.indices { append(index, to: &output) }
    } else {
      for index in keys.indices.sorted(by: { keys[$0] < keys[$1] }) { append(index, to: &output) }
    }
  }

  @inline(__always)
  private func append(_ index: Int, to output: inout TermPostings) {
    output.documents.append(UInt32(truncatingIfNeeded: keys[index] >> 32))
    output.variants.append(UInt32(truncatingIfNeeded: keys[index]))
    output.frequencies.append(UInt32(ranges[index].count))
    output.positions += positions[ranges[index]]
  }
}
