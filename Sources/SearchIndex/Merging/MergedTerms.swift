// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Merged terms with their postings, in columns, on the way to the files of a segment.
struct MergedTerms: Sendable {
  /// Postings up to which terms are collected; the last term may have more.
  private static let limit = 1 << 16

  /// The postings of all terms in a row, and of one that has not ended.
  var postings = TermPostings()
  private var keys: [UInt8] = []
  private var exacts: [UInt8] = []
  private var variants: [Variant] = []
  private var terms: [Term] = []

  /// What a term ends with in the columns.
  private struct Term {
    var key: Int
    var variants: Int
    var postings: Int
    var positions: Int
  }

  private struct Variant {
    var language: UInt16
    var isPart: Bool
    /// Where its exact form is in `exacts`; nil where it is the folded form.
    var exact: Range<Int>?
  }

  /// Whether there are none.
  var isEmpty: Bool { terms.isEmpty }

  /// Whether there are as many as are written at a time.
  var isFull: Bool { postings.count >= Self.limit }

  /// Adds a variant to the term that has not ended.
  mutating func append(
    _ variant: DecodedTermBlock.Variant, of block: borrowing DecodedTermBlock, language: UInt16
  ) {
    var own = Variant(language: language, isPart: variant.isPart, exact: nil)
    if let exact = variant.exact {
      let start = exacts.count
      exacts += block.exacts[exact]
      own.exact = start..<exacts.count
    }
    variants.append(own)
  }

  /// Ends a term, whose variants and postings are those after the term before.
  mutating func end(_ key: ArraySlice<UInt8>) {
    keys += key
    terms.append(
      Term(
        key: keys.count, variants: variants.count, postings: postings.count,
        positions: postings.positions.count))
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
    var head = TermHead(key: [])
    var start = Term(key: 0, variants: 0, postings: 0, positions: 0)
    for term in terms {
      put(start, term, in: &head)
      let own = postings.span(
        start.postings..<term.postings, positions: start.positions..<term.positions)
      try output.append(head, own, lengths: lengths)
      start = term
    }
  }

  /// Puts what the dictionary says of a term in `head`; it begins where the one before ends.
  private func put(_ start: Term, _ end: Term, in head: inout TermHead) {
    head.key = keys[start.key..<end.key]
    head.variants.removeAll(keepingCapacity: true)
    for variant in variants[start.variants..<end.variants] {
      head.variants.append(
        TermHead.Variant(
          language: variant.language, isPart: variant.isPart,
          exact: variant.exact.map { exacts[$0] }))
    }
  }
}
