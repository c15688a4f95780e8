// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What is known of the postings of a clause in a segment because all of them were read.
final class KnownPostings: Sendable {
  /// All documents, deleted ones too; nil where the set would be larger than it helps.
  let documents: DocumentSet?
  /// What it adds at most, by ranges of doc ids; nil where that was not found out.
  let ranges: RangeBounds?

  /// The most postings that are read to find out what ranges are worth: some 20 milliseconds.
  private static let rangesLimit = 1 << 21

  /// Reads all that a leaf has, which is scored and stands before its first document.
  ///
  /// - Complexity: O(postings).
  /// - Throws: `corrupt`.
  init(of leaf: Leaf) throws(SearchIndexError) {
    documents = try leaf.denseDocuments()
    ranges = leaf.cost > Self.rangesLimit ? nil : try RangeBounds.find(in: leaf)
  }

  private init(ranges: RangeBounds?) {
    documents = nil
    self.ranges = ranges
  }

  /// The same but for the documents, which take more than ranges in a large segment.
  var withoutDocuments: KnownPostings { KnownPostings(ranges: ranges) }

  /// How much memory it takes, in bytes.
  var byteCount: Int { (documents?.byteCount ?? 0) + (ranges?.byteCount ?? 0) }
}
