// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Many byte strings in one buffer, numbered in the order in which they came; less than 4 GiB together.
struct ByteStrings {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  /// How many there are.
  var count: Int { ends.count }

  /// The bytes of all of them.
  var byteCount: Int { bytes.count }

  /// Makes room for so many strings more, of whatever length.
  mutating func reserve(_ count: Int) { ends.reserveCapacity(ends.count + count) }

  /// Adds a string.
  mutating func append(_ string: [UInt8]) {
    bytes += string
    ends.append(UInt32(bytes.count))
  }

  /// Adds a string with a byte before it.
  mutating func append(_ first: UInt8, _ rest: [UInt8]) {
    bytes.append(first)
    append(rest)
  }

  /// Adds a string with two bytes before it.
  mutating func append(_ first: UInt8, _ second: UInt8, _ rest: [UInt8]) {
    bytes.append(first)
    append(second, rest)
  }

  /// The string of a number.
  subscript(index: Int) -> ArraySlice<UInt8> {
    bytes[start(of: index)..<end(of: index)]
  }

  /// The place of the first byte of a string in all bytes.
  @inline(__always)
  private func start(of index: Int) -> Int { index == 0 ? 0 : end(of: index - 1) }

  /// The place behind its last byte.
  @inline(__always)
  private func end(of index: Int) -> Int { Int(ends[index]) }

  /// The numbers in byte order of their strings; equal strings in the order of their numbers.
  ///
  /// See `ByteStringSort`.
  func sortedOrder() -> [Int] { sortedNumbers().map { Int($0) } }

  /// The numbers in byte order of their strings; equal strings in the order of their numbers.
  func sortedNumbers() -> [UInt32] { ByteStringSort.numbers(of: self) }

  /// The bytes of a string.
  @inline(__always)
  func length(of index: Int) -> Int { end(of: index) &- start(of: index) }

  /// The eight bytes of a string from an offset inside it or at its end, the first one highest, zeros
  /// after the end.
  @inline(__always)
  func word(of index: Int, at offset: Int) -> UInt64 {
    let from = start(of: index) &+ offset
    let count = end(of: index) &- from
    if from &+ 8 <= bytes.count {
      let word = bytes.withRawSpan { UInt64(bigEndian: UInt64(littleEndian: $0.word(at: from))) }
      return count >= 8 ? word : count <= 0 ? 0 : word & ~(~0 >> UInt64(8 &* count))
    }
    var word: UInt64 = 0
    for place in from..<max(from, end(of: index)) { word = word << 8 | UInt64(bytes[place]) }
    return count <= 0 ? 0 : word << UInt64(8 &* (8 &- count))
  }

  /// A hash of a string; O(bytes).
  func hash(of index: Int) -> UInt32 {
    Self.hash(of: bytes.span.extracting(start(of: index)..<end(of: index)))
  }

  /// A hash of bytes; O(bytes).
  static func hash(of bytes: Span<UInt8>) -> UInt32 { UInt32(bytes.hash >> 32) }

  /// Adds all strings of another, in their order.
  mutating func append(contentsOf others: ByteStrings) {
    let base = UInt32(bytes.count)
    bytes += others.bytes
    ends.reserveCapacity(ends.count + others.ends.count)
    for end in others.ends { ends.append(base + end) }
  }

  /// Compares two strings by their numbers: negative, zero or positive.
  ///
  /// - Precondition: the first `shared` bytes are the same in both.
  func compare(_ left: Int, _ right: Int, after shared: Int = 0) -> Int {
    let leftCount = length(of: left)
    let rightCount = length(of: right)
    var offset = shared
    while offset < min(leftCount, rightCount) {
      let a = word(of: left, at: offset)
      let b = word(of: right, at: offset)
      if a != b { return a < b ? -1 : 1 }
      offset &+= 8
    }
    return leftCount &- rightCount
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
