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

/// A set of documents of one segment: a bit for each, and one for each 4,096 of them that are touched.
struct DocumentSet {
  private var words: [UInt64]
  /// A bit for each 64 words, set where one of them may not be zero.
  private var touched: [UInt64]

  /// Makes an empty set of documents below a number.
  init(documents: Int) {
    words = [UInt64](repeating: 0, count: (documents + 63) / 64)
    touched = [UInt64](repeating: 0, count: (documents + 262_143) / 262_144)
  }

  /// Makes the set of all documents below a number.
  init(all documents: Int) {
    self.init(documents: documents)
    for document in stride(from: 0, to: documents, by: 64) {
      insert(.max &>> UInt64(max(0, document + 64 - documents)), from: document)
    }
  }

  /// Adds a document.
  @inline(__always)
  mutating func insert(_ document: UInt32) {
    words[Int(document >> 6)] |= 1 &<< UInt64(document & 63)
    touched[Int(document >> 18)] |= 1 &<< UInt64(document >> 12 & 63)
  }

  /// Adds the documents that bits stand for, of which the first is that of the lowest bit.
  ///
  /// - Precondition: those whose bits are set are documents of the segment.
  @inline(__always)
  mutating func insert(_ bits: UInt64, from first: Int) {
    if bits == 0 { return }
    let shift = UInt64(first & 63)
    let place = first >> 6
    words[place] |= bits &<< shift
    touched[place >> 12] |= 1 &<< UInt64(place >> 6 & 63)
    if shift == 0 { return }
    let rest = bits &>> (64 &- shift)
    if rest == 0 { return }
    words[place &+ 1] |= rest
    touched[(place &+ 1) >> 12] |= 1 &<< UInt64((place &+ 1) >> 6 & 63)
  }

  /// Adds the first `count` documents of a list.
  mutating func insert(_ documents: [UInt32], count: Int) {
    var group = UInt32.max
    for index in 0..<count {
      let document = documents[index]
      words[Int(document >> 6)] |= 1 &<< UInt64(document & 63)
      // Neighbours are mostly of one group.
      if document >> 12 == group { continue }
      group = document >> 12
      touched[Int(group >> 6)] |= 1 &<< UInt64(group & 63)
    }
  }

  /// The documents of both sets, which are of the same segment.
  func union(_ other: DocumentSet) -> DocumentSet {
    var union = self
    other.forEachWord { union.words[$0] |= $1 }
    for index in touched.indices { union.touched[index] |= other.touched[index] }
    return union
  }

  /// Leaves those that are in another set of the same segment; O(documents of the segment).
  mutating func formIntersection(_ other: DocumentSet) {
    for index in words.indices { words[index] &= other.words[index] }
    for index in touched.indices { touched[index] &= other.touched[index] }
  }

  /// Removes those that are in another set of the same segment.
  mutating func subtract(_ other: DocumentSet) {
    other.forEachWord { words[$0] &= ~$1 }
  }

  /// The first document from a number on; nil where there is none.
  @inline(__always)
  func first(from document: UInt32) -> UInt32? {
    var place = Int(document >> 6)
    if place >= words.count { return nil }
    var bits = words[place] & (UInt64.max &<< UInt64(document & 63))
    while bits == 0 {
      place &+= 1
      if place & 63 == 0 { place = firstTouched(from: place) }
      if place >= words.count { return nil }
      bits = words[place]
    }
    return UInt32(place &* 64 &+ bits.trailingZeroBitCount)
  }

  /// The first group of words from the one that begins at a place on that may hold any.
  private func firstTouched(from place: Int) -> Int {
    var index = place >> 12
    if index >= touched.count { return words.count }
    var groups = touched[index] & (UInt64.max &<< UInt64(place >> 6 & 63))
    while groups == 0 {
      index += 1
      if index == touched.count { return words.count }
      groups = touched[index]
    }
    return (index &* 64 &+ groups.trailingZeroBitCount) &* 64
  }

  /// Whether a document is in it.
  @inline(__always)
  func contains(_ document: UInt32) -> Bool {
    words[Int(document >> 6)] & (1 &<< UInt64(document & 63)) != 0
  }

  /// Whether there are none.
  ///
  /// - Precondition: none was removed.
  var isEmpty: Bool { touched.allSatisfy { $0 == 0 } }

  /// How many there are.
  var count: Int {
    var count = 0
    forEachWord { count &+= $1.nonzeroBitCount }
    return count
  }

  /// The documents, rising; O(documents of the set).
  var documents: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    forEachWord { index, word in
      var bits = word
      while bits != 0 {
        result.append(UInt32(index &* 64 &+ bits.trailingZeroBitCount))
        bits &= bits &- 1
      }
    }
    return result
  }

  /// Visits the words that are not zero, rising, by their index.
  @inline(__always)
  private func forEachWord(_ body: (Int, UInt64) -> Void) {
    for (index, group) in touched.enumerated() {
      var groups = group
      while groups != 0 {
        let start = (index &* 64 &+ groups.trailingZeroBitCount) &* 64
        for place in start..<min(start &+ 64, words.count) where words[place] != 0 {
          body(place, words[place])
        }
        groups &= groups &- 1
      }
    }
  }
}
