// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The dictionaries of several segments side by side: what merges and statistics read them by. Memory
// for one block of terms a segment.

/// The terms of several segments in order of their keys, those of one key together.
struct TermStreams {
  private var streams: [TermStream] = []
  /// The streams that are not at their ends.
  private var heap = StreamHeap()
  /// The segments that have the present key, rising; empty before the first key and after the last.
  private(set) var places: [Int] = []

  /// Starts before the first key.
  ///
  /// - Throws: `corrupt`.
  init(_ dictionaries: [TermDictionary]) throws(SearchIndexError) {
    for dictionary in dictionaries { streams.append(try TermStream(dictionary)) }
    for index in streams.indices { insert(index) }
  }

  /// The term of a segment for the present key.
  ///
  /// - Precondition: the segment is one of `places`.
  func current(_ place: Int) -> DictionaryTerm { streams[place].current }

  /// Goes to the next key; false at the end.
  ///
  /// O(segments with the key · log segments).
  ///
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) -> Bool {
    for place in places {
      try streams[place].advance()
      insert(place)
    }
    places.removeAll(keepingCapacity: true)
    guard let first = heap.least else { return false }
    while let next = heap.least, next.isSame(first) {
      places.append(next.stream)
      _ = heap.removeLeast()
    }
    return true
  }

  /// Puts a stream into the heap unless it is at its end.
  private mutating func insert(_ stream: Int) {
    if streams[stream].isAtEnd { return }
    let term = streams[stream].current
    // The field, then the first seven bytes of the form: of one beginning, forms decide.
    heap.insert(
      StreamHeap.Item(
        beginning: UInt64(term.field.rawValue) << 56
          | TermDictionary.beginning(of: term.fold) >> 8,
        key: term.fold, stream: stream))
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
