// Licensed under the Apache License, Version 2.0; see LICENSE.

import Synchronization
import Testing
import TextAnalysis

@testable import SearchIndex

/// Several threads write what one writes.
@Suite struct ParallelSegmentBuilderTests {
  /// Hands out documents in batches of random sizes.
  private final class Batches: Sendable {
    private let rest: Mutex<[[IndexedDocument]]>

    init(_ documents: [IndexedDocument], using random: inout SeededGenerator) {
      var batches: [[IndexedDocument]] = []
      var start = 0
      while start < documents.count {
        let end = min(documents.count, start + Int.random(in: 0...40, using: &random))
        batches.append(Array(documents[start..<end]))
        start = end
      }
      rest = Mutex(batches.reversed())
    }

    func next() -> ParallelSegmentBuilder.Batch? {
      guard let batch = rest.withLock({ $0.popLast() }) else { return nil }
      return { take throws(SearchIndexError) in
        for document in batch { try take(document) }
      }
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `Any number of threads writes the bytes of one builder`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let documents = randomDocuments(400, using: &random)
    let one = SegmentBuilder()
    for document in documents { try one.add(document) }
    let folder = try TemporaryFolder()
    let expected = try one.write(to: folder.path, segment: 1)
    let bytes = try fileBytes(folder.path)
    for threads in 1...4 {
      let builder = ParallelSegmentBuilder(threads: threads)
      let own = try TemporaryFolder()
      // Twice: a builder is used again.
      for _ in 0..<2 {
        let batches = Batches(documents, using: &random)
        try await builder.add { batches.next() }
        #expect(builder.documentCount == documents.count)
        let found = try await builder.write(to: own.path, segment: 1)
        #expect(found == expected, "seed \(seed), \(threads) threads")
        #expect(try fileBytes(own.path) == bytes, "seed \(seed), \(threads) threads")
        #expect(builder.documentCount == 0)
      }
    }
  }

  @Test(arguments: [true, false])
  func `Texts that are not kept give the bytes of one builder too`(storesText: Bool) async throws {
    var random = SeededGenerator(seed: 9)
    let documents = randomDocuments(120, using: &random)
    let one = SegmentBuilder(storesText: storesText)
    for document in documents { try one.add(document) }
    let folder = try TemporaryFolder()
    _ = try one.write(to: folder.path, segment: 7)
    let builder = ParallelSegmentBuilder(threads: 2, storesText: storesText)
    let batches = Batches(documents, using: &random)
    try await builder.add { batches.next() }
    let own = try TemporaryFolder()
    _ = try await builder.write(to: own.path, segment: 7)
    #expect(try fileBytes(own.path) == fileBytes(folder.path))
  }

  @Test func `Without documents the segment is that of an empty builder`() async throws {
    let folder = try TemporaryFolder()
    let expected = try SegmentBuilder().write(to: folder.path, segment: 1)
    let own = try TemporaryFolder()
    let builder = ParallelSegmentBuilder(threads: 2)
    #expect(try await builder.write(to: own.path, segment: 1) == expected)
    #expect(try fileBytes(own.path) == fileBytes(folder.path))
  }

  @Test func `An id that comes twice is refused, whichever threads meet it`() async throws {
    var random = SeededGenerator(seed: 4)
    var documents = randomDocuments(300, using: &random)
    documents[290].id = documents[3].id
    let builder = ParallelSegmentBuilder(threads: 3)
    let batches = Batches(documents, using: &random)
    await #expect(throws: SearchIndexError.duplicateDocument(id: documents[3].id)) {
      try await builder.add { batches.next() }
    }
    #expect(builder.documentCount == 0)
  }

  @Test func `An error of a source or of a document is thrown, and the builder is empty`()
    async throws
  {
    var random = SeededGenerator(seed: 5)
    var documents = randomDocuments(100, using: &random)
    documents[60].id = ""
    let builder = ParallelSegmentBuilder(threads: 2)
    let batches = Batches(documents, using: &random)
    await #expect(throws: SearchIndexError.unstorable(id: "", reason: .badIdentifier)) {
      try await builder.add { batches.next() }
    }
    let failure = SearchIndexError.fileSystem(path: "/a", reason: "no")
    await #expect(throws: failure) {
      try await builder.add { () throws(SearchIndexError) in throw failure }
    }
    #expect(builder.documentCount == 0)
    let others = Batches(Array(documents[..<50]), using: &random)
    try await builder.add { others.next() }
    #expect(builder.documentCount == 50)
  }

  @Test func `A segment whose ids are full refuses a document and keeps the others`() throws {
    var documents = SegmentDocuments(storesText: false, idLimit: 8)
    let analysis = DocumentIndexer().add(IndexedDocument(id: "", text: Array("one".utf8)))
    for id in ["four", "drei"] {
      try documents.appendID(of: IndexedDocument(id: id, text: []))
      #expect(documents.append(IndexedDocument(id: id, text: []), analysis) == nil)
    }
    #expect(throws: SearchIndexError.unstorable(id: "1", reason: .segmentFull)) {
      try documents.appendID(of: IndexedDocument(id: "1", text: []))
    }
    #expect(documents.count == 2)
  }
}
