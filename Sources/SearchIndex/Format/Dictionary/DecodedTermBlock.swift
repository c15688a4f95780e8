// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The terms of a block of the dictionary in columns: for those who read all of it, as merges do.
///
/// One is made once and loaded for block after block, in the memory that it has.
struct DecodedTermBlock {
  /// A term; what is of unlike length is in columns of the block.
  struct Term {
    /// The field; never `part`, which is a mark of variants of `text`.
    var field: Field
    /// Where its key, that is field and folded form, is in `keys`.
    var key: Range<Int>
    /// Where its variants are in `variants`.
    var variants: Range<Int>
    /// The language of its first variant: a segment's ordinal.
    var firstLanguage: UInt16
    /// The number of its first variant among those of the segment.
    var firstVariant: UInt32
    /// Postings of all variants.
    var postingCount: Int
    /// Distinct documents.
    var documentCount: Int
    /// The document of its one posting, where that stands in the dictionary.
    var inlineDocument: UInt32?
    /// Where its list stands in the file of postings; empty where it has none.
    var postings: Range<Int>
    /// Where its positions stand: in their file, or in `inlinePositions` where its posting is inline.
    var positions: Range<Int>
  }

  /// A variant of a term.
  struct Variant {
    /// Index into the segment's languages.
    var language: UInt16
    /// Whether it is a part of compound words.
    var isPart: Bool
    /// Where its exact form is in `exacts`; nil where it is the folded form.
    var exact: Range<Int>?
    /// Documents that hold it.
    var documents: Int
    /// Times it occurs in all of them.
    var occurrences: UInt64
  }

  /// The terms in order.
  private(set) var terms: [Term] = []
  /// The keys of all terms.
  private(set) var keys: [UInt8] = []
  /// The variants of all terms, of each in order.
  private(set) var variants: [Variant] = []
  /// The exact forms that are not folded ones.
  private(set) var exacts: [UInt8] = []
  /// The positions of all inline postings.
  private(set) var inlinePositions: [UInt32] = []

  /// The ordinal of the first term.
  private var firstOrdinal = 0

  /// The term at an index as one that stands alone; O(variants).
  func term(_ index: Int) -> DictionaryTerm {
    DictionaryTerm(self, index, ordinal: firstOrdinal + index)
  }

  /// Reads a block of a dictionary, which takes the place of the one before.
  ///
  /// - Precondition: there is such a block.
  /// - Throws: `corrupt`.
  mutating func load(_ block: Int, of dictionary: TermDictionary) throws(SearchIndexError) {
    terms.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    variants.removeAll(keepingCapacity: true)
    exacts.removeAll(keepingCapacity: true)
    inlinePositions.removeAll(keepingCapacity: true)
    firstOrdinal = block * TermDictionaryWriter.blockSize
    var cursor = try dictionary.cursor(block: block)
    for _ in 0..<TermDictionaryWriter.blockSize {
      guard try cursor.next() else { break }
      try append(cursor.record, try cursor.field(), key: cursor.key, from: cursor.reader)
    }
  }

  private mutating func append(
    _ record: borrowing TermRecord, _ field: Field, key: [UInt8], from reader: borrowing ByteReader
  ) throws(SearchIndexError) {
    let (firstByte, first, firstPosition) = (keys.count, variants.count, inlinePositions.count)
    keys += key
    for variant in record.variants {
      var own = Variant(
        language: variant.language, isPart: variant.isPart, exact: nil,
        documents: variant.documents, occurrences: variant.occurrences)
      if let change = variant.change {
        let start = exacts.count
        try change.append(to: &exacts, of: key.dropFirst(), from: reader)
        own.exact = start..<exacts.count
      }
      variants.append(own)
    }
    inlinePositions += record.inlinePositions
    terms.append(
      Term(
        field: field, key: firstByte..<keys.count, variants: first..<variants.count,
        firstLanguage: record.variants[0].language, firstVariant: record.firstVariant,
        postingCount: record.postingCount,
        documentCount: record.documentCount,
        inlineDocument: record.isInline ? record.document : nil, postings: record.postings,
        positions: record.isInline ? firstPosition..<inlinePositions.count : record.positions))
  }
}
