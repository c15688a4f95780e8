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

  /// The documents on level 0, where levels are told apart.
  var least: DocumentSet? { sets.first }

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
