// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Merges beside commits: quick, slow, or held back until the end, the outcome has the same bytes.

import FileStorage
import Synchronization
import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

@Suite struct BackgroundMergeTests {
  /// When merges are done.
  private enum Pace: CaseIterable {
    /// Before the next commit.
    case quick
    /// Whenever the machine gets to it.
    case natural
    /// After the last commit.
    case held
  }

  /// Commits of a few documents, deletions and replacements; the digest of the index at the end.
  private func write(_ folder: FilePath, seed: UInt64, pace: Pace) async throws -> IndexSnapshot {
    var random = SeededGenerator(seed: seed)
    let writer = try IndexWriter(folder: folder)
    let (gate, opening) = AsyncStream.makeStream(of: Void.self)
    if pace == .held {
      writer.state.withLock { $0.merging.last = Task { for await _ in gate { break } } }
    }
    var next = 0
    var model: [String: String] = [:]
    for commit in 0..<45 {
      for _ in 0..<Int.random(in: 1..<4, using: &random) {
        // Mostly new, sometimes one that a merge may be working on.
        let old = next > 3 && Int.random(in: 0..<4, using: &random) == 0
        let id = "d\(old ? Int.random(in: 0..<next, using: &random) : next)"
        let text = "text \(id) \(UInt8.random(in: 0...255, using: &random))"
        try await writer.add(IndexedDocument(id: id, text: Array(text.utf8)))
        model[id] = text
        next += 1
      }
      if next > 5, Int.random(in: 0..<2, using: &random) == 0 {
        for _ in 0..<Int.random(in: 1..<6, using: &random) {
          let id = "d\(Int.random(in: 0..<next, using: &random))"
          writer.delete(id: id)
          model[id] = nil
        }
      }
      try await writer.commit()
      if pace == .quick { await writer.state.withLock { $0.merging.last }?.value }
      if commit % 4 > 0 { continue }
      #expect(try contents(IndexSnapshot.open(folder)) == model, "seed \(seed), \(pace)")
    }
    opening.finish()
    try await writer.finishMerges()
    let snapshot = try IndexSnapshot.open(folder)
    #expect(try contents(snapshot) == model, "seed \(seed), \(pace)")
    #expect(snapshot.verify() == [])
    #expect(snapshot.segments.count < MergePolicy.factor * 2)
    let deletions = snapshot.segments.count { $0.deletedCount > 0 }
    #expect(try fileBytes(folder).count == 1 + 6 * snapshot.segments.count + deletions)
    return snapshot
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `The bytes of the index do not tell how quick merges were`(seed: UInt64) async throws {
    var digests: Set<String> = []
    for pace in Pace.allCases {
      let folder = try TemporaryFolder()
      digests.insert(try await write(folder.path, seed: seed, pace: pace).digest)
    }
    #expect(digests.count == 1, "seed \(seed)")
  }

  /// A writer of eight segments whose merge is done and part of no commit.
  private func writerWithMergeDone(_ folder: FilePath) async throws -> IndexWriter {
    let writer = try IndexWriter(folder: folder)
    for number in 0..<MergePolicy.factor {
      try await writer.add(IndexedDocument(id: "\(number)", text: Array("text".utf8)))
      try await writer.commit()
    }
    await writer.state.withLock { $0.merging.last }?.value
    #expect(writer.state.withLock { $0.merging.pending.count } == 1)
    return writer
  }

  @Test func `A merge of all leaves no files of a merge that it makes needless`() async throws {
    let folder = try TemporaryFolder()
    let writer = try await writerWithMergeDone(folder.path)
    try writer.mergeAll()
    #expect(try fileBytes(folder.path).count == 1 + 6)
    try await writer.finishMerges()
    #expect(try IndexSnapshot.open(folder.path).documentCount == MergePolicy.factor)
  }

  @Test func `A merge of all that fails spoils no merge in the background`() async throws {
    let folder = try TemporaryFolder()
    let writer = try await writerWithMergeDone(folder.path)
    for refused in [FileOperation.rename, .write] {
      #expect(throws: SearchIndexError.self) {
        try FileFaults(.refuse(refused, errno: 28)).run { try writer.mergeAll() }
      }
    }
    try await writer.finishMerges()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(snapshot.segments.count == 1 && snapshot.verify() == [])
    #expect(snapshot.documentCount == MergePolicy.factor)
  }

  @Test func `Work that fails on a full disk leaves no half segment behind`() async throws {
    let folder = try TemporaryFolder()
    let writer = try await writerWithMergeDone(folder.path)
    try await writer.finishMerges()
    let before = try fileBytes(folder.path)
    try await writer.add(IndexedDocument(id: "more", text: Array("text".utf8)))
    await FileFaults.$current.withValue(FileFaults(.refuse(.write, errno: 28))) {
      await #expect(throws: SearchIndexError.self) { try await writer.commit() }
    }
    #expect(try fileBytes(folder.path) == before)
  }

  @Test func `Merging keeps documents in the order in which they came`() async throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    for number in 0..<40 {
      let text = Array("same words in all".utf8)
      try await writer.add(IndexedDocument(id: "d\(number)", text: text))
      try await writer.commit()
    }
    try await writer.finishMerges()
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(snapshot.segments.count < MergePolicy.factor)
    var ids: [String] = []
    try snapshot.forEachDocument(where: { _ in true }, visit: { ids.append($0.id) })
    #expect(ids == (0..<40).map { "d\($0)" })
  }

  @Test func `A commit does not wait for a merge`() async throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    let (gate, opening) = AsyncStream.makeStream(of: Void.self)
    writer.state.withLock { $0.merging.last = Task { for await _ in gate { break } } }
    for number in 0..<30 {
      try await writer.add(IndexedDocument(id: "d\(number)", text: Array("text".utf8)))
      try await writer.commit()
    }
    #expect(try IndexSnapshot.open(folder.path).segments.count == 30)
    opening.finish()
    try await writer.finishMerges()
    #expect(try IndexSnapshot.open(folder.path).segments.count < MergePolicy.factor)
  }

  @Test func `A merge that fails is told at the end, and loses nothing`() async throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    let (gate, opening) = AsyncStream.makeStream(of: Void.self)
    writer.state.withLock { $0.merging.last = Task { for await _ in gate { break } } }
    for number in 0..<8 {
      try await writer.add(IndexedDocument(id: "d\(number)", text: Array("text".utf8)))
      try await writer.commit()
    }
    // A folder has the name of the file that the merge is to write.
    let number = try #require(writer.state.withLock { $0.merging.pending.first?.number })
    try Folder.make(folder.path.appending("\(number).terms"))
    opening.finish()
    await #expect(throws: SearchIndexError.self) { try await writer.finishMerges() }
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(snapshot.documentCount == 8 && snapshot.segments.count == 8)
    #expect(snapshot.verify() == [])
    try Folder.remove(folder.path.appending("\(number).terms"))
    try await writer.finishMerges()
    #expect(try IndexSnapshot.open(folder.path).segments.count == 1)
  }
}
