// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

/// Pages, orders and collapsed duplicates, beside plain lists of all hits.
@Suite struct AnswerPagingTests {
  private static let words = ["tunnel", "port", "soup", "bus", "gare", "école"]
  private static let queries = [
    "tunnel", "tunnel port", "+tunnel soup", "po*", "tunnel -bus", "(tunnel OR port) AND soup",
    "since:2020", "soup since:2025-03", "\"tunnel port\"", "bus gare école^2",
  ]

  /// Few words and short texts: many scores are equal, and many texts.
  private static func index(
    _ random: inout QuerySplitMix
  ) throws -> (QueryTestIndex, [String: IndexedDocument]) {
    var number = 0
    let segments = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      (0..<Int.random(in: 1...40, using: &random)).map { _ in
        number += 1
        let text = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          words.randomElement(using: &random) ?? ""
        }
        let marks = [" ", ", ", "! "].randomElement(using: &random) ?? " "
        let language = ["en", "fr", "de"].randomElement(using: &random)
        var document = IndexedDocument("d\(number)", text.joined(separator: marks), language)
        document.dates = (0..<Int.random(in: 0...2, using: &random)).map { _ in
          Int32.random(in: 20_200...20_204, using: &random)
        }
        return document
      }
    }
    let deleted = segments.joined().map(\.id).filter { _ in
      Int.random(in: 0..<8, using: &random) == 0
    }
    let documents = Dictionary(
      segments.joined().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return (try QueryTestIndex(segments, deleting: deleted), documents)
  }

  /// All hits, page by page.
  private static func pages(
    _ query: QueryNode, _ options: SearchOptions, _ searcher: Searcher,
    _ random: inout QuerySplitMix
  ) throws -> [Hit] {
    var hits: [Hit] = []
    var options = options
    while true {
      options.limit = Int.random(in: 1...7, using: &random)
      options.content = Bool.random(using: &random) ? .ids : .snippets
      let answer = try searcher.search(query, options)
      #expect(answer.hitsBefore == hits.count)
      hits += answer.hits
      #expect(answer.next?.hitsSoFar ?? hits.count == hits.count)
      guard let next = answer.next else { return hits }
      options.after = next.text
      try #require(hits.count < 10_000)
    }
  }

  @Test func `Pages of any size put together are the whole answer, in every order`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    for _ in 0..<6 {
      let (index, documents) = try Self.index(&random)
      let searcher = Searcher(index.snapshot)
      for text in Self.queries {
        let comment: Comment = "seed \(seed): \(text)"
        let query = try QueryParser.parse(text)
        var options = SearchOptions(limit: 10_000)
        let byScore = try searcher.search(query, options)
        for (sort, collapse) in [
          (.score, false), (.newest, false), (.oldest, false), (.score, true), (.oldest, true),
        ] as [(SearchOptions.Sort, Bool)] {
          options.sort = sort
          options.collapse = collapse
          let expected = Self.expected(byScore.hits, documents, sort, collapse)
          let whole = try searcher.search(query, options)
          #expect(whole.hits.map(\.documentID) == expected.map(\.id), comment)
          #expect(whole.hits.map(\.duplicates) == expected.map(\.duplicates), comment)
          #expect(whole.total == byScore.total && whole.next == nil, comment)
          #expect(whole.distinct == (collapse ? expected.count : nil), comment)
          let paged = try Self.pages(query, options, searcher, &random)
          #expect(paged.map(\.documentID) == expected.map(\.id), comment)
          #expect(paged.map(\.score) == whole.hits.map(\.score), comment)
          #expect(paged.map(\.duplicates) == expected.map(\.duplicates), comment)
        }
      }
    }
  }

  /// What the hits by score become in another order, and with duplicates as one.
  private static func expected(
    _ hits: [Hit], _ documents: [String: IndexedDocument], _ sort: SearchOptions.Sort,
    _ collapse: Bool
  ) -> [(id: String, duplicates: Int)] {
    let keyed = hits.enumerated().map { place, hit in
      let day = documents[hit.documentID]?.dates.min().map { Int($0) }
      let key = sort == .score ? 0 : day.map { sort == .oldest ? $0 : -$0 } ?? Int.max
      return (key: key, place: place, id: hit.documentID)
    }
    var result: [(id: String, duplicates: Int)] = []
    var firsts: [String: Int] = [:]
    for row in keyed.sorted(by: { ($0.key, $0.place) < ($1.key, $1.place) }) {
      let text = String(decoding: documents[row.id]?.text ?? [], as: UTF8.self)
      let letters = text.filter(\.isLetter)
      if collapse, let first = firsts[letters] {
        result[first].duplicates += 1
      } else {
        firsts[letters] = result.count
        result.append((row.id, 0))
      }
    }
    return result
  }

  @Test func `A cursor is refused by another query, other options, and another commit`() throws {
    let documents = (0..<5).map { IndexedDocument("d\($0)", "soup tunnel", "en") }
    let index = try QueryTestIndex([documents])
    var options = SearchOptions(limit: 2)
    let next = try #require(try index.answer("soup", options).next).text
    options.after = next
    #expect(try index.answer("soup", options).hits.count == 2)
    #expect(throws: SearchIndexError.unusableCursor(reason: .ofAnotherQuery)) {
      try index.answer("tunnel", options)
    }
    options.match = .exact
    #expect(throws: SearchIndexError.unusableCursor(reason: .ofAnotherQuery)) {
      try index.answer("soup", options)
    }
    options.match = .stem
    let other = try QueryTestIndex([documents, [IndexedDocument("new", "soup", "en")]])
    #expect(throws: SearchIndexError.unusableCursor(reason: .ofAnotherCommit)) {
      try other.answer("soup", options)
    }
  }

  @Test func `A cursor whose checksum fits but whose place does not exist is refused`() throws {
    let index = try QueryTestIndex([[IndexedDocument("a", "soup", "en")]])
    for (segment, document, hits) in [(1, 0, 1), (0, 1, 1), (0, 0, Int.max), (0, 0, 1 << 48)] {
      let scored = ScoredDocument(segment: segment, document: UInt32(document), score: 1)
      let cursor = SearchCursor(
        after: RankedDocument(key: .min, scored: scored), hitsSoFar: hits,
        indexDigest: index.snapshot.digest, query: .word("soup"), SearchOptions())
      var options = SearchOptions()
      options.after = cursor.text
      #expect(throws: SearchIndexError.unusableCursor(reason: .unreadable)) {
        try index.answer("soup", options)
      }
    }
  }

  @Test func `A cursor with any digit changed, cut or added is refused`() throws {
    let index = try QueryTestIndex([(0..<5).map { IndexedDocument("d\($0)", "soup", "en") }])
    var options = SearchOptions(limit: 2)
    let digits = Array(try #require(try index.answer("soup", options).next).text)
    var wrong = ["", "start", "é", String(digits) + "0", String(digits.dropLast())]
    for place in digits.indices {
      var changed = digits
      changed[place] = changed[place] == "0" ? "1" : "0"
      wrong.append(String(changed))
    }
    for cursor in wrong {
      options.after = cursor
      #expect(throws: SearchIndexError.unusableCursor(reason: .unreadable)) {
        try index.answer("soup", options)
      }
    }
  }
}
