// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

@Suite struct QuerySemanticsTests {
  private static func index(_ texts: [(String, String, String?)]) throws -> QueryTestIndex {
    try QueryTestIndex([texts.map { IndexedDocument($0.0, $0.1, $0.2) }])
  }

  @Test func `Each rung finds more, and the finest one is reported`() throws {
    let index = try Self.index([
      ("exact", "tu manges une pomme mangé", "fr"), ("fold", "il a mange hier", "fr"),
      ("stem", "tu manges ici", "fr"), ("other", "le port", "fr"),
    ])
    let answer = try index.answer("mangé")
    #expect(Set(answer.hits.map(\.documentID)) == ["exact", "fold", "stem"])
    for hit in answer.hits { #expect(hit.rung.name == hit.documentID) }
    #expect(answer.totalsByRung.map(\.documents) == [1, 2, 3, 3])
    #expect(try index.ids("mangé", SearchOptions(match: .exact)) == ["exact"])
  }

  @Test func `The rung sound finds a name in other scripts, both ways`() throws {
    let index = try Self.index([
      ("latin", "letter to Mohamed of Tigray", "en"), ("arabic", "رسالة إلى محمد", "ar"),
      ("cyrillic", "письмо Мухаммед", "ru"), ("ethiopic", "ትግራይ", "ti"), ("other", "le port", "fr"),
    ])
    let sound = SearchOptions(match: .sound)
    for name in ["Mohamed", "محمد", "Мухаммед"] {
      #expect(Set(try index.ids(name, sound)) == ["latin", "arabic", "cyrillic"], "\(name)")
      #expect(try index.answer(name).totalsByRung.map(\.documents) == [1, 1, 1, 3])
      #expect(try index.ids(name).count == 1)
    }
    let answer = try index.answer("Tigray", sound)
    #expect(answer.hits.map(\.documentID) == ["latin", "ethiopic"])
    #expect(answer.hits.map(\.rung) == [.exact, .sound])
    #expect(answer.hits.allSatisfy { !$0.snippet.marks.isEmpty })
    #expect(try index.ids("\"to Mohamed\"", sound) == ["latin"])
  }

  @Test(arguments: ["exact:mangé", "exact:\"il mangé\"", "mangé^3"])
  func `What is to stand near something without a letter stands for itself`(_ typed: String) throws
  {
    let index = try Self.index([
      ("exact", "il mangé hier", "fr"), ("fold", "il mange hier", "fr"), ("other", "le port", "fr"),
    ])
    let alone = try QueryParser.parse(typed)
    let beside = QueryNode.near([alone, .word("!!!")], within: 3, order: .any)
    let searcher = Searcher(index.snapshot)
    for _ in 0..<2 {
      let (one, other) = (try searcher.search(alone), try searcher.search(beside))
      #expect(one.hits.map(\.documentID) == other.hits.map(\.documentID) && one.total > 0)
      #expect(one.hits.map(\.score) == other.hits.map(\.score))
      #expect(other.notes == [.nothingToSearch(text: "!!!")])
      #expect(try searcher.count(beside, on: .fold) == searcher.count(alone, on: .fold))
    }
  }

  @Test func `An abbreviation with full stops is found by its sound, and marked`() throws {
    let index = try Self.index([
      ("stops", "сотрудники м.в.д пришли", "ru"), ("other", "le port", "fr"),
    ])
    let hits = try index.answer("mvd", SearchOptions(match: .sound)).hits
    #expect(hits.map(\.documentID) == ["stops"])
    #expect(hits.allSatisfy { $0.snippet.marks.count == 1 })
  }

  @Test func `Word order and distance decide phrases`() throws {
    let index = try Self.index([
      ("row", "the old port is closed", "en"), ("far", "the old and very dirty port", "en"),
      ("back", "a port that is old", "en"), ("one", "old times", "en"),
    ])
    #expect(try index.ids("\"old port\"") == ["row"])
    #expect(Set(try index.ids("\"old port\"~2")) == ["row", "back"])
    #expect(Set(try index.ids("\"old port\"~3")) == ["row", "back", "far"])
    #expect(Set(try index.ids("+old port")) == ["row", "far", "back", "one"])
    #expect(Set(try index.ids("old AND port")) == ["row", "far", "back"])
    #expect(Set(try index.ids("old -port")) == ["one"])
    #expect(Set(try index.ids("po*")) == ["row", "far", "back"])
  }

  @Test func `Two equal words of a sloppy phrase need two places`() throws {
    let index = try Self.index([("one", "bora wind", nil), ("two", "bora wind bora", nil)])
    #expect(try index.ids("\"bora bora\"~5") == ["two"])
  }

  @Test func `Words with parts are found whole and by their parts`() throws {
    let index = try Self.index([
      ("whole", "l'école est fermée", "fr"), ("apart", "a well known author", "en"),
      ("joined", "a well-known author", "en"),
    ])
    #expect(try index.ids("école") == ["whole"])
    #expect(Set(try index.ids("well-known")) == ["apart", "joined"])
    #expect(Set(try index.ids("\"well known author\"")) == ["apart", "joined"])
    #expect(Set(try index.ids("\"a well-known author\"")) == ["apart", "joined"])
  }

  @Test func `Scripts without spaces are searched by substring`() throws {
    let index = try Self.index([
      ("zh", "我们在东京都政府大楼见面。", "zh"), ("hant", "東京都的房子", "zh"),
      ("th", "ประเทศไทยมีน้ำใสสะอาด", "th"), ("other", "北京大学", "zh"),
    ])
    #expect(Set(try index.ids("东京")) == ["zh", "hant"])
    #expect(try index.ids("东京", SearchOptions(match: .exact)) == ["zh"])
    #expect(try index.ids("京都政") == ["zh"])
    #expect(try index.ids("\"东京都政府\"") == ["zh"])
    #expect(Set(try index.ids("京")) == ["zh", "hant", "other"])
    #expect(try index.ids("น้ำ") == ["th"])
    #expect(try index.ids("楼见面") == ["zh"])
    #expect(try index.ids("学") == ["other"])
  }

  @Test func `Japanese verbs are found by their stem, after the form as typed`() throws {
    let index = try Self.index([
      ("polite", "兄は東京に住んでいます。", "ja"), ("plain", "兄は東京に住む。", "ja"),
      ("other", "兄は東京で働く。", "ja"),
    ])
    #expect(try index.ids("住む") == ["plain", "polite"])
    #expect(try index.ids("住む", SearchOptions(match: .fold)) == ["plain"])
    #expect(try index.ids("\"東京に住む\"") == ["plain"])
    #expect(try index.ids("東京").sorted() == ["other", "plain", "polite"])
  }

  @Test func `Katakana and hiragana are one on the rung stem`() throws {
    let index = try Self.index([
      ("katakana", "駅前のコーヒーはおいしい。", "ja"), ("hiragana", "りんご を食べる。", "ja"),
    ])
    #expect(try index.ids("コーヒー") == ["katakana"])
    #expect(try index.ids("リンゴ") == ["hiragana"])
    #expect(try index.ids("リンゴ", SearchOptions(match: .fold)) == [])
  }

  @Test func `Neighbours in a long run rank first`() throws {
    let index = try Self.index([
      ("apart", "大学在北京", "zh"), ("run", "北京大学在这里", "zh"), ("one", "北京", "zh"),
    ])
    #expect(try index.ids("北京大学").first == "run")
  }

  @Test func `Filters restrict and do not score`() throws {
    var a = IndexedDocument("a", "port closed", "en")
    a.tags = ["Bus Times"]
    a.places = ["Vieux Port, quai 3", "Calais"]
    a.dates = [20_000, 20_779]
    a.name = "leaflet_2.txt"
    var b = IndexedDocument("b", "port ouvert", "fr")
    b.tags = ["Times"]
    b.sources = ["Préfecture du Nord"]
    b.dates = [20_400]
    let index = try QueryTestIndex([[a], [b, IndexedDocument("c", "port", "en")]])
    #expect(try index.ids("tag:\"bus times\"") == ["a"])
    #expect(try index.ids("tag:times port") == ["b"])
    #expect(try index.ids("place:\"vieux port\"") == ["a"])
    #expect(try index.ids("place:\"quai 3 calais\"") == [])
    #expect(try index.ids("source:prefecture", SearchOptions(match: .exact)) == ["b"])
    #expect(try index.ids("lang:fr port") == ["b"])
    #expect(Set(try index.ids("lang:fr,en")) == ["a", "b", "c"])
    #expect(Set(try index.ids("since:1970")) == ["a", "b"])
    #expect(try index.ids("until:2024-10") == ["a"])
    #expect(try index.ids("since:2025-01 until:2025-12") == ["b"])
    #expect(try index.ids("since:2026-11-22 port") == ["a"])
    #expect(try index.ids("since:2026-11-23") == [])
    #expect(try index.ids("since:2026 until:2025") == [])
    #expect(try index.ids("port -lang:en") == ["b"])
    #expect(Set(try index.ids("tag:times OR lang:en")) == ["a", "b", "c"])
    #expect(try index.answer("tag:times").hits.map(\.score) == [0])
  }

  @Test func `A deleted document never shows or counts`() throws {
    let documents = ["a", "b", "c"].map { IndexedDocument($0, "the old port", "en") }
    let index = try QueryTestIndex(
      [documents, [IndexedDocument("d", "old", "en")]], deleting: ["b"])
    #expect(try index.ids("port") == ["a", "c"])
    let count = try Searcher(index.snapshot).count(.word("old"))
    #expect(count.rows.map(\.documents) == [3, 3, 3, 3])
    #expect(count.rows[0].languages.map(\.documents) == [3])
  }

  @Test func `Equal scores are in the order of languages, then arrival, over segments`() throws {
    let documents = ["m", "c", "x", "a", "é", "B"].map {
      IndexedDocument($0, "same words", $0 == "c" || $0 == "B" ? "de" : "en")
    }
    let index = try QueryTestIndex([Array(documents.prefix(3)), Array(documents.suffix(3))])
    var options = SearchOptions(limit: 6)
    let all = try index.answer("same", options).hits
    for (left, right) in zip(all, all.dropFirst()) { #expect(left.score >= right.score) }
    let english = all.map(\.documentID).filter { $0 != "c" && $0 != "B" }
    #expect(english == ["m", "x", "a", "é"])
    for limit in 0...6 {
      options.limit = limit
      #expect(try index.ids("same", options) == Array(all.map(\.documentID).prefix(limit)))
    }
  }

  @Test func `What holds nothing to search is left out with a note`() throws {
    let index = try Self.index([("a", "port", "en")])
    let answer = try index.answer("port …")
    #expect(answer.hits.count == 1)
    #expect(answer.notes == [.nothingToSearch(text: "…")])
    #expect(try index.answer("…").total == 0)
    #expect(try index.answer("+… +port").total == 1)
  }

  @Test func `A prefix that meets its cap says so`() throws {
    let text = (0..<30).map { "harb\($0)x" }.joined(separator: " ")
    let index = try Self.index([("a", text, "en")])
    var options = SearchOptions()
    options.prefixExpansions = 10
    #expect(
      try index.answer("harb*", options).notes == [.prefixCapped(prefix: "harb*", limit: 10)])
    // "harb" is a part of each of the words.
    options.prefixExpansions = 31
    #expect(try index.answer("harb*", options).notes.isEmpty)
  }

  @Test func `Facets count every match`() throws {
    var a = IndexedDocument("a", "port", "en")
    a.tags = ["x", "y"]
    a.places = ["Calais"]
    a.dates = [0, 30, 31]
    var b = IndexedDocument("b", "port", "fr")
    b.tags = ["y"]
    b.sources = ["S"]
    let index = try QueryTestIndex([[a], [b, IndexedDocument("c", "другое", "ru")]])
    var options = SearchOptions(limit: 1)
    options.facets = true
    let facets = try #require(try index.answer("port", options).facets)
    #expect(facets.tags == [.init(value: "y", documents: 2), .init(value: "x", documents: 1)])
    #expect(facets.languages.map(\.value) == ["en", "fr"])
    #expect(facets.scripts == [.init(value: "Latn", documents: 2)])
    #expect(facets.months.map(\.value) == ["1970-01", "1970-02"])
    #expect(facets.places.map(\.value) == ["Calais"])
    #expect(facets.sources.map(\.value) == ["S"])
  }

  /// The score of a contribution from the numbers that it names.
  private static func byHand(_ part: Explanation.Contribution) -> Double {
    if part.isConstant { return part.boost }
    let frequency = part.occurrences.reduce(0) { $0 + Double($1.count) * $1.weight }
    let rest = max(part.shrunkCount - part.shrunkFrequency, 0)
    let rarity = naturalLogarithm(1 + (rest + 0.5) / (part.shrunkFrequency + 0.5))
    let slowness = 1 - part.b + part.b * Double(part.length) / part.meanLength
    return part.boost * rarity * frequency / (frequency + part.k1 * slowness)
  }

  @Test func `An explanation adds up to the score`() throws {
    let index = try Self.index([
      ("a", "the old port and the new port", "en"), ("b", "le vieux port", "fr"),
      ("c", "ports", "en"),
    ])
    var options = SearchOptions()
    options.explain = true
    let answer = try index.answer("port^2 \"old port\" (new AND vieux) vi*^0.1", options)
    for hit in answer.hits {
      let sum = try #require(hit.explanation).contributions.map(\.score).reduce(0, +)
      #expect(sum == hit.score)
      for part in try #require(hit.explanation).contributions {
        #expect(abs(Self.byHand(part) - part.score) < 1e-8)
      }
    }
    let first = try #require(answer.hits.first?.explanation?.contributions.first)
    #expect(first.clause == "port")
    #expect(first.documentFrequency == 2)
    #expect(first.documentCount == 2)
    #expect(first.boost == 2)
    #expect(first.weightedFrequency == 2)
    #expect(answer.query?.clauses.map(\.text) == ["port", "old port", "new", "vieux", "vi*"])
    #expect(answer.query?.clauses[0].terms[0].forms.map(\.forms) == [2, 0, 1, 0])
  }

  @Test(arguments: ["port*", "l'a*", "p?rt", "well-k*", "portt~"])
  func `An explanation says in how many live documents a pattern is found`(query: String) throws {
    let texts = ["old port", "l'art du port", "lassen", "well-known ports", "l'air", "the port"]
    let documents = texts.enumerated().map { IndexedDocument("d\($0)", $1, "fr") }
    let index = try QueryTestIndex([documents], deleting: ["d4", "d5"])
    var options = SearchOptions()
    options.explain = true
    let answer = try index.answer(query, options)
    #expect(answer.total > 0 && answer.query?.clauses.map(\.documents) == [answer.total])
  }

  @Test func `Months are those of the Gregorian calendar`() throws {
    for text in ["1969-12", "1970-01", "2000-02", "2024-02", "1900-03", "0001-01", "9999-12"] {
      let date = try #require(QueryDate(text))
      for day in [date.firstDay, date.lastDay] {
        #expect(FacetCounter.name(ofMonth: FacetCounter.month(ofDay: Int(day))) == text)
      }
    }
  }

  @Test func `Random queries in many scripts never trap`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    let index = try Self.index([
      ("a", "l'école النفق 東京都 ภาษาไทย 👩‍👩‍👧 हिन्दी ትግርኛ", nil), ("b", "", nil),
      ("c", "\u{301}\u{200D}\u{FE0F} \u{202E}abc\u{0} ﷺ ʼn ﬁ", nil),
    ])
    let pieces = [
      "école", "النفق", "東京", "ไทย", "👩‍👩‍👧", "हि", "ት", "*", "\"", "~2", " ", "(", ")", "-", "+",
      "\u{301}", "\u{200D}", "\u{0}", "ﷺ", "ﬁ", "lang:fa ", "place:", "AND ", "'", "ー", "\u{FFFD}",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 1...8, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      guard let node = try? QueryParser.parse(text) else { continue }
      for hit in try Searcher(index.snapshot).search(node).hits {
        #expect(Self.isSound(hit.snippet), "seed \(seed): \(text)")
      }
    }
  }

  private static func isSound(_ snippet: Snippet) -> Bool {
    snippetFaults(snippet, limit: 160).isEmpty
  }
}
