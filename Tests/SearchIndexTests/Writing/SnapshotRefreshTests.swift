// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing

@testable import SearchIndex

@Suite struct SnapshotRefreshTests {
  private func add(_ ids: [String], _ writer: IndexWriter) async throws {
    for id in ids { try await writer.add(IndexedDocument(id: id, text: Array("text \(id)".utf8))) }
    try await writer.commit()
  }

  @Test func `Without a new commit, a refreshed snapshot is the same object`() async throws {
    let folder = try TemporaryFolder()
    try await add(["a"], try IndexWriter(folder: folder.path))
    let snapshot = try IndexSnapshot.open(folder.path)
    #expect(try snapshot.refreshed() === snapshot)
  }

  @Test func `A refreshed snapshot shares the segments that have not changed`() async throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    try await add(["a", "b"], writer)
    try await add(["c", "d"], writer)
    let old = try IndexSnapshot.open(folder.path)
    try await add(["d", "e"], writer)
    let new = try old.refreshed()
    #expect(new.generation == 3 && new.documentCount == 5)
    #expect(new.segments[0] === old.segments[0])
    #expect(new.segments[1] !== old.segments[1], "it has deletions now")
    #expect(try contents(old).keys.sorted() == ["a", "b", "c", "d"])
    #expect(try contents(new).keys.sorted() == ["a", "b", "c", "d", "e"])
    #expect(new.verify() == [] && old.verify() == [])
    #expect(try new.refreshed() === new)
  }

  @Test func `A snapshot is whole after its files are gone, and finds the commit that came`()
    async throws
  {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    for number in 0..<5 { try await add(["d\(number)"], writer) }
    let old = try IndexSnapshot.open(folder.path)
    try writer.mergeAll()
    #expect(old.verify() == [] && old.segments.count == 5)
    #expect(try contents(old) == contents(old.refreshed()))
    #expect(try old.refreshed().segments.count == 1)
  }

  @Test func `Another index put in the place of the first is not taken for it`() async throws {
    let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
    try await add(["a"], try IndexWriter(folder: folder.path))
    try await add(["b"], try IndexWriter(folder: other.path))
    let snapshot = try IndexSnapshot.open(folder.path)
    _ = try Folder.exchange(folder.path, with: other.path)
    #expect(try contents(snapshot.refreshed()).keys.sorted() == ["b"])
    #expect(try contents(snapshot).keys.sorted() == ["a"])
  }
}
