// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

/// Places of many terms that are read list by list are those that the lists give one by one.
@Suite struct GatheredPlacesTests {
  /// The occurrences of each document, in order.
  private typealias Places = [UInt32: [Occurrence]]

  private func gathered(
    _ source: PlaceSource, _ segment: Segment, _ wanted: DocumentSet
  ) throws -> Places {
    let (places, _) = try PlaceGatherer.gather(source, of: segment, in: wanted)
    var result: Places = [:]
    for (index, document) in places.documents.enumerated() {
      var occurrences: [Occurrence] = []
      places.append(index, to: &occurrences)
      result[document] = OccurrenceLists.sorted(occurrences)
    }
    #expect(result.count == places.documents.count && places.documents == result.keys.sorted())
    return result
  }

  private func expected(
    _ terms: [MatchedTerm], _ segment: Segment, _ wanted: DocumentSet
  ) throws -> Places {
    var result: Places = [:]
    for matched in terms {
      var cursor = try segment.cursor(over: matched.term)
      var reader = try PositionsReader(matched.term.locator, of: segment.positionsFile)
      while try cursor.advance() {
        var positions: [UInt32] = []
        try reader.append(at: &cursor, to: &positions)
        let variant = Int(cursor.variants[cursor.index])
        guard let rung = matched.rungs[variant], wanted.contains(cursor.document) else { continue }
        let language = matched.term.variants[variant].language
        result[cursor.document, default: []] += positions.map {
          Occurrence(position: $0, rung: rung, language: language)
        }
      }
    }
    return result.mapValues { OccurrenceLists.sorted($0) }
  }

  @Test(arguments: [
    "p*", "s*", "w*", "é*", "пор*", "p?rt*", "strik~", "/.*e.*/", "zz*", "well-known*",
  ])
  func `Gathered places are those of each list, in all documents and in some`(
    query: String
  ) throws {
    let seed = UInt64.random(in: .min ... .max)
    var crowd = CrowdedIndex(seed: seed)
    let index = try QueryTestIndex([crowd.documents(0..<1500)])
    let segment = try #require(index.snapshot.segments.first)
    var planner = Planner(TextAnalyzer(), ranking: Ranking())
    let plan = planner.plan(try QueryParser.parse(query), languages: [])
    let term = try #require(plan.clauses.first?.terms.last)
    for match in Rung.allCases {
      let resolver = TermResolver(segment, match: match, prefixLimit: 10_000, languages: nil)
      let terms = try resolver.resolve(term).word.terms
      for part in [1, 3, 200] {
        var wanted = DocumentSet(all: segment.documentCount)
        if part > 1 {
          wanted = DocumentSet(documents: segment.documentCount)
          for document in 0..<UInt32(segment.documentCount)
          where Int.random(in: 0..<part, using: &crowd.random) == 0 {
            wanted.insert(document)
          }
        }
        let places = try expected(terms, segment, wanted)
        let comment: Comment = "seed \(seed): \(match), one of \(part)"
        #expect(try gathered(.terms(terms), segment, wanted) == places, comment)
        #expect(try gathered(.fitting(term, resolver), segment, wanted) == places, comment)
      }
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 4096, 5000, 300_000])
  func `A set of documents gives its next one, and what another leaves of it`(count: Int) {
    var random = SeededGenerator(seed: 13)
    var all = DocumentSet(all: count)
    #expect(all.count == count && all.documents == Array(0..<UInt32(count)))
    var some = DocumentSet(documents: count)
    var numbers: Set<UInt32> = []
    for _ in 0..<min(count, 40) {
      let number = UInt32.random(in: 0..<UInt32(count), using: &random)
      numbers.insert(number)
      some.insert(number)
    }
    var found: [UInt32] = []
    var next = some.first(from: 0)
    while let document = next {
      found.append(document)
      next = some.first(from: document + 1)
    }
    #expect(found == numbers.sorted())
    all.subtract(some)
    #expect(all.count == count - numbers.count && all.unionCount(some) == count)
  }
}
