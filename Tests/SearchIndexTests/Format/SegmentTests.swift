// Licensed under the Apache License, Version 2.0; see LICENSE.

import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// A segment says what the plain model says.
@Suite struct SegmentTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `Terms, postings and positions equal the model's`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let documents = randomDocuments(250, using: &random)
    let model = ModelIndex(documents)
    let folder = try TemporaryFolder()
    let snapshot = try writeIndex(documents, cut: 1000, to: folder.path)
    let segment = try #require(snapshot.segments.first)
    let documentsByArrival = try segment.values.documentsByArrival()
    var arrivals = [Int](repeating: 0, count: segment.documentCount)
    for (arrival, document) in documentsByArrival.enumerated() {
      arrivals[Int(document)] = arrival
    }
    var found: [ModelIndex.Term: ModelIndex.Occurrences] = [:]
    for field in Field.allCases {
      try segment.forEachTerm(field) { form, entries throws(SearchIndexError) in
        for entry in entries {
          let postings = try segment.postings(entry)
          let positions = try segment.positions(entry)
          var occurrences = ModelIndex.Occurrences()
          let arrived = postings.documents.enumerated().sorted {
            arrivals[Int($0.element)] < arrivals[Int($1.element)]
          }
          for (index, document) in arrived {
            occurrences.documents.append(try segment.id(of: document))
            occurrences.positions.append(Array(positions[index]))
          }
          let again = try segment.entries(field, fold: entry.fold)
          if Int(entry.documentFrequency) != postings.documents.count
            || Int(entry.collectionFrequency) != positions.positions.count
            || !again.contains(where: { $0.ordinal == entry.ordinal && $0.form == form })
          {
            Issue.record("seed \(seed) \(field) \(form)")
          }
          found[segment.modelTerm(entry)] = occurrences
        }
      }
    }
    #expect(found == model.terms, "seed \(seed)")
    #expect(snapshot.verify() == [])
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `Classes equal the model's for every key that occurs`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let documents = randomDocuments(150, using: &random)
    let model = ModelIndex(documents)
    let folder = try TemporaryFolder()
    let segment = try #require(
      try writeIndex(documents, cut: 1000, to: folder.path).segments.first)
    for field in [Field.text, .name, .tag] {
      for (key, expected) in model.classes(field) {
        let members = try segment.classMembers(key, field)
        if Set(members.map(segment.modelTerm)) != expected {
          Issue.record("seed \(seed) \(field) \(key)")
        }
        let ordinals = members.map(\.ordinal)
        if zip(ordinals, ordinals.dropFirst()).contains(where: { $0 >= $1 }) {
          Issue.record("members of \(key) are not in order")
        }
      }
    }
    #expect(try segment.classMembers(.fold(Array("zzz".utf8)), .text).isEmpty)
  }

  @Test func `A prefix finds the forms that a scan finds, each on its finest rung`() throws {
    var random = SeededGenerator(seed: 11)
    let documents = randomDocuments(150, using: &random)
    let model = ModelIndex(documents)
    let folder = try TemporaryFolder()
    let segment = try #require(
      try writeIndex(documents, cut: 1000, to: folder.path).segments.first)
    for prefix in ["b", "ba", "ne", "م", "zz"].map({ Array($0.utf8) }) {
      let term = PlannedTerm(fields: [.text], exact: prefix, fold: prefix, comparison: .prefix)
      for match in [Rung.exact, .fold] {
        var found: [ModelIndex.Term: Rung] = [:]
        let resolver = TermResolver(segment, match: match, prefixLimit: .max, languages: nil)
        for matched in try resolver.resolve(term).word.terms {
          for (index, rung) in matched.rungs.enumerated() {
            found[segment.modelTerm(TermEntry(matched.term, variant: index))] = rung
          }
        }
        var expected: [ModelIndex.Term: Rung] = [:]
        for form in model.terms.keys
        where form.field == .text && model.folds[form]?.starts(with: prefix) == true {
          let rung = form.form.starts(with: prefix) ? Rung.exact : .fold
          if rung <= match { expected[form] = rung }
        }
        #expect(found == expected)
      }
      let limited = TermResolver(segment, match: .fold, prefixLimit: 2, languages: nil)
      let all = TermResolver(segment, match: .fold, prefixLimit: .max, languages: nil)
      let count = try all.resolve(term).word.terms.count
      #expect(try limited.resolve(term).word.terms.count == min(2, count))
      #expect(try limited.resolve(term).isCapped == (count > 2))
    }
  }

  @Test func `Stored documents, ids, dates and facets come back as they were given`() throws {
    var random = SeededGenerator(seed: 5)
    var documents = randomDocuments(300, using: &random)
    documents[7].text = [0xFF, 0x0C, 0x41]  // not UTF-8: kept as it is
    documents[7].pageStarts = [0, 2]
    documents[8].text = [UInt8](repeating: 0x61, count: 200_000)
    let model = ModelIndex(documents)
    let folder = try TemporaryFolder()
    let segment = try #require(
      try writeIndex(documents, cut: 1000, to: folder.path).segments.first)
    for document in documents {
      let number = try #require(try segment.find(id: document.id))
      let stored = try segment.stored(number)
      #expect(stored.id == document.id && stored.name == document.name)
      #expect(stored.text == document.text && stored.payload == document.payload)
      #expect(stored.pageStarts == document.pageStarts)
      #expect(stored.passages == model.passages[document.id])
      #expect(try segment.dates(of: number) == document.dates.sorted())
      for (facet, values) in [(Facet.tag, document.tags), (.place, document.places)] {
        let table = try segment.facetValues(facet)
        let found = try segment.facets(facet, of: number).map { table[Int($0)] }
        #expect(Set(found) == Set(values))
      }
      let lengths = try segment.lengths(of: number)
      for length in lengths {
        #expect(try segment.wordCounts(of: [number], in: length.language) == [length.words])
      }
    }
    #expect(try segment.find(id: "absent") == nil)
    #expect(try segment.find(id: "") == nil)
  }

  @Test func `Statistics of languages equal the model's`() throws {
    var random = SeededGenerator(seed: 6)
    let documents = randomDocuments(200, using: &random)
    let model = ModelIndex(documents)
    let folder = try TemporaryFolder()
    let snapshot = try writeIndex(documents, cut: 30, to: folder.path)
    let found = Dictionary(
      uniqueKeysWithValues: snapshot.languages.map {
        ($0.language, [$0.documents, $0.passages, $0.words])
      })
    #expect(found == model.statistics)
  }

  @Test func `The same documents give the same bytes`() throws {
    var random = SeededGenerator(seed: 9)
    let documents = randomDocuments(200, using: &random)
    let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
    let digests = try [one, two].map { try writeIndex(documents, cut: 60, to: $0.path).digest }
    #expect(digests[0] == digests[1])
    #expect(try fileBytes(one.path) == fileBytes(two.path))
  }

  @Test func `A document that cannot be stored is refused and leaves the builder as it was`() throws
  {
    let builder = SegmentBuilder()
    try builder.add(IndexedDocument(id: "a", text: Array("one".utf8)))
    #expect(throws: SearchIndexError.duplicateDocument(id: "a")) {
      try builder.add(IndexedDocument(id: "a", text: []))
    }
    #expect(throws: SearchIndexError.unstorable(id: "", reason: .badIdentifier)) {
      try builder.add(IndexedDocument(id: "", text: []))
    }
    #expect(throws: SearchIndexError.unstorable(id: "b", reason: .badPageStarts)) {
      try builder.add(IndexedDocument(id: "b", text: [0x61], pageStarts: [0, 9]))
    }
    #expect(builder.documentCount == 1 && builder.textBytes == 3)
  }
}
