// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The tree that a query is read into. `QueryParser` makes it, `QueryNode.text` writes it as a query
// again, and the search engine walks it.

/// A query as a tree of what must, should and must not be in a document.
///
/// Texts are raw, as the reader typed them: cutting, folding and stemming is the engine's work.
public enum QueryNode: Sendable, Equatable {
  /// Text between spaces; analysis may cut it further.
  case word(String)
  /// Words side by side; with slop, at most so many other positions among them, in any order.
  case phrase(String, slop: Int)
  /// The beginning of a word.
  case prefix(String)
  /// A whole form with gaps in it; at least one piece is a literal, no two literals and no two runs
  /// stand side by side, and it is not a mere prefix.
  case wildcard([WildcardPiece])
  /// A whole form by a regular expression, without the slashes; `FormExpression` reads it.
  case regex(String)
  /// A whole form that is at most so many edits from the text; the first `prefix` characters stand
  /// unchanged. An edit is one character more, less, other, or two neighbours exchanged.
  case fuzzy(String, distance: Int, prefix: Int)
  /// A whole form that lies between two others.
  case range(TermRange)
  /// Operands near one another: at most `within` other positions among all of them; at least two.
  ///
  /// An operand is a word, phrase, prefix, wildcard, regex, fuzzy word or range, such an operand on
  /// a rung of its own, or a boolean of nothing but `should` of such operands.
  case near([QueryNode], within: Int, order: NearOrder)
  /// A condition on the document; restricts and does not count for the rank.
  case filter(QueryField, String)
  /// A condition as `filter`, whose value is a prefix, wildcard, regex, fuzzy word or range: a whole
  /// tag, or one word of a name, place or source, is like it.
  indirect case pattern(QueryField, QueryNode)
  /// All of `must`, none of `mustNot`, and, where `must` is empty, at least one of `should`.
  ///
  /// Matching members of `should` add to the rank in any case.
  case boolean(must: [QueryNode], should: [QueryNode], mustNot: [QueryNode])
  /// A node whose score is multiplied by a positive number.
  indirect case boosted(QueryNode, Double)
  /// A node whose score is this positive number in every document that it finds.
  indirect case constant(QueryNode, Double)
  /// A node whose words match on this rung at the coarsest, whatever the whole query is given.
  indirect case rung(QueryRung, QueryNode)
}

/// A piece of a wildcard.
public enum WildcardPiece: Sendable, Equatable {
  /// Text as it stands; not empty.
  case literal(String)
  /// `?`: exactly one letter or sign (Unicode scalar).
  case anyCharacter
  /// `*`: any run of letters and signs, also none.
  case anyRun
}

/// The forms between two others, in the order of their folded UTF-8 (code points).
public struct TermRange: Sendable, Equatable {
  /// The lower end; nil where the range is open.
  public var lower: String?
  /// The upper end; nil where the range is open.
  public var upper: String?
  /// Whether the lower end itself belongs to the range; true where it is open.
  public var includesLower: Bool
  /// Whether the upper end itself belongs to the range; true where it is open.
  public var includesUpper: Bool

  /// Makes a range.
  public init(
    from lower: String?, to upper: String?, includesLower: Bool = true, includesUpper: Bool = true
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = lower == nil || includesLower
    self.includesUpper = upper == nil || includesUpper
  }
}

/// In which order the operands of a `near` stand in the text.
public enum NearOrder: Sendable, Equatable {
  /// Any; `NEAR/n`.
  case any
  /// That of the query, without overlap; `ONEAR/n`.
  case written
}

/// A step of the exactness ladder, by the name that stands before the colon.
public enum QueryRung: String, Sendable, CaseIterable {
  /// The same letters and marks.
  case exact
  /// The same letters; marks and variants evened out.
  case fold
  /// The same stem.
  case stem
  /// The same sound.
  case sound
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

  /// Whether its value is a text, which may also be a pattern.
  var isText: Bool {
    switch self {
    case .tag, .place, .source, .name: true
    case .lang, .since, .until, .date: false
    }
  }
}
