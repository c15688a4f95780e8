// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The tree that a query is read into. `QueryParser` makes it; the search engine walks it.

/// A query as a tree of what must, should and must not be in a document.
///
/// Texts are raw, as the reader typed them: cutting, folding and stemming is the engine's work.
public indirect enum QueryNode: Sendable, Equatable {
  /// Text between spaces; analysis may cut it further.
  case word(String)
  /// Words side by side; with slop, at most so many other positions among them, in any order.
  case phrase(String, slop: Int)
  /// The beginning of a word.
  case prefix(String)
  /// A condition on the document; restricts and does not count for the rank.
  case filter(QueryField, String)
  /// All of `must`, none of `mustNot`, and, where `must` is empty, at least one of `should`.
  ///
  /// Matching members of `should` add to the rank in any case.
  case boolean(must: [QueryNode], should: [QueryNode], mustNot: [QueryNode])
  /// A node whose score is multiplied by a positive number.
  case boosted(QueryNode, Double)
}

/// What a filter looks at; the raw value is the word before the colon.
public enum QueryField: String, Sendable, CaseIterable {
  /// The language of a passage; the value may list several, with commas.
  case lang
  /// A whole tag.
  case tag
  /// Words of a place where the document was found.
  case place
  /// Words of a source.
  case source
  /// Found on this date or later.
  case since
  /// Found on this date or earlier.
  case until
  /// A date written in the text shares a day with this one; see `WrittenDateRange`.
  case date
  /// Words of the document's name.
  case name
}
