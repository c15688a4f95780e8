// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Groups of numbers that pairs hold together.
///
/// - SeeAlso: Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", 1975.
struct UnionFind {
  private var parents: [UInt32]

  /// Starts with every number below `count` alone.
  init(count: Int) { parents = (0..<UInt32(count)).map { $0 } }

  /// The least number of a number's group.
  mutating func find(_ number: Int) -> Int {
    var root = number
    while Int(parents[root]) != root { root = Int(parents[root]) }
    var place = number
    while Int(parents[place]) != root {
      (place, parents[place]) = (Int(parents[place]), UInt32(root))
    }
    return root
  }

  /// Joins two groups; false where they are one already.
  @discardableResult
  mutating func join(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (find(left), find(right))
    if first == second { return false }
    parents[max(first, second)] = UInt32(min(first, second))
    return true
  }
}
