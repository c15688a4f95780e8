// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import QuerySyntax
import SearchIndex
import Synchronization
import SystemPackage
import TextAnalysis

/// The life of one index: a writer that adds, replaces, deletes, commits and merges; a second task
/// that writes through it; and readers of four kinds.
struct Round: Sendable {
  let folder: FilePath
  private let commits = 40

  init(folder: FilePath) { self.folder = folder }

  /// Tells readers that the writer has finished.
  private final class Finish: Sendable {
    private let flag = Mutex(false)
    var isReached: Bool { flag.withLock { $0 } }
    func reach() { flag.withLock { $0 = true } }
  }

  /// Documents with the word `every` after so many commits.
  private func expected(_ commits: Int) -> Int { 1 + 3 * commits - max(0, commits - 4) }

  private func document(_ id: String, _ text: String) -> IndexedDocument {
    IndexedDocument(
      id: id, text: Array(text.utf8), tags: ["lost"], places: ["Old Port"],
      dates: [20_000 + Int32(id.utf8.count)])
  }

  func run() async throws -> Work {
    let writer = try IndexWriter(folder: folder, options: WriterOptions(threads: 2))
    try await writer.add(document("first", "every"))
    try await writer.commit()
    let finish = Finish()
    let turn = Turn()
    let shared = Searcher(try IndexSnapshot.open(folder))
    var work = Work(commits: commits)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for reader in [search, turnPages, mark, expand] {
        group.addTask { try await read(shared, until: finish, reader) }
      }
      group.addTask { try await writeBeside(writer, turn, until: finish) }
      defer { finish.reach() }
      try await write(writer, turn)
      finish.reach()
      for try await answers in group { work.answers += answers }
    }
    let last = try IndexSnapshot.open(folder)
    let total = try search(Searcher(last))
    demand(total == expected(commits) && last.verify().isEmpty, "the index is whole")
    return work
  }

  /// Each commit adds three documents with its number and deletes one of the commit four before.
  ///
  /// Whoever commits publishes what all have added so far: nobody else does in between.
  private func write(_ writer: IndexWriter, _ turn: Turn) async throws {
    for commit in 0..<commits {
      await turn.take()
      defer { turn.give() }
      for copy in 0..<3 {
        let text = "every commit\(commit) ports Running, l'école du port copy\(copy)"
        try await writer.add(document("\(commit)-\(copy)", text))
      }
      if commit >= 4 { writer.delete(id: "\(commit - 4)-0") }
      try await writer.commit()
      if commit % 15 == 14 { try writer.mergeAll() }
    }
    try await writer.finishMerges()
  }

  /// Adds, replaces and deletes documents that the readers do not count, without an order.
  private func writeBeside(
    _ writer: IndexWriter, _ turn: Turn, until finish: Finish
  ) async throws -> Int {
    var number = 0
    while !finish.isReached {
      try await writer.add(document("beside \(number % 7)", "another ports running \(number)"))
      if number % 5 == 4 { writer.delete(id: "beside \(number % 3)") }
      if number % 3 == 2 {
        await turn.take()
        defer { turn.give() }
        try await writer.commit()
      }
      number += 1
      await Task.yield()
    }
    try await writer.commit()
    return 0
  }
}

/// Ends the program where something does not hold; optimized code says no more than that it trapped.
private func demand(_ holds: Bool, _ what: String) {
  if holds { return }
  print("races: it does not hold that \(what)")
  exit(1)
}

// MARK: - Readers

extension Round {
  /// A reader's work on one snapshot; returns what it was told of `every`.
  private typealias Reader = @Sendable (Searcher) throws -> Int

  /// Reads snapshot after snapshot, each the latest, and one that all readers have in common.
  private func read(
    _ shared: Searcher, until finish: Finish, _ reader: Reader
  ) async throws -> Int {
    let totals = Set((0...commits).map(expected))
    var snapshot = try IndexSnapshot.open(folder)
    var rounds = 0
    repeat {
      demand(totals.contains(try reader(Searcher(snapshot))), "a whole commit is seen")
      let seen = try reader(shared)
      demand(seen == 1, "a snapshot stays as it is: \(seen)")
      snapshot = try snapshot.refreshed()
      rounds += 2
      await Task.yield()
    } while !finish.isReached
    return rounds
  }

  private func search(_ searcher: Searcher) throws -> Int {
    for text in ["every", "ru* OR every OR \"ports x\"", "+every copy1", "every^2 +every"] {
      let query = try QueryParser.parse(text)
      let total = try searcher.search(query, SearchOptions(limit: 5)).total
      demand(try searcher.count(query, on: .stem) == total, "one count")
    }
    return try searcher.count(QueryParser.parse("every"), on: .fold)
  }

  private func turnPages(_ searcher: Searcher) throws -> Int {
    let query = try QueryParser.parse("every")
    var options = SearchOptions(limit: 7)
    options.content = .ids
    options.sort = .newest
    var ids: Set<String> = []
    while true {
      let answer = try searcher.search(query, options)
      ids.formUnion(answer.hits.map(\.documentID))
      guard let next = answer.next else { return ids.count }
      options.after = next.text
    }
  }

  private func mark(_ searcher: Searcher) throws -> Int {
    var options = SearchOptions(limit: 10)
    options.facets = true
    options.explain = true
    options.collapse = true
    for text in ["\"running ports\"~3 every", "école NEAR/4 every", "tag:lost since:2024 every"] {
      _ = try searcher.search(QueryParser.parse(text), options)
    }
    return try searcher.search(QueryParser.parse("every"), SearchOptions(limit: 3)).total
  }

  private func expand(_ searcher: Searcher) throws -> Int {
    var options = SearchOptions(match: .sound, limit: 3)
    options.suggestions = 3
    for text in ["evry~1", "*ning", "/p.rts?/", "evrry", "c*1"] {
      _ = try searcher.search(QueryParser.parse(text), options)
    }
    return try searcher.count(QueryParser.parse("every"), on: .fold)
  }
}
