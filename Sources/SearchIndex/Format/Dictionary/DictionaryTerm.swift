// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the term dictionary says of a term.

/// A term of one segment: a folded form of a field, in all its variants.
///
/// Counts include documents that were deleted after the segment was written. A class, because a term is
/// handed on more often than it is made.
final class DictionaryTerm: Sendable {
  /// The number of the term in its segment, in byte order of (field, folded form).
  let ordinal: UInt32
  /// The number of its first variant among the variants of the segment.
  let firstVariant: UInt32
  /// The field; never `part`, which is a mark of variants of `text`.
  let field: Field
  /// Key on the rung `fold`; UTF-8.
  let fold: [UInt8]
  /// Its variants by language, exact form, whole words before parts; not empty.
  let variants: [Variant]
  /// The bytes of all exact forms that are not the folded form.
  let exactBytes: [UInt8]
  /// Postings: a document counts once for each variant that it holds.
  let postingCount: Int
  /// Distinct documents.
  let documentCount: Int
  /// Where its postings are.
  let locator: PostingsLocator

  /// Takes what a record says of the term of a form; O(variants).
  ///
  /// The reader is one of the file of the record.
  /// - Throws: `corrupt` where a variant keeps more of the form than there is.
  init(
    _ record: TermRecord, ordinal: Int, _ field: Field, fold: [UInt8],
    from reader: borrowing ByteReader
  ) throws(SearchIndexError) {
    self.ordinal = UInt32(ordinal)
    firstVariant = record.firstVariant
    self.field = field
    self.fold = fold
    locator = record.locator
    postingCount = record.postingCount
    documentCount = record.documentCount
    var variants: [Variant] = []
    variants.reserveCapacity(record.variants.count)
    var bytes: [UInt8] = []
    for variant in record.variants {
      var exact: Range<Int>?
      if let change = variant.change {
        let start = bytes.count
        try change.append(to: &bytes, of: fold[...], from: reader)
        exact = start..<bytes.count
      }
      variants.append(
        Variant(
          language: variant.language, isPart: variant.isPart, exact: exact,
          documentFrequency: UInt32(variant.documents),
          collectionFrequency: variant.occurrences))
    }
    self.variants = variants
    exactBytes = bytes
  }

  /// Takes a term of a block; O(variants).
  init(_ block: DecodedTermBlock, _ index: Int, ordinal: Int) {
    let term = block.terms[index]
    self.ordinal = UInt32(ordinal)
    firstVariant = term.firstVariant
    field = term.field
    fold = Array(block.keys[term.key].dropFirst())
    postingCount = term.postingCount
    documentCount = term.documentCount
    if let document = term.inlineDocument {
      locator = .inline(
        document: document, positions: Array(block.inlinePositions[term.positions]))
    } else {
      locator = .files(postings: term.postings, positions: term.positions)
    }
    var bytes: [UInt8] = []
    variants = block.variants[term.variants].map { variant in
      let start = bytes.count
      if let exact = variant.exact { bytes += block.exacts[exact] }
      return Variant(
        language: variant.language, isPart: variant.isPart,
        exact: variant.exact == nil ? nil : start..<bytes.count,
        documentFrequency: UInt32(variant.documents), collectionFrequency: variant.occurrences)
    }
    exactBytes = bytes
  }

  /// A way in which a term is written, in one language.
  struct Variant: Sendable, Equatable {
    /// Index into the segment's languages.
    var language: UInt16
    /// Whether it is a part of compound words.
    var isPart: Bool
    /// Where its exact form stands in `exactBytes`; nil where it is the folded form.
    var exact: Range<Int>?
    /// Documents that hold it.
    var documentFrequency: UInt32
    /// Times it occurs in all of them.
    var collectionFrequency: UInt64
  }

  /// The exact form of a variant; UTF-8.
  func exact(_ variant: Variant) -> [UInt8] { variant.exact.map { Array(exactBytes[$0]) } ?? fold }

  /// Whether a variant's exact form has these bytes.
  func isExact(_ variant: Variant, _ form: [UInt8]) -> Bool {
    guard let range = variant.exact else { return form == fold }
    return exactBytes[range].elementsEqual(form)
  }

  /// The field of a variant, as documents have it.
  func field(of variant: Variant) -> Field { variant.isPart ? .part : field }
}
