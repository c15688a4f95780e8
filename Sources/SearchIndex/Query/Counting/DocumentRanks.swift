// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How many documents of a set are before each of its words of bits.
///
/// Belongs to a set that does not change any more.
struct DocumentRanks {
  /// For each group of the segment, how many documents stand before it.
  private var groups: [UInt32] = []
  /// For each word of the set, how many of its group stand before it.
  private var words: [UInt16]

  /// Counts the documents of a set; O(words of the set and groups of the segment).
  init(of set: DocumentSet) {
    words = [UInt16](repeating: 0, count: set.words.count)
    groups.reserveCapacity(set.places.count)
    var total = 0
    for group in set.places.indices {
      groups.append(UInt32(total))
      if set.places[group] == 0 { continue }
      let start = set.start(group)
      var count = 0
      for word in start..<(start + DocumentSet.wordsPerGroup) {
        words[word] = UInt16(count)
        count += set.words[word].nonzeroBitCount
      }
      total += count
    }
  }

  /// How much memory it takes, in bytes.
  var byteCount: Int { groups.count * 4 + words.count * 2 }

  /// How many documents of the set stand before one that is in it.
  @inline(__always)
  func rank(of document: UInt32, in set: DocumentSet) -> Int {
    let group = Int(document >> DocumentSet.groupShift)
    let word = set.start(group) &+ Int(document >> 6 & 63)
    let before = set.words[word] & ~(.max &<< UInt64(document & 63))
    return Int(groups[group]) &+ Int(words[word]) &+ before.nonzeroBitCount
  }
}
