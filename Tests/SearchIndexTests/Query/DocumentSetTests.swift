// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

/// Sets of documents are what sets of numbers are, over many groups of which some have none.
@Suite struct DocumentSetTests {
  private static let limit = 50_000

  /// Documents that stand in a few places, more or less close together.
  private func documents(_ random: inout SeededGenerator) -> Set<UInt32> {
    var documents: Set<UInt32> = []
    for _ in 0..<Int.random(in: 0..<4, using: &random) {
      let start = Int.random(in: 0..<Self.limit, using: &random)
      let end = min(Self.limit, start + Int.random(in: 1..<9000, using: &random))
      for _ in 0..<Int.random(in: 1..<700, using: &random) {
        documents.insert(UInt32(Int.random(in: start..<end, using: &random)))
      }
    }
    return documents
  }

  private func set(_ documents: Set<UInt32>, oneByOne: Bool) -> DocumentSet {
    var set = DocumentSet(documents: Self.limit)
    let rising = documents.sorted()
    if oneByOne {
      for document in documents { set.insert(document) }
    } else {
      set.insert(rising, count: rising.count)
    }
    return set
  }

  @Test func `Two sets are joined, cut and counted as sets of numbers are`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let (one, other) = (documents(&random), documents(&random))
      let left = set(one, oneByOne: round % 2 == 0)
      let right = set(other, oneByOne: round % 2 == 1)
      let comment: Comment = "seed \(seed), round \(round)"
      #expect(left.documents == one.sorted() && left.count == one.count, comment)
      #expect(left.isEmpty == one.isEmpty, comment)
      var (union, shared, rest) = (left, left, left)
      union.formUnion(right)
      shared.formIntersection(right)
      rest.subtract(right)
      #expect(union.documents == one.union(other).sorted(), comment)
      #expect(shared.documents == one.intersection(other).sorted(), comment)
      #expect(rest.documents == one.subtracting(other).sorted(), comment)
      #expect(left.unionCount(right) == one.union(other).count, comment)
      #expect(left.intersectionCount(right) == one.intersection(other).count, comment)
      // Both are as they were.
      #expect(left.documents == one.sorted() && right.documents == other.sorted(), comment)
    }
  }

  @Test func `The next document is found from any place on, in one set and in all of some`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let all = [documents(&random), documents(&random), documents(&random)]
      let sets = all.map { set($0, oneByOne: false) }
      let (one, both) = (all[0].sorted(), all[0].union(all[1]).sorted())
      let shared = all[0].intersection(all[1].union(all[2])).sorted()
      var others = sets[1]
      others.formUnion(sets[2])
      for _ in 0..<60 {
        let document = UInt32(Int.random(in: 0..<Self.limit, using: &random))
        let near = both.randomElement(using: &random) ?? 0
        for place in [document, near, near + 1] where place < Self.limit {
          #expect(sets[0].contains(place) == all[0].contains(place), "seed \(seed), \(place)")
          #expect(
            sets[0].first(from: place) == one.first { $0 >= place }, "seed \(seed), \(place)")
          let limit = min(
            UInt32(Self.limit), place + UInt32(Int.random(in: 1..<9000, using: &random)))
          #expect(
            DocumentSet.first(inAll: [sets[0], others], from: place, before: limit)
              == shared.first { $0 >= place && $0 < limit } ?? .max, "seed \(seed), \(place)")
        }
      }
    }
  }

  @Test(arguments: [1, 63, 64, 65, 4096, 4097, 12_289])
  func `The set of all documents has each of them and no other`(count: Int) {
    let all = DocumentSet(all: count)
    #expect(all.documents == Array(0..<UInt32(count)) && all.count == count)
    #expect(all.first(from: UInt32(count - 1)) == UInt32(count - 1))
  }

  @Test func `A set of documents that stand together takes little room, wherever they stand`() {
    var set = DocumentSet(documents: 4_000_000)
    for document in 3_000_000..<3_004_000 { set.insert(UInt32(document)) }
    #expect(set.byteCount < 8000 && set.count == 4000)
  }
}
