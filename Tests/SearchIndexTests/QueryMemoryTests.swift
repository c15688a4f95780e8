// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

/// What is remembered of words that were asked for changes no answer.
@Suite struct QueryMemoryTests {
  @Test func `A searcher that was asked before answers as one that never was`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var crowd = CrowdedIndex(seed: seed)
    let index = try QueryTestIndex(
      [crowd.documents(0..<300), crowd.documents(300..<340)], deleting: ["d3", "d301"])
    let queries = (0..<8).map { _ in crowd.query() }
    let experienced = Searcher(index.snapshot)
    for _ in 0..<40 {
      let query = queries[Int.random(in: 0..<8, using: &crowd.random)]
      guard let node = try? QueryParser.parse(query) else { continue }
      let match = Rung.allCases.randomElement(using: &crowd.random) ?? .stem
      let fresh = Searcher(try IndexSnapshot.open(index.folder))
      let comment: Comment = "seed \(seed), \(match): \(query)"
      #expect(try experienced.count(node, on: match) == fresh.count(node, on: match), comment)
      let options = SearchOptions(match: match, limit: 20)
      let answers = (try experienced.search(node, options), try fresh.search(node, options))
      #expect(answers.0.hits.map(\.documentID) == answers.1.hits.map(\.documentID), comment)
      #expect(answers.0.hits.map(\.score) == answers.1.hits.map(\.score), comment)
      #expect(answers.0.hits.map(\.snippet) == answers.1.hits.map(\.snippet), comment)
    }
  }

  @Test func `One word is counted from the dictionary as it is by its list`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var crowd = CrowdedIndex(seed: seed)
    let index = try QueryTestIndex([crowd.documents(0..<300), crowd.documents(300..<340)])
    let searcher = Searcher(index.snapshot)
    for word in ["port", "Strike", "école", "ecole", "порт", "東京", "well-known", "unwritten"] {
      let node = QueryNode.word(word)
      let twice = QueryNode.boolean(must: [node, node], should: [], mustNot: [])
      let count = try searcher.count(node, on: .fold)
      #expect(try searcher.count(twice, on: .fold) == count, "seed \(seed): \(word)")
      #expect(word == "unwritten" ? count == 0 : count > 0, "seed \(seed): \(word)")
    }
  }

  @Test func `Of too many words the oldest are forgotten`() throws {
    let memo = ClauseMemo()
    var made = 0
    for number in 0..<(ClauseMemo.limit + 10) {
      for _ in 0..<2 {
        let clauses = memo.clauses(of: "w\(number)", .word, upTo: .stem) {
          made += 1
          return [Clause(text: "w\(number)", elements: [])]
        }
        #expect(clauses.map(\.text) == ["w\(number)"])
      }
    }
    #expect(made == ClauseMemo.limit + 10 && memo.count == 10)
    let phrase = memo.clauses(of: "w5", .phrase, upTo: .stem) { [] }
    #expect(phrase.isEmpty)
    let finer = memo.clauses(of: "w\(ClauseMemo.limit)", .word, upTo: .fold) { [] }
    #expect(finer.count == 1)
    let coarser = memo.clauses(of: "w\(ClauseMemo.limit)", .word, upTo: .sound) { [] }
    #expect(coarser.isEmpty)
  }
}
