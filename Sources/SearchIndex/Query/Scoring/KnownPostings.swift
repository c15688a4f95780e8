// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What is known of the postings of a clause in a segment because all of them were read.
final class KnownPostings: Sendable {
  /// All documents, deleted ones too; nil where the set would be larger than it helps.
  let documents: DocumentSet?
  /// What it adds at most, by ranges of doc ids; nil where that was not found out.
  let ranges: RangeBounds?
  /// What it adds to each document; nil where that was not found out, or there was no room.
  let scores: DocumentScores?
  /// Where the room was taken.
  private let budget: ScoreBudget

  /// The most postings that are read to find out what ranges are worth: some 20 milliseconds.
  private static let rangesLimit = 1 << 21

  /// Reads all that a leaf has, which is scored and stands before its first document; scores are kept as long as
  /// there is room.
  ///
  /// - Complexity: O(postings).
  /// - Throws: `corrupt`.
  init(of leaf: Leaf, _ budget: ScoreBudget) throws(SearchIndexError) {
    self.budget = budget
    documents = try leaf.denseDocuments()
    guard leaf.cost <= Self.rangesLimit else {
      (ranges, scores) = (nil, nil)
      return
    }
    var codes = ScoreCodes(keepsDocuments: documents == nil)
    ranges = try RangeBounds.find(in: leaf) { codes.append($0, $1) }
    let all = codes.scores(of: documents)
    scores = budget.take(all?.byteCount ?? 0) ? all : nil
  }

  private init(ranges: RangeBounds?, _ budget: ScoreBudget) {
    (documents, scores) = (nil, nil)
    self.ranges = ranges
    self.budget = budget
  }

  deinit { budget.giveBack(scores?.byteCount ?? 0) }

  /// The same but for the documents and scores, which take more than ranges in a large segment.
  var withoutDocuments: KnownPostings { KnownPostings(ranges: ranges, budget) }

  /// How much memory it takes, in bytes; scores have a room of their own.
  var byteCount: Int { (documents?.byteCount ?? 0) + (ranges?.byteCount ?? 0) }
}
