// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Documents found beforehand, with what they are worth.
final class MatchTable: Sendable {
  /// A table of nothing.
  static let empty = MatchTable(documents: [], scores: [])

  /// Doc ids, strictly rising.
  let documents: [UInt32]
  /// Whether all documents have the same score.
  let isFlat: Bool
  /// For each document its score, or those that `levels` name; one where all have the same.
  private let scores: [FixedScore]
  /// For each document which of the scores it has; empty where it has its own, or all have the same.
  private let levels: [UInt8]
  /// For each document its finest rung; empty where all have `sameRung`, or lists tell it.
  private let rungs: [Rung]
  /// The finest rung of all documents where they have the same.
  private let sameRung: Rung
  /// The greatest score of each stretch of documents; empty where all have the same.
  private let greatest: [FixedScore]
  /// Documents of a stretch.
  private static let stretch = 64

  /// Takes documents, strictly rising, with the score of each and, where lists do not tell it, the rung.
  init(documents: [UInt32], scores: [FixedScore], rungs: [Rung] = []) {
    self.documents = documents
    self.scores = scores
    self.rungs = rungs
    (isFlat, levels, sameRung) = (false, [], .sound)
    greatest = Self.greatest(of: scores.count) { scores[$0] }
  }

  /// Takes documents that are worth the same, but for those that more edits make of a fuzzy word.
  init(_ matches: ConstantMatches, boost: Double) {
    let levels = matches.distances
    let scores = (0...(levels.max() ?? 0)).map { FixedPoint.score(boost / Double(1 + $0)) }
    documents = matches.documents
    isFlat = levels.isEmpty
    (self.scores, self.levels) = (scores, levels)
    (rungs, sameRung) = (matches.rungs, matches.rung)
    greatest = Self.greatest(of: levels.count) { scores[Int(levels[$0])] }
  }

  private static func greatest(
    of count: Int, _ score: (Int) -> FixedScore
  ) -> [FixedScore] {
    var greatest: [FixedScore] = []
    greatest.reserveCapacity((count + stretch - 1) / stretch)
    for index in 0..<count {
      if index % stretch == 0 { greatest.append(score(index)) }
      greatest[greatest.count - 1] = max(greatest[greatest.count - 1], score(index))
    }
    return greatest
  }

  /// The bytes that it takes.
  var byteCount: Int {
    documents.count * 4 + (scores.count + greatest.count) * 8 + levels.count + rungs.count
  }

  /// The score of the document at an index.
  @inline(__always)
  func score(at index: Int) -> FixedScore {
    isFlat ? scores[0] : scores[levels.isEmpty ? index : Int(levels[index])]
  }

  /// The finest rung of the document at an index, where lists do not tell it.
  func rung(at index: Int) -> Rung { rungs.isEmpty ? sameRung : rungs[index] }

  @inline(__always)
  private func greatest(ofStretch stretch: Int) -> FixedScore {
    isFlat ? scores[0] : greatest[stretch]
  }

  /// The stretch of documents that begins at an index, and the greatest score in it; nil behind the last.
  func stretch(at start: Int) -> (start: Int, end: Int, greatest: FixedScore)? {
    if start >= documents.count { return nil }
    let end = min(start + Self.stretch, documents.count)
    return (start, end, greatest(ofStretch: start / Self.stretch))
  }

  /// What no document of a window has more than, where those that are not in the table have at most
  /// `most`, and the first document after the window at which that can change.
  ///
  /// `index` is that of the first document at or after the beginning of the window.
  func bound(
    _ window: Range<UInt32>, from index: Int, besides most: FixedScore
  ) -> (bound: FixedScore, next: UInt32) {
    guard index < documents.count else { return (most, .max) }
    var stretch = index / Self.stretch
    if documents[index] >= window.upperBound, most == 0 || greatest(ofStretch: stretch) > most {
      return (most, documents[index])
    }
    // What is worth nothing is found all the same.
    var bound = max(most, 1)
    while true {
      bound = max(bound, greatest(ofStretch: stretch))
      stretch += 1
      let next = stretch * Self.stretch
      if next >= documents.count { return (bound, .max) }
      if documents[next] >= window.upperBound { return (bound, documents[next]) }
    }
  }
}
