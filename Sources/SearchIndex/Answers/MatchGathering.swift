// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Answers for which every match must be looked at: those in another order than that of scores, and
// those of which duplicates become one.

/// The first matches in an order, and how many there are after duplicates became one.
struct GatheredMatches {
  /// The matches, best first.
  var best: [RankedDocument]
  /// Matches of different words; nil where duplicates were not collapsed.
  var distinct: Int?
}

extension SearchRun {
  /// The first documents of an answer, best first.
  ///
  /// By score it looks only at documents that can be among them; otherwise at every match. The page
  /// begins after `place`.
  /// - Throws: `corrupt`.
  func first(
    _ limit: Int, _ order: AnswerOrder, after place: RankedDocument?, collapsing: Bool,
    _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> GatheredMatches {
    guard plan.root != nil else { return GatheredMatches(best: [], distinct: collapsing ? 0 : nil) }
    if collapsing { return try collapsed(limit, order, after: place, &watch) }
    if order.sort != .score {
      return GatheredMatches(best: try sorted(limit, order, after: place, &watch))
    }
    let best = try best(limit, &watch) { order.ceiling(after: place, segment: $0) }
    return GatheredMatches(best: best.map { RankedDocument(key: 0, scored: $0) })
  }

  /// The first documents of another order; keeps twice the limit at most, or a few.
  private func sorted(
    _ limit: Int, _ order: AnswerOrder, after place: RankedDocument?, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> [RankedDocument] {
    if limit == 0 { return [] }
    var kept: [RankedDocument] = []
    var worst = Int64.max
    try forEachMatch(order, &watch) { match in
      if let place, !order.precedes(place, match) { return worst }
      kept.append(match)
      guard kept.count > limit, kept.count - limit > max(limit, 64) else { return worst }
      kept.sort(by: order.precedes)
      kept.removeLast(kept.count - limit)
      worst = kept[limit - 1].key
      return worst
    }
    kept.sort(by: order.precedes)
    return Array(kept.prefix(limit))
  }

  /// The first documents of which no two have the same words; O(matches) memory.
  private func collapsed(
    _ limit: Int, _ order: AnswerOrder, after place: RankedDocument?, _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> GatheredMatches {
    var best: [RankedDocument] = []
    var places: [UInt64: Int] = [:]
    try forEachMatch(order, &watch) { match in
      let own = match.scored
      let fingerprint = segments[own.segment].values.fingerprint(of: own.document)
      guard fingerprint != 0, let known = places[fingerprint] else {
        if fingerprint != 0 { places[fingerprint] = best.count }
        best.append(match)
        return .max
      }
      let duplicates = best[known].duplicates + 1
      if order.precedes(match, best[known]) { best[known] = match }
      best[known].duplicates = duplicates
      return .max
    }
    let distinct = best.count
    if let place { best.removeAll { !order.precedes(place, $0) } }
    best.sort(by: order.precedes)
    return GatheredMatches(best: Array(best.prefix(limit)), distinct: distinct)
  }

  /// Visits all matches, but for those whose key is above the greatest that matters, which `body`
  /// gives.
  private func forEachMatch(
    _ order: AnswerOrder, _ watch: inout SearchWatch, _ body: (RankedDocument) -> Int64
  ) throws(SearchIndexError) {
    var greatestKey = Int64.max
    for index in segments.indices where !watch.look() {
      var search = try search(index)
      var document = try search.next(from: 0)
      while document < .max, !watch.tick() {
        let key = try order.key(of: document, in: segments[index])
        if key <= greatestKey {
          let score = try search.score(of: document)
          greatestKey = body(
            RankedDocument(
              key: key,
              scored: ScoredDocument(segment: index, document: document, score: score)))
        }
        document = try search.next(from: document + 1)
      }
    }
  }
}
