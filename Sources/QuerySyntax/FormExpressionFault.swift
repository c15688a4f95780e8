// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Why a text is not a regular expression.
public enum FormExpressionFault: Sendable, Equatable {
  /// A parenthesis or bracket that is never closed.
  case unclosed(Character)
  /// A closing parenthesis that was never opened.
  case unopened(Character)
  /// `*`, `+`, `?` or `{` with nothing before it, or after another of them.
  case nothingToRepeat(Character)
  /// Braces that do not hold one or two rising numbers.
  case badBounds
  /// A class without members, or a range of it that ends before it begins.
  case badClass
  /// A backslash before a letter or digit that means nothing, or before nothing.
  case unknownEscape
  /// A general category that Unicode does not have.
  case unknownCategory(String)
  /// More letters and sets than the limit, with all repeats written out.
  case tooLarge(limit: Int)
  /// More parentheses within each other than the limit.
  case nestedTooDeeply(limit: Int)
}

extension FormExpressionFault {
  /// What is wrong, and what to write instead.
  var reason: String {
    switch self {
    case .unclosed(let mark):
      "this “\(mark)” of the regular expression is never closed; close it, or write \\ before it."
    case .unopened(let mark):
      "“\(mark)” closes nothing in the regular expression; remove it, or write \\ before it."
    case .nothingToRepeat(let mark):
      "“\(mark)” has nothing to repeat; write a letter, set or group before it, or \\ for the sign."
    case .badBounds:
      "braces of a regular expression hold one or two rising numbers, as in “o{1,2}”; write \\{ "
        + "for the sign."
    case .badClass:
      "brackets of a regular expression hold letters or rising ranges, as in “[a-z]”; write \\[ "
        + "for the sign."
    case .unknownEscape:
      "“\\” stands before a sign, or begins \\d, \\w, \\s or \\p{L}; write \\\\ for the sign itself."
    case .unknownCategory(let name):
      "“\(name)” is not a general category of Unicode; write \\p{L} for letters, \\p{Lu}, \\p{N}."
    case .tooLarge(let limit):
      "the regular expression has more than \(limit) places with its repeats written out; write a "
        + "shorter one."
    case .nestedTooDeeply(let limit):
      "more than \(limit) parentheses stand within each other; write a flatter expression."
    }
  }
}
