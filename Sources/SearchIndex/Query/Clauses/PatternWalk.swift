// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax

/// Walks those forms of a field that fit a pattern, from one possible form to the next.
struct PatternWalk {
  let dictionary: TermDictionary
  /// The field of the dictionary.
  let field: Field

  /// After so many visits that led to the very next form, forms are only compared for a while.
  private static let patience = 8
  /// How many forms are then only compared.
  private static let pause = 64

  /// Visits the forms that fit, in order, each with its edits, until `body` is false.
  ///
  /// - Throws: `corrupt`, or what `body` throws.
  func forEach(
    _ shape: FormShape,
    _ body: (borrowing TermCursor, Int) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    switch shape {
    case .expression(let expression):
      guard let rules = ExpressionRules(expression) else { return }
      try walk(FormAutomaton(rules), body)
    case .edits(let word, let distance, let unchanged):
      guard let rules = EditRules(word, distance: distance, prefix: unchanged) else { return }
      try walk(FormAutomaton(rules), body)
    case .range(let range): try scan(range, body)
    }
  }

  private func scan(
    _ range: FormRange, _ body: (borrowing TermCursor, Int) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    try dictionary.scan(from: [field.rawValue] + (range.lower ?? [])) {
      cursor throws(SearchIndexError) in
      let form = cursor.key.dropFirst()
      if cursor.key.first != field.rawValue || range.ends(before: form) { return false }
      return range.contains(form) ? try body(cursor, 0) : true
    }
  }

  private func walk<Rules>(
    _ made: FormAutomaton<Rules>,
    _ body: (borrowing TermCursor, Int) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    var automaton = made
    var start = automaton.literalPrefix
    if let beginnings = automaton.beginnings {
      let others = try dictionary.firsts(before: beginnings.seconds, field)
      let firsts = Set(beginnings.firsts).union(others).sorted()
      guard let first = firsts.first else { return }
      start = FormScalar.utf8(of: first)
      automaton.firstScalars = firsts
    }
    let suffix = automaton.literalSuffix
    var bound: [UInt8] = []
    var lastVisited = -1
    var fruitless = 0
    var pause = 0
    try dictionary.walk(from: [field.rawValue] + start) {
      cursor, target throws(SearchIndexError) in
      guard cursor.key.first == field.rawValue else { return false }
      if pause > 0 {
        pause -= 1
        guard cursor.key.hasSuffix(suffix), let distance = automaton.distance(of: cursor.form)
        else {
          return true
        }
        try cursor.load()
        return try body(cursor, distance)
      }
      fruitless = cursor.nextOrdinal == lastVisited + 1 ? fruitless + 1 : 0
      lastVisited = cursor.nextOrdinal
      if fruitless == Self.patience { (pause, fruitless) = (Self.pause, 0) }
      if let distance = automaton.visit(cursor.form, next: &bound) {
        try cursor.load()
        guard try body(cursor, distance) else { return false }
      }
      if bound.isEmpty { return false }
      target.removeAll(keepingCapacity: true)
      target.append(field.rawValue)
      target += bound
      return true
    }
  }
}

extension [UInt8] {
  /// Whether the last of its bytes are these.
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    guard suffix.count <= count else { return false }
    var index = count &- suffix.count
    for byte in suffix {
      if self[index] != byte { return false }
      index &+= 1
    }
    return true
  }
}
