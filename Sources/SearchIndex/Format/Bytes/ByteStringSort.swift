// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Byte strings into order by eight bytes at a time, as numbers: a radix sort from the highest byte
// on, in place, with insertion where few are left. Comparisons of whole strings cost a tenth of a
// build before.
//
// Source: McIlroy, Bostic, McIlroy, "Engineering Radix Sort", 1993.

/// Sorts byte strings.
struct ByteStringSort {
  /// A string on its way to its place.
  private struct Item {
    /// Eight of its bytes, the first one highest.
    var word: UInt64
    var number: UInt32
  }

  /// Ranges up to this are sorted by insertion.
  private static let few = 24
  /// Bytes after which strings are compared as wholes, so that long ones do not fill the stack.
  private static let deepest = 32

  private let strings: ByteStrings

  /// The numbers of strings in byte order; equal strings in the order of their numbers.
  ///
  /// O(bytes that tell them apart), with 16 bytes of memory a string.
  static func numbers(of strings: ByteStrings) -> [UInt32] {
    let sort = ByteStringSort(strings: strings)
    var items = (0..<strings.count).map {
      Item(word: strings.word(of: $0, at: 0), number: UInt32($0))
    }
    var span = items.mutableSpan
    sort.sort(&span, 0..<span.count, depth: 0)
    return items.map(\.number)
  }

  /// Sorts a range of strings that share their first `depth` bytes.
  private func sort(_ items: inout MutableSpan<Item>, _ range: Range<Int>, depth: Int) {
    sort(&items, range, shift: 56, depth: depth)
  }

  /// Sorts a range by the byte at `shift` of its words and by what comes after.
  private func sort(
    _ items: inout MutableSpan<Item>, _ whole: Range<Int>, shift first: Int, depth: Int
  ) {
    if whole.count <= Self.few { return insert(&items, whole, depth: depth) }
    // Bytes that all of them share are passed over.
    var differing: UInt64 = 0
    let word = items[whole.lowerBound].word
    for index in whole { differing |= items[index].word ^ word }
    if differing == 0 { return sortAlike(&items, whole, depth: depth) }
    let shift = min(first, 56 - differing.leadingZeroBitCount & ~7)
    var ends = InlineArray<256, Int32>(repeating: 0)
    Self.permute(&items, whole, &ends, shift: UInt64(shift))
    var start = whole.lowerBound
    for byte in 0..<256 {
      let end = whole.lowerBound + Int(ends[byte])
      if end - start > 1 {
        if shift == 0 {
          sortAlike(&items, start..<end, depth: depth)
        } else {
          sort(&items, start..<end, shift: shift - 8, depth: depth)
        }
      }
      start = end
    }
  }

  /// Puts each item where the items of its byte belong; gives where those of each byte end.
  private static func permute(
    _ items: inout MutableSpan<Item>, _ range: Range<Int>,
    _ ends: inout InlineArray<256, Int32>, shift: UInt64
  ) {
    for index in range { ends[Int(items[index].word >> shift & 0xFF)] += 1 }
    var next = InlineArray<256, Int32>(repeating: 0)
    var sum: Int32 = 0
    for byte in 0..<256 {
      next[byte] = sum
      sum += ends[byte]
      ends[byte] = sum
    }
    let base = range.lowerBound
    for byte in 0..<256 {
      while next[byte] < ends[byte] {
        let place = base + Int(next[byte])
        let own = Int(items[place].word >> shift & 0xFF)
        if own != byte { items.swapAt(place, base + Int(next[own])) }
        next[own] += 1
      }
    }
  }

  /// Sorts a range of items of one word: those that end in it by length, then the others by what
  /// follows.
  private func sortAlike(_ items: inout MutableSpan<Item>, _ range: Range<Int>, depth: Int) {
    let next = depth + 8
    var ended = range.lowerBound
    for index in range where strings.length(of: Int(items[index].number)) <= next {
      items.swapAt(ended, index)
      ended += 1
    }
    sortWhole(&items, range.lowerBound..<ended)
    let rest = ended..<range.upperBound
    if next >= Self.deepest { return sortWhole(&items, rest) }
    for index in rest {
      items[index].word = strings.word(of: Int(items[index].number), at: next)
    }
    sort(&items, rest, depth: next)
  }

  /// Sorts a range by comparing whole strings.
  private func sortWhole(_ items: inout MutableSpan<Item>, _ range: Range<Int>) {
    if range.count < 2 { return }
    var numbers = range.map { items[$0].number }
    numbers.sort { isBefore($0, $1, depth: 0) }
    for (index, number) in zip(range, numbers) { items[index].number = number }
  }

  /// Compares strings that share their first `depth` bytes.
  private func isBefore(_ left: UInt32, _ right: UInt32, depth: Int) -> Bool {
    let order = strings.compare(Int(left), Int(right), after: depth)
    return order != 0 ? order < 0 : left < right
  }

  private func insert(_ items: inout MutableSpan<Item>, _ range: Range<Int>, depth: Int) {
    for index in range.dropFirst() {
      let item = items[index]
      var place = index
      while place > range.lowerBound {
        let before = items[place - 1]
        let isInOrder =
          before.word != item.word
          ? before.word < item.word : isBefore(before.number, item.number, depth: depth)
        if isInOrder { break }
        items[place] = before
        place -= 1
      }
      items[place] = item
    }
  }
}
