// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which segments are merged. Only neighbours are, so that documents keep the order in which they
// came; and the choice depends on the numbers of documents alone, never on time.

/// The rule by which segments are merged in the background.
///
/// Segments are in tiers by their live documents; eight of a tier with only smaller ones between
/// them become one segment, but for those that would be rewritten for the sake of a few documents.
/// So a document is rewritten about once each time that its segment doubles in the smallest tier, and
/// once for each tier above, and there are about seven segments to a tier.
enum MergePolicy {
  /// Live documents of the smallest tier at most; each tier is `factor` times the one below.
  static let smallestTier = 1_000
  /// Segments of a tier that become one.
  static let factor = 8
  /// More segments than this are never left, whatever their order of sizes is.
  static let mostSegments = 64

  /// A segment as the rule sees it.
  struct Item: Equatable {
    /// Documents in it.
    var documents: Int
    /// Of these, deleted ones.
    var deleted: Int
    /// Documents that are not deleted.
    var live: Int { documents - deleted }
  }

  /// The neighbours to be merged next, nil where nothing is due; O(items · tiers).
  ///
  /// A segment of which more than half is deleted comes first, alone; then the lowest tier that has
  /// filled up; then, of too many segments, the neighbours with fewest documents. Nothing is merged
  /// into more live documents than `limit`: a merge holds something of each in memory.
  static func next(_ items: [Item], limit: Int = .max) -> Range<Int>? {
    if let index = items.firstIndex(where: {
      $0.deleted * 2 > $0.documents && $0.live <= limit
    }) {
      return index..<(index + 1)
    }
    for tier in Set(items.map { self.tier($0.live) }).sorted() {
      if let range = full(tier, items), live(items[range]) <= limit { return range }
    }
    return items.count > mostSegments ? cheapest(items, limit) : nil
  }

  private static func live(_ items: ArraySlice<Item>) -> Int { items.reduce(0) { $0 + $1.live } }

  /// The first `factor` items of a tier between which there are none of a higher one, with the
  /// smaller items before and between them; of these, such as are worth it.
  private static func full(_ tier: Int, _ items: [Item]) -> Range<Int>? {
    var start = 0
    var count = 0
    for (index, item) in items.enumerated() {
      let own = self.tier(item.live)
      if own > tier { (start, count) = (index + 1, 0) }
      if own == tier { count += 1 }
      if count == factor { return balanced(start..<(index + 1), items) }
    }
    return nil
  }

  /// Of some neighbours those that are left without the largest, as long as that has more than half of
  /// their documents; all of them where no two are left.
  private static func balanced(_ range: Range<Int>, _ items: [Item]) -> Range<Int> {
    var part = range
    while let largest = part.max(by: { items[$0].live < items[$1].live }), part.count > 1 {
      if items[largest].live * 2 <= live(items[part]) { return part }
      let (before, after) = (part.lowerBound..<largest, (largest + 1)..<part.upperBound)
      part = after.count < before.count ? before : after
    }
    return range
  }

  /// The neighbours with fewest documents: as many as a tier, or as many as may be merged.
  private static func cheapest(_ items: [Item], _ limit: Int) -> Range<Int>? {
    for count in stride(from: factor, through: 2, by: -1) {
      let starts = 0...(items.count - count)
      let costs = starts.map { live(items[$0..<($0 + count)]) }
      guard let least = costs.min(), least <= limit else { continue }
      return costs.firstIndex(of: least).map { $0..<($0 + count) }
    }
    return nil
  }

  /// The tier of a number of live documents.
  static func tier(_ documents: Int) -> Int {
    var tier = 0
    var limit = smallestTier
    while documents > limit {
      tier += 1
      limit *= factor
    }
    return tier
  }
}
