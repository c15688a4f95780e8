// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A query without groups inside groups: clauses that must, should and must not be there.
struct FlatQuery: Equatable, Sendable {
  /// Clauses that every document has.
  var must: [Int] = []
  /// Clauses of which a document has one, where `must` is empty; in any case they add to the score.
  var should: [Int] = []
  /// Clauses that no document has.
  var mustNot: [Int] = []
  /// What holds for every document.
  var conditions: [DocumentPredicate] = []

  /// The clause that every document has, where there is but one and no alternative.
  var only: Int? { must.count + should.count == 1 ? must.first ?? should[0] : nil }

  /// Reads a plan's root; nil where it has groups that cannot be taken apart, or no clause to go by.
  init?(_ root: PlanNode) {
    switch root {
    case .clause(let clause): must = [clause]
    case .predicate, .constant: return nil
    case .boolean(let must, let should, let mustNot, let conditions):
      guard Self.append(must, to: &self.must), Self.append(mustNot, to: &self.mustNot),
        Self.append(alternatives: should, to: &self.should)
      else { return nil }
      self.conditions = conditions
      // A group of alternatives that must be there is the query's own alternatives.
      if must.isEmpty, self.should.isEmpty { return nil }
    }
  }

  /// Appends the clauses that some nodes are; false where one is no clause.
  private static func append(_ nodes: [PlanNode], to clauses: inout [Int]) -> Bool {
    clauses.reserveCapacity(nodes.count)
    for node in nodes {
      guard case .clause(let clause) = node else { return false }
      clauses.append(clause)
    }
    return true
  }

  /// Appends the clauses of nodes that are nothing but alternatives; false where one is something else.
  private static func append(alternatives nodes: [PlanNode], to clauses: inout [Int]) -> Bool {
    clauses.reserveCapacity(clauses.count + nodes.count)
    for node in nodes {
      switch node {
      case .clause(let clause): clauses.append(clause)
      case .boolean(let must, let should, let mustNot, let conditions)
      where must.isEmpty && mustNot.isEmpty && conditions.isEmpty:
        guard append(alternatives: should, to: &clauses) else { return false }
      default: return false
      }
    }
    return true
  }
}
