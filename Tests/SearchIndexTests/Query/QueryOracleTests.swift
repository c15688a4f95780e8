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

  private static func word(_ random: inout QuerySplitMix) -> String {
    vocabulary.randomElement(using: &random)?.words.randomElement(using: &random) ?? "port"
  }

  private static func some(
    _ range: ClosedRange<Int>, _ separator: String, _ random: inout QuerySplitMix
  ) -> String {
    (0..<Int.random(in: range, using: &random)).map { _ in word(&random) }
      .joined(separator: separator)
  }

  private static func prefix(_ random: inout QuerySplitMix) -> String {
    String(word(&random).prefix(Int.random(in: 1...8, using: &random))) + "*"
  }

  /// A word with gaps, edits or alternatives.
  private static func pattern(_ random: inout QuerySplitMix) -> String {
    var letters = Array(word(&random))
    let place = Int.random(in: 0..<letters.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0:
      letters[place] = "*"
      return String(letters)
    case 1: return "*" + String(letters.suffix(2))
    case 2:
      letters[place] = "."
      return "/" + String(letters) + "s?/"
    case 3:
      return "/(" + String(letters) + "|" + word(&random) + "|.\\p{L}{1,3})/"
    case 4:
      if Bool.random(using: &random) { letters[place] = "e" } else { letters.remove(at: place) }
      let unchanged = [":1", ":2", ""].randomElement(using: &random) ?? ""
      return String(letters) + "x~" + (["", "2"].randomElement(using: &random) ?? "") + unchanged
    case 5: return String(letters) + "~" + (["", "2"].randomElement(using: &random) ?? "")
    default:
      let (open, close) = (["[", "{"].randomElement(using: &random) ?? "[", "]")
      let upper = ["*", word(&random)].randomElement(using: &random) ?? "*"
      return open + word(&random) + " TO " + upper + close
    }
  }

  private static func operand(_ random: inout QuerySplitMix) -> String {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return "\"" + some(2...2, " ", &random) + "\""
    case 1: return "\"" + some(2...2, " ", &random) + "\"~\(Int.random(in: 1...3, using: &random))"
    case 2: return prefix(&random)
    case 3: return pattern(&random)
    case 4: return "(" + word(&random) + " OR " + operand(&random) + ")"
    case 5:
      let rung = ["exact:", "fold:", "stem:", "sound:"].randomElement(using: &random) ?? "exact:"
      return rung + word(&random)
    default: return word(&random)
    }
  }

  private static func near(_ random: inout QuerySplitMix) -> String {
    let sign = ["NEAR", "ONEAR"].randomElement(using: &random) ?? "NEAR"
    let within = Int.random(in: 0...6, using: &random)
    let operands = (0..<Int.random(in: 2...3, using: &random)).map { _ in operand(&random) }
    return "(" + operands.joined(separator: " \(sign)/\(within) ") + ")"
  }

  private static func simple(_ random: inout QuerySplitMix) -> String {
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1, 2: return word(&random)
    case 3: return "\"" + some(1...3, " ", &random) + "\""
    case 4:
      return "\"" + some(2...3, " ", &random) + "\"~\(Int.random(in: 1...6, using: &random))"
    case 5: return prefix(&random)
    case 6: return word(&random) + (["^2.5", "^=0.25"].randomElement(using: &random) ?? "")
    case 7: return some(2...3, "", &random)
    case 8, 9: return pattern(&random)
    case 10, 11: return near(&random)
    case 12:
      let field = ["name:", "place:", "source:", "tag:"].randomElement(using: &random) ?? "tag:"
      return field
        + (["p*", "*t", "/.*o.*/", "prot~", "[b TO p]", "strke~2", "é*", "*.txt", "大*", "京~"]
          .randomElement(using: &random) ?? "")
    default:
      return [
        "lang:fr", "lang:en,zh", "tag:strike", "tag:\"bus times\"", "tag:ecole", "place:port",
        "place:\"old port\"", "place:京大", "source:cross", "since:2025", "until:2026-02",
        "since:2025-03 until:2025-12-31", "name:ecole", "name:東", "lang:ja",
      ].randomElement(using: &random) ?? ""
    }
  }

  private static func query(_ depth: Int, _ random: inout QuerySplitMix) -> String {
    let inner = depth + 1
    switch Int.random(in: 0..<(depth > 2 ? 9 : 17), using: &random) {
    case 9: return query(inner, &random) + " " + query(inner, &random)
    case 10: return "(" + query(inner, &random) + ") AND (" + query(inner, &random) + ")"
    case 11: return "(" + query(inner, &random) + ") NOT (" + query(inner, &random) + ")"
    case 12: return "+(" + query(inner, &random) + ") " + query(inner, &random)
    case 13: return "(" + query(inner, &random) + ") OR (" + query(inner, &random) + ")"
    case 14: return "(" + query(inner, &random) + ")^0.5 -" + word(&random)
    case 15: return "(" + query(inner, &random) + ")^=1.5 " + query(inner, &random)
    case 16:
      let rung = ["exact:", "fold:", "stem:", "sound:"].randomElement(using: &random) ?? "exact:"
      return rung + "(" + query(inner, &random) + ") " + query(inner, &random)
    default: return simple(&random)
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
      for _ in 0..<90 {
        let query = Self.query(0, &random)
        guard let node = try? QueryParser.parse(query) else { continue }
        hits += try Self.compare(node, index, &random, "seed \(seed): \(query)")
      }
    }
    #expect(hits > 300, "seed \(seed): random queries must find something")
  }

  @Test(arguments: [
    "port", "\"old port\"", "\"old port\"~3", "po*", "l'é*", "well-k*", "کتاب‌*", "old NEAR/3 w*",
    "p?rt*", "*t", "/p.rts?/", "mnage~", "prot~2",
    "[mange TO port]", "old NEAR/2 port", "(vieux OR old) ONEAR/4 port*", "mange^=2",
    "(old OR port)^=0.5",
    "exact:manger", "sound:mangé", "tag:str*", "name:/old|école/", "place:prt~",
    "source:{cross TO red]",
  ])
  func `Every operator gives the answer of a naive scan on every rung`(query: String) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    let segments = (0..<2).map { segment in
      (0..<30).map { Self.document(segment * 100 + $0, &random) }
    }
    let index = try QueryTestIndex(segments)
    let node = try QueryParser.parse(query)
    for rung in Rung.allCases {
      _ = try Self.compare(node, index, &random, on: rung, "seed \(seed): \(query)")
    }
  }

  private static func compare(
    _ node: QueryNode, _ index: QueryTestIndex, _ random: inout QuerySplitMix,
    on chosen: Rung? = nil, _ comment: Comment
  ) throws -> Int {
    let rung = chosen ?? Rung.allCases.randomElement(using: &random) ?? .stem
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
    options.content = .ids
    let plain = try searcher.search(node, options)
    #expect(plain.hits.map(\.documentID) == answer.hits.map(\.documentID), comment)
    #expect(plain.hits.map(\.score) == answer.hits.map(\.score), comment)
    #expect(plain.total == answer.total, comment)
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
