// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the term dictionary says of a term.

/// A term of one segment: a folded form of a field, in all its variants.
///
/// Counts include documents that were deleted after the segment was written.
struct DictionaryTerm: Sendable {
  /// The number of the term in its segment, in byte order of (field, folded form).
  var ordinal: UInt32 = 0
  /// The number of its first variant among the variants of the segment.
  var firstVariant: UInt32 = 0
  /// The field; never `part`, which is a mark of variants of `text`.
  var field = Field.text
  /// Key on the rung `fold`; UTF-8.
  var fold: [UInt8] = []
  /// Its variants by language, exact form, whole words before parts; not empty.
  var variants: [Variant] = []
  /// The bytes of all exact forms that are not the folded form.
  var exactBytes: [UInt8] = []
  /// Postings: a document counts once for each variant that it holds.
  var postingCount: Int = 0
  /// Distinct documents.
  var documentCount: Int = 0
  /// Where its postings are.
  var locator = PostingsLocator.inline(document: 0, positions: [])

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
