// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

@Suite struct QueryOracleTests {
  /// Words by language; small, so that they meet often.
  private static let vocabulary: [(language: String, words: [String])] = [
    (
      "en",
      ["run", "runs", "running", "Runner", "port", "ports", "well-known", "don't", "the", "old"]
    ),
    (
      "fr", ["mange", "manger", "mangé", "l'école", "école", "écoles", "port", "le", "vieux", "où"]
    ),
    ("ar", ["النفق", "نفق", "والنفق", "نَفَق", "مدرسة", "المدرسه", "في", "قديم"]),
    ("fa", ["می‌خواهم", "كتاب", "کتاب", "کتاب‌ها", "تونل", "قدیم", "در"]),
    ("ru", ["порт", "порта", "порты", "ещё", "еще", "старый", "старые", "в"]),
    ("zh", ["东京", "東京", "东京都", "大学", "我们", "的", "北京大学生"]),
    ("th", ["ภาษาไทย", "ประเทศไทย", "ไทย", "น้ำ", "คนไทย"]),
    ("ja", ["東京", "東京都", "コーヒー", "ひらがな", "大学"]),
  ]

  private static func text(
    _ random: inout QuerySplitMix
  ) -> (utf8: [UInt8], hints: LanguageHints) {
    var utf8: [UInt8] = []
    var hints = LanguageHints()
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      guard let group = vocabulary.randomElement(using: &random),
        let language = Language(tag: group.language)
      else { continue }
      let start = utf8.count
      let isUnspaced = ["zh", "th", "ja"].contains(group.language)
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        utf8 += Array((group.words.randomElement(using: &random) ?? "").utf8)
        if !isUnspaced || Int.random(in: 0..<3, using: &random) == 0 { utf8.append(0x20) }
      }
      utf8 += Array(". ".utf8)
      if Int.random(in: 0..<5, using: &random) > 0 {
        hints.spans.append(.init(range: start..<utf8.count, language: language))
      }
    }
    return (utf8, hints)
  }

  private static func document(_ number: Int, _ random: inout QuerySplitMix) -> IndexedDocument {
    let (utf8, hints) = text(&random)
    var document = IndexedDocument(
      id: "d\(Int.random(in: 0..<1000, using: &random))-\(number)", text: utf8, hints: hints)
    document.name = ["old port.txt", "École 12", "東京 plan", ""].randomElement(using: &random) ?? ""
    document.tags = ["strike", "Bus Times", "École"].filter { _ in Bool.random(using: &random) }
    document.places = ["Old Port", "北京大学", "Vieux port, quai 3"]
      .filter { _ in Bool.random(using: &random) }
    document.sources = ["prefecture", "Red Cross"].filter { _ in Bool.random(using: &random) }
    document.dates = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      Int32.random(in: 20_000...21_000, using: &random)
    }
    return document
  }

  private static func query(_ depth: Int, _ random: inout QuerySplitMix) -> String {
    func word() -> String {
      (vocabulary.randomElement(using: &random)?.words.randomElement(using: &random) ?? "port")
    }
    func some(_ range: ClosedRange<Int>, _ separator: String) -> String {
      (0..<Int.random(in: range, using: &random)).map { _ in word() }.joined(separator: separator)
    }
    switch Int.random(in: 0..<(depth > 2 ? 9 : 15), using: &random) {
    case 0, 1, 2: return word()
    case 3: return "\"" + some(1...3, " ") + "\""
    case 4: return "\"" + some(2...3, " ") + "\"~\(Int.random(in: 1...6, using: &random))"
    case 5: return String(word().prefix(Int.random(in: 1...3, using: &random))) + "*"
    case 6: return word() + "^2.5"
    case 7: return some(2...3, "")
    case 8:
      return [
        "lang:fr", "lang:en,zh", "tag:strike", "tag:\"bus times\"", "tag:ecole", "place:port",
        "place:\"old port\"", "place:京大", "source:cross", "since:2025", "until:2026-02",
        "since:2025-03 until:2025-12-31", "name:ecole", "name:東", "lang:ja",
      ].randomElement(using: &random) ?? ""
    case 9: return query(depth + 1, &random) + " " + query(depth + 1, &random)
    case 10: return "(" + query(depth + 1, &random) + ") AND (" + query(depth + 1, &random) + ")"
    case 11: return "(" + query(depth + 1, &random) + ") NOT (" + query(depth + 1, &random) + ")"
    case 12: return "+(" + query(depth + 1, &random) + ") " + query(depth + 1, &random)
    case 13: return "(" + query(depth + 1, &random) + ") OR (" + query(depth + 1, &random) + ")"
    default: return "(" + query(depth + 1, &random) + ")^0.5 -" + word()
    }
  }

  @Test func `Searcher and a naive scan give the same answers`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    var hits = 0
    for round in 0..<5 {
      let segments = (0..<Int.random(in: 1...3, using: &random)).map { segment in
        (0..<Int.random(in: 1...25, using: &random)).map { number in
          Self.document(segment * 100 + number, &random)
        }
      }
      let deleted = segments.joined().map(\.id).filter { _ in
        round > 0 && Int.random(in: 0..<6, using: &random) == 0
      }
      let index = try QueryTestIndex(segments, deleting: deleted)
      for _ in 0..<60 {
        let query = Self.query(0, &random)
        guard let node = try? QueryParser.parse(query) else { continue }
        hits += try Self.compare(node, index, &random, "seed \(seed): \(query)")
      }
    }
    #expect(hits > 300, "seed \(seed): random queries must find something")
  }

  private static func compare(
    _ node: QueryNode, _ index: QueryTestIndex, _ random: inout QuerySplitMix, _ comment: Comment
  ) throws -> Int {
    let rung = Rung.allCases.randomElement(using: &random) ?? .stem
    let limit = Int.random(in: 0...12, using: &random)
    var options = SearchOptions(match: rung, limit: limit)
    if Int.random(in: 0..<6, using: &random) == 0 {
      options.languages = ["fr", "zh"].compactMap { Language(tag: $0) }
    }
    let searcher = Searcher(index.snapshot)
    let answer = try searcher.search(node, options)
    var planner = Planner(TextAnalyzer(), ranking: Ranking())
    let plan = planner.plan(node, languages: options.languages)
    let oracle = QueryOracle(index.live, of: index.written, plan, match: rung)
    let expected = oracle.hits()
    #expect(answer.hits.map(\.documentID) == expected.prefix(limit).map(\.id), comment)
    #expect(answer.hits.map(\.score) == expected.prefix(limit).map(\.score), comment)
    #expect(answer.hits.map(\.rung) == expected.prefix(limit).map(\.rung), comment)
    #expect(answer.total == expected.count, comment)
    for (rung, documents) in answer.totalsByRung {
      #expect(documents == oracle.found(on: rung).count, comment)
    }
    let count = try searcher.count(node, languages: options.languages)
    for row in count.rows {
      #expect(row.documents == oracle.found(on: row.rung).count, comment)
      let languages = Dictionary(
        uniqueKeysWithValues: row.languages.map { ($0.language, $0.documents) })
      #expect(languages == oracle.languages(on: row.rung), comment)
    }
    return answer.hits.count
  }
}
