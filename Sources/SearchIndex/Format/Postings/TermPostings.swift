// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The postings of one term with their positions, on the way to disk or back.
///
/// A posting is a document and a variant of the term; a document that holds several variants has a
/// posting for each. Postings rise by document, then variant.
struct TermPostings: Equatable {
  /// Doc ids; never falling, not empty.
  var documents: [UInt32] = []
  /// For each posting the index of its variant in the term.
  var variants: [UInt32] = []
  /// For each posting the number of occurrences, at least 1.
  var frequencies: [UInt32] = []
  /// The positions of all postings in a row; they never fall inside a posting.
  var positions: [UInt32] = []

  /// The number of postings.
  var count: Int { documents.count }

  /// Whether the postings from `start` on rise by document and variant; O(postings).
  func isRising(from start: Int = 0) -> Bool {
    let (documents, variants) = (documents.span, variants.span)
    var index = start + 1
    while index < documents.count {
      if documents[index &- 1] > documents[index] { return false }
      if documents[index &- 1] == documents[index], variants[index &- 1] >= variants[index] {
        return false
      }
      index &+= 1
    }
    return true
  }

  /// All of them, borrowed.
  var span: PostingsSpan {
    @_lifetime(borrow self)
    get { span(0..<count, positions: 0..<positions.count) }
  }

  /// Some of them with their positions, borrowed.
  @_lifetime(borrow self)
  func span(_ postings: Range<Int>, positions: Range<Int>) -> PostingsSpan {
    PostingsSpan(
      documents: documents.span.extracting(postings), variants: variants.span.extracting(postings),
      frequencies: frequencies.span.extracting(postings),
      positions: self.positions.span.extracting(positions))
  }

  /// Appends a posting of one occurrence.
  mutating func append(_ document: UInt32, _ variant: UInt32, position: UInt32) {
    documents.append(document)
    variants.append(variant)
    frequencies.append(1)
    positions.append(position)
  }

  /// Empties it and keeps its memory.
  mutating func removeAll() {
    documents.removeAll(keepingCapacity: true)
    variants.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }
}

/// The postings of one term with their positions, where they stand in columns; as `TermPostings`.
struct PostingsSpan: ~Escapable {
  /// Doc ids; never falling, not empty.
  let documents: Span<UInt32>
  /// For each posting the index of its variant in the term.
  let variants: Span<UInt32>
  /// For each posting the number of occurrences, at least 1.
  let frequencies: Span<UInt32>
  /// The positions of all postings in a row; they never fall inside a posting.
  let positions: Span<UInt32>

  /// The number of postings.
  var count: Int { documents.count }

  /// The number of distinct documents; O(postings).
  var documentCount: Int {
    var count = 0
    for index in documents.indices where index == 0 || documents[index] != documents[index &- 1] {
      count &+= 1
    }
    return count
  }
}

/// Words of each document in each of its languages: what block maxima are made of; and where the
/// documents of a language are.
protocol DocumentLengths {
  /// The documents and languages that there are.
  var limits: SegmentLimits { get }

  /// Where documents of a language (a segment's ordinal) are likely to be.
  func frame(of language: UInt16) -> ListFrame

  /// The words of a language (a segment's ordinal) in a document; 0 where it has none.
  func words(of document: UInt32, in language: UInt16) -> UInt32
}
