// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From pairs to families. One telephone number stands on many sheets of its owner: so the heaviest pairs
// come first, and two families are not joined where a sheet of one contradicts a sheet of the other.

internal import TextAnalysis

/// Joins pairs to families.
struct FamilyGroups {
  private let columns: LikenessColumns
  private var groups: UnionFind
  private var members: [Int: [UInt32]] = [:]

  /// Sheets of one language are two sheets below this Jaccard index, unless their numbers agree.
  static let leastLikeness = 0.12
  /// Members of a family that are asked for a contradiction.
  private static let asked = 64

  /// Starts with every document alone.
  init(_ columns: LikenessColumns) {
    self.columns = columns
    groups = UnionFind(count: columns.count)
  }

  /// The pairs that hold families together, in the order in which they came.
  ///
  /// - Precondition: the heaviest come first.
  mutating func joining(_ pairs: [FamilyPair]) -> [FamilyPair] {
    pairs.filter { join($0.pair) }
  }

  /// The family of a document.
  mutating func family(of document: UInt32) -> Int { groups.find(Int(document)) }

  private mutating func join(_ pair: DocumentPair) -> Bool {
    let (first, second) = (groups.find(Int(pair.first)), groups.find(Int(pair.second)))
    if first == second { return !contradict(pair.first, pair.second) }
    let left = members[first] ?? [UInt32(first)]
    let right = members[second] ?? [UInt32(second)]
    for one in left.prefix(Self.asked) {
      for other in right.prefix(Self.asked) where contradict(one, other) { return false }
    }
    groups.join(first, second)
    members[max(first, second)] = nil
    members[min(first, second)] = left + right
    return true
  }

  /// Whether two sheets of one language have little text in common and numbers that do not agree.
  private func contradict(_ one: UInt32, _ other: UInt32) -> Bool {
    let (first, second) = (Int(one), Int(other))
    let language = columns.languages[first]
    guard language == columns.languages[second], language != .unknown,
      LikenessSketch.estimate(columns.sketches, first, second) < Self.leastLikeness
    else { return false }
    return !NumberAgreement(
      columns.smallNumbers[columns.smallRange(of: first)],
      columns.smallNumbers[columns.smallRange(of: second)]
    ).agrees
  }
}
