// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Operands of NEAR in one document: each stands at places that take one or more positions.

internal import TextAnalysis

/// A place of an operand, or of several operands near one another.
struct NearPlace: Equatable {
  /// The first position.
  var start: UInt32
  /// The position after the last one.
  var end: UInt32
  /// The finest rung on which it is there.
  var rung: Rung
  /// The language of its first form: an index into `Segment.languages`.
  var language: UInt16
}

/// Finds operands near one another.
enum NearPlaces {
  /// The most operands in any order, where one of them takes several positions.
  static let limit = 8

  /// For each position where a choice of one place a list begins, such that no two overlap and the
  /// positions among them that none of them takes are at most `within`: the finest rung of such a
  /// choice, and where it ends at the earliest on that rung.
  ///
  /// The language is that of the finest place that begins there and may be the first one. Lists are
  /// in no order.
  static func windows(
    _ lists: [[NearPlace]], within: UInt32, isOrdered: Bool
  ) -> [NearPlace] {
    guard lists.allSatisfy({ !$0.isEmpty }) else { return [] }
    let reach = lists.reduce(UInt64(within)) { sum, list in
      sum + (list.map { UInt64($0.end - $0.start) }.max() ?? 0)
    }
    let ordered = lists.map { $0.sorted { $0.start < $1.start } }
    var first = [Int](repeating: 0, count: lists.count)
    var found: [NearPlace] = []
    for start in beginnings(isOrdered ? Array(ordered.prefix(1)) : ordered) {
      let windows = ordered.indices.map { index in
        let list = ordered[index]
        while first[index] < list.count, list[first[index]].start < start.start {
          first[index] += 1
        }
        return list[first[index]...].prefix { UInt64($0.start - start.start) < reach }
      }
      if windows.contains(where: \.isEmpty) { continue }
      for rung in Rung.allCases {
        let own = windows.map { $0.filter { $0.rung <= rung } }
        let end =
          isOrdered
          ? orderedEnd(own, from: start.start, within) : anyEnd(own, from: start.start, within)
        guard let end else { continue }
        found.append(NearPlace(start: start.start, end: end, rung: rung, language: start.language))
        break
      }
    }
    return found
  }

  /// For each position where places begin, the finest of them, in order.
  private static func beginnings(_ lists: [[NearPlace]]) -> [NearPlace] {
    var finest: [UInt32: NearPlace] = [:]
    for place in lists.joined() {
      guard let known = finest[place.start] else {
        finest[place.start] = place
        continue
      }
      if (place.rung, place.language) < (known.rung, known.language) {
        finest[place.start] = place
      }
    }
    return finest.values.sorted { $0.start < $1.start }
  }

  /// Where places in the order of the lists end, the first at `start`; nil where there are none.
  private static func orderedEnd(
    _ lists: [[NearPlace]], from start: UInt32, _ within: UInt32
  ) -> UInt32? {
    // For each end of the places so far, the least positions between them.
    var gaps: [UInt32: UInt32] = [:]
    for place in lists[0] where place.start == start { gaps[place.end] = 0 }
    for list in lists.dropFirst() {
      var next: [UInt32: UInt32] = [:]
      for place in list {
        for (end, gap) in gaps where end <= place.start {
          let sum = UInt64(gap) + UInt64(place.start - end)
          if sum <= within { next[place.end] = min(next[place.end] ?? .max, UInt32(sum)) }
        }
      }
      gaps = next
      if gaps.isEmpty { return nil }
    }
    return gaps.keys.min()
  }

  /// Which lists have a place, and where the last place ends.
  private struct Choice: Hashable {
    var lists: UInt64
    var end: UInt32
  }

  /// Where places in any order end, the first at `start`; nil where there are none.
  private static func anyEnd(
    _ lists: [[NearPlace]], from start: UInt32, _ within: UInt32
  ) -> UInt32? {
    var places: [(place: NearPlace, list: UInt64)] = []
    for (index, list) in lists.enumerated() {
      for place in list { places.append((place, 1 << UInt64(index))) }
    }
    places.sort { $0.place.start < $1.place.start }
    let all = UInt64(1) << UInt64(lists.count) - 1
    var gaps: [Choice: UInt32] = [:]
    var least: UInt32?
    for (place, list) in places {
      var new: [Choice: UInt32] = [:]
      if place.start == start { new[Choice(lists: list, end: place.end)] = 0 }
      for (choice, gap) in gaps where choice.lists & list == 0 && choice.end <= place.start {
        let sum = UInt64(gap) + UInt64(place.start - choice.end)
        guard sum <= within else { continue }
        let joined = Choice(lists: choice.lists | list, end: place.end)
        new[joined] = min(new[joined] ?? .max, UInt32(sum))
      }
      for (choice, gap) in new {
        if choice.lists == all { least = min(least ?? .max, choice.end) }
        gaps[choice] = min(gaps[choice] ?? .max, gap)
      }
    }
    return least
  }

  /// The places of a phrase, given the positions where its elements stand; with slop the shortest
  /// from each position on, for each rung.
  static func places(
    of phrase: Clause, _ lists: [(distance: UInt32, occurrences: [Occurrence])]
  ) -> [NearPlace] {
    if phrase.slop == 0 {
      return OccurrenceLists.inRow(lists).map { NearPlace($0, length: phrase.extent) }
    }
    let width = phrase.span + phrase.slop
    var places: [NearPlace] = []
    for rung in Rung.allCases {
      let own = lists.map { $0.occurrences.filter { $0.rung <= rung } }
      for var start in OccurrenceLists.near(own, width: width) {
        start.rung = rung
        places.append(
          NearPlace(start, length: leastWidth(own, from: start.position, atMost: width) + 1))
      }
    }
    return places
  }

  /// How far the shortest window from a position on reaches, where one of `width` is there.
  private static func leastWidth(
    _ lists: [[Occurrence]], from start: UInt32, atMost width: UInt32
  ) -> UInt32 {
    let near = lists.map { list in
      list.filter { $0.position >= start && $0.position - start <= width }
    }
    var low: UInt32 = 0
    var high = width
    while low < high {
      let middle = low + (high - low) / 2
      if OccurrenceLists.near(near, width: middle).first?.position == start {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}

extension NearPlace {
  /// Makes a place of so many positions.
  fileprivate init(_ occurrence: Occurrence, length: UInt32) {
    let (end, overflows) = occurrence.position.addingReportingOverflow(max(length, 1))
    self.init(
      start: occurrence.position, end: overflows ? .max : end, rung: occurrence.rung,
      language: occurrence.language)
  }
}

extension NearClause {
  /// Whether every place of every operand takes one position.
  var isOfSinglePositions: Bool {
    operands.joined().allSatisfy { $0.slop == 0 && $0.extent == 1 }
  }

  /// Where the operands stand near one another, given the places of each.
  func windows(_ lists: [[NearPlace]]) -> [NearPlace] {
    guard !isOrdered, isOfSinglePositions else {
      return NearPlaces.windows(lists, within: within, isOrdered: isOrdered)
    }
    let width = UInt32(operands.count - 1) + within
    let single = lists.map { list in
      OccurrenceLists.sorted(
        list.map {
          Occurrence(position: $0.start, rung: $0.rung, language: $0.language)
        })
    }
    return OccurrenceLists.near(single, width: width).map {
      NearPlace($0, length: min(width, .max - 1) + 1)
    }
  }
}
