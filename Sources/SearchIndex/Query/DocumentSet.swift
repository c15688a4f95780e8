// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The least level of each document of one segment, of a few levels from 0.
struct DocumentLevels {
  /// For each level but the greatest, the documents on it.
  private var sets: [DocumentSet]

  /// Makes levels up to a greatest one, on which all documents are at first.
  init(greatest: Int, documents: Int) {
    sets = [DocumentSet](repeating: DocumentSet(documents: documents), count: greatest)
  }

  /// Whether all documents are on level 0, whatever is inserted.
  var isFlat: Bool { sets.isEmpty }

  /// Puts a document on a level, if it is not on a lesser one.
  @inline(__always)
  mutating func insert(_ document: UInt32, _ level: Int) {
    if level < sets.count { sets[level].insert(document) }
  }

  /// The level of a document.
  func level(of document: UInt32) -> Int {
    sets.firstIndex { $0.contains(document) } ?? sets.count
  }
}

/// A set of documents of one segment: a bit for each.
struct DocumentSet {
  private var words: [UInt64]

  /// Makes an empty set of documents below a number.
  init(documents: Int) { words = [UInt64](repeating: 0, count: (documents + 63) / 64) }

  /// Adds a document.
  @inline(__always)
  mutating func insert(_ document: UInt32) {
    words[Int(document >> 6)] |= 1 &<< UInt64(document & 63)
  }

  /// Adds the first `count` documents of a list.
  mutating func insert(_ documents: [UInt32], count: Int) {
    for index in 0..<count { insert(documents[index]) }
  }

  /// Adds all documents of a set of the same segment.
  mutating func formUnion(_ other: DocumentSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Whether a document is in it.
  @inline(__always)
  func contains(_ document: UInt32) -> Bool {
    words[Int(document >> 6)] & (1 &<< UInt64(document & 63)) != 0
  }

  /// How many there are.
  var count: Int { words.reduce(0) { $0 &+ $1.nonzeroBitCount } }

  /// The documents, rising.
  var documents: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    for (index, word) in words.enumerated() where word != 0 {
      var bits = word
      while bits != 0 {
        result.append(UInt32(index &* 64 &+ bits.trailingZeroBitCount))
        bits &= bits &- 1
      }
    }
    return result
  }
}
