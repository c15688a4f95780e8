// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `IndexWriter.add`, `delete` and `commit`, against a dictionary that does the same.

import FileStorage
import Synchronization
import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// Live documents of an index: text by id.
func contents(_ snapshot: IndexSnapshot) throws -> [String: String] {
  var result: [String: String] = [:]
  let take = { (document: StoredDocument) in
    #expect(result[document.id] == nil, "\(document.id) is live twice")
    result[document.id] = String(decoding: document.text, as: UTF8.self)
  }
  try snapshot.forEachDocument(where: { _ in true }, visit: take)
  #expect(result.count == snapshot.documentCount)
  return result
}

@Suite struct DocumentDoorTests {
  private func document(_ id: String, _ text: String) -> IndexedDocument {
    IndexedDocument(id: id, text: Array(text.utf8))
  }

  /// So little memory that a few documents fill a slice.
  private func smallOptions(threads: Int) -> WriterOptions {
    WriterOptions(memory: MemoryBudget(bytes: MemoryBudget.least), threads: threads)
  }

  @Test func `A document is found after the commit, and not before`() async throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    try await writer.add(document("a", "soup"))
    #expect(try !writer.contains(id: "a"))
    #expect(throws: SearchIndexError.noIndex(folder: folder.path.string)) {
      try IndexSnapshot.open(folder.path)
    }
    #expect(try await writer.commit() == 1)
    #expect(try await writer.commit() == 1, "nothing to commit is no commit")
    #expect(try contents(IndexSnapshot.open(folder.path)) == ["a": "soup"])
  }

  @Test func `The last act on an id before the commit counts`() async throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    for id in ["a", "b", "c", "d"] { try await writer.add(document(id, "old \(id)")) }
    try await writer.commit()
    try await writer.add(document("a", "first"))
    try await writer.add(document("a", "second"))
    try await writer.add(document("b", "gone"))
    writer.delete(id: "b")
    writer.delete(id: "c")
    try await writer.add(document("c", "back"))
    writer.delete(id: "absent")
    try await writer.commit()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(try contents(snapshot) == ["a": "second", "c": "back", "d": "old d"])
    #expect(snapshot.verify() == [])
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>)
  func `Any acts in any order leave what a dictionary holds`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path, options: smallOptions(threads: 3))
    var model: [String: String] = [:]
    for _ in 0..<15 {
      for _ in 0..<Int.random(in: 0..<60, using: &random) {
        let id = "d\(Int.random(in: 0..<80, using: &random))"
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30:
          writer.delete(id: id)
          model[id] = nil
        case 30:
          // As large as a slice, so that it begins a new one.
          let text = String(repeating: "word\(id) ", count: writer.sliceText / 8)
          try await writer.add(document(id, text))
          model[id] = text
        default:
          let text = "text \(UInt16.random(in: 0...UInt16.max, using: &random))"
          try await writer.add(document(id, text))
          model[id] = text
        }
      }
      try await writer.commit()
      #expect(try contents(IndexSnapshot.open(folder.path)) == model, "seed \(seed)")
    }
    try await writer.finishMerges()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(try contents(snapshot) == model && snapshot.verify() == [], "seed \(seed)")
    #expect(snapshot.segments.count < 30)
    let files = try fileBytes(folder.path).count
    #expect(
      files == 1 + 6 * snapshot.segments.count + snapshot.segments.count { $0.deletedCount > 0 })
  }

  @Test func `A document that cannot be stored is refused at once, and the others are kept`()
    async throws
  {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    try await writer.add(document("a", "kept"))
    await #expect(throws: SearchIndexError.unstorable(id: "", reason: .badIdentifier)) {
      try await writer.add(document("", "refused"))
    }
    try await writer.commit()
    #expect(try contents(IndexSnapshot.open(folder.path)) == ["a": "kept"])
  }

  @Test func `Tasks that add and commit at once all find their documents`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let writer = try IndexWriter(folder: path)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<24 {
        let document = document("d\(number)", "text \(number)")
        group.addTask {
          do {
            try await writer.add(document)
            try await writer.commit()
            #expect(try IndexSnapshot.open(path).contains(id: document.id))
          } catch {
            Issue.record(error)
          }
        }
      }
    }
    #expect(try IndexSnapshot.open(folder.path).documentCount == 24)
    #expect(writer.generation <= 24)
  }

  @Test func `A commit that fails gives up its documents, and the next one works`() async throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    try await writer.add(document("a", "before"))
    try await writer.commit()
    let full = FileFaults(.refuse(.sync, errno: 28))
    await FileFaults.$current.withValue(full) {
      try? await writer.add(document("b", "given up"))
      await #expect(throws: SearchIndexError.self) { try await writer.commit() }
    }
    try await writer.add(document("c", "after"))
    try await writer.commit()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(try contents(snapshot) == ["a": "before", "c": "after"] && snapshot.verify() == [])
    #expect(try fileBytes(folder.path).count == 1 + 6 * snapshot.segments.count)
  }

  @Test func `The same documents give the same bytes, whatever the number of threads`()
    async throws
  {
    var random = SeededGenerator(seed: 5)
    let documents = randomDocuments(700, using: &random)
    var digests: Set<String> = []
    for threads in [1, 4] {
      let folder = try TemporaryFolder()
      let writer = try IndexWriter(folder: folder.path, options: smallOptions(threads: threads))
      for (number, document) in documents.enumerated() {
        try await writer.add(document)
        if number % 45 == 44 { try await writer.commit() }
        if number % 7 == 0 { writer.delete(id: "d\(number / 2)") }
      }
      try await writer.commit()
      try await writer.finishMerges()
      digests.insert(try IndexSnapshot.open(folder.path).digest)
    }
    #expect(digests.count == 1)
  }
}
