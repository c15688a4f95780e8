// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The header of a block tells what its documents add at most, but not closely: the most occurrences and the
// shortest text are seldom those of one document, where there are several languages the one in which the word is
// rarest counts, and blocks of two words overlap. A word that is asked for again is worth reading once: ranges of
// doc ids are the same for all words, and sums of what they add are near to what there is (Mallia, Suel & Tonellotto,
// "Faster Learned Sparse Retrieval with Block-Max Pruning", 2024).

internal import TextAnalysis

/// What a word adds at most to the documents of each range of doc ids in a segment.
final class RangeBounds: Sendable {
  /// The shift of the smallest ranges.
  private static let leastShift = 5
  /// Postings for each range, at least.
  private static let postingsPerRange = 4
  /// Ranges of a word, at most: to look through more takes longer, and a memory has room for fewer words.
  private static let mostRanges = 1 << 14
  /// A span is so many ranges, as a shift.
  static let spanShift = 3
  /// Bits of a score that bounds do not tell.
  private static let unit: FixedScore = 21
  /// How many of the best documents are known by their scores.
  static let knownBest = 64

  /// A range is `1 << shift` doc ids, from a multiple of that on.
  let shift: Int
  /// The bound of each range in units, 0 where there is no document.
  private let ranges: [UInt16]
  /// The greatest of each span.
  private let spans: [UInt16]
  /// The scores of the best live documents, falling.
  let best: [FixedScore]

  private init(shift: Int, ranges: [UInt16], best: [FixedScore]) {
    self.shift = shift
    self.ranges = ranges
    self.best = best
    var spans = [UInt16](repeating: 0, count: (ranges.count >> Self.spanShift) + 1)
    for (range, bound) in ranges.enumerated() {
      spans[range >> Self.spanShift] = max(spans[range >> Self.spanShift], bound)
    }
    self.spans = spans
  }

  /// How much memory it takes, in bytes.
  var byteCount: Int { 2 * (ranges.count + spans.count) + 8 * best.count }

  /// What `limit` documents reach at least by the word alone; 0 where that is not known.
  func floor(ofBest limit: Int) -> FixedScore { limit <= best.count ? best[limit - 1] : 0 }

  /// A sum of bounds as a score.
  @inline(__always)
  static func score(_ units: Int32) -> FixedScore { FixedScore(units) << unit }

  /// What a range adds at most, in units; by its number among ranges of a `shift` that is not greater.
  @inline(__always)
  func bound(ofRange range: Int, shift: Int) -> Int32 {
    Int32(ranges[range >> (self.shift - shift)])
  }

  /// The same for a span.
  @inline(__always)
  func bound(ofSpan span: Int, shift: Int) -> Int32 {
    Int32(spans[span >> (self.shift - shift)])
  }

  /// Reads all that a leaf has, which is scored and stands before its first document, and visits all of it; nil where
  /// there is nothing, or a score is too great for two bytes.
  ///
  /// O(postings).
  /// - Throws: `corrupt`.
  static func find(
    in leaf: Leaf, _ body: (UInt32, FixedScore) -> Void
  ) throws(SearchIndexError) -> RangeBounds? {
    guard leaf.cost > 0 else { return nil }
    let count = leaf.segment.documentCount
    var shift = leastShift
    while count >> shift > min(leaf.cost / postingsPerRange, mostRanges) { shift += 1 }
    var ranges = [UInt16](repeating: 0, count: (count >> shift) + 1)
    var top = TopDocuments(limit: knownBest, floor: 0, ceiling: .none)
    var fits = true
    try leaf.forEachScore { document, score in
      body(document, score)
      let units = (score >> unit) &+ 1
      if units > UInt16.max { fits = false }
      let range = Int(document) >> shift
      ranges[range] = max(ranges[range], UInt16(clamping: units))
      if score > top.threshold, !leaf.segment.isDeleted(document) { top.offer(document, score) }
    }
    guard fits else { return nil }
    return RangeBounds(shift: shift, ranges: ranges, best: top.takeSorted().map(\.score))
  }
}

extension Leaf {
  /// What it adds by ranges; nil where that is not known, or not asked for.
  var scoredRanges: RangeBounds? { isScored ? known?.ranges : nil }

  /// Whether its documents are soon read, so that ranges need not be known.
  var isRare: Bool { cost <= 512 }

  /// Visits all documents, rising, with what the clause adds to them.
  ///
  /// - Precondition: it stands before its first document.
  /// - Throws: `corrupt`.
  fileprivate func forEachScore(
    _ body: (UInt32, FixedScore) -> Void
  ) throws(SearchIndexError) {
    var leaf = self
    var sums = WindowSums()
    var document = try leaf.seek(0)
    while document < .max {
      let base = document & ~UInt32(WindowSearch.size - 1)
      let window = base..<(base + UInt32(WindowSearch.size))
      try leaf.add(window, reaching: .min, to: &sums)
      sums.take(above: .min) { body(base &+ $0, $1) }
      document = try leaf.seek(window.upperBound)
    }
  }
}
