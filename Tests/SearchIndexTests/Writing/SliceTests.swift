// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Segments that go on from slice to slice, and where they end.

import FileStorage
import Testing
import TextAnalysis

@testable import SearchIndex

@Suite struct SliceTests {
  /// So little memory that a slice has 256 KiB, and the segment eight megabytes.
  private func options(threads: Int) -> WriterOptions {
    WriterOptions(memory: MemoryBudget(bytes: MemoryBudget.least), threads: threads)
  }

  private func document(_ id: String, _ text: String) -> IndexedDocument {
    IndexedDocument(id: id, text: Array(text.utf8))
  }

  /// A text as long as a slice, so that the next document begins another.
  private func slice(_ id: String) -> IndexedDocument {
    document(id, String(repeating: "bread \(id) ", count: (256 << 10) / (7 + id.utf8.count)))
  }

  /// A word of small letters alone, which has no parts.
  private func word(_ number: Int) -> String {
    let digits = String(number, radix: 16).utf8.map { $0 < 0x40 ? $0 + 0x40 : $0 }
    return String(decoding: digits, as: UTF8.self)
  }

  private func batch(of document: IndexedDocument) -> ParallelSegmentBuilder.Batch {
    { take throws(SearchIndexError) in try take(document) }
  }

  /// Texts in which each word is another.
  private func distinctWords(_ count: Int, bytes: Int) -> [IndexedDocument] {
    var number = 0
    return (0..<count).map { id in
      var text = ""
      while text.utf8.count < bytes {
        text += word(number) + " "
        number += 1
      }
      return document("d\(id)", text)
    }
  }

  @Test func `Slices become one segment until the memory is full, also those of one document`()
    async throws
  {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path, options: options(threads: 2))
    for number in 0..<3 { try await writer.add(slice("s\(number)")) }
    try await writer.commit()
    #expect(try IndexSnapshot.open(folder.path).segments.map(\.documentCount) == [3])
    for number in 3..<12 { try await writer.add(slice("s\(number)")) }
    try await writer.commit()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(snapshot.documentCount == 12 && (3...6).contains(snapshot.segments.count))
    #expect(snapshot.verify() == [])
  }

  @Test
  func `Where each word is another, segments end inside slices, for any number of threads alike`()
    async throws
  {
    let documents = distinctWords(24, bytes: 32 << 10)
    var digests: Set<String> = []
    for threads in 1...3 {
      let folder = try TemporaryFolder()
      let writer = try IndexWriter(folder: folder.path, options: options(threads: threads))
      for document in documents { try await writer.add(document) }
      try await writer.commit()
      let snapshot = try IndexSnapshot.open(folder.path)
      #expect(snapshot.documentCount == documents.count && snapshot.segments.count > 2)
      #expect(snapshot.verify() == [])
      digests.insert(snapshot.digest)
    }
    #expect(digests.count == 1)
  }

  @Test func `A document of a slice replaces and deletes those of earlier ones alone`() async throws
  {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path, options: options(threads: 2))
    var expected: [String: String] = [:]
    func add(_ document: IndexedDocument) async throws {
      try await writer.add(document)
      expected[document.id] = String(decoding: document.text, as: UTF8.self)
    }
    func delete(_ id: String) {
      writer.delete(id: id)
      expected[id] = nil
    }
    try await add(document("a", "first"))
    try await add(document("b", "first"))
    try await add(document("c", "first"))
    try await add(slice("s1"))
    // In the next slice one comes back and one does not; what was never there changes nothing.
    delete("a")
    delete("b")
    delete("nowhere")
    try await add(document("a", "second"))
    try await add(slice("s2"))
    try await add(document("c", "second"))
    try await add(slice("s3"))
    // Nothing of the next slice is in the segment already.
    delete("s2")
    try await add(slice("s4"))
    delete("c")
    delete("s3")
    try await add(document("c", "third"))
    // Its segments end one after another, and all of them come after the deletions.
    for document in distinctWords(16, bytes: 32 << 10) { try await add(document) }
    try await add(document("b", "last"))
    try await writer.commit()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(try contents(snapshot) == expected)
    #expect(snapshot.verify() == [])
  }

  @Test func `Slices of one document that replace each other have numbers of their own`()
    async throws
  {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path, options: options(threads: 2))
    for _ in 0..<2 { try await writer.add(slice("s1")) }
    try await writer.commit()
    for id in ["s2", "s3"] {
      try await writer.add(document(id, "another"))
      try await writer.commit()
    }
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(Set(snapshot.segments.map(\.number)).count == snapshot.segments.count)
    #expect(snapshot.verify() == [])
    #expect(try contents(snapshot).keys.sorted() == ["s1", "s2", "s3"])
  }

  @Test func `A deletion spares what comes after it in a slice whose segments end early`()
    async throws
  {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path, options: options(threads: 2))
    try await writer.add(slice("s1"))
    let words = distinctWords(16, bytes: 32 << 10)
    for document in words { writer.delete(id: document.id) }
    for document in words { try await writer.add(document) }
    try await writer.commit()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(snapshot.documentCount == 17 && snapshot.segments.count > 2)
  }

  @Test func `A document that cannot be made gives up its batch, and the next one works`()
    async throws
  {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path, options: options(threads: 2))
    for document in distinctWords(12, bytes: 32 << 10) { try await writer.add(document) }
    let failure = SearchIndexError.fileSystem(path: "/original", reason: "cannot be read")
    await writer.add(id: "broken", textBytes: 300 << 10) { () throws(SearchIndexError) in
      throw failure
    }
    // Slices behind it are given up too.
    for number in 0..<3 { try await writer.add(slice("s\(number)")) }
    await #expect(throws: failure) { try await writer.commit() }
    #expect(try fileBytes(folder.path).isEmpty)
    await writer.add(id: "made", textBytes: 5) { document("made", "later") }
    try await writer.commit()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(try contents(snapshot) == ["made": "later"] && snapshot.verify() == [])
    #expect(try fileBytes(folder.path).count == 7)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `What documents amount to is the same for any number of threads`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let documents =
      randomDocuments(300, using: &random)
      + distinctWords(4, bytes: 8 << 10).map {
        document("x\($0.id)", String(decoding: $0.text, as: UTF8.self))
      }
    var found: Set<Int> = []
    for threads in 1...4 {
      let builder = ParallelSegmentBuilder(threads: threads)
      let batches = documents.map { batch(of: $0) }
      try await builder.add(Array(batches[..<100]))
      found.insert(builder.approximateMemory << 1 | 1)
      try await builder.add(Array(batches[100...]))
      found.insert(builder.approximateMemory << 1)
      var ids = ByteStrings()
      ids.append(Array("nowhere".utf8))
      #expect(!builder.containsAny(of: ids))
      ids.append(Array("xd3".utf8))
      #expect(builder.containsAny(of: ids))
    }
    #expect(found.count == 2, "seed \(seed)")
  }

  @Test func `A sample tells the number of distinct words`() throws {
    let builder = SegmentBuilder()
    let documents = distinctWords(8, bytes: 16 << 10)
    let words = documents.reduce(0) { $0 + $1.text.count { $0 == 0x20 } }
    for document in documents { try builder.add(document) }
    let once = builder.approximateMemory
    // Each takes 200 bytes, one occurrence 16, and documents little.
    #expect((200 * words...240 * words).contains(once), "\(words) words")
    for var document in documents {
      document.id += " again"
      try builder.add(document)
    }
    #expect((10 * words...25 * words).contains(builder.approximateMemory - once))
  }
}
