// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A part of a document that has terms of its own; a term is a field and a folded form.
///
/// The numbers are written to disk and never change their meaning.
package enum Field: UInt8, CaseIterable, Sendable, Comparable {
  /// Whole words of the text; the only field that statistics count.
  case text = 0
  /// Parts of the text's compound words: either side of an apostrophe, hyphen or ZWNJ.
  case part = 1
  /// One or two neighbouring grapheme clusters of the text's unspaced scripts.
  case gram = 2
  /// Words, parts and grams of the name.
  case name = 3
  /// Tags, each one term as a whole (see `WholeTerm`).
  case tag = 4
  /// Words, parts and grams of the places.
  case place = 5
  /// Words, parts and grams of the sources.
  case source = 6
  /// Dates written in the text, each one term: its Gregorian days (see `DateTerm`).
  case date = 7
  /// Phone numbers of the text by their digits, whole and without the country.
  case number = 8

  /// Whether its terms are of no language, so that they are found whatever languages are asked for.
  var hasNoLanguage: Bool { self == .number }

  /// Orders fields by their numbers.
  package static func < (left: Field, right: Field) -> Bool { left.rawValue < right.rawValue }
}

/// A property of documents whose values are counted whole.
package enum Facet: UInt8, CaseIterable, Sendable {
  /// Tags as given.
  case tag = 0
  /// Places as given.
  case place = 1
  /// Sources as given.
  case source = 2
}
