// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes a tree as a query: the canonical text that receipts and cursors keep. `QueryParser` reads it.

extension QueryNode {
  /// The query in its canonical spelling.
  ///
  /// Parsed, it gives the same tree, if a query of its own made the tree and no more parentheses
  /// stand within each other than the parser follows; a tree put together in code comes back with
  /// the same meaning. O(nodes), and for each text linear in its length.
  public var text: String {
    switch self {
    case .boolean(let must, let should, let mustNot):
      return QueryNode.text(must: must, should: should, mustNot: mustNot)
    case .near(let operands, let within, let order):
      return operands.map(\.operandText).joined(separator: " \(order.name)/\(within) ")
    case .boosted(let inner, let factor): return "\(inner.operandText)^\(factor.queryText)"
    case .constant(let inner, let score): return "\(inner.operandText)^=\(score.queryText)"
    case .rung(let rung, let inner): return "\(rung.rawValue):\(inner.operandText)"
    case .filter(let field, let value):
      return joinable(Spelling.filter(field, value))
    case .pattern(let field, let inner): return joinable("\(field.rawValue):\(inner.leafText)")
    default: return joinable(leafText)
    }
  }

  /// The text where a weight or a rung may stand beside it.
  private var operandText: String {
    switch self {
    case .word, .phrase, .prefix, .wildcard, .regex, .fuzzy, .range: text
    default: "(\(text))"
    }
  }

  /// The text where other parts stand beside it.
  private var memberText: String {
    switch self {
    case .boolean, .near: "(\(text))"
    default: text
    }
  }

  /// The text of a node that has no others in it.
  private var leafText: String {
    switch self {
    case .word(let text): Spelling.word(text)
    case .phrase(let text, let slop): Spelling.quoted(text) + (slop == 0 ? "" : "~\(slop)")
    case .prefix(let text): Spelling.prefix(text)
    case .wildcard(let pieces): Spelling.wildcard(pieces)
    case .regex(let text): "/\(text)/"
    case .fuzzy(let text, let distance, let prefix):
      Spelling.fuzzy(
        text, (distance == 1 ? "~" : "~\(distance)") + (prefix == 0 ? "" : ":\(prefix)"))
    case .range(let range): Spelling.range(range)
    default: text
    }
  }

  /// The text, so that no mark or sign beside it becomes one character with its ends.
  private func joinable(_ text: String) -> String {
    guard let first = text.first, let last = text.last else { return text }
    let joins = "(\(first)".count < 2 || "\(last))".count < 2
    return joins ? "(\n\(Spelling.ended(text)))" : text
  }
}

// MARK: - Groups

extension QueryNode {
  /// Writes alternatives with OR, all else with signs.
  private static func text(
    must: [QueryNode], should: [QueryNode], mustNot: [QueryNode]
  ) -> String {
    if must.isEmpty, mustNot.isEmpty { return alternatives(should) }
    var parts: [String] = []
    let isFilterOnly = must.allSatisfy(\.isChoiceOfFilters)
    for node in must {
      // Beside words alone, filters would take the words along: here these are wanted as well.
      parts.append(required(isFilterOnly && !should.isEmpty ? node.scoredText : node.memberText))
    }
    if must.isEmpty, should.contains(where: \.isChoiceOfFilters) {
      parts.append(required("(\(alternatives(should)))"))
    } else {
      parts += should.map { $0.isChoiceOfFilters ? $0.scoredText : $0.memberText }
    }
    parts += mustNot.map { "-\($0.memberText)" }
    return apart(parts).joined(separator: " ")
  }

  /// Puts a backslash before a digit behind a digit, so that no two parts are groups of one phone number.
  private static func apart(_ parts: [String]) -> [String] {
    guard let first = parts.first else { return [] }
    return [first]
      + zip(parts, parts.dropFirst()).map { before, part in
        before.last?.isDecimalDigit == true && part.first?.isDecimalDigit == true
          ? "\\\(part)" : part
      }
  }

  /// Puts `+` before a text, so that digits do not make it a phone number.
  private static func required(_ text: String) -> String {
    QueryLexer.isPhoneNumber(text) ? "+( \(text))" : "+\(text)"
  }

  private static func alternatives(_ nodes: [QueryNode]) -> String {
    nodes.map(\.memberText).joined(separator: " OR ")
  }

  /// The text of a filter that does not restrict what stands beside it.
  private var scoredText: String { "(\(text))^1" }

  /// Whether it is made of filters joined by OR.
  var isChoiceOfFilters: Bool {
    switch self {
    case .filter, .pattern: true
    case .boolean(let must, let should, let mustNot):
      must.isEmpty && mustNot.isEmpty && should.allSatisfy(\.isChoiceOfFilters)
    default: false
    }
  }
}

extension NearOrder {
  /// The operator's name.
  var name: String {
    switch self {
    case .any: "NEAR"
    case .written: "ONEAR"
    }
  }
}

extension Double {
  /// Decimal digits, without a fraction where there is none.
  fileprivate var queryText: String {
    let text = String(self)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
