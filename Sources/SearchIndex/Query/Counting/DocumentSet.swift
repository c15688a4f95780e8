// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A set of documents of one segment: a bit for each, in groups of 4,096 of which those without a document take no
/// room.
///
/// Documents are numbered by language, so that those of a word stand in few groups.
struct DocumentSet {
  /// For each group the place of its words, in groups; 0 where there are none.
  private(set) var places: [UInt32]
  /// A group of words that stay 0, then those of the groups that were touched, in the order in which they were.
  private(set) var words: [UInt64] = emptyGroup

  /// Words of a group.
  static let wordsPerGroup = 64
  /// Documents of a group, as a shift.
  static let groupShift = UInt32(12)
  private static let emptyGroup = [UInt64](repeating: 0, count: wordsPerGroup)

  /// Makes an empty set of documents below a number.
  init(documents: Int) {
    places = [UInt32](repeating: 0, count: (documents >> Int(Self.groupShift)) + 1)
  }

  /// Makes the set of all documents below a number.
  init(all documents: Int) {
    self.init(documents: documents)
    for document in stride(from: 0, to: documents, by: 64) {
      insert(.max &>> UInt64(max(0, document + 64 - documents)), from: document)
    }
  }

  /// The memory that it takes.
  var byteCount: Int { places.count * 4 + words.count * 8 }

  /// The first word of a group, which is given words where it has none.
  @inline(__always)
  private mutating func open(_ group: Int) -> Int {
    if places[group] == 0 { add(group) }
    return Int(places[group]) &* Self.wordsPerGroup
  }

  @inline(never)
  private mutating func add(_ group: Int) {
    places[group] = UInt32(words.count / Self.wordsPerGroup)
    words += Self.emptyGroup
  }

  /// The first word of a group; that of the empty group where it has none.
  @inline(__always)
  func start(_ group: Int) -> Int { Int(places[group]) &* Self.wordsPerGroup }

  /// Adds a document.
  @inline(__always)
  mutating func insert(_ document: UInt32) {
    let start = open(Int(document >> Self.groupShift))
    words[start &+ Int(document >> 6 & 63)] |= 1 &<< UInt64(document & 63)
  }

  /// Adds the documents that bits of a file stand for, of which the lowest bit is `lowest`.
  ///
  /// - Precondition: those whose bits are set are documents of the segment.
  @inline(__always)
  mutating func insert(_ bits: DocumentBits, of bytes: RawSpan, from lowest: Int) {
    let group = lowest >> Int(Self.groupShift)
    guard (lowest &+ bits.last(in: bytes)) >> Int(Self.groupShift) == group else {
      bits.forEachWord(of: bytes) { insert($0, from: lowest &+ $1) }
      return
    }
    let start = open(group)
    let shift = UInt64(lowest & 63)
    var place = start &+ (lowest >> 6 & 63)
    var target = words.mutableSpan
    var carried: UInt64 = 0
    bits.forEachWord(of: bytes) { word, _ in
      target[place] |= word &<< shift | carried
      carried = shift == 0 ? 0 : word &>> (64 &- shift)
      place &+= 1
    }
    if carried != 0 { target[place] |= carried }
  }

  /// Adds the documents that bits stand for, of which the first is that of the lowest bit.
  ///
  /// - Precondition: those whose bits are set are documents of the segment.
  mutating func insert(_ bits: UInt64, from first: Int) {
    if bits == 0 { return }
    let shift = UInt64(first & 63)
    insert(bits &<< shift, atWord: first >> 6)
    if shift == 0 { return }
    insert(bits &>> (64 &- shift), atWord: first >> 6 &+ 1)
  }

  @inline(__always)
  private mutating func insert(_ bits: UInt64, atWord number: Int) {
    if bits == 0 { return }
    let start = open(number >> 6)
    words[start &+ (number & 63)] |= bits
  }

  /// Adds the first `count` documents of a list; neighbours are mostly of one group.
  mutating func insert(_ documents: [UInt32], count: Int) {
    var index = 0
    while index < count {
      let group = documents[index] >> Self.groupShift
      let start = open(Int(group))
      var target = words.mutableSpan
      while index < count, documents[index] >> Self.groupShift == group {
        let document = documents[index]
        target[start &+ Int(document >> 6 & 63)] |= 1 &<< UInt64(document & 63)
        index &+= 1
      }
    }
  }

  // MARK: - Two sets of a segment

  /// Adds the documents of another set.
  mutating func formUnion(_ other: DocumentSet) {
    for group in other.places.indices where other.places[group] != 0 {
      let (start, added) = (open(group), other.start(group))
      for word in 0..<Self.wordsPerGroup { words[start &+ word] |= other.words[added &+ word] }
    }
  }

  /// Leaves those that are in another set.
  mutating func formIntersection(_ other: DocumentSet) {
    for group in places.indices where places[group] != 0 {
      let (start, kept) = (start(group), other.start(group))
      for word in 0..<Self.wordsPerGroup { words[start &+ word] &= other.words[kept &+ word] }
    }
  }

  /// Removes those that are in another set.
  mutating func subtract(_ other: DocumentSet) {
    for group in places.indices where places[group] != 0 {
      let (start, removed) = (start(group), other.start(group))
      for word in 0..<Self.wordsPerGroup { words[start &+ word] &= ~other.words[removed &+ word] }
    }
  }

  /// How many are in this set or another.
  func unionCount(_ other: DocumentSet) -> Int {
    var count = 0
    for group in places.indices where places[group] | other.places[group] != 0 {
      let (left, right) = (start(group), other.start(group))
      for word in 0..<Self.wordsPerGroup {
        count &+= (words[left &+ word] | other.words[right &+ word]).nonzeroBitCount
      }
    }
    return count
  }

  /// How many are in this set and in another.
  func intersectionCount(_ other: DocumentSet) -> Int {
    var count = 0
    for group in places.indices where places[group] != 0 && other.places[group] != 0 {
      let (left, right) = (start(group), other.start(group))
      for word in 0..<Self.wordsPerGroup {
        count &+= (words[left &+ word] & other.words[right &+ word]).nonzeroBitCount
      }
    }
    return count
  }

  /// The first document from a number on that is in all of some sets; `UInt32.max` where none below `limit` is.
  static func first(
    inAll sets: [DocumentSet], from document: UInt32, before limit: UInt32
  ) -> UInt32 {
    var first = document & ~63
    var bits = UInt64.max &<< UInt64(document & 63)
    while first < limit {
      for index in sets.indices { bits &= sets[index].bits(from: first) }
      if bits != 0 {
        let found = first &+ UInt32(bits.trailingZeroBitCount)
        return found < limit ? found : .max
      }
      bits = .max
      first &+= 64
    }
    return .max
  }

  /// The bits of 64 documents, from a multiple of 64 on.
  @inline(__always)
  func bits(from document: UInt32) -> UInt64 {
    words[start(Int(document >> Self.groupShift)) &+ Int(document >> 6 & 63)]
  }

  // MARK: - Documents

  /// The first document from a number on; nil where there is none.
  @inline(__always)
  func first(from document: UInt32) -> UInt32? {
    var group = Int(document >> Self.groupShift)
    var word = Int(document >> 6 & 63)
    var mask = UInt64.max &<< UInt64(document & 63)
    while group < places.count {
      if places[group] != 0 {
        let start = start(group)
        while word < Self.wordsPerGroup {
          let bits = words[start &+ word] & mask
          if bits != 0 {
            return UInt32((group &* 64 &+ word) &* 64 &+ bits.trailingZeroBitCount)
          }
          mask = .max
          word &+= 1
        }
      }
      (mask, word) = (.max, 0)
      group &+= 1
    }
    return nil
  }

  /// Whether a document is in it.
  @inline(__always)
  func contains(_ document: UInt32) -> Bool {
    bits(from: document) & (1 &<< UInt64(document & 63)) != 0
  }

  /// Whether there are none.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many there are.
  var count: Int {
    var count = 0
    for word in words.indices { count &+= words[word].nonzeroBitCount }
    return count
  }

  /// The documents, rising; O(documents of the set and groups of the segment).
  var documents: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    for group in places.indices where places[group] != 0 {
      let start = start(group)
      for word in 0..<Self.wordsPerGroup {
        var bits = words[start &+ word]
        while bits != 0 {
          result.append(UInt32((group &* 64 &+ word) &* 64 &+ bits.trailingZeroBitCount))
          bits &= bits &- 1
        }
      }
    }
    return result
  }
}
