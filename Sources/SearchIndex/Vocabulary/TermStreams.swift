// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The dictionaries of several segments side by side: what merges and statistics read them by. Memory
// for one block of terms a segment.

/// The terms of several segments in order of their keys, those of one key together.
struct TermStreams {
  private var streams: [TermStream] = []
  /// The streams that are not at their ends, as a heap: the one with the least key first.
  private var heap: [Item] = []
  /// The segments that have the present key, rising; empty before the first key and after the last.
  private(set) var places: [Int] = []

  /// A stream in the heap.
  private struct Item {
    /// The beginning of its present key; see `TermDictionary.beginning`.
    var beginning: UInt64
    var stream: Int
  }

  /// Starts before the first key.
  ///
  /// - Throws: `corrupt`.
  init(_ dictionaries: [TermDictionary]) throws(SearchIndexError) {
    for dictionary in dictionaries { streams.append(try TermStream(dictionary)) }
    for index in streams.indices where !streams[index].isAtEnd { insert(index) }
  }

  /// The term of a segment for the present key.
  ///
  /// - Precondition: the segment is one of `places`.
  func current(_ place: Int) -> DictionaryTerm { streams[place].current }

  /// Goes to the next key; false at the end. O(segments with the key · log segments).
  ///
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) -> Bool {
    for place in places {
      try streams[place].advance()
      if !streams[place].isAtEnd { insert(place) }
    }
    places.removeAll(keepingCapacity: true)
    guard let first = heap.first else { return false }
    repeat {
      places.append(heap[0].stream)
      removeLeast()
    } while !heap.isEmpty && heap[0].beginning == first.beginning
      && order(heap[0].stream, first.stream) == 0
    return true
  }

  // MARK: - Heap

  /// Compares the present keys of two streams.
  private func order(_ left: Int, _ right: Int) -> Int { streams[left].order(to: streams[right]) }

  /// Whether a stream comes before another; of equal keys the older segment.
  private func isBefore(_ left: Item, _ right: Item) -> Bool {
    if left.beginning != right.beginning { return left.beginning < right.beginning }
    let order = order(left.stream, right.stream)
    return order != 0 ? order < 0 : left.stream < right.stream
  }

  private mutating func insert(_ stream: Int) {
    heap.append(Item(beginning: streams[stream].beginning, stream: stream))
    var place = heap.count - 1
    while place > 0, isBefore(heap[place], heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func removeLeast() {
    let last = heap.removeLast()
    if heap.isEmpty { return }
    heap[0] = last
    var place = 0
    while 2 * place + 1 < heap.count {
      var child = 2 * place + 1
      if child + 1 < heap.count, isBefore(heap[child + 1], heap[child]) { child += 1 }
      guard isBefore(heap[child], heap[place]) else { break }
      heap.swapAt(place, child)
      place = child
    }
  }
}

/// The terms of a segment in order, a block at a time.
struct TermStream {
  private let dictionary: TermDictionary
  private var block: [DictionaryTerm] = []
  private var nextBlock = 0
  private var index = 0

  /// Starts at the first term.
  ///
  /// - Throws: `corrupt`.
  init(_ dictionary: TermDictionary) throws(SearchIndexError) {
    self.dictionary = dictionary
    try load()
  }

  /// Whether all terms were passed.
  var isAtEnd: Bool { index >= block.count }

  /// The present term.
  ///
  /// - Precondition: not at the end.
  var current: DictionaryTerm { block[index] }

  /// The beginning of the present key: that of two keys decides their order where it differs.
  ///
  /// - Precondition: not at the end.
  var beginning: UInt64 {
    // The field, then the first seven bytes of the form.
    UInt64(block[index].field.rawValue) << 56 | TermDictionary.beginning(of: block[index].fold) >> 8
  }

  /// Compares the keys of the present terms of two streams: negative, zero or positive.
  ///
  /// - Precondition: neither is at its end.
  func order(to other: TermStream) -> Int {
    let fields = (block[index].field, other.block[other.index].field)
    if fields.0 != fields.1 { return fields.0 < fields.1 ? -1 : 1 }
    return compareBytes(block[index].fold, other.block[other.index].fold)
  }

  /// Goes to the next term.
  ///
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) {
    index += 1
    if index >= block.count { try load() }
  }

  private mutating func load() throws(SearchIndexError) {
    index = 0
    block.removeAll(keepingCapacity: true)
    guard nextBlock < dictionary.blockCount else { return }
    let dictionary = dictionary
    var cursor = try dictionary.cursor(block: nextBlock)
    for _ in 0..<TermDictionaryWriter.blockSize {
      guard try cursor.next() else { break }
      block.append(try cursor.term())
    }
    nextBlock += 1
  }
}
