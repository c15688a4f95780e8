// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

/// Searches that end before their end.
@Suite struct StoppedSearchTests {
  private static func index() throws -> QueryTestIndex {
    try QueryTestIndex([
      (0..<50).map { IndexedDocument("a\($0)", "soup tunnel", "en") },
      (0..<50).map { IndexedDocument("b\($0)", "soup port", "en") },
    ])
  }

  private static let queries = [
    "soup", "soup tunnel", "+soup +port", "so*", "\"soup port\"", "since:2020",
    "(soup AND port) OR (soup AND tunnel)", "soup -port",
  ]

  private static func allOptions() -> [SearchOptions] {
    SearchOptions.Sort.allCases.flatMap { sort in
      [false, true].map { collapse in
        var options = SearchOptions(limit: 5)
        options.sort = sort
        options.collapse = collapse
        options.facets = true
        options.suggestions = 3
        return options
      }
    }
  }

  @Test func `A search without time finds nothing, says so, and gives no cursor`() throws {
    let index = try Self.index()
    for query in Self.queries {
      for var options in Self.allOptions() {
        options.timeout = .zero
        let answer = try index.answer(query, options)
        #expect(answer.isPartial && answer.notes.contains(.stopped))
        #expect(answer.hits.isEmpty && answer.next == nil)
        #expect(answer.total == 0 && answer.suggestions.isEmpty)
      }
    }
  }

  @Test func `A search with time enough is whole`() throws {
    let index = try Self.index()
    for query in Self.queries {
      for var options in Self.allOptions() {
        let free = try index.answer(query, options)
        options.timeout = .seconds(600)
        let answer = try index.answer(query, options)
        #expect(!answer.isPartial)
        #expect(answer.hits.map(\.documentID) == free.hits.map(\.documentID))
        #expect(answer.total == free.total)
      }
    }
  }

  @Test func `A search of a cancelled task stops`() async throws {
    let snapshot = try Self.index()
    let searcher = Searcher(snapshot.snapshot)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try searcher.search(.word("soup"))
    }
    task.cancel()
    let answer = try await task.value
    #expect(answer.isPartial && answer.hits.isEmpty && answer.next == nil)
    withExtendedLifetime(snapshot) {}
  }
}
