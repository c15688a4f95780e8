// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax
internal import TextAnalysis

/// Turns a query tree into a plan.
///
/// Parts that hold nothing to search are left out with a note, as if they had not been typed.
struct Planner {
  /// Cuts words into clauses.
  var cutter: ClauseCutter
  /// The clauses of the plan so far.
  private var clauses: [Clause] = []
  /// The notes of the plan so far.
  var notes: [SearchNote] = []

  /// What the nodes above a node say of it.
  struct Context {
    var boost = 1.0
    var languages: Set<Language>?
    var role = Clause.Role.scored
    var match: Rung?
  }

  /// Makes a planner; `memo` is one that was only ever used with this ranking.
  init(_ analyzer: TextAnalyzer, ranking: Ranking, memo: ClauseMemo? = nil) {
    cutter = ClauseCutter(analyzer: analyzer, ranking: ranking, memo: memo)
  }

  /// Plans a query within languages, none for all, to be carried out on rungs up to one.
  mutating func plan(
    _ query: QueryNode, languages: [Language], upTo rung: Rung = .sound
  ) -> Plan {
    cutter.rung = max(rung, query.coarsestRung)
    var context = Context()
    context.languages = languages.isEmpty ? nil : Set(languages)
    (clauses, notes) = ([], [])
    var root = node(query, context)
    if let all = root, let languages = context.languages {
      root = Planner.restricted(all, by: .languages(languages))
    }
    return Plan(clauses, root, notes: notes)
  }

  private static func restricted(_ node: PlanNode, by condition: DocumentPredicate) -> PlanNode {
    if case .predicate(let inner) = node { return .predicate(.all([inner, condition])) }
    return .boolean(must: [node], should: [], mustNot: [], conditions: [condition])
  }

  /// Plans a node; nil where it holds nothing to search.
  mutating func node(_ query: QueryNode, _ context: Context) -> PlanNode? {
    var context = context
    switch query {
    case .word(let text): return joined(cutter.word(text), text, context)
    case .phrase(let text, let slop):
      return joined(cutter.phrase(text, slop: slop).map { [$0] } ?? [], text, context)
    case .prefix(let text):
      return joined(cutter.prefix(text).map { [$0] } ?? [], text, context)
    case .wildcard, .regex, .fuzzy, .range:
      return pattern(query, typed: query.text, [.text, .part], context)
    case .near(let operands, let within, let order):
      return near(operands, within, order, query.text, context)
    case .filter(let field, let value): return filter(field, value, context)
    case .pattern(let field, let inner): return pattern(field, inner, context)
    case .rung(let rung, let inner):
      context.match = Rung(name: rung.rawValue)
      return node(inner, context)
    case .constant(let inner, let score): return constant(inner, score, query.text, context)
    case .boosted(let inner, let boost):
      context.boost *= boost
      return node(inner, context)
    case .boolean(let must, let should, let mustNot):
      return boolean(must, should, mustNot, context)
    }
  }

  private mutating func constant(
    _ inner: QueryNode, _ score: Double, _ text: String, _ context: Context
  ) -> PlanNode? {
    guard context.role == .scored else { return node(inner, context) }
    var plain = context
    plain.boost = 1
    guard let node = node(inner, plain) else { return nil }
    return .constant(node, score: score * context.boost, text: text)
  }

  /// Takes up the clauses of one node of the query: any of them.
  mutating func joined(
    _ clauses: [Clause], _ text: @autoclosure () -> String, _ context: Context
  ) -> PlanNode? {
    guard !clauses.isEmpty else {
      notes.append(.nothingToSearch(text: text()))
      return nil
    }
    if clauses.count == 1 { return take(clauses[0], context) }
    let nodes = clauses.map { take($0, context) }
    return .boolean(must: [], should: nodes, mustNot: [], conditions: [])
  }

  private mutating func take(_ clause: consuming Clause, _ context: Context) -> PlanNode {
    let boost = clause.boost * context.boost
    clause.boost = min(max(boost, Clause.boosts.lowerBound), Clause.boosts.upperBound)
    clause.role = context.role
    if context.role != .filter {
      if let languages = context.languages { clause.languages = languages }
      clause.match = context.match
    }
    clauses.append(clause)
    return .clause(clauses.count - 1)
  }
}

// MARK: - Groups

extension Planner {
  private mutating func boolean(
    _ must: [QueryNode], _ should: [QueryNode], _ mustNot: [QueryNode], _ context: Context
  ) -> PlanNode? {
    var context = context
    var conditions: [DocumentPredicate] = []
    if let range = Planner.dateRange(must) { conditions.append(.dates(range)) }
    if let own = Planner.languages(of: must) {
      context.languages = context.languages.map { $0.intersection(own) } ?? own
    }
    var required: [PlanNode] = []
    required.reserveCapacity(must.count)
    for member in must where !Planner.isDateFilter(member) {
      switch node(member, context) {
      case .predicate(let condition)?: conditions.append(condition)
      case let node?: required.append(node)
      case nil: break
      }
    }
    var optional: [PlanNode] = []
    optional.reserveCapacity(should.count)
    clauses.reserveCapacity(clauses.count + must.count + should.count)
    for member in should {
      if let node = node(member, context) { optional.append(node) }
    }
    var excluding = context
    excluding.role = context.role == .filter ? .filter : .excluding
    var excluded: [PlanNode] = []
    for member in mustNot {
      switch node(member, excluding) {
      case .predicate(let condition)?: conditions.append(.not(condition))
      case let node?: excluded.append(node)
      case nil: break
      }
    }
    return Planner.group(
      required, optional, excluded, conditions, hasMust: !must.isEmpty)
  }

  /// Puts a group together; nil where nothing positive is left of it.
  private static func group(
    _ must: [PlanNode], _ should: [PlanNode], _ mustNot: [PlanNode],
    _ conditions: [DocumentPredicate], hasMust: Bool
  ) -> PlanNode? {
    let choices = should.compactMap { node -> DocumentPredicate? in
      if case .predicate(let condition) = node { condition } else { nil }
    }
    if must.isEmpty, mustNot.isEmpty, choices.count == should.count {
      if !hasMust {
        return choices.isEmpty ? nil : .predicate(.all(conditions + [.any(choices)]))
      }
      return conditions.isEmpty ? nil : .predicate(.all(conditions))
    }
    if must.isEmpty, should.isEmpty, !hasMust || conditions.isEmpty { return nil }
    return .boolean(must: must, should: should, mustNot: mustNot, conditions: conditions)
  }

  private static func isDateFilter(_ node: QueryNode) -> Bool {
    switch node {
    case .filter(.since, _), .filter(.until, _): true
    default: false
    }
  }

  /// The days that all `since:` and `until:` of a group leave: one date must fulfil them together.
  private static func dateRange(_ must: [QueryNode]) -> ClosedRange<Int32>? {
    var first = Int32.min
    var last = Int32.max
    var isGiven = false
    for case .filter(let field, let value) in must where field == .since || field == .until {
      guard let date = QueryDate(value) else { return 0...0 }
      isGiven = true
      if field == .since { first = max(first, date.firstDay) }
      if field == .until { last = min(last, date.lastDay) }
    }
    guard isGiven else { return nil }
    // No date fulfils a range that ends before it begins, and no document has this one.
    return first <= last ? first...last : Int32.min...Int32.min
  }

  /// The languages to which the `lang:` filters of a group restrict it; nil where there is none.
  private static func languages(of must: [QueryNode]) -> Set<Language>? {
    var all: Set<Language>?
    for member in must {
      guard let languages = languages(of: member) else { continue }
      all = all.map { $0.union(languages) } ?? languages
    }
    return all
  }

  private static func languages(of node: QueryNode) -> Set<Language>? {
    switch node {
    case .filter(.lang, let value): return languages(named: value)
    case .boolean(let must, let should, _) where must.isEmpty:
      var all: Set<Language> = []
      for member in should {
        guard let languages = languages(of: member) else { return nil }
        all.formUnion(languages)
      }
      return all.isEmpty ? nil : all
    default: return nil
    }
  }

  private static func languages(named value: String) -> Set<Language> {
    Set(value.split(separator: ",").compactMap { Language(tag: String($0)) })
  }
}

extension QueryNode {
  /// The coarsest rung that a part of it names; `.exact` where none does.
  fileprivate var coarsestRung: Rung {
    switch self {
    case .rung(let rung, let inner): max(Rung(name: rung.rawValue) ?? .sound, inner.coarsestRung)
    case .boosted(let inner, _), .constant(let inner, _), .pattern(_, let inner):
      inner.coarsestRung
    case .near(let operands, _, _): operands.coarsestRung
    case .boolean(let must, let should, let mustNot):
      max(must.coarsestRung, should.coarsestRung, mustNot.coarsestRung)
    case .word, .phrase, .prefix, .wildcard, .regex, .fuzzy, .range, .filter: .exact
    }
  }
}

extension [QueryNode] {
  /// The coarsest rung that any of them names; `.exact` where none does.
  fileprivate var coarsestRung: Rung { reduce(.exact) { Swift.max($0, $1.coarsestRung) } }
}

// MARK: - Filters

extension Planner {
  private mutating func filter(
    _ field: QueryField, _ value: String, _ context: Context
  ) -> PlanNode? {
    var context = context
    context.role = .filter
    switch field {
    case .lang: return .predicate(.languages(Planner.languages(named: value)))
    case .since, .until:
      return Planner.dateRange([.filter(field, value)]).map { .predicate(.dates($0)) }
    case .date:
      let date = DateClause(value)
      if let note = date.note { notes.append(note) }
      return take(date.clause, context)
    case .tag: return joined([cutter.tag(value)], value, context)
    case .name: return words(value, .name, context)
    case .place: return words(value, .place, context)
    case .source: return words(value, .source, context)
    }
  }

  private mutating func words(
    _ value: String, _ field: Field, _ context: Context
  ) -> PlanNode? {
    joined(cutter.phrase(value, slop: 0, in: field).map { [$0] } ?? [], value, context)
  }
}
