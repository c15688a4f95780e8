// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Segmenter {
  /// The most code points of one cluster; what follows starts another.
  private static let longestCluster = 32

  /// Makes words and grams of the run of unspaced letters under the cursor and moves past it.
  ///
  /// Each cluster takes one position. Words are ICU's, at the position of their first cluster. A
  /// run that goes on behind the block keeps its grams: clusters behind `cut` are looked at, but
  /// belong to the next block.
  mutating func cutRun(_ cursor: inout Cursor, of text: Span<UInt8>, cut: Int) {
    let runStart = cursor.byte
    let limit = min(text.count, cut + Segmenter.lookaheadBytes)
    var start = runStart
    var end = clusterEnd(of: text, from: start, limit: limit) ?? start
    while start < cut {
      let next = end < limit ? clusterEnd(of: text, from: end, limit: limit) : nil
      appendWord(&cursor, at: start, runEnd: next == nil ? end : nil, of: text)
      let role: Piece.Role = next == nil && start > runStart ? .trailingCluster : .plain
      pieces.append(
        Piece(start: start, end: next ?? end, position: position, kind: .gram, role: role))
      position &+= 1
      start = end
      guard let next else { break }
      end = next
    }
    cursor.byte = start
  }

  /// Appends the word that starts at a cluster, if one does, moving the cursor's segment to it.
  private mutating func appendWord(
    _ cursor: inout Cursor, at start: Int, runEnd: Int?, of text: Span<UInt8>
  ) {
    guard start >= cursor.byte else { return }
    while base + Int(boundaries[cursor.segment].offset) <= start { cursor.segment += 1 }
    let segmentEnd = base + Int(boundaries[cursor.segment].offset)
    let end = wordEnd(of: text, from: start, to: min(segmentEnd, runEnd ?? segmentEnd))
    pieces.append(Piece(start: start, end: end, position: position, kind: .word))
    cursor.byte = end
  }

  /// Where the word of a segment ends: before the first letter that is not unspaced, and after at
  /// most `longestWord` bytes.
  private mutating func wordEnd(of text: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index < end {
      let scalar = text.decodeScalar(at: index)
      let length = scalar.length
      let isOver = index + length > start + Segmenter.longestWord
      if isOver || table.of(scalar.codePoint).isDisjoint(with: [.unspaced, .extends, .ignorable]) {
        return max(index, start + 1)
      }
      index += length
    }
    return index
  }

  /// The end of the cluster of an unspaced letter at `start`; nil where there is none.
  private mutating func clusterEnd(of text: Span<UInt8>, from start: Int, limit: Int) -> Int? {
    let first = text.decodeScalar(at: start)
    let traits = table.of(first.codePoint)
    guard traits.contains(.unspaced) else { return nil }
    var index = start + first.length
    var stacks = false
    var count = 1
    while index < limit, count < Segmenter.longestCluster {
      let scalar = text.decodeScalar(at: index)
      let next = table.of(scalar.codePoint)
      let joins =
        !next.isDisjoint(with: [.extends, .ignorable])
        || (stacks && next.contains(.unspaced))
      guard joins else { break }
      stacks = next.contains(.stacks) || (stacks && next.contains(.ignorable))
      index += scalar.length
      count += 1
    }
    return index
  }
}
