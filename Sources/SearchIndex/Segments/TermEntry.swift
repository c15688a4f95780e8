// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The variants of terms one by one, for statistics, inspection and tests. Queries read whole terms.

public import TextAnalysis

/// A form of a field in a language, with its counts and its place on disk.
///
/// Counts include documents that were deleted after the segment was written;
/// `Segment.liveCounts(of:)` gives exact ones.
package struct TermEntry: Sendable {
  /// The number of the variant in its segment, in the order (field, folded form, language, form).
  package var ordinal: UInt32
  /// The field.
  package var field: Field
  /// Index into `Segment.languages`.
  package var language: UInt16
  /// Key on the rung `exact`; UTF-8.
  package var form: [UInt8]
  /// Key on the rung `fold`; UTF-8.
  package var fold: [UInt8]
  /// Documents that hold it.
  package var documentFrequency: UInt32
  /// Times it occurs in all of them.
  package var collectionFrequency: UInt64
  /// Its index among the variants of its term.
  var variant: Int
  /// Variants of the term.
  var variantCount: Int
  /// Postings of the term.
  var postingCount: Int
  /// The language of the term's first variant.
  var firstLanguage: UInt16
  /// Where the postings of the term are.
  var locator: PostingsLocator

  /// Takes a variant of a term out.
  init(_ term: DictionaryTerm, variant index: Int) {
    let variant = term.variants[index]
    ordinal = term.firstVariant + UInt32(index)
    field = term.field(of: variant)
    language = variant.language
    form = term.exact(variant)
    fold = term.fold
    documentFrequency = variant.documentFrequency
    collectionFrequency = variant.collectionFrequency
    self.variant = index
    variantCount = term.variants.count
    postingCount = term.postingCount
    firstLanguage = term.variants[0].language
    locator = term.locator
  }
}

/// The key of a class of forms.
package enum ClassKey: Hashable, Sendable {
  /// All forms with this folded form; UTF-8.
  case fold([UInt8])
  /// All forms with this stem. A form equal to the stem once folded belongs to the class if the
  /// rule was applied to anything in the form's language.
  case stem(StemKey)
  /// All forms with this sound key; ASCII.
  case sound([UInt8])
}

/// The documents that hold a form, in rising order, deleted ones included.
package struct Postings: Sendable, Equatable {
  /// Doc ids, strictly rising.
  package var documents: [UInt32]
  /// For each of them, how often the form occurs; at least 1.
  package var frequencies: [UInt32]
}

/// The positions of a form, posting by posting.
package struct PositionLists: Sendable, Equatable {
  /// The positions of all postings in a row; they never fall inside a posting.
  package var positions: [UInt32]
  /// For each posting the index of its first position, then the count of all.
  package var starts: [Int]

  /// The number of postings.
  package var count: Int { starts.count - 1 }

  /// The positions in a posting, by its index in `Postings`.
  package subscript(index: Int) -> ArraySlice<UInt32> {
    positions[starts[index]..<starts[index + 1]]
  }
}

/// What a segment or an index holds in one language; live documents only.
public struct LanguageStatistics: Sendable, Equatable {
  /// The language.
  public var language: Language
  /// Documents with at least one passage in it.
  public var documents: Int
  /// Passages in it.
  public var passages: Int
  /// Words in them: tokens of the kind `TokenKind.word`.
  public var words: Int
}

/// How much of one document is in one language.
package struct LanguageLength: Sendable, Equatable {
  /// Index into `Segment.languages`.
  package var language: UInt16
  /// Passages in it; at least 1.
  package var passages: UInt32
  /// Words in them.
  package var words: UInt32
}
