// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Operations on lists of doc ids that strictly rise.
enum SortedDocuments {
  /// Ids in both lists.
  static func intersection(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    sharedIndices(left, right).map { left[$0.0] }
  }

  /// For each id in both lists its two indices, in O(short · log(long / short)).
  static func sharedIndices(_ left: [UInt32], _ right: [UInt32]) -> [(Int, Int)] {
    var shared: [(Int, Int)] = []
    var i = 0
    var j = 0
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        shared.append((i, j))
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i = firstIndex(in: left, from: i, atLeast: right[j])
      } else {
        j = firstIndex(in: right, from: j, atLeast: left[i])
      }
    }
    return shared
  }

  /// The first index from `start` whose id, or posting that begins with an id, is at least `bound`; the
  /// count where there is none.
  ///
  /// Gallops: steps double until they pass the bound, then halve.
  @inline(__always)
  static func firstIndex<Number: FixedWidthInteger>(
    in list: [Number], from start: Int, atLeast bound: Number
  ) -> Int {
    var step = 1
    var low = start
    while low + step < list.count, list[low + step] < bound {
      low += step
      step *= 2
    }
    var high = min(low + step, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Ids in either list.
  static func union(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    var result: [UInt32] = []
    result.reserveCapacity(left.count + right.count)
    var i = 0
    var j = 0
    while i < left.count, j < right.count {
      let a = left[i]
      let b = right[j]
      result.append(min(a, b))
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    result.append(contentsOf: left[i...])
    result.append(contentsOf: right[j...])
    return result
  }
}
