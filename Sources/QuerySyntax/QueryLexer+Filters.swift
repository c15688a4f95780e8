// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Parts of a query that begin with a name and a colon: filters and rungs.

extension QueryLexer {
  /// Reads the name of a rung and its colon, if they stand here, right before something.
  mutating func readRung() -> QueryRung? {
    let start = index
    if let rung = QueryRung(rawValue: readName() ?? ""), !isAtPieceEnd || next == "(", next != "^" {
      return rung
    }
    index = start
    return nil
  }

  /// Reads the name of a field and its colon, if they stand here.
  mutating func readField() -> QueryField? {
    let start = index
    if let field = QueryField(rawValue: readName() ?? "") { return field }
    index = start
    return nil
  }

  /// Reads ASCII letters and a colon; gives the letters, in lower case.
  private mutating func readName() -> String? {
    let name = readWhile { $0.isASCII && $0.isLetter }
    guard next == ":" else { return nil }
    index += 1
    return name.lowercased()
  }

  /// Reads and checks the value of a filter.
  mutating func readFilter(
    _ field: QueryField, from start: Int
  ) throws(QuerySyntaxError) -> QueryNode {
    let valueStart = index
    if let next, let closers = QueryLexer.closers[next] {
      let value = try readQuoted(closedBy: closers)
      return try filter(field, value, from: start, valueStart)
    }
    if let range = try readEnds() {
      return try filter(field, range, from: valueStart)
    }
    if field.isText, let regex = try readRegex() { return .pattern(field, regex) }
    let typed = readText(stopsAtWeight: false)
    guard field.isText else {
      if typed.hasSign("*") { throw .misplacedStar(at: place(from: valueStart)) }
      return try filter(field, typed.text, from: start, valueStart)
    }
    switch try node(of: typed, from: valueStart) {
    case .word(let value): return try filter(field, value, from: start, valueStart)
    case let pattern: return .pattern(field, pattern)
    }
  }

  /// Checks a value and makes the filter.
  private func filter(
    _ field: QueryField, _ value: String, from start: Int, _ valueStart: Int
  ) throws(QuerySyntaxError) -> QueryNode {
    if value.allSatisfy(\.isWhitespace) { throw .emptyFilter(field: field, at: place(from: start)) }
    switch field {
    case .since, .until:
      if QueryDate(value) == nil {
        throw .badDate(value: value, field: field, at: place(from: valueStart))
      }
    case .date:
      if WrittenDateRange(value) == nil {
        throw .badDate(value: value, field: field, at: place(from: valueStart))
      }
    case .lang:
      if !QueryLexer.isLanguageList(value) {
        throw .badLanguage(value: value, at: place(from: valueStart))
      }
    case .tag, .place, .source, .name: break
    }
    return .filter(field, value)
  }

  /// Makes the filter of a range; one of dates is the same as with two points.
  private func filter(
    _ field: QueryField, _ range: TermRange, from valueStart: Int
  ) throws(QuerySyntaxError) -> QueryNode {
    if field.isText { return .pattern(field, .range(range)) }
    guard field == .date, range.includesLower, range.includesUpper else {
      throw .badRange(at: place(from: valueStart))
    }
    return try filter(
      .date, (range.lower ?? "") + ".." + (range.upper ?? ""), from: valueStart, valueStart)
  }

  /// Whether a value is one or more BCP 47 tags between commas.
  private static func isLanguageList(_ value: String) -> Bool {
    value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { tag in
      let primary = tag.prefix { $0 != "-" && $0 != "_" }
      return (2...8).contains(primary.count)
        && primary.allSatisfy { $0.isASCII && $0.isLetter }
        && tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
  }
}
