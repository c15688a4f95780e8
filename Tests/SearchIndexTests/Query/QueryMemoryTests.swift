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

  @Test func `Words that were weighed before are scored alike, whatever else is asked of them`()
    throws
  {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var crowd = CrowdedIndex(seed: seed)
    let index = try QueryTestIndex(
      [crowd.documents(0..<200), crowd.documents(200..<260)], deleting: ["d3", "d201"])
    let experienced = Searcher(index.snapshot)
    for word in ["port", "école", "порт", "東京東京東京", "unwritten"] {
      let forms = [
        "%", "%^3", "lang:fr %", "+% -%x", "port OR %", "-% ferry", "%^=2", "exact:%", "x%~1",
        "x%~1:1", "x%~2", "tag:x%~1", "\"% ferry\"", "\"% ferry\"^2", "%*", "lang:fr %*",
      ]
      for form in forms {
        let query = try QueryParser.parse(form.replacing("%", with: word))
        for rung in [Rung.stem, .fold, .stem] {
          let options = SearchOptions(match: rung, limit: 50)
          let fresh = try Searcher(index.snapshot).search(query, options)
          let comment: Comment = "seed \(seed), \(rung): \(form) with \(word)"
          for _ in 0..<2 {
            let answer = try experienced.search(query, options)
            #expect(answer.hits.map(\.documentID) == fresh.hits.map(\.documentID), comment)
            #expect(answer.hits.map(\.score) == fresh.hits.map(\.score), comment)
            #expect(try experienced.count(query, on: rung) == fresh.total, comment)
          }
        }
      }
    }
  }

  /// The word that a query is, looked up with a memory on the rung `fold`.
  static func word(
    _ query: QueryNode, of index: QueryTestIndex, _ memory: WeighedClauses, needsScores: Bool = true
  ) throws -> WeighedClause? {
    var watch = SearchWatch(timeout: nil)
    var planner = Planner(TextAnalyzer(), ranking: Ranking())
    let run = try SearchRun(
      index.snapshot, planner.plan(query, languages: []), ranking: Ranking(), match: .fold,
      prefixLimit: 100, detail: .documents, needsScores: needsScores, memory: memory, &watch)
    if case .ready(let word) = run.weights[0] { return word }
    return nil
  }

  @Test func `A word is known again by its terms in all segments`() throws {
    var crowd = CrowdedIndex(seed: 5)
    let index = try QueryTestIndex([crowd.documents(0..<60), crowd.documents(60..<90)])
    let memory = WeighedClauses()
    func word(_ query: QueryNode, needsScores: Bool = true) throws -> WeighedClause? {
      try Self.word(query, of: index, memory, needsScores: needsScores)
    }
    #expect(try word(.word("port"), needsScores: false) == nil && memory.wordCount == 0)
    let first = try #require(try word(.word("port")))
    #expect(try word(.word("port")) === first && memory.wordCount == 1)
    #expect(try word(.word("port"), needsScores: false) === first)
    #expect(try word(.boosted(.word("port"), 2)) == nil)
    #expect(try word(.word("strike")) !== first && memory.wordCount == 2)
    #expect(try word(.phrase("port strike", slop: 0)) == nil)
  }

  @Test
  func `A frequent word that is asked for again is read, for its documents and their ranges`()
    throws
  {
    let documents = (0..<600).map { IndexedDocument("\($0)", $0 < 2 ? "port lamp" : "port", "en") }
    let index = try QueryTestIndex([documents])
    let memory = WeighedClauses()
    func word(_ query: QueryNode, needsScores: Bool = true) throws -> WeighedClause? {
      try Self.word(query, of: index, memory, needsScores: needsScores)
    }
    let first = try #require(try word(.word("port")))
    for ask in 2..<WeighedClause.asksUntilRead {
      // To be counted is to be asked for as well.
      let isCounted = ask % 2 == 0
      #expect(try word(.word("port"), needsScores: !isCounted) === first && !first.isRead)
    }
    let second = try #require(try word(.word("port"), needsScores: false))
    #expect(second !== first && second.isRead && second.found.count == first.found.count)
    #expect(second.leaf(0, isScored: true).scoredRanges?.best.count == RangeBounds.knownBest)
    #expect(second.leaf(0, isScored: false).scoredRanges == nil)
    #expect(second.leaf(0, isScored: false).known?.documents?.count == 600)
    #expect(second.weight > first.weight)
    #expect(try word(.word("port")) === second && memory.wordCount == 1)
    #expect(try word(.word("port"), needsScores: false) === second)
    // What is too much to be remembered is not kept, and not found out again.
    let room = memory.scoreBudget
    let lighter = try first.read(upTo: second.weight - 1, room).leaf(0, isScored: true).known
    #expect(lighter?.ranges != nil && lighter?.documents == nil)
    let plain = try first.read(upTo: first.weight, room)
    #expect(plain.isRead && plain.leaf(0, isScored: true).known == nil)
    let whole = try first.read(upTo: second.weight, room).leaf(0, isScored: true).known
    #expect(whole?.documents != nil && whole?.scores != nil)
    // A rare one is looked up in no time.
    let rare = try #require(try word(.word("lamp")))
    for _ in 0..<5 { #expect(try word(.word("lamp")) === rare) }
    #expect(rare.leaf(0, isScored: true).known == nil)
  }

  @Test func `A word that was cut once is known again by itself, on each rung apart`() throws {
    var crowd = CrowdedIndex(seed: 6)
    let index = try QueryTestIndex([crowd.documents(0..<60), crowd.documents(60..<90)])
    let memory = WeighedClauses()
    let memo = ClauseMemo()
    var watch = SearchWatch(timeout: nil)
    func word(_ query: QueryNode, _ match: Rung) throws -> WeighedClause? {
      var planner = Planner(TextAnalyzer(), ranking: Ranking(), memo: memo)
      let plan = planner.plan(query, languages: [])
      let clauses = plan.clauses
      let before = memory.clauses(clauses.span, on: match, .documents, prefixLimit: 100)
      let run = try SearchRun(
        index.snapshot, plan, ranking: Ranking(), match: match, prefixLimit: 100,
        detail: .documents, memory: memory, &watch)
      guard case .ready(let word) = run.weights[0] else { return nil }
      #expect(before[0] == nil || before[0] === word)
      return before[0]
    }
    #expect(try word(.word("port"), .fold) == nil)
    let first = try #require(try word(.word("port"), .fold))
    #expect(try word(.word("port"), .stem) == nil)
    let stem = try #require(try word(.word("port"), .stem))
    let again = try word(.word("port"), .fold)
    #expect(stem !== first && first === again)
    #expect(try word(.boosted(.word("port"), 2), .fold) == nil)
  }

  @Test
  func `Phrases and patterns are known again, as far as was asked for, and push no words out`()
    throws
  {
    var crowd = CrowdedIndex(seed: 9)
    let index = try QueryTestIndex([crowd.documents(0..<60), crowd.documents(60..<90)])
    let memory = WeighedClauses()
    let memo = ClauseMemo()
    var watch = SearchWatch(timeout: nil)
    /// What was remembered of a query before it was asked.
    func known(
      _ query: String, _ match: Rung = .fold, _ detail: ClauseDetail = .rungs, cap: Int = 100,
      scored: Bool = true
    ) throws -> WeighedClause? {
      var planner = Planner(TextAnalyzer(), ranking: Ranking(), memo: memo)
      let plan = planner.plan(try QueryParser.parse(query), languages: [])
      let clauses = plan.clauses
      let before = memory.clauses(clauses.span, on: match, detail, prefixLimit: cap)
      _ = try SearchRun(
        index.snapshot, plan, ranking: Ranking(), match: match, prefixLimit: cap, detail: detail,
        needsScores: scored, memory: memory, &watch)
      return before[0]
    }
    for query in ["\"port strike\"", "po*", "prt~1", "p?rt", "/p.*t/", "[p TO q]"] {
      let isPhrase = query.hasPrefix("\"")
      #expect(try known(query) == nil)
      let first = try #require(try known(query))
      #expect(try known(query) === first)
      #expect(try known(query, .stem) == nil && known(query, .stem) !== first)
      // Of a pattern it matters how much of it was asked for.
      #expect(try known(query, .fold, .documents) === first)
      #expect(try (known(query, .fold, .terms) === first) == isPhrase)
      #expect(try (known(query, cap: 99) === first) == isPhrase)
      #expect(try known("(\(query))^2") == nil)
      #expect(try known("lang:en \(query)") == nil)
    }
    // What meets a cap is found anew, so that it can say so.
    #expect(try known("s*", cap: 2) == nil && known("s*", cap: 2) == nil)
    // A phrase is not weighed where nothing but its count is asked for.
    #expect(try known("\"port ferry\"", scored: false) == nil)
    #expect(try known("\"port ferry\"", scored: false) == nil)
    #expect(memory.wordCount == 0)
  }

  @Test func `What lifts the words of a run without spaces is known again with its own boost`()
    throws
  {
    let documents = (0..<40).map { IndexedDocument("d\($0)", "今日は東京でパンを配ります", "ja") }
    let index = try QueryTestIndex([documents])
    let memory = WeighedClauses()
    let memo = ClauseMemo()
    var watch = SearchWatch(timeout: nil)
    func known(_ query: String) throws -> (all: Int, known: Int, boosts: Set<Double>) {
      var planner = Planner(TextAnalyzer(), ranking: Ranking(), memo: memo)
      let plan = planner.plan(try QueryParser.parse(query), languages: [])
      let clauses = plan.clauses
      let before = memory.clauses(clauses.span, on: .fold, .documents, prefixLimit: 100)
      _ = try SearchRun(
        index.snapshot, plan, ranking: Ranking(), match: .fold, prefixLimit: 100,
        detail: .documents, memory: memory, &watch)
      return (before.count, before.count { $0 != nil }, Set(clauses.map(\.boost)))
    }
    let first = try known("東京でパンを配ります")
    #expect(first.all > 3 && first.known == 0 && first.boosts.count > 1)
    let second = try known("東京でパンを配ります")
    #expect(second.known == second.all)
    #expect(try known("東京でパンを配ります^2").known == 0)
  }

  @Test(arguments: [["我和你在", "我和"], ["我和", "我和你在"]])
  func `A pair that lifts its words is not taken for the same pair as typed`(
    queries: [String]
  ) throws {
    let texts = ["我和你在家", "你和我在家", "和你在", "在家"]
    let documents = (0..<40).map { IndexedDocument("d\($0)", texts[$0 % 4], "zh") }
    let index = try QueryTestIndex([documents])
    let experienced = Searcher(index.snapshot)
    for query in queries + queries {
      let fresh = try Searcher(index.snapshot).search(.word(query))
      let answer = try experienced.search(.word(query))
      #expect(answer.hits.map(\.documentID) == fresh.hits.map(\.documentID))
      #expect(answer.hits.map(\.score) == fresh.hits.map(\.score))
      #expect(answer.total == fresh.total && fresh.total >= 10)
    }
  }

  @Test func `A prefix that meets its cap says so each time`() throws {
    let text = (0..<30).map { "harb\($0)x" }.joined(separator: " ")
    let index = try QueryTestIndex([[IndexedDocument("a", text, "en")]])
    let searcher = Searcher(index.snapshot)
    var options = SearchOptions()
    for cap in [10, 10, 31, 31, 10] {
      options.prefixExpansions = cap
      let notes = try searcher.search(.prefix("harb"), options).notes
      #expect(notes == (cap == 10 ? [.prefixCapped(prefix: "harb*", limit: 10)] : []))
    }
  }

  @Test func `A search that is stopped at once finds nothing, though its words are known`() throws {
    var crowd = CrowdedIndex(seed: 7)
    let index = try QueryTestIndex([crowd.documents(0..<60), crowd.documents(60..<90)])
    let searcher = Searcher(index.snapshot)
    var options = SearchOptions(match: .fold)
    #expect(try searcher.search(.word("port"), options).total > 0)
    options.timeout = .zero
    let stopped = try searcher.search(.word("port"), options)
    #expect(stopped.isPartial && stopped.hits.isEmpty && stopped.total == 0)
  }

  @Test func `A search that is stopped at once remembers nothing`() throws {
    var crowd = CrowdedIndex(seed: 8)
    let index = try QueryTestIndex([crowd.documents(0..<60), crowd.documents(60..<90)])
    let searcher = Searcher(index.snapshot)
    for query in ["port", "po*", "\"port strike\"", "prt~1", "p?rt"] {
      let query = try QueryParser.parse(query)
      var options = SearchOptions(match: .fold)
      let fresh = try Searcher(index.snapshot).search(query, options)
      options.timeout = .zero
      #expect(try searcher.search(query, options).isPartial)
      options.timeout = nil
      let answer = try searcher.search(query, options)
      #expect(answer.total == fresh.total)
      #expect(answer.hits.map(\.documentID) == fresh.hits.map(\.documentID))
      #expect(answer.hits.map(\.score) == fresh.hits.map(\.score))
    }
  }

  @Test func `One word is counted from the dictionary, a prefix from its table, as by their lists`()
    throws
  {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var crowd = CrowdedIndex(seed: seed)
    let index = try QueryTestIndex([crowd.documents(0..<300), crowd.documents(300..<340)])
    let searcher = Searcher(index.snapshot)
    let words = ["port", "Strike", "école", "ecole", "порт", "東京", "well-known", "unwritten"]
    let prefixes = ["po", "str", "пор"].map { (text: $0, node: QueryNode.prefix($0)) }
    for (word, node) in words.map({ (text: $0, node: QueryNode.word($0)) }) + prefixes {
      let twice = QueryNode.boolean(must: [node, node], should: [], mustNot: [])
      let count = try searcher.count(node, on: .fold)
      #expect(try searcher.count(twice, on: .fold) == count, "seed \(seed): \(word)")
      #expect(word == "unwritten" ? count == 0 : count > 0, "seed \(seed): \(word)")
    }
  }

  @Test func `Of too many words those are forgotten that nobody asked for lately`() throws {
    let memo = ClauseMemo()
    var made: [String] = []
    func ask(_ word: String) {
      let clauses = memo.clauses(of: word, .word, upTo: .stem) {
        made.append(word)
        return [Clause(text: word, elements: [])]
      }
      #expect(clauses.map(\.text) == [word])
    }
    let limit = ClauseMemo.limit
    for number in 0..<(2 * limit + 10) {
      ask("w\(number)")
      ask("w\(number)")
      if number % 1000 == 0 { ask("w0") }
    }
    #expect(made.count == 2 * limit + 10 && memo.count <= 2 * limit)
    ask("w\(limit + 50)")
    ask("w0")
    #expect(made.count == 2 * limit + 10)
    ask("w1")
    #expect(made.count == 2 * limit + 11)
    let phrase = memo.clauses(of: "w5", .phrase, upTo: .stem) { [] }
    #expect(phrase.isEmpty)
    let finer = memo.clauses(of: "w\(2 * limit)", .word, upTo: .fold) { [] }
    #expect(finer.count == 1)
    let coarser = memo.clauses(of: "w\(2 * limit)", .word, upTo: .sound) { [] }
    #expect(coarser.isEmpty)
  }

  @Test func `A larger index has more room for what its words find, up to a limit`() {
    let limits = [0, 1_000_000, 5_000_000, 10_000_000, 100_000_000].map {
      (WeighedClauses.variantLimit(documents: $0) * WeighedClauses.variantSize) >> 20
    }
    #expect(limits == [32, 32, 47, 95, 95])
    #expect(WeighedClauses(documents: 10_000_000).clauseLimit > WeighedClauses().clauseLimit)
  }

  @Test func `What weighs much leaves room for less beside it`() {
    var memory = RecentValues<Int>(generation: 100, weightLimit: 10)
    for number in 0..<8 { memory.remember(number, weight: 3, for: UInt64(number)) }
    // Three of a weight of three are a generation.
    #expect(memory.count == 5 && memory.value(of: 2) == nil && memory.value(of: 3) == 3)
    memory.remember(70, weight: 1, for: 7)
    #expect(memory.value(of: 7) == 70)
  }
}
