// Licensed under the Apache License, Version 2.0; see LICENSE.

extension PostingsCursor {
  /// Goes to the next posting, from the last of a block to the first of the next.
  ///
  /// - Returns: whether there is one.
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) -> Bool {
    if block >= 0 { index += 1 }
    if index < size, block >= 0 { return true }
    guard block + 1 < blockCount else { return false }
    try load(block + 1)
    return true
  }

  /// Goes to the first posting at or after the present one whose doc is not below `target`.
  ///
  /// Gallops over the headers. O(log distance).
  /// - Returns: whether there is one.
  /// - Throws: `corrupt`.
  mutating func seek(_ target: UInt32) throws(SearchIndexError) -> Bool {
    if block < 0 || size == 0 || documents[size - 1] < target {
      guard let next = blockNumber(reaching: target) else {
        index = size
        if blockCount > 1, block + 1 < blockCount { try load(blockCount - 1) }
        index = size
        return false
      }
      try load(next)
      if documents[size - 1] < target {
        index = size
        return false
      }
    }
    index = documents.firstIndex(from: max(index, 0), to: size, atLeast: target)
    if index < size { return true }
    // Postings that stand before the cursor do not count.
    guard block + 1 < blockCount else { return false }
    try load(block + 1)
    return true
  }

  /// The first block after the loaded one whose last doc is not below `target`.
  private func blockNumber(reaching target: UInt32) -> Int? {
    if block + 1 >= blockCount { return nil }
    if blockCount == 1 { return 0 }
    var low = block + 1
    var step = 1
    while low + step < blockCount, lastDocument(low + step - 1) < target {
      low += step
      step *= 2
    }
    var high = min(low + step, blockCount)
    while low < high {
      let middle = (low + high) / 2
      if lastDocument(middle) < target { low = middle + 1 } else { high = middle }
    }
    return low < blockCount ? low : nil
  }
}

extension [UInt32] {
  /// The first index of a rising stretch whose number is at least `bound`; `end` where there is none.
  @inline(__always)
  func firstIndex(from start: Int, to end: Int, atLeast bound: UInt32) -> Int {
    var low = start
    // Most steps are short.
    let near = Swift.min(start &+ 4, end)
    while low < near {
      if self[low] >= bound { return low }
      low &+= 1
    }
    var high = end
    while low < high {
      let middle = (low &+ high) >> 1
      if self[middle] < bound { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}
