// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Phrases from positions. The same operations serve postings of a segment and tokens of a text that
// is cut for a snippet.

internal import TextAnalysis

/// A place in a document where a term, or a chain or phrase of terms, stands.
///
/// One number, so that lists are sorted and compared as numbers are: by position, then rung, then
/// language. Of those of one position the finest is the least.
struct Occurrence: Equatable, Comparable {
  private var number: UInt64

  /// Makes an occurrence; `language` is that of its first form, `rung` the finest on which it matches:
  /// the coarsest of its terms' rungs.
  @inline(__always)
  init(position: UInt32, rung: Rung, language: UInt16) {
    number = UInt64(position) << 32 | UInt64(rung.rawValue) << 16 | UInt64(language)
  }

  /// Where it begins.
  @inline(__always)
  var position: UInt32 { UInt32(truncatingIfNeeded: number >> 32) }

  /// The finest rung on which it matches.
  var rung: Rung {
    get { Rung(rawValue: UInt8(truncatingIfNeeded: number >> 16)) ?? .sound }
    set { self = Occurrence(position: position, rung: newValue, language: language) }
  }

  /// The language of its first form: an index into `Segment.languages`.
  var language: UInt16 { UInt16(truncatingIfNeeded: number) }

  /// The same at a position that is lower by `distance`, which is at most its own.
  @inline(__always)
  func moved(back distance: UInt32) -> Occurrence {
    var moved = self
    moved.number &-= UInt64(distance) << 32
    return moved
  }

  static func < (left: Occurrence, right: Occurrence) -> Bool { left.number < right.number }
}

extension [Occurrence] {
  /// Puts them in order, one a position, the finest.
  mutating func putInOrder() {
    sort()
    removeRepeated()
  }

  /// Keeps the first of each position of an ordered list.
  mutating func removeRepeated() {
    var kept = 0
    for index in indices where kept == 0 || self[kept - 1].position != self[index].position {
      self[kept] = self[index]
      kept += 1
    }
    removeLast(count - kept)
  }

  /// Appends occurrences at positions that never fall, one a position.
  @inline(__always)
  mutating func append(_ positions: Span<UInt32>, rung: Rung, language: UInt16) {
    append(addingCapacity: positions.count) { output in
      var last: UInt32?
      for index in positions.indices where positions[index] != last {
        let position = positions[index]
        output.append(Occurrence(position: position, rung: rung, language: language))
        last = position
      }
    }
  }

  /// Appends the beginnings that others stand behind at a distance.
  mutating func append(before distance: UInt32, _ others: [Occurrence]) {
    let others = others.span
    append(addingCapacity: others.count) { output in
      for index in others.indices where others[index].position >= distance {
        output.append(others[index].moved(back: distance))
      }
    }
  }

  /// Puts in order what rises strictly before and from `middle` on, one a position, the finest.
  ///
  /// `room` is room for as many; O(count).
  mutating func merge(from middle: Int, room: inout [Occurrence]) {
    room.removeAll(keepingCapacity: true)
    room.append(merging: span, from: middle)
    swap(&self, &room)
  }

  /// Appends what rises strictly before and from `middle` on in order, one a position, the finest.
  @inline(__always)
  private mutating func append(merging runs: Span<Occurrence>, from middle: Int) {
    append(addingCapacity: runs.count) { output in
      var (left, right) = (0, middle)
      var last: UInt32?
      while left < middle || right < runs.count {
        let isLeft = right == runs.count || left < middle && runs[left] < runs[right]
        let next = runs[isLeft ? left : right]
        if isLeft { left &+= 1 } else { right &+= 1 }
        if next.position != last { output.append(next) }
        last = next.position
      }
    }
  }

  /// Keeps those that others stand behind at a distance, on the coarser rung of the two.
  ///
  /// With `givesLanguage` they are in the language of the others. Both strictly rise by position.
  mutating func keep(
    at distance: UInt32, _ others: [Occurrence], givesLanguage: Bool
  ) {
    let kept = keepPrefix(at: distance, others, givesLanguage)
    if kept < count { removeLast(count - kept) }
  }

  /// Puts those that are kept first, and gives their number.
  @inline(__always)
  private mutating func keepPrefix(
    at distance: UInt32, _ others: [Occurrence], _ givesLanguage: Bool
  ) -> Int {
    let others = others.span
    var own = mutableSpan
    var next = 0
    var kept = 0
    for index in own.indices {
      let start = own[index]
      let (position, overflow) = start.position.addingReportingOverflow(distance)
      if overflow { break }
      while next < others.count, others[next].position < position { next &+= 1 }
      if next == others.count { break }
      let other = others[next]
      if other.position != position { continue }
      own[kept] = Occurrence(
        position: start.position, rung: Swift.max(start.rung, other.rung),
        language: givesLanguage ? other.language : start.language)
      kept &+= 1
    }
    return kept
  }
}

/// Operations on lists of occurrences that strictly rise by position.
enum OccurrenceLists {
  /// Puts occurrences in order, one a position, the finest.
  static func sorted(_ found: [Occurrence]) -> [Occurrence] {
    var found = found
    found.putInOrder()
    return found
  }

  /// Where members of all lists stand at their distances from one another.
  static func inRow(
    _ lists: [(distance: UInt32, occurrences: [Occurrence])]
  ) -> [Occurrence] {
    guard var result = lists.first?.occurrences else { return [] }
    for list in lists.dropFirst() {
      result.keep(at: list.distance, list.occurrences, givesLanguage: false)
    }
    return result
  }

  /// Where a window of positions begins that holds a member of each list, in any order.
  ///
  /// The window begins at a member and reaches `width` positions further; no two lists may take
  /// the same position. The rung is the finest on which such members are there.
  static func near(_ lists: [[Occurrence]], width: UInt32) -> [Occurrence] {
    var found: [Occurrence] = []
    var first = [Int](repeating: 0, count: lists.count)
    for start in sorted(Array(lists.joined())) {
      var windows: [ArraySlice<Occurrence>] = []
      let last = start.position + min(width, .max - start.position)
      for (index, list) in lists.enumerated() {
        while first[index] < list.count, list[first[index]].position < start.position {
          first[index] += 1
        }
        var end = first[index]
        while end < list.count, list[end].position <= last { end += 1 }
        windows.append(list[first[index]..<end])
      }
      guard let rung = finestRung(windows, from: start.position) else { continue }
      var occurrence = start
      occurrence.rung = rung
      found.append(occurrence)
    }
    return found
  }

  /// The finest rung on which each list has a position of its own, one of them the window's first.
  private static func finestRung(
    _ windows: [ArraySlice<Occurrence>], from start: UInt32
  ) -> Rung? {
    if windows.contains(where: \.isEmpty) { return nil }
    return Rung.allCases.first { rung in
      let places = windows.map { $0.filter { $0.rung <= rung }.map(\.position) }
      return places.indices.contains { index in
        guard places[index].first == start else { return false }
        var rest = places
        rest.remove(at: index)
        return Assignment(rest.map { $0.filter { $0 != start } }).isComplete
      }
    }
  }
}

/// Gives each list a place of its own, if that can be done.
///
/// Augmenting paths; lists are few and windows short.
private struct Assignment {
  private let places: [[UInt32]]
  private var owner: [UInt32: Int] = [:]
  private(set) var isComplete = true

  init(_ places: [[UInt32]]) {
    self.places = places
    for list in places.indices {
      var seen: Set<UInt32> = []
      if !assign(list, &seen) {
        isComplete = false
        return
      }
    }
  }

  private mutating func assign(_ list: Int, _ seen: inout Set<UInt32>) -> Bool {
    for place in places[list] where seen.insert(place).inserted {
      if let other = owner[place], !assign(other, &seen) { continue }
      owner[place] = list
      return true
    }
    return false
  }
}
