// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Documents by number that belong together, with the pairs that say so.
struct NumberedGroup: Sendable {
  /// The documents, rising; at least two.
  var members: [UInt32]
  /// The pairs to be described, the best first.
  var pairs: [DocumentPair]
  /// All pairs that were found.
  var pairsFound: Int

  /// Pairs up to which all are described.
  static let mostPairs = 10
}

/// Makes groups out of pairs.
enum DuplicateGroups {
  /// Groups of what pairs hold together, by their least member.
  ///
  /// Of many pairs those are kept that reach all members with the fewest and best pairs.
  /// - Precondition: the best pairs come first, and documents are numbered below `count`.
  static func connected(_ pairs: [DocumentPair], count: Int) -> [NumberedGroup] {
    var groups = UnionFind(count: count)
    var reaching = Set<DocumentPair>()
    for pair in pairs where groups.join(Int(pair.first), Int(pair.second)) {
      reaching.insert(pair)
    }
    var pairsOf: [Int: [DocumentPair]] = [:]
    for pair in pairs { pairsOf[groups.find(Int(pair.first)), default: []].append(pair) }
    return pairsOf.sorted { $0.key < $1.key }.map { _, pairs in
      let members = Set(pairs.flatMap { [$0.first, $0.second] }).sorted()
      let isSmall = pairs.count <= NumberedGroup.mostPairs
      return NumberedGroup(
        members: members, pairs: isSmall ? pairs : pairs.filter(reaching.contains),
        pairsFound: pairs.count)
    }
  }

  /// Groups of documents with the same text, by their least member.
  static func sameText(_ digests: [TextDigest]) -> [NumberedGroup] {
    let order = digests.indices.sorted { (digests[$0], $0) < (digests[$1], $1) }
    var groups: [NumberedGroup] = []
    var start = 0
    for index in 0...order.count
    where index > start
      && (index == order.count || digests[order[index]] != digests[order[start]])
    {
      if index - start > 1 {
        groups.append(
          NumberedGroup(
            members: order[start..<index].map { UInt32($0) }, pairs: [], pairsFound: 0))
      }
      start = index
    }
    return groups.sorted { $0.members[0] < $1.members[0] }
  }
}
