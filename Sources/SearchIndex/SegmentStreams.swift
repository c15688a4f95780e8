// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Terms and classes of a segment from first to last, a block at a time, for the merger.

/// The terms of a segment in order.
struct TermStream {
  private let dictionary: TermDictionary
  private var block: [TermEntry] = []
  private var nextBlock = 0
  private var index = 0
  /// Terms passed so far.
  private(set) var passed = 0

  /// Starts at the first term.
  ///
  /// - Throws: `corrupt`.
  init(_ segment: Segment) throws(SearchIndexError) {
    dictionary = segment.dictionary
    try load()
  }

  /// The present term, nil at the end.
  var current: TermEntry? { index < block.count ? block[index] : nil }

  /// Goes to the next term.
  ///
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) {
    index += 1
    passed += 1
    if index >= block.count { try load() }
  }

  private mutating func load() throws(SearchIndexError) {
    let start = nextBlock * TermDictionaryWriter.blockSize
    let end = min(start + TermDictionaryWriter.blockSize, dictionary.count)
    index = 0
    block = start < end ? try dictionary.entries(ordinals: Array(UInt32(start)..<UInt32(end))) : []
    nextBlock += 1
  }
}

/// The classes of a segment in order.
struct ClassStream {
  private let map: ClassMap
  private var block: [(key: [UInt8], members: [UInt32])] = []
  private var nextBlock = 0
  private var index = 0

  /// Starts at the first class.
  ///
  /// - Throws: `corrupt`.
  init(_ map: ClassMap) throws(SearchIndexError) {
    self.map = map
    try load()
  }

  /// The present class, nil at the end.
  var current: (key: [UInt8], members: [UInt32])? { index < block.count ? block[index] : nil }

  /// Goes to the next class.
  ///
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) {
    index += 1
    if index >= block.count { try load() }
  }

  private mutating func load() throws(SearchIndexError) {
    index = 0
    block = try map.classes(block: nextBlock)
    nextBlock += 1
  }
}
