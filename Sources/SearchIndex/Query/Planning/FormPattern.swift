// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Patterns of a query after analysis: what whole forms are compared with. `TermResolver` walks the
// dictionary by the folded side; the exact side tells on which rung a form matches.

internal import QuerySyntax

/// A pattern in both ways in which forms are compared.
struct FormPattern: Equatable {
  /// What exact forms are compared with.
  var exact: FormShape
  /// What folded forms are compared with; a form that does not match it does not match at all.
  var fold: FormShape
}

/// What whole forms are compared with.
enum FormShape: Equatable {
  /// A wildcard or regular expression.
  case expression(FormExpression)
  /// A word, and how many edits make a form of it; so many scalars stand unchanged before them.
  case edits(String, distance: Int, unchanged: Int)
  /// All forms from one to another.
  case range(FormRange)
}

/// The forms between two others, in the order of their UTF-8.
struct FormRange: Equatable {
  /// The lower end; nil where the range is open.
  var lower: [UInt8]?
  /// The upper end; nil where the range is open.
  var upper: [UInt8]?
  /// Whether the lower end itself belongs to the range.
  var includesLower = true
  /// Whether the upper end itself belongs to the range.
  var includesUpper = true

  /// Whether a form lies above the range, as then do all that come after it.
  func ends(before form: some Collection<UInt8>) -> Bool {
    guard let upper else { return false }
    return upper.lexicographicallyPrecedes(form) || !includesUpper && upper.elementsEqual(form)
  }

  /// Whether a form lies in the range.
  func contains(_ form: some Collection<UInt8>) -> Bool {
    if let lower {
      if form.lexicographicallyPrecedes(lower) { return false }
      if !includesLower, lower.elementsEqual(form) { return false }
    }
    return !ends(before: form)
  }
}

/// Compares forms with one side of a pattern, one after another.
struct FormMatcher {
  private var automaton: FormAutomaton<ExpressionRules>?
  private var edits: (word: BoundedDistance, distance: Int, beginning: [UInt8])?
  private var range: FormRange?

  /// Makes a matcher; one of a shape that is too large matches nothing.
  init(_ shape: FormShape) {
    switch shape {
    case .expression(let expression):
      automaton = ExpressionRules(expression).map { FormAutomaton($0) }
    case .edits(let word, let distance, let unchanged):
      let scalars = word.unicodeScalars
      let rest = String(String.UnicodeScalarView(scalars.dropFirst(unchanged)))
      let beginning = String(String.UnicodeScalarView(scalars.prefix(unchanged)))
      edits = BoundedDistance(rest).map { ($0, distance, Array(beginning.utf8)) }
    case .range(let range): self.range = range
    }
  }

  /// The edits of a form, 0 for shapes without edits; nil where it does not match.
  mutating func distance(of form: [UInt8]) -> Int? {
    if let range { return range.contains(form) ? 0 : nil }
    if let edits {
      guard form.starts(with: edits.beginning) else { return nil }
      let rest = form.span.extracting(edits.beginning.count..<form.count)
      return edits.word.distance(to: rest, atMost: edits.distance)
    }
    return automaton?.distance(of: form.span) ?? nil
  }
}
