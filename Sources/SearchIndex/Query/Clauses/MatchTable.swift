// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Documents found beforehand, with what they are worth.
final class MatchTable: Sendable {
  /// A table of nothing.
  static let empty = MatchTable(documents: [], scores: [])

  /// Doc ids, strictly rising.
  let documents: [UInt32]
  /// For each document its score.
  let scores: [FixedScore]
  /// For each document its finest rung; empty where lists tell it.
  let rungs: [Rung]
  /// The greatest score of each stretch of documents.
  private let greatest: [FixedScore]
  /// Documents of a stretch.
  private static let stretch = 64

  /// Takes documents, strictly rising, with the score of each and, where lists do not tell it, the rung.
  init(documents: [UInt32], scores: [FixedScore], rungs: [Rung] = []) {
    self.documents = documents
    self.scores = scores
    self.rungs = rungs
    var greatest: [FixedScore] = []
    greatest.reserveCapacity((scores.count + Self.stretch - 1) / Self.stretch)
    for index in scores.indices {
      if index % Self.stretch == 0 { greatest.append(scores[index]) }
      greatest[greatest.count - 1] = max(greatest[greatest.count - 1], scores[index])
    }
    self.greatest = greatest
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
    if documents[index] >= window.upperBound, most == 0 || greatest[stretch] > most {
      return (most, documents[index])
    }
    // What is worth nothing is found all the same.
    var bound = max(most, 1)
    while true {
      bound = max(bound, greatest[stretch])
      stretch += 1
      let next = stretch * Self.stretch
      if next >= documents.count { return (bound, .max) }
      if documents[next] >= window.upperBound { return (bound, documents[next]) }
    }
  }
}
