// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A writer that dies, or whose disk is full, at any operation of commits and background merges; and
// readers beside a busy writer.

import FileStorage
import SystemPackage
import Testing

@testable import SearchIndex

@Suite struct WriterFaultTests {
  private let before = Dictionary(
    uniqueKeysWithValues: (0..<7).flatMap { [("d\($0)", "old \($0)"), ("e\($0)", "old \($0)")] })
  private var after: [String: String] {
    before.filter { $0.key != "d2" }.merging(["d1": "new", "d9": "new"]) { $1 }
  }

  private func document(_ id: String, _ text: String) -> IndexedDocument {
    IndexedDocument(id: id, text: Array(text.utf8))
  }

  /// An index of seven segments: one more and they are merged.
  private func start(_ folder: FilePath) async throws {
    let writer = try IndexWriter(folder: folder)
    for number in 0..<7 {
      for id in ["d\(number)", "e\(number)"] {
        try await writer.add(document(id, "old \(number)"))
      }
      try await writer.commit()
    }
  }

  /// A commit with a new document, a replaced and a deleted one, then the merge that it brings
  /// about.
  ///
  /// - Returns: whether the commit was reported.
  private func change(_ folder: FilePath) async throws -> Bool {
    let writer = try IndexWriter(folder: folder, waiting: .seconds(20))
    try await writer.add(document("d9", "new"))
    try await writer.add(document("d1", "new"))
    writer.delete(id: "d2")
    try await writer.commit()
    // What fails from here on must not lose the commit.
    try? await writer.finishMerges()
    return true
  }

  private func copy(_ source: FilePath, to target: FilePath) throws {
    for name in try fileBytes(source).keys {
      try Folder.copyFile(source.appending(name), to: target.appending(name), sync: false)
    }
  }

  private func operations(_ start: FilePath) async throws -> Int {
    let folder = try TemporaryFolder()
    try copy(start, to: folder.path)
    let counter = FileFaults()
    _ = try await FileFaults.$current.withValue(counter) { try await change(folder.path) }
    #expect(try IndexSnapshot.open(folder.path).segments.count == 1)
    return counter.count
  }

  @Test(arguments: ["stop", "full disk"])
  func `A fault at any operation leaves the commit before or after, and what was reported`(
    kind: String
  ) async throws {
    let start = try TemporaryFolder()
    try await self.start(start.path)
    let operations = try await operations(start.path)
    #expect(operations > 60)
    var outcomes: Set<Bool> = []
    let first = Int.random(in: 0..<2)
    print("faults at every second operation from \(first) of \(operations)")
    for number in stride(from: first, through: operations, by: 2) {
      let folder = try TemporaryFolder()
      try copy(start.path, to: folder.path)
      let plan: FileFaults.Plan =
        kind == "stop" ? .stop(at: number) : .fail(at: number, errno: 28)
      let reported = await FileFaults.$current.withValue(FileFaults(plan)) {
        (try? await change(folder.path)) ?? false
      }
      let snapshot = try IndexSnapshot.open(folder.path)
      let found = try contents(snapshot)
      #expect(found == after || (found == before && !reported), "\(kind) at \(number)")
      #expect(snapshot.verify() == [], "\(kind) at \(number)")
      outcomes.insert(found == after)
      if !number.isMultiple(of: 3) { continue }
      _ = try await change(folder.path)
      let mended = try IndexSnapshot.open(folder.path)
      #expect(try contents(mended) == after && mended.verify() == [], "\(kind) at \(number)")
      let deletions = mended.segments.count { $0.deletedCount > 0 }
      #expect(try fileBytes(folder.path).count == 1 + 6 * mended.segments.count + deletions)
    }
    #expect(outcomes == [true, false])
  }

  @Test func `Readers beside a busy writer see whole commits, each later than the one before`()
    async throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path
    let writer = try IndexWriter(folder: path)
    try await writer.add(document("x", "version 0"))
    try await writer.add(document("y", "version 0"))
    try await writer.commit()
    let commits = 60
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 {
        group.addTask {
          var snapshot = try IndexSnapshot.open(path)
          var last = 0
          while last < commits {
            let latest = try snapshot.refreshed()
            #expect(latest.generation >= snapshot.generation)
            snapshot = latest
            let texts = try ["x", "y"].map {
              String(decoding: try snapshot.document(id: $0)?.text ?? [], as: UTF8.self)
            }
            #expect(texts[0] == texts[1])
            let version = Int(texts[0].split(separator: " ").last ?? "") ?? -1
            #expect(version >= last)
            #expect(snapshot.documentCount == 2 + version - version / 3)
            last = version
            await Task.yield()
          }
          return last
        }
      }
      for version in 1...commits {
        for id in ["x", "y"] {
          try await writer.add(IndexedDocument(id: id, text: Array("version \(version)".utf8)))
        }
        try await writer.add(IndexedDocument(id: "d\(version)", text: Array("more".utf8)))
        if version.isMultiple(of: 3) { writer.delete(id: "d\(version - 1)") }
        try await writer.commit()
      }
      for try await last in group { #expect(last == commits) }
    }
    try await writer.finishMerges()
    let snapshot = try IndexSnapshot.open(path)
    #expect(snapshot.documentCount == 2 + commits - commits / 3 && snapshot.verify() == [])
  }
}
