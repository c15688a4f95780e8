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

  /// The stream of a segment, which stands at a term of the present key.
  ///
  /// - Precondition: the segment is one of `places`.
  @inline(__always)
  subscript(place: Int) -> TermStream { _read { yield streams[place] } }

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
    takePlaces()
    return !places.isEmpty
  }

  /// Takes the streams of the least key out of the heap.
  private mutating func takePlaces() {
    places.removeAll(keepingCapacity: true)
    let streams = streams
    let compareKeys = { streams[$0].compareKey(to: streams[$1]) }
    guard let first = heap.least else { return }
    while let next = heap.least, next.compare(to: first, compareKeys) == 0 {
      places.append(next.stream)
      _ = heap.removeLeast(compareKeys)
    }
  }

  /// Puts a stream into the heap unless it is at its end.
  private mutating func insert(_ place: Int) {
    let streams = streams
    if streams[place].isAtEnd { return }
    heap.insert(StreamHeap.Item(beginning: streams[place].beginning, stream: place)) {
      streams[$0].compareKey(to: streams[$1])
    }
  }
}

/// The terms of a segment in order, a block at a time.
struct TermStream {
  private let dictionary: TermDictionary
  /// The block of the term.
  private(set) var block = DecodedTermBlock()
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
  var isAtEnd: Bool { index >= block.terms.count }

  /// The present term; its columns are those of `block`.
  ///
  /// - Precondition: not at the end.
  @inline(__always)
  var term: DecodedTermBlock.Term { block.terms[index] }

  /// The present term as one that stands alone.
  ///
  /// - Precondition: not at the end.
  var dictionaryTerm: DictionaryTerm { block.term(index) }

  /// The first eight bytes of the key, as `TermDictionary.beginning(of:)`.
  fileprivate var beginning: UInt64 { TermDictionary.beginning(of: block.keys[term.key]) }

  /// How the key stands to that of another: negative, zero or positive.
  fileprivate func compareKey(to other: TermStream) -> Int {
    compareBytes(block.keys[term.key], other.block.keys[other.term.key])
  }

  /// Goes to the next term.
  ///
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) {
    index += 1
    if index >= block.terms.count { try load() }
  }

  private mutating func load() throws(SearchIndexError) {
    index = 0
    if nextBlock < dictionary.blockCount {
      try block.load(nextBlock, of: dictionary)
      nextBlock += 1
    } else {
      block = DecodedTermBlock()
    }
  }
}
