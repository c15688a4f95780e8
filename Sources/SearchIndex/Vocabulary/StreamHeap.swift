// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Streams by the keys at which they stand, the least first; of equal keys the stream with the lowest
/// number.
///
/// Keys stay where they are: whoever asks says how two streams compare, with the same answer until the
/// streams were taken out.
struct StreamHeap {
  /// A stream with what decides its place where it differs from that of another.
  struct Item {
    /// The beginning of its key, highest byte first, zeros after its end.
    var beginning: UInt64
    /// The number of the stream.
    var stream: Int

    /// How it stands to another: negative, zero where the keys are equal, or positive.
    @inline(__always)
    func compare(to other: Item, _ compareKeys: (Int, Int) -> Int) -> Int {
      if beginning != other.beginning { return beginning < other.beginning ? -1 : 1 }
      return compareKeys(stream, other.stream)
    }

    @inline(__always)
    fileprivate func isBefore(_ other: Item, _ compareKeys: (Int, Int) -> Int) -> Bool {
      let order = compare(to: other, compareKeys)
      return order != 0 ? order < 0 : stream < other.stream
    }
  }

  private var items: [Item] = []

  /// The least, nil where there are no streams.
  var least: Item? { items.first }

  /// Takes up a stream; O(log streams).
  @inline(__always)
  mutating func insert(_ item: Item, _ compareKeys: (Int, Int) -> Int) {
    items.append(item)
    var place = items.count - 1
    while place > 0, items[place].isBefore(items[(place - 1) / 2], compareKeys) {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Gives the least away, nil where there are no streams; O(log streams).
  @inline(__always)
  mutating func removeLeast(_ compareKeys: (Int, Int) -> Int) -> Item? {
    guard let least = items.first, let last = items.popLast() else { return nil }
    if items.isEmpty { return least }
    items[0] = last
    var place = 0
    while 2 * place + 1 < items.count {
      var child = 2 * place + 1
      if child + 1 < items.count, items[child + 1].isBefore(items[child], compareKeys) {
        child += 1
      }
      guard items[child].isBefore(items[place], compareKeys) else { break }
      items.swapAt(place, child)
      place = child
    }
    return least
  }
}
