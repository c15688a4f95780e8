// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Merges the classes of several segments, once all terms have been merged.
struct ClassMerger {
  /// For each segment the new number of each of its variants, `TermMerger.none` for one that is gone.
  private let newVariants: [[UInt32]]
  private let maps: [ClassMap]
  private var streams: [ClassStream] = []
  private var heap = StreamHeap()
  private var groups: [ClassGroup] = []

  /// Starts before the first class.
  ///
  /// - Throws: `corrupt`.
  init(_ maps: [ClassMap], newVariants: [[UInt32]]) throws(SearchIndexError) {
    self.newVariants = newVariants
    self.maps = maps
    for map in maps { streams.append(try ClassStream(map)) }
    for place in streams.indices { insert(place) }
  }

  /// Writes all classes that have members.
  ///
  /// - Throws: `corrupt`, `fileSystem`.
  mutating func merge(to output: ClassMapWriter) throws(SearchIndexError) {
    while let first = takeLeast() {
      let key = streams[first.stream].key
      groups.removeAll(keepingCapacity: true)
      var next: StreamHeap.Item? = first
      while let item = next {
        try takeGroups(of: item.stream)
        try streams[item.stream].advance()
        insert(item.stream)
        next = takeLeast(of: first.beginning, key)
      }
      if groups.isEmpty { continue }
      try output.append(key[...], groups)
    }
  }

  /// Takes the stream of the least key out of the heap.
  private mutating func takeLeast() -> StreamHeap.Item? {
    let streams = streams
    return heap.removeLeast { compareBytes(streams[$0].key, streams[$1].key) }
  }

  /// Takes a stream of a key out of the heap, nil where no other has it.
  private mutating func takeLeast(of beginning: UInt64, _ key: [UInt8]) -> StreamHeap.Item? {
    guard let least = heap.least, least.beginning == beginning, streams[least.stream].key == key
    else { return nil }
    return takeLeast()
  }

  private mutating func insert(_ place: Int) {
    let streams = streams
    if streams[place].isAtEnd { return }
    heap.insert(
      StreamHeap.Item(
        beginning: TermDictionary.beginning(of: streams[place].key), stream: place)
    ) { compareBytes(streams[$0].key, streams[$1].key) }
  }

  /// Adds the members that a stream has of the present class; groups are by rule.
  ///
  /// - Throws: `corrupt` where the dictionary of a segment gave numbers of variants twice or in disorder.
  private mutating func takeGroups(of place: Int) throws(SearchIndexError) {
    for group in streams[place].groups {
      let members = try newMembers(of: group, in: place)
      if members.isEmpty { continue }
      let rule = group.stemmer?.rawValue ?? 0
      let index = groups.firstIndex { ($0.stemmer?.rawValue ?? 0) >= rule } ?? groups.count
      if index == groups.count || groups[index].stemmer != group.stemmer {
        groups.insert(ClassGroup(stemmer: group.stemmer, members: members), at: index)
      } else {
        groups[index].members = Self.union(groups[index].members, members)
      }
    }
  }

  /// The new numbers of the members of a group that are left; they rise.
  private func newMembers(
    of group: ClassGroup, in place: Int
  ) throws(SearchIndexError) -> [UInt32] {
    var members: [UInt32] = []
    for member in group.members {
      let new = newVariants[place][Int(member)]
      if new == TermMerger.none { continue }
      if let last = members.last, last >= new {
        throw .corrupt(
          file: maps[place].file.path, byte: ComponentLayout.headerLength, reason: .inconsistent)
      }
      members.append(new)
    }
    return members
  }

  /// The numbers of two rising lists, each once.
  private static func union(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(left.count + right.count)
    var index = 0
    for number in right {
      while index < left.count, left[index] < number {
        result.append(left[index])
        index += 1
      }
      if index < left.count, left[index] == number { index += 1 }
      result.append(number)
    }
    result += left[index...]
    return result
  }
}

/// The classes of a segment in order.
private struct ClassStream {
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

  /// Whether all classes were passed.
  var isAtEnd: Bool { index >= block.count }

  /// The key of the present class.
  ///
  /// - Precondition: not at the end.
  var key: [UInt8] { block[index].key }

  /// The groups of the present class.
  ///
  /// - Precondition: not at the end.
  var groups: [ClassGroup] { block[index].groups }

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
