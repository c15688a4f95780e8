// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the term dictionary says of a term, and what the postings files hold for it.

public import TextAnalysis

/// A term of one segment: a form of a field in a language, with its counts and its place on disk.
///
/// Counts include documents that were deleted after the segment was written;
/// `Segment.liveCounts(of:)` gives exact ones.
package struct TermEntry: Sendable, Equatable {
  /// The number of the term in its segment, in the order (field, form, language).
  package var ordinal: UInt32
  /// The field.
  package var field: Field
  /// Index into `Segment.languages`.
  package var language: UInt16
  /// Key on the rung `exact`; UTF-8.
  package var form: [UInt8]
  /// Documents that hold it.
  package var documentFrequency: UInt32
  /// Times it occurs in all of them.
  package var collectionFrequency: UInt64
  /// Whether the form is its own folded form.
  package var isFolded: Bool
  /// Where its postings are.
  var locator: PostingsLocator
}

/// Where the postings of a term are.
enum PostingsLocator: Sendable, Equatable {
  /// In the dictionary itself: the one document that holds the term.
  case inline(document: UInt32, positions: [UInt32])
  /// In the files of postings and positions: byte ranges.
  case files(postings: Range<Int>, positions: Range<Int>)
}

/// The key of a class of forms.
public enum ClassKey: Hashable, Sendable {
  /// All forms with this folded form; UTF-8.
  case fold([UInt8])
  /// All forms with this stem. A form equal to the stem once folded belongs to the class if the
  /// rule was applied to anything in the form's language.
  case stem(StemKey)
  /// All forms with this sound key; ASCII.
  case sound([UInt8])
}

/// The documents that hold a term, in rising order, deleted ones included.
package struct Postings: Sendable, Equatable {
  /// Doc ids, strictly rising.
  package var documents: [UInt32]
  /// For each of them, how often the term occurs; at least 1.
  package var frequencies: [UInt32]
}

/// The positions of a term, posting by posting.
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
