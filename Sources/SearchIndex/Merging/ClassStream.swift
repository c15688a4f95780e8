// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The classes of a segment in order.
struct ClassStream {
  private let map: ClassMap
  private var block: [(key: [UInt8], groups: [ClassGroup])] = []
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
  var current: (key: [UInt8], groups: [ClassGroup])? { index < block.count ? block[index] : nil }

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
