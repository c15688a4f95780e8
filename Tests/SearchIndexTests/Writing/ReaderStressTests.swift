// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One writer that adds, deletes and merges, and readers that search all the while. Run under the
// thread sanitizer by `swift build --build-tests --sanitize=thread`.

import QuerySyntax
import Synchronization
import Testing
import TextAnalysis

@testable import SearchIndex

@Suite struct ReaderStressTests {
  private static let commits = 40

  /// Tells readers that the writer has finished.
  private final class Finish: Sendable {
    private let flag = Mutex(false)
    var isReached: Bool { flag.withLock { $0 } }
    func reach() { flag.withLock { $0 = true } }
  }

  /// Searches snapshot after snapshot until the writer has finished; the number of rounds.
  private static func read(
    _ first: IndexSnapshot, _ query: QueryNode, until finish: Finish
  ) async throws -> Int {
    let totals = (0...commits).map { expected(commits: $0) }
    var snapshot = first
    var rounds = 0
    while !finish.isReached || rounds == 0 {
      let searcher = Searcher(snapshot)
      let answer = try searcher.search(query, SearchOptions(limit: 5))
      #expect(totals.contains(answer.total), "a reader saw part of a commit")
      #expect(answer.total == snapshot.documentCount)
      #expect(try searcher.count(query, on: .stem) == answer.total, "a snapshot stays")
      snapshot = try snapshot.refreshed()
      rounds += 1
      await Task.yield()
    }
    return rounds
  }

  /// Each commit adds three documents with its number and deletes one of the commit four before.
  private func write(_ writer: IndexWriter) async throws {
    for commit in 0..<Self.commits {
      for copy in 0..<3 {
        let text = "every commit\(commit) ports Running copy\(copy)"
        try await writer.add(IndexedDocument(id: "\(commit)-\(copy)", text: Array(text.utf8)))
      }
      if commit >= 4 { writer.delete(id: "\(commit - 4)-0") }
      _ = try await writer.commit()
      if commit % 15 == 14 { try writer.mergeAll() }
    }
    try await writer.finishMerges()
  }

  /// The documents that so many commits leave, with the one that was there before.
  private static func expected(commits: Int) -> Int { 1 + 3 * commits - max(0, commits - 4) }

  @Test func `Readers see whole commits while a writer adds, deletes and merges`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let writer = try IndexWriter(folder: path)
    try await writer.add(IndexedDocument(id: "first", text: Array("every".utf8)))
    _ = try await writer.commit()
    let finish = Finish()
    let queries = ["every", "ru* OR every OR \"ports x\"", "+every copy1", "every^2 +every"]
    try await withThrowingTaskGroup(of: Int.self) { group in
      for query in queries {
        group.addTask {
          try await Self.read(IndexSnapshot.open(path), QueryParser.parse(query), until: finish)
        }
      }
      defer { finish.reach() }
      try await write(writer)
      finish.reach()
      for try await rounds in group { #expect(rounds > 0) }
    }
    let snapshot = try IndexSnapshot.open(path)
    #expect(snapshot.documentCount == Self.expected(commits: Self.commits))
    #expect(snapshot.verify() == [])
  }
}
