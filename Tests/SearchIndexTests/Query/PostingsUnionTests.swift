// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import SearchIndex

/// What many lists have together, as a word of many forms is read.
@Suite struct PostingsUnionTests {
  private struct Place: Hashable {
    var language: UInt16
    var document: UInt32
  }

  @Test func `Occurrences of many terms are added up by language, document and rung`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var crowd = CrowdedIndex(seed: seed)
    let index = try QueryTestIndex(
      [crowd.documents(0..<1500)], deleting: (0..<1500).filter { $0 % 7 == 0 }.map { "d\($0)" })
    let segment = try #require(index.snapshot.segments.first)
    for prefix in ["p", "s", "e", "п", "zz"] {
      let key = Array(prefix.utf8)
      let term = PlannedTerm(fields: [.text], exact: key, fold: key, comparison: .prefix)
      let resolver = TermResolver(segment, match: .fold, prefixLimit: .max, languages: nil)
      let terms = try resolver.resolve(term).word.terms
      var expected: [Place: RungCounts] = [:]
      for matched in terms {
        var cursor = try segment.cursor(over: matched.term)
        while try cursor.advance() {
          try cursor.loadFrequencies()
          let variant = Int(cursor.variants[cursor.index])
          guard let rung = matched.rungs[variant], !segment.isDeleted(cursor.document) else {
            continue
          }
          let place = Place(
            language: matched.term.variants[variant].language, document: cursor.document)
          expected[place, default: .zero][Int(rung.rawValue)] += cursor.frequencies[cursor.index]
        }
      }
      let found = try PostingsUnion.matches(of: terms, in: segment)
      var counts: [Place: RungCounts] = [:]
      for matches in found {
        #expect(zip(matches.documents, matches.documents.dropFirst()).allSatisfy { $0 < $1 })
        for (document, own) in zip(matches.documents, matches.counts) {
          counts[Place(language: matches.language, document: document)] = own
        }
      }
      #expect(counts == expected, "seed \(seed): \(prefix)")
      #expect(counts.isEmpty == (prefix == "zz"))
      #expect(found.map(\.language) == Set(found.map(\.language)).sorted())
    }
  }
}
