// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// Documents are numbered by main language, then arrival; what is stored stays in arrival order.
@Suite struct DocumentNumberingTests {
  private func documents(_ languages: [String]) -> [IndexedDocument] {
    languages.enumerated().map { index, code in
      IndexedDocument(
        id: "d\(index)", text: code.isEmpty ? [] : Array("word number \(index)".utf8),
        hints: LanguageHints(declared: Language(tag: code)))
    }
  }

  @Test func `Documents are numbered by main language, then arrival`() throws {
    let folder = try TemporaryFolder()
    let documents = documents(["zu", "en", "", "de", "en", "xh", "de"])
    let segment = try #require(
      try writeIndex(documents, cut: 100, to: folder.path).segments.first)
    let ids = try (0..<UInt32(documents.count)).map { try segment.id(of: $0) }
    #expect(ids == ["d3", "d6", "d1", "d4", "d2", "d5", "d0"])
    let arrivals = try (0..<UInt32(documents.count)).map { try segment.values.arrival(of: $0) }
    #expect(arrivals == [3, 6, 1, 4, 2, 5, 0])
    #expect(try segment.values.documentsByArrival() == [6, 2, 4, 0, 3, 5, 1])
    let ranges = segment.languages.indices.map { ordinal in
      segment.values.documents(mainLanguage: UInt16(ordinal))
    }
    #expect(segment.languages.map(\.language.code) == ["de", "en", "und", "xh", "zu"])
    #expect(ranges == [0..<2, 2..<4, 4..<5, 5..<6, 6..<7])
  }

  @Test func `Ranges of main languages agree with the lengths of every document`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let documents = randomDocuments(200, using: &random)
    let folder = try TemporaryFolder()
    let segment = try #require(
      try writeIndex(documents, cut: 1000, to: folder.path).segments.first)
    var last: (language: UInt16, arrival: UInt32)?
    for document in 0..<UInt32(segment.documentCount) {
      let language = segment.mainLanguage(of: document)
      #expect(segment.values.documents(mainLanguage: language).contains(document))
      let lengths = try segment.lengths(of: document)
      let most = lengths.map(\.words).max() ?? 0
      let first = lengths.first { $0.words == most }
      let expected = first.map { segment.languages[Int($0.language)].language } ?? .unknown
      #expect(segment.languages[Int(language)].language == expected, "seed \(seed)")
      #expect(segment.values.mainWords(of: document) == most, "seed \(seed)")
      let place = (language: language, arrival: try segment.values.arrival(of: document))
      if let last { #expect(last < place, "seed \(seed)") }
      last = place
    }
  }

  @Test func `Merging gives the bytes of a builder that took the documents in order`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let documents = randomDocuments(150, using: &random)
    let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try writeIndex(documents, cut: 1000, to: one.path)
    let parts = try writeIndex(documents, cut: 40, to: two.path).segments
    _ = try SegmentMerger.merge(parts, folder: two.path, segment: 1)
    let whole = try fileBytes(one.path)
    let merged = try fileBytes(two.path)
    for kind in ["terms", "postings", "positions", "documents", "stored"] {
      #expect(whole["1.\(kind)"] == merged["1.\(kind)"], "seed \(seed): \(kind)")
    }
  }

  @Test func `Merging without deleted documents gives the bytes of a builder that never had them`()
    throws
  {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let documents = randomDocuments(150, using: &random)
    let deleted = Set(
      documents.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map(\.id))
    let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try writeIndex(
      documents.filter { !deleted.contains($0.id) }, cut: 1000, to: one.path)
    _ = try writeIndex(documents, cut: 40, to: two.path)
    let writer = try IndexWriter(folder: two.path)
    try writer.publish(segments: [], deleting: Array(deleted))
    let parts = try IndexSnapshot.open(two.path).segments
    let number = writer.nextSegmentNumber()
    _ = try SegmentMerger.merge(parts, folder: two.path, segment: number)
    let whole = try fileBytes(one.path)
    let merged = try fileBytes(two.path)
    // A file names its segment in its head alone; its checksum follows from that too.
    for kind in ["terms", "postings", "positions", "documents", "stored"] {
      let expected = try #require(whole["1.\(kind)"])
      let found = try #require(merged["\(number).\(kind)"])
      let head = ComponentLayout.headerLength
      #expect(expected.count == found.count, "seed \(seed): \(kind)")
      #expect(
        expected.dropFirst(head).dropLast(4) == found.dropFirst(head).dropLast(4),
        "seed \(seed): \(kind)")
    }
  }

  @Test func `Without stored text everything else is kept, through a merge too`() throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    for part in 0..<2 {
      let builder = SegmentBuilder(storesText: false)
      try builder.add(
        IndexedDocument(
          id: "d\(part)", text: Array("a word\u{C}more".utf8), pageStarts: [0, 7], name: "n.txt",
          payload: [1, 2]))
      let segment = try builder.write(to: folder.path, segment: writer.nextSegmentNumber())
      try writer.publish(segments: [segment])
    }
    try writer.mergeAll()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(snapshot.verify() == [])
    #expect(snapshot.segments.map(\.textBytes) == [22])
    let stored = try #require(try snapshot.document(id: "d1"))
    #expect(!stored.hasText && stored.text.isEmpty && stored.pageStarts == [0])
    #expect(stored.name == "n.txt" && stored.payload == [1, 2])
    let answer = try Searcher(snapshot).search(QueryParser.parse("word"))
    #expect(answer.hits.map(\.documentID) == ["d0", "d1"])
    #expect(answer.hits.allSatisfy { $0.snippet.text.isEmpty })
  }
}
