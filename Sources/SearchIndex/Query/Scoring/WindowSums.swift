// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Frequencies of one clause in a window, where several postings can fall on one document.
struct TermStaging {
  /// Weighted frequencies in the document's main language; empty until first used.
  var frequencies: [Double] = []
  /// The documents that have any.
  var touched: [UInt64] = []
  /// Occurrences in languages that are not the document's main one.
  var strays: [(place: UInt32, slot: Int16, frequency: Double)] = []
  /// The sums of documents of the clause's table before its lists were added.
  var kept: [FixedScore] = []

  /// Makes room for a window.
  mutating func prepare() {
    if !frequencies.isEmpty { return }
    frequencies = [Double](repeating: 0, count: WindowSearch.size)
    touched = [UInt64](repeating: 0, count: WindowSearch.size / 64)
  }
}

/// What clauses add to the documents of a window of doc ids.
struct WindowSums {
  /// By place in the window; 0 where nothing was added.
  var sums = [FixedScore](repeating: 0, count: WindowSearch.size)
  /// The places to which something was added, a bit each.
  var touched = [UInt64](repeating: 0, count: WindowSearch.size / 64)
  /// Used while a clause is added.
  var staging = TermStaging()

  /// Takes all sums, of which it visits those above a score by rising place, and leaves none.
  @inline(__always)
  mutating func take(above score: FixedScore, _ body: (_ place: UInt32, FixedScore) -> Void) {
    Self.take(&sums, &touched, above: score, body)
  }

  @inline(__always)
  private static func take(
    _ sums: inout [FixedScore], _ touched: inout [UInt64], above score: FixedScore,
    _ body: (_ place: UInt32, FixedScore) -> Void
  ) {
    var sums = sums.mutableSpan
    var touched = touched.mutableSpan
    for word in touched.indices where touched[word] != 0 {
      var bits = touched[word]
      touched[word] = 0
      while bits != 0 {
        let place = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if sums[place] > score { body(UInt32(place), sums[place]) }
        sums[place] = 0
      }
    }
  }

  /// How many documents have sums above a score.
  func count(above score: FixedScore) -> Int {
    var count = 0
    for word in touched.indices where touched[word] != 0 {
      var bits = touched[word]
      while bits != 0 {
        if sums[word &* 64 &+ bits.trailingZeroBitCount] > score { count += 1 }
        bits &= bits &- 1
      }
    }
    return count
  }
}
