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
  /// A `*` that no letters stand before, or that more letters follow.
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

  /// Where the query went wrong.
  public var place: QueryPlace {
    switch self {
    case .empty(let place), .unclosedQuote(let place), .emptyPhrase(let place),
      .unclosedParenthesis(let place), .unopened(_, let place), .emptyGroup(let place),
      .nestedTooDeeply(_, let place), .danglingOperator(_, let place),
      .signedAlternative(_, let place), .negationAlone(let place), .misplacedStar(let place),
      .emptyFilter(_, let place), .badDate(_, _, let place), .badLanguage(_, let place),
      .badBoost(let place), .badSlop(let place):
      place
    }
  }

  /// The first character that is wrong, from 1.
  public var column: Int { place.column }

  /// One sentence: where, what, and what to write instead.
  public var description: String { "Query, column \(column): \(reason)" }

  private var reason: String {
    switch self {
    case .empty: "there is nothing to search for; write a word."
    case .unclosedQuote: "this quotation mark is never closed; close it, or write \\ before it."
    case .emptyPhrase: "the phrase is empty; write words between the quotation marks."
    case .unclosedParenthesis: "this parenthesis is never closed; add “)”."
    case .unopened(let mark, _): "“\(mark)” closes nothing; remove it, or write \\ before it."
    case .emptyGroup: "the parentheses are empty; write words between them."
    case .nestedTooDeeply(let limit, _):
      "more than \(limit) parentheses stand within each other; write a flatter query."
    case .danglingOperator(let sign, _): operatorAdvice(sign)
    case .signedAlternative(let sign, _):
      "“\(sign)” cannot stand at an alternative of OR; put the alternatives into parentheses, "
        + "and “\(sign)” outside."
    case .negationAlone:
      "there are only exclusions; add a word or a filter to take them from, such as “harbour -ship”."
    case .misplacedStar:
      "“*” stands only at the end of the beginning of a word, as in “harb*”; to search for the "
        + "character itself, write “\\*”."
    default: valueReason
    }
  }

  /// The reasons that concern a value.
  private var valueReason: String {
    switch self {
    case .emptyFilter(let field, _):
      "“\(field.rawValue):” needs a value right after it, such as \(field.example)."
    case .badDate(let value, .date, _):
      "“\(value)” is not a date; write date:2015, date:2015-06-03, date:2015-06..2015-07 or "
        + "date:1394-04@persian."
    case .badDate(let value, let field, _):
      "“\(value)” is not a date; write \(field.rawValue):2026, \(field.rawValue):2026-11 or "
        + "\(field.rawValue):2026-11-22."
    case .badLanguage(let value, _):
      "“\(value)” is not a language code; write lang:fa, or lang:fa,ar for either."
    case .badBoost: "“^” takes a number from 0.001 to 1000 after a word, phrase or group."
    default: "“~” takes a whole number from 0 to 1000 after a phrase, as in “\"old port\"~3”."
    }
  }

  private func operatorAdvice(_ sign: String) -> String {
    switch sign {
    case "AND", "OR": "“\(sign)” needs a word on both sides; to search for it, quote it."
    case "NOT": "“NOT” needs one word or group after it; to search for it, quote it."
    default: "“\(sign)” needs a word right after it; to search for it, quote it."
    }
  }
}

extension QueryField {
  /// A filter of the kind, to show in a message.
  fileprivate var example: String {
    switch self {
    case .lang: "lang:fa"
    case .tag: "tag:strike"
    case .place: "place:\"old port\""
    case .source: "source:prefecture"
    case .since: "since:2026-11"
    case .date: "date:2015-06..2015-07"
    case .until: "until:2026-11-22"
    case .name: "name:leaflet"
    }
  }
}

// MARK: - Pointing

extension QuerySyntaxError {
  /// Two lines for a terminal: the query, and under it `^` with a tail of `~` at the wrong place.
  ///
  /// Control characters and line ends of the query are shown as spaces. East Asian wide characters
  /// are given two cells, as terminals do.
  public func caret(under query: String) -> String {
    var line = ""
    var before = ""
    var marked = ""
    for (index, character) in query.enumerated() {
      let isControl = character.unicodeScalars.contains { $0.properties.isControlOrBidi }
      line.append(isControl ? " " : character)
      let cells = isControl ? 1 : character.cells
      if index + 1 < column {
        before += String(repeating: " ", count: cells)
      } else if index + 1 < column + place.length {
        marked += String(repeating: marked.isEmpty ? "^" : "~", count: 1)
        marked += String(repeating: "~", count: cells - 1)
      }
    }
    return line + "\n" + before + (marked.isEmpty ? "^" : marked)
  }
}

extension Unicode.Scalar.Properties {
  /// Whether a terminal would act on it instead of showing it.
  fileprivate var isControlOrBidi: Bool {
    switch generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: isBidiControl
    default: false
    }
  }
}

extension Character {
  /// How many cells of a terminal it takes.
  fileprivate var cells: Int {
    guard let first = unicodeScalars.first?.value else { return 1 }
    switch first {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
