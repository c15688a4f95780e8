// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Segmenter {
  /// The most code points of one cluster; what follows starts another.
  private static let longestCluster = 32
  /// The most bytes of a run that are one unit; a longer run is cut into chunks between clusters.
  private static let longestRun = 4096

  /// A grapheme cluster of an unspaced letter.
  private struct Cluster {
    var end: Int
    /// Whether another cluster follows without a gap.
    var isFollowed: Bool
  }

  /// Appends a unit for the run of unspaced letters at `start`.
  ///
  /// - Returns: the end of the unit.
  mutating func cutRun(of text: Span<UInt8>, from start: Int) -> Int {
    var cluster = Cluster(end: start, isFollowed: true)
    while cluster.isFollowed, cluster.end - start < Segmenter.longestRun {
      cluster = self.cluster(of: text, from: cluster.end, limit: text.count)
    }
    let kind: Unit.Kind = cluster.isFollowed ? .chunk : .run
    units.append(Unit(start: start, end: cluster.end, kind: kind))
    return cluster.end
  }

  /// Makes the words and grams of a run.
  ///
  /// Each cluster takes one position. Words are ICU's, the run taken by itself, each at the position
  /// of its first cluster. The last gram of a chunk reaches into the next unit, so that no pair of
  /// clusters is missed.
  mutating func divideRun(_ unit: Unit, of text: Span<UInt8>) {
    boundaries.removeAll(keepingCapacity: true)
    scanner.appendBoundaries(of: text, in: unit.start..<unit.end, to: &boundaries)
    var start = unit.start
    var current = cluster(of: text, from: start, limit: text.count)
    var wordEnd = start
    var segment = 0
    while start < unit.end {
      if start >= wordEnd {
        while boundaries[segment] <= start { segment += 1 }
        wordEnd = self.wordEnd(of: text, from: start, to: boundaries[segment])
        pieces.append(Piece(start: start, end: wordEnd, position: position, kind: .word))
      }
      let end = current.end
      let hasNext = current.isFollowed
      if hasNext { current = cluster(of: text, from: end, limit: text.count) }
      let isTrailing = !hasNext && start > unit.start
      pieces.append(
        Piece(
          start: start, end: current.end, position: position, kind: .gram,
          role: isTrailing ? .trailingCluster : .plain))
      position &+= 1
      start = end
    }
  }

  /// Where the word of a segment ends: at its end, but after at most `longestWord` bytes.
  private func wordEnd(of text: Span<UInt8>, from start: Int, to end: Int) -> Int {
    guard end - start > Segmenter.longestWord else { return end }
    var index = start + Segmenter.longestWord
    while index > start + 4, text[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  /// The cluster of an unspaced letter at `start`.
  @inline(__always)
  private mutating func cluster(
    of text: Span<UInt8>, from start: Int, limit: Int
  ) -> Cluster {
    let first = text.decodeScalar(at: start)
    var index = start + first.length
    var stacks = false
    var count = 1
    while index < limit {
      let scalar = text.decodeScalar(at: index)
      let next = scanner.table.entry(of: scalar.codePoint).traits
      let isLetter = next.contains(.unspaced) && next.isDisjoint(with: [.extends, .ignorable])
      let joins = count < Segmenter.longestCluster && (!isLetter || stacks)
      if !joins || next.isDisjoint(with: [.unspaced, .extends, .ignorable]) {
        return Cluster(end: index, isFollowed: next.contains(.unspaced))
      }
      stacks = next.contains(.stacks) || (stacks && next.contains(.ignorable))
      index += scalar.length
      count += 1
    }
    return Cluster(end: index, isFollowed: false)
  }
}
