// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Streams by the keys at which they stand, the least first; of equal keys the stream with the lowest
/// number.
struct StreamHeap {
  /// A stream with its present key.
  struct Item {
    /// What decides the order where it differs: the beginning of the key, highest byte first, zeros
    /// after its end.
    var beginning: UInt64
    /// The key, or what of it follows on a part that `beginning` holds whole.
    var key: [UInt8]
    /// The number of the stream.
    var stream: Int

    /// Whether another stands at the same key.
    func isSame(_ other: Item) -> Bool { beginning == other.beginning && key == other.key }

    fileprivate func isBefore(_ other: Item) -> Bool {
      if beginning != other.beginning { return beginning < other.beginning }
      let order = compareBytes(key, other.key)
      return order != 0 ? order < 0 : stream < other.stream
    }
  }

  private var items: [Item] = []

  /// The least, nil where there are no streams.
  var least: Item? { items.first }

  /// Takes up a stream; O(log streams).
  mutating func insert(_ item: Item) {
    items.append(item)
    var place = items.count - 1
    while place > 0, items[place].isBefore(items[(place - 1) / 2]) {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Gives the least away, nil where there are no streams; O(log streams).
  mutating func removeLeast() -> Item? {
    guard let least = items.first, let last = items.popLast() else { return nil }
    if items.isEmpty { return least }
    items[0] = last
    var place = 0
    while 2 * place + 1 < items.count {
      var child = 2 * place + 1
      if child + 1 < items.count, items[child + 1].isBefore(items[child]) { child += 1 }
      guard items[child].isBefore(items[place]) else { break }
      items.swapAt(place, child)
      place = child
    }
    return least
  }
}
