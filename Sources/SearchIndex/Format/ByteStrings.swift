// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Many byte strings in one buffer, numbered in the order in which they came.
struct ByteStrings {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// How many there are.
  var count: Int { ends.count }

  /// The bytes of all of them.
  var byteCount: Int { bytes.count }

  /// Adds a string that is made of parts.
  mutating func append(_ parts: [UInt8]...) {
    for part in parts { bytes.append(contentsOf: part) }
    ends.append(bytes.count)
  }

  /// The string of a number.
  subscript(index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  private struct SortKey {
    var prefix: UInt64
    var tie: UInt64
    var index: UInt32
  }

  /// The numbers in byte order of their strings; equal strings in the order of `ties`, then numbers.
  ///
  /// O(n log n) comparisons, most of them of the first eight bytes alone.
  func sortedOrder(ties: [UInt64]? = nil) -> [Int] {
    var keys = (0..<count).map {
      SortKey(prefix: prefix($0), tie: ties?[$0] ?? 0, index: UInt32($0))
    }
    keys.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let order = compare(Int(left.index), Int(right.index))
      if order != 0 { return order < 0 }
      if left.tie != right.tie { return left.tie < right.tie }
      return left.index < right.index
    }
    return keys.map { Int($0.index) }
  }

  /// The first eight bytes, the first one highest, zeros after the end.
  private func prefix(_ index: Int) -> UInt64 {
    let string = self[index].prefix(8)
    var value: UInt64 = 0
    for byte in string { value = value << 8 | UInt64(byte) }
    return string.isEmpty ? 0 : value << UInt64(8 * (8 - string.count))
  }

  /// Compares two strings by their numbers: negative, zero or positive.
  func compare(_ left: Int, _ right: Int) -> Int {
    let leftStart = left == 0 ? 0 : ends[left - 1]
    let rightStart = right == 0 ? 0 : ends[right - 1]
    let leftCount = ends[left] - leftStart
    let rightCount = ends[right] - rightStart
    for offset in 0..<min(leftCount, rightCount) {
      let a = bytes[leftStart &+ offset]
      let b = bytes[rightStart &+ offset]
      if a != b { return a < b ? -1 : 1 }
    }
    return leftCount - rightCount
  }
}

/// Compares two byte strings as unsigned bytes: negative, zero or positive.
func compareBytes(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Int {
  var others = right.makeIterator()
  for a in left {
    guard let b = others.next() else { return 1 }
    if a != b { return a < b ? -1 : 1 }
  }
  return others.next() == nil ? 0 : -1
}

/// Compares two byte strings as unsigned bytes: negative, zero or positive.
func compareBytes(_ left: [UInt8], _ right: [UInt8]) -> Int {
  let shared = min(left.count, right.count)
  var index = 0
  while index < shared {
    if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
    index &+= 1
  }
  return left.count - right.count
}
