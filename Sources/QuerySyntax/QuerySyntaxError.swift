// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A place in a query, counted in characters (grapheme clusters).
public struct QueryPlace: Sendable, Hashable {
  /// The first character, from 1.
  public var column: Int
  /// How many characters; at least 1.
  public var length: Int

  /// Makes a place.
  public init(column: Int, length: Int = 1) {
    self.column = column
    self.length = max(length, 1)
  }
}

/// Why a text is not a query, and where.
public enum QuerySyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The query has no word, phrase or filter.
  case empty(at: QueryPlace)
  /// A quotation mark that is never closed.
  case unclosedQuote(at: QueryPlace)
  /// A phrase without anything in it.
  case emptyPhrase(at: QueryPlace)
  /// A parenthesis that is never closed.
  case unclosedParenthesis(at: QueryPlace)
  /// A closing parenthesis or quotation mark that was never opened.
  case unopened(mark: Character, at: QueryPlace)
  /// Parentheses without anything in them.
  case emptyGroup(at: QueryPlace)
  /// More parentheses within each other than the parser follows.
  case nestedTooDeeply(limit: Int, at: QueryPlace)
  /// An operator without a word on one of its sides.
  case danglingOperator(String, at: QueryPlace)
  /// `+`, `-` or `NOT` at an alternative of `OR`.
  case signedAlternative(sign: String, at: QueryPlace)
  /// Nothing but exclusions: there is nothing to take them from.
  case negationAlone(at: QueryPlace)
  /// A `*` without a letter beside it, or in a filter that takes none.
  case misplacedStar(at: QueryPlace)
  /// A filter without a value.
  case emptyFilter(field: QueryField, at: QueryPlace)
  /// A date that is none, or not in one of the three forms.
  case badDate(value: String, field: QueryField, at: QueryPlace)
  /// A language tag that is none.
  case badLanguage(value: String, at: QueryPlace)
  /// A boost that is not a number from 0.001 to 1000, or that a filter was given.
  case badBoost(at: QueryPlace)
  /// A slop that is not a number from 0 to 1000.
  case badSlop(at: QueryPlace)
  /// A fuzzy word with numbers out of bounds, or with wildcards.
  case badFuzzy(at: QueryPlace)
  /// A regular expression that is none.
  case badRegex(FormExpressionFault, at: QueryPlace)
  /// A range that is not closed, lacks an end, or stands where none can.
  case badRange(at: QueryPlace)
  /// NEAR with a number above 1000.
  case badNear(at: QueryPlace)
  /// NEAR after another NEAR with another number or order.
  case mixedNear(at: QueryPlace)
  /// What has no place in a text, or has a boost, beside NEAR.
  case badOperand(at: QueryPlace)
  /// A rung before a filter, another rung or an operator.
  case badRung(QueryRung, at: QueryPlace)

  /// Where the query went wrong.
  public var place: QueryPlace {
    switch self {
    case .empty(let place), .unclosedQuote(let place), .emptyPhrase(let place),
      .unclosedParenthesis(let place), .unopened(_, let place), .emptyGroup(let place),
      .nestedTooDeeply(_, let place), .danglingOperator(_, let place),
      .signedAlternative(_, let place), .negationAlone(let place), .misplacedStar(let place),
      .emptyFilter(_, let place), .badDate(_, _, let place), .badLanguage(_, let place),
      .badBoost(let place), .badSlop(let place), .badFuzzy(let place), .badRegex(_, let place),
      .badRange(let place), .badNear(let place), .mixedNear(let place), .badOperand(let place),
      .badRung(_, let place):
      place
    }
  }

  /// The first character that is wrong, from 1.
  public var column: Int { place.column }

  /// One sentence: where, what, and what to write instead.
  public var description: String { "Query, column \(column): \(reason)" }
}
