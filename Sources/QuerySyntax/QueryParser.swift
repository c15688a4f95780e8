// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Reads the query language.
///
/// `Documentation/Guides/query-language.md` is its description.
///
/// ```
/// query   = alternatives { alternatives }        any of them; `+` must, `-` and NOT must not
/// alternatives = all { OR all }
/// all     = signed { AND signed }
/// signed  = [ "+" | "-" | NOT ] near
/// near    = item { NEAR/n item }                 one number and one order in each row
/// item    = [ rung ":" ] part [ "^" number | "^=" number ]
/// part    = word | phrase | prefix | wildcard | regex | fuzzy | range | filter | "(" query ")"
/// ```
/// A filter beside words restricts them; filters joined by OR are alternatives.
public enum QueryParser {
  /// The most parentheses within each other.
  static let depthLimit = 100

  /// Reads a query, in time linear in its length.
  ///
  /// - Throws: `QuerySyntaxError` with the place of the first fault. Never traps.
  public static func parse(_ text: String) throws(QuerySyntaxError) -> QueryNode {
    if let plain = PlainQuery.parse(text) { return plain }
    return try parseAny(text)
  }

  /// Reads a query piece by piece, as every query can be read.
  static func parseAny(_ text: String) throws(QuerySyntaxError) -> QueryNode {
    var reader = PieceReader(QueryLexer(text))
    let first = try reader.peek()
    let node = try reader.readQuery(depth: 0)
    if let rest = try reader.peek() { throw .unopened(mark: ")", at: rest.place) }
    guard let node else { throw .empty(at: QueryPlace(column: first?.place.column ?? 1)) }
    return node
  }
}

/// An item with the sign before it.
private struct Clause {
  var node: QueryNode
  var sign: Sign
  var place: QueryPlace
}

/// What may stand before an item.
private enum Sign {
  case none
  case plus
  case minus
  case not

  var isNegative: Bool { self == .minus || self == .not }

  /// The sign as it is typed.
  var text: String {
    switch self {
    case .none: ""
    case .plus: "+"
    case .minus: "-"
    case .not: "NOT"
    }
  }
}

/// Puts pieces together, with one piece of look-ahead.
private struct PieceReader {
  private var lexer: QueryLexer
  private var ahead: QueryPiece?

  init(_ lexer: QueryLexer) { self.lexer = lexer }

  mutating func peek() throws(QuerySyntaxError) -> QueryPiece? {
    if ahead == nil { ahead = try lexer.nextPiece() }
    return ahead
  }

  private mutating func take() { ahead = nil }

  /// Reads up to a closing parenthesis or the end; nil where there is nothing.
  mutating func readQuery(depth: Int) throws(QuerySyntaxError) -> QueryNode? {
    var clauses: [Clause] = []
    while let piece = try peek() {
      if case .close = piece.kind { break }
      clauses.append(try readAlternatives(depth: depth))
    }
    return try PieceReader.join(clauses)
  }

  /// Reads one clause, or several between which OR stands.
  private mutating func readAlternatives(depth: Int) throws(QuerySyntaxError) -> Clause {
    let first = try readAll(depth: depth)
    var alternatives = [first]
    while let piece = try peek(), piece.kind == .or {
      take()
      alternatives.append(try readAll(after: piece, depth: depth))
    }
    guard alternatives.count > 1 else { return first }
    for alternative in alternatives where alternative.sign != .none {
      throw .signedAlternative(sign: alternative.sign.text, at: alternative.place)
    }
    let node = QueryNode.boolean(must: [], should: alternatives.map(\.node), mustNot: [])
    return Clause(node: node, sign: .none, place: first.place)
  }

  /// Reads one clause, or several between which AND stands.
  private mutating func readAll(
    after op: QueryPiece? = nil, depth: Int
  ) throws(QuerySyntaxError) -> Clause {
    let first = try readSigned(after: op, depth: depth)
    var all = [first]
    while let piece = try peek(), piece.kind == .and {
      take()
      all.append(try readSigned(after: piece, depth: depth))
    }
    guard all.count > 1 else { return first }
    let negative = all.filter(\.sign.isNegative)
    guard negative.count < all.count else { throw .negationAlone(at: first.place) }
    let node = QueryNode.boolean(
      must: all.filter { !$0.sign.isNegative }.map(\.node), should: [],
      mustNot: negative.map(\.node))
    return Clause(node: node, sign: .none, place: first.place)
  }

  private mutating func readSigned(
    after op: QueryPiece?, depth: Int
  ) throws(QuerySyntaxError) -> Clause {
    guard let piece = try peek() else {
      throw .danglingOperator(op?.kind.text ?? "", at: op?.place ?? lexer.end)
    }
    let sign: Sign
    switch piece.kind {
    case .plus: sign = .plus
    case .minus: sign = .minus
    case .not: sign = .not
    default: return try readNear(after: op, sign: .none, depth: depth)
    }
    take()
    return try readNear(after: piece, sign: sign, depth: depth)
  }

  /// Reads one item, or several between which NEAR stands.
  private mutating func readNear(
    after op: QueryPiece?, sign: Sign, depth: Int
  ) throws(QuerySyntaxError) -> Clause {
    let first = try readItem(after: op, sign: sign, depth: depth)
    var items = [first]
    var gap: QueryPiece?
    while let piece = try peek(), case .near = piece.kind {
      take()
      if let gap, gap.kind != piece.kind { throw .mixedNear(at: piece.place) }
      gap = piece
      items.append(try readItem(after: piece, sign: .none, depth: depth))
    }
    guard let gap, case .near(let within, let order) = gap.kind else { return first }
    for item in items where !item.node.canStandNear { throw .badOperand(at: item.place) }
    let node = QueryNode.near(items.map(\.node), within: within, order: order)
    return Clause(node: node, sign: sign, place: first.place)
  }

  private mutating func readItem(
    after op: QueryPiece?, sign: Sign, depth: Int
  ) throws(QuerySyntaxError) -> Clause {
    guard let piece = try peek() else {
      throw .danglingOperator(op?.kind.text ?? "", at: op?.place ?? lexer.end)
    }
    let place = sign == .none ? piece.place : op?.place ?? piece.place
    switch piece.kind {
    case .node(let node):
      take()
      return Clause(node: node, sign: sign, place: place)
    case .open:
      return Clause(node: try readGroup(depth: depth), sign: sign, place: place)
    case .rung(let rung):
      take()
      return Clause(node: try readRung(rung, at: piece, depth: depth), sign: sign, place: place)
    case .close where op == nil:
      throw .unopened(mark: ")", at: piece.place)
    case .and, .or, .not, .plus, .minus, .near, .close:
      let wrong = op ?? piece
      throw .danglingOperator(wrong.kind.text, at: wrong.place)
    }
  }

  /// Reads what a rung belongs to.
  private mutating func readRung(
    _ rung: QueryRung, at piece: QueryPiece, depth: Int
  ) throws(QuerySyntaxError) -> QueryNode {
    switch try peek()?.kind {
    case .node(let node)? where !node.isChoiceOfFilters:
      take()
      return .rung(rung, node)
    case .open?: return .rung(rung, try readGroup(depth: depth))
    default: throw .badRung(rung, at: piece.place)
    }
  }

  /// Reads parentheses and what stands in them; the piece ahead is the opening one.
  private mutating func readGroup(depth: Int) throws(QuerySyntaxError) -> QueryNode {
    let open = ahead?.place ?? lexer.end
    guard depth < QueryParser.depthLimit else {
      throw .nestedTooDeeply(limit: QueryParser.depthLimit, at: open)
    }
    take()
    let node = try readQuery(depth: depth + 1)
    guard let piece = try peek(), case .close(let weight) = piece.kind else {
      throw .unclosedParenthesis(at: open)
    }
    take()
    guard let node else { throw .emptyGroup(at: open) }
    return weight?.applied(to: node) ?? node
  }

  /// Joins clauses that stand side by side: filters and `+` must, the rest should.
  private static func join(_ clauses: [Clause]) throws(QuerySyntaxError) -> QueryNode? {
    guard let first = clauses.first else { return nil }
    if clauses.count == 1, first.sign == .none { return first.node }
    let negative = clauses.filter(\.sign.isNegative)
    guard negative.count < clauses.count else { throw .negationAlone(at: first.place) }
    let words = clauses.filter { $0.sign == .none && !$0.node.isChoiceOfFilters }.map(\.node)
    let must = clauses.filter {
      !$0.sign.isNegative && ($0.sign == .plus || $0.node.isChoiceOfFilters)
    }
    let excluded = negative.map(\.node)
    // Filters restrict words; they do not stand in for them.
    guard !words.isEmpty, !must.isEmpty, must.allSatisfy({ $0.node.isChoiceOfFilters }) else {
      return .boolean(must: must.map(\.node), should: words, mustNot: excluded)
    }
    let any = words.count == 1 ? words[0] : .boolean(must: [], should: words, mustNot: [])
    return .boolean(must: must.map(\.node) + [any], should: [], mustNot: excluded)
  }
}

extension QueryNode {
  /// Whether it may be an operand of NEAR: it finds places in a text, and nothing weighs it.
  fileprivate var canStandNear: Bool {
    switch self {
    case .word, .phrase, .prefix, .wildcard, .regex, .fuzzy, .range: true
    case .rung(_, let inner): inner.canStandNear
    case .boolean(let must, let should, let mustNot):
      must.isEmpty && mustNot.isEmpty && should.allSatisfy(\.canStandNear)
    case .near, .filter, .pattern, .boosted, .constant: false
    }
  }
}

extension QueryPiece.Kind {
  /// An operator as it is typed.
  fileprivate var text: String {
    switch self {
    case .and: "AND"
    case .or: "OR"
    case .not: "NOT"
    case .plus: "+"
    case .minus: "-"
    case .open: "("
    case .close: ")"
    case .near(let within, let order): order.name + "/" + String(within)
    case .rung(let rung): rung.rawValue + ":"
    case .node: ""
    }
  }
}
