// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Merged terms with their postings, on the way to the files of a segment.
struct MergedTerms: Sendable {
  /// Postings up to which terms are collected; the last term may have more.
  private static let limit = 1 << 16

  /// The postings of all terms in a row, and of one that has not ended.
  var postings = TermPostings()
  private var terms: [(head: TermHead, postings: Int, positions: Int)] = []

  /// Whether there are none.
  var isEmpty: Bool { terms.isEmpty }

  /// Whether there are as many as are written at a time.
  var isFull: Bool { postings.count >= Self.limit }

  /// Ends a term, whose postings are those after the term before.
  mutating func end(_ head: TermHead) {
    terms.append((head, postings.count, postings.positions.count))
  }

  /// Gives the variants of the postings from `start` on other numbers.
  mutating func renumber(from start: Int, _ numbers: [UInt32]) {
    for index in start..<postings.count {
      postings.variants[index] = numbers[Int(postings.variants[index])]
    }
  }

  /// Writes all terms.
  ///
  /// - Throws: `fileSystem`.
  func write(
    to output: TermDictionaryWriter, lengths: some DocumentLengths
  ) throws(SearchIndexError) {
    if terms.count == 1 { return try output.append(terms[0].head, postings, lengths: lengths) }
    var own = TermPostings()
    var start = (postings: 0, positions: 0)
    for term in terms {
      own.removeAll()
      own.documents += postings.documents[start.postings..<term.postings]
      own.variants += postings.variants[start.postings..<term.postings]
      own.frequencies += postings.frequencies[start.postings..<term.postings]
      own.positions += postings.positions[start.positions..<term.positions]
      start = (term.postings, term.positions)
      try output.append(term.head, own, lengths: lengths)
    }
  }
}
