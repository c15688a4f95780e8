// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A query without groups inside groups: clauses that must, should and must not be there.
struct FlatQuery: Equatable {
  /// Clauses that every document has.
  var must: [Int] = []
  /// Clauses of which a document has one, where `must` is empty; in any case they add to the score.
  var should: [Int] = []
  /// Clauses that no document has.
  var mustNot: [Int] = []
  /// What holds for every document.
  var conditions: [DocumentPredicate] = []

  /// Reads a plan's root; nil where it has groups that cannot be taken apart, or no clause to go by.
  init?(_ root: PlanNode) {
    switch root {
    case .clause(let clause): must = [clause]
    case .predicate, .constant: return nil
    case .boolean(let must, let should, let mustNot, let conditions):
      guard let required = Self.clauses(must), let excluded = Self.clauses(mustNot) else {
        return nil
      }
      for node in should {
        guard let clauses = Self.alternatives(node) else { return nil }
        self.should += clauses
      }
      self.must = required
      self.mustNot = excluded
      self.conditions = conditions
      // A group of alternatives that must be there is the query's own alternatives.
      if required.isEmpty, self.should.isEmpty { return nil }
    }
  }

  private static func clauses(_ nodes: [PlanNode]) -> [Int]? {
    var result: [Int] = []
    for node in nodes {
      guard case .clause(let clause) = node else { return nil }
      result.append(clause)
    }
    return result
  }

  /// The clauses of a node that is nothing but alternatives.
  private static func alternatives(_ node: PlanNode) -> [Int]? {
    switch node {
    case .clause(let clause): return [clause]
    case .boolean(let must, let should, let mustNot, let conditions)
    where must.isEmpty && mustNot.isEmpty && conditions.isEmpty:
      var result: [Int] = []
      for node in should {
        guard let clauses = alternatives(node) else { return nil }
        result += clauses
      }
      return result
    default: return nil
    }
  }
}
