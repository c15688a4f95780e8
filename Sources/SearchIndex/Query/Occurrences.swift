// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Phrases from positions. The same operations serve postings of a segment and tokens of a text that
// is cut for a snippet.

internal import TextAnalysis

/// A place where a term, or a chain or phrase of terms, stands.
struct Occurrence: Equatable {
  /// Which document of a list.
  var slot: UInt32
  /// Where it begins.
  var position: UInt32
  /// The finest rung on which it matches: the coarsest of its terms' rungs.
  var rung: Rung
  /// The language of its first form: an index into `Segment.languages`.
  var language: UInt16

  /// Document and position in one number.
  var place: UInt64 { UInt64(slot) << 32 | UInt64(position) }
}

/// Operations on lists of occurrences that strictly rise by place.
enum OccurrenceLists {
  /// Puts occurrences in order, one a place, the finest.
  static func sorted(_ found: [Occurrence]) -> [Occurrence] {
    unique(
      found.sorted { ($0.place, $0.rung, $0.language) < ($1.place, $1.rung, $1.language) })
  }

  /// Keeps the first of each place of an ordered list.
  static func unique(_ found: [Occurrence]) -> [Occurrence] {
    var result: [Occurrence] = []
    result.reserveCapacity(found.count)
    for occurrence in found where result.last?.place != occurrence.place {
      result.append(occurrence)
    }
    return result
  }

  /// Occurrences in any of the lists.
  static func union(_ lists: [[Occurrence]]) -> [Occurrence] {
    lists.count == 1 ? lists[0] : sorted(Array(lists.joined()))
  }

  /// Where members of all lists stand at their distances from one another.
  static func inRow(
    _ lists: [(distance: UInt32, occurrences: [Occurrence])]
  ) -> [Occurrence] {
    guard var result = lists.first?.occurrences else { return [] }
    for list in lists.dropFirst() {
      var kept: [Occurrence] = []
      var next = 0
      for occurrence in result {
        guard occurrence.position <= UInt32.max - list.distance else { continue }
        let place = occurrence.place + UInt64(list.distance)
        while next < list.occurrences.count, list.occurrences[next].place < place { next += 1 }
        guard next < list.occurrences.count else { break }
        guard list.occurrences[next].place == place else { continue }
        var joined = occurrence
        joined.rung = max(joined.rung, list.occurrences[next].rung)
        kept.append(joined)
      }
      result = kept
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
      let last = start.place + UInt64(min(width, UInt32.max - start.position))
      for (index, list) in lists.enumerated() {
        while first[index] < list.count, list[first[index]].place < start.place {
          first[index] += 1
        }
        var end = first[index]
        while end < list.count, list[end].place <= last { end += 1 }
        windows.append(list[first[index]..<end])
      }
      guard let rung = finestRung(windows, from: start.place) else { continue }
      var occurrence = start
      occurrence.rung = rung
      found.append(occurrence)
    }
    return found
  }

  /// The finest rung on which each list has a position of its own, one of them the window's first.
  private static func finestRung(
    _ windows: [ArraySlice<Occurrence>], from start: UInt64
  ) -> Rung? {
    if windows.contains(where: \.isEmpty) { return nil }
    return Rung.allCases.first { rung in
      let places = windows.map { $0.filter { $0.rung <= rung }.map(\.place) }
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
  private let places: [[UInt64]]
  private var owner: [UInt64: Int] = [:]
  private(set) var isComplete = true

  init(_ places: [[UInt64]]) {
    self.places = places
    for list in places.indices {
      var seen: Set<UInt64> = []
      if !assign(list, &seen) {
        isComplete = false
        return
      }
    }
  }

  private mutating func assign(_ list: Int, _ seen: inout Set<UInt64>) -> Bool {
    for place in places[list] where seen.insert(place).inserted {
      if let other = owner[place], !assign(other, &seen) { continue }
      owner[place] = list
      return true
    }
    return false
  }
}
