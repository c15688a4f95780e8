// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The parts of a query that are compared with whole forms, and what stands near one another.

internal import QuerySyntax
internal import TextAnalysis

extension Planner {
  /// The node of a pattern; where it is to be searched as the plain word, that of the word.
  mutating func pattern(
    _ query: QueryNode, typed text: @autoclosure () -> String, _ fields: [Field],
    _ context: Context
  ) -> PlanNode? {
    guard let clauses = clauses(ofPattern: query, typed: text(), fields) else { return nil }
    return joined(clauses, text(), context)
  }

  /// The clauses of a pattern, any of which finds a document; nil, and a note, where there are none.
  private mutating func clauses(
    ofPattern query: QueryNode, typed text: @autoclosure () -> String, _ fields: [Field]
  ) -> [Clause]? {
    do {
      return try cutter.pattern(query, typed: text(), fields)
    } catch {
      switch error {
      case .plain:
        guard case .fuzzy(let word, _, _) = query else { return nil }
        if fields == [.tag] { return [cutter.tag(word)] }
        if fields.contains(.text) { return cutter.word(word) }
        return cutter.phrase(word, slop: 0, in: fields.first).map { [$0] } ?? []
      case .empty: notes.append(.nothingToSearch(text: text()))
      case .tooLarge: notes.append(.tooLarge(text: text()))
      }
      return nil
    }
  }

  /// The node of a filter whose value is a pattern.
  mutating func pattern(
    _ field: QueryField, _ inner: QueryNode, _ context: Context
  ) -> PlanNode? {
    var context = context
    context.role = .filter
    let text = QueryNode.pattern(field, inner).text
    switch field {
    case .tag: return pattern(inner, typed: text, [.tag], context)
    case .name: return pattern(inner, typed: text, [.name], context)
    case .place: return pattern(inner, typed: text, [.place], context)
    case .source: return pattern(inner, typed: text, [.source], context)
    case .lang, .since, .until, .date:
      notes.append(.nothingToSearch(text: text))
      return nil
    }
  }

  /// The node of operands near one another; of one that is left alone, where the others hold nothing
  /// to search.
  mutating func near(
    _ nodes: [QueryNode], _ within: Int, _ order: NearOrder, _ text: String, _ context: Context
  ) -> PlanNode? {
    var operands: [[Clause]] = []
    var left: QueryNode?
    for node in nodes {
      let clauses = operand(node, nil)
      if clauses.isEmpty { continue }
      operands.append(clauses)
      left = node
    }
    // What is near nothing stands for itself.
    guard operands.count > 1 else { return left.flatMap { node($0, context) } }
    let near = NearClause(
      operands: operands, within: UInt32(min(max(within, 0), 1_000_000)),
      isOrdered: order == .written)
    guard near.isOrdered || near.isOfSinglePositions || operands.count <= NearPlaces.limit else {
      notes.append(.tooLarge(text: text))
      return nil
    }
    return joined([Clause(text: text, elements: [], near: near)], text, context)
  }

  /// The clauses any of which stands for an operand of NEAR; a note where there are none.
  private mutating func operand(_ node: QueryNode, _ match: Rung?) -> [Clause] {
    switch node {
    case .rung(let rung, let inner): return operand(inner, Rung(name: rung.rawValue))
    case .boolean(_, let should, _): return should.flatMap { operand($0, match) }
    case .boosted(let inner, _), .constant(let inner, _): return operand(inner, match)
    default: break
    }
    var clauses: [Clause]
    switch node {
    case .word(let text): clauses = cutter.word(text)
    case .phrase(let text, let slop):
      clauses = cutter.phrase(text, slop: slop).map { [$0] } ?? []
    case .prefix(let text): clauses = cutter.prefix(text).map { [$0] } ?? []
    default:
      guard let found = self.clauses(ofPattern: node, typed: node.text, [.text, .part]) else {
        return []
      }
      clauses = found
    }
    if clauses.isEmpty { notes.append(.nothingToSearch(text: node.text)) }
    for index in clauses.indices { clauses[index].setMatch(match) }
    return clauses
  }
}

extension Clause {
  /// Gives all its terms a rung of their own, by which it is no longer what it was known as.
  fileprivate mutating func setMatch(_ match: Rung?) {
    identity = nil
    for element in elements.indices {
      for option in elements[element].options.indices {
        for link in elements[element].options[option].links.indices {
          elements[element].options[option].links[link].term.match = match
        }
      }
    }
  }
}
