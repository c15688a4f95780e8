// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

/// What a snippet breaks of its contract; empty where it keeps it.
func snippetFaults(_ snippet: Snippet, limit: Int) -> [String] {
  var faults: [String] = []
  var borders: Set<Int> = [0]
  var offset = 0
  for character in snippet.text {
    offset += character.utf8.count
    borders.insert(offset)
  }
  if snippet.text.count > limit { faults.append("too long: \(snippet.text.count)") }
  for scalar in snippet.text.unicodeScalars
  where scalar.properties.generalCategory == .control || scalar.properties.isBidiControl {
    faults.append("control \(scalar.value)")
  }
  if snippet.text.contains("  ") || snippet.text.hasPrefix(" ") || snippet.text.hasSuffix(" ") {
    faults.append("spaces")
  }
  var last = -1
  for mark in snippet.marks {
    if mark.isEmpty || mark.lowerBound <= last { faults.append("marks touch or are out of order") }
    if !borders.contains(mark.lowerBound) || !borders.contains(mark.upperBound) {
      faults.append("mark \(mark) cuts a cluster")
    }
    last = mark.upperBound
  }
  return faults
}

@Suite struct QuerySnippetTests {
  /// The marked pieces of a snippet.
  private static func marked(_ snippet: Snippet) -> [String] {
    let utf8 = Array(snippet.text.utf8)
    return snippet.marks.map { String(decoding: utf8[$0], as: UTF8.self) }
  }

  private static func hit(
    _ text: String, _ language: String?, _ query: String, length: Int = 160
  ) throws -> Hit {
    let index = try QueryTestIndex([[IndexedDocument("a", text, language)]])
    var options = SearchOptions()
    options.snippetLength = length
    let hit = try #require(try index.answer(query, options).hits.first)
    #expect(snippetFaults(hit.snippet, limit: length) == [], "\(text)")
    return hit
  }

  @Test(arguments: [
    ("Tu manges à l'école.", "fr", "manger école", ["manges", "école"]),
    ("The ports of the old port.", "en", "port", ["ports", "port"]),
    ("افتتح النفق القديم اليوم", "ar", "نفق", ["النفق"]),
    ("می‌خواهم کتاب‌ها را", "fa", "كتاب*", ["کتاب‌ها"]),
    ("我们在东京都政府大楼见面。", "zh", "东京都政府", ["东京都政府"]),
    ("東京都", "ja", "東京", ["東京"]),
    ("ประเทศไทยมีน้ำใส", "th", "น้ำ", ["น้ำ"]),
    ("हिन्दी में किताबें", "hi", "हिन्दी", ["हिन्दी"]),
    ("ትግርኛ ቋንቋ", "ti", "ቋንቋ", ["ቋንቋ"]),
    ("한국어를 배웁니다", "ko", "\"한국어를 배웁니다\"", ["한국어를", "배웁니다"]),
    ("old port and port old", "en", "\"old port\"", ["old", "port"]),
    ("The old harbours of the port", "en", "harb?urs", ["harbours"]),
    ("Tu manges à midi", "fr", "mnages~", ["manges"]),
    ("old stone port, and an old ship", "en", "port NEAR/1 old", ["old", "port"]),
    ("ship old port old ship", "en", "\"old port\" ONEAR/1 sh*", ["old", "port", "ship"]),
    ("cafe\u{301} noir", "fr", "café", ["cafe\u{301}"]),
  ])
  func `Words are marked through their rung, in every script`(
    text: String, language: String, query: String, marks: [String]
  ) throws {
    let snippet = try Self.hit(text, language, query).snippet
    #expect(Self.marked(snippet) == marks)
    #expect(!snippet.hasLeadingEllipsis && !snippet.hasTrailingEllipsis)
  }

  @Test func `The window with most of the query is chosen and cut at words`() throws {
    let filler = String(repeating: "lorem ipsum dolor sit amet ", count: 30)
    let hit = try Self.hit(
      filler + "port " + filler + "the old stone port (closed), " + filler, "en", "port stone",
      length: 80)
    #expect(Self.marked(hit.snippet) == ["stone", "port"])
    #expect(hit.snippet.hasLeadingEllipsis && hit.snippet.hasTrailingEllipsis)
    let words = Set(("the old stone port (closed), " + filler).split(separator: " "))
    #expect(hit.snippet.text.split(separator: " ").allSatisfy { words.contains($0) })
    #expect(hit.snippet.text.count > 60)
  }

  @Test func `The page and the language are those of the place`() throws {
    let pages = ["the old port", "النفق القديم", "a ship"]
    var starts: [Int] = []
    var text: [UInt8] = []
    for page in pages {
      if !text.isEmpty { text.append(0x0C) }
      starts.append(text.count)
      text += Array(page.utf8)
    }
    var document = IndexedDocument(id: "a", text: text, pageStarts: starts)
    document.hints.spans = [
      .init(range: 0..<starts[1], language: Language(tag: "en") ?? .unknown),
      .init(range: starts[1]..<starts[2], language: Language(tag: "ar") ?? .unknown),
    ]
    let index = try QueryTestIndex([[document]])
    let hit = try #require(try index.answer("القديم").hits.first)
    #expect(hit.page == 2)
    #expect(hit.language.code == "ar")
    #expect(hit.snippet.isRightToLeft)
    #expect(hit.snippet.text == "النفق القديم")
    #expect(try index.answer("ship").hits.first?.page == 3)
    #expect(try index.answer("port").hits.first?.snippet.isRightToLeft == false)
  }

  @Test func `Controls, line ends and invalid bytes do no harm`() throws {
    let text = Array("one\r\n\ttwo\u{202E}port\u{202C} \u{7}".utf8) + [0xFF, 0xC3, 0x20]
    let index = try QueryTestIndex([
      [IndexedDocument(id: "a", text: text + Array("three".utf8))]
    ])
    let snippet = try #require(try index.answer("three two").hits.first?.snippet)
    #expect(snippetFaults(snippet, limit: 160) == [])
    #expect(snippet.text.hasPrefix("one two"))
    #expect(snippet.text.hasSuffix("three"))
    #expect(snippet.text.contains("\u{FFFD}"))
    #expect(Self.marked(snippet).contains("three"))
  }

  @Test func `A word longer than a snippet is cut between clusters`() throws {
    let text = String(repeating: "e\u{301}", count: 400)
    let hit = try Self.hit(text, nil, text, length: 50)
    #expect(hit.snippet.text.count == 50)
    #expect(hit.snippet.marks == [0..<hit.snippet.text.utf8.count])
  }

  @Test func `A find deep in a long text is shown`() throws {
    let filler = String(repeating: "lorem ipsum dolor sit amet\n", count: 12_000)
    let hit = try Self.hit(filler + "the hidden harbour " + filler, "en", "hidden harbour")
    #expect(Self.marked(hit.snippet) == ["hidden", "harbour"])
  }

  @Test(arguments: [
    (
      "hidden harbour", "lorem hidden ipsum harbour ", "the hidden old harbour",
      ["hidden", "harbour"]
    ),
    ("\"hidden harbour\"", "a hidden ship, the harbour ", "hidden harbour", ["hidden", "harbour"]),
    (
      "hidden NEAR/1 harbour", "hidden behind the old harbour ", "hidden harbour",
      ["hidden", "harbour"]
    ),
    ("hidd*n harb*", "hidden ", "the hidden harbour", ["hidden", "harbour"]),
    ("隠れた港", "港は古い。", "ここに隠れた港がある", ["隠れた港"]),
    ("النفق المخفي", "هذا النفق طويل. ", "هنا النفق المخفي", ["النفق", "المخفي"]),
  ])
  func `Of a text of any length the place with the most of the query is shown`(
    query: String, decoy: String, place: String, marks: [String]
  ) throws {
    // More than is read of a text whose places are not known.
    let filler = String(
      repeating: decoy + "dolor sit amet\n", count: 2_300_000 / (decoy.utf8.count + 15))
    let hit = try Self.hit(filler + place + ".\n" + filler.prefix(5000), nil, query)
    #expect(hit.snippet.text.contains(place))
    #expect(marks.allSatisfy(Self.marked(hit.snippet).contains))
    #expect(hit.snippet.hasLeadingEllipsis && hit.snippet.hasTrailingEllipsis)
  }

  @Test(arguments: ["hidden", "hidd*", "hid?en", "l'hid*", "hideen~"])
  func `What the index knows of places changes no snippet`(query: String) throws {
    var random = QuerySplitMix(state: 20_261_128)
    let words = ["lorem", "école", "النفق", "ประเทศไทย", "東京都庁", "it's", "port", "ships", "日本 語"]
    for round in 0..<30 {
      let text =
        (0..<Int.random(in: 400...4000, using: &random)).map { _ in
          words.randomElement(using: &random) ?? ""
        }.joined(separator: " ") + (query.hasPrefix("l") ? " l'hidden. " : " hidden. ")
      let rest = String(repeating: "lorem ipsum ", count: Int.random(in: 0...900, using: &random))
      let index = try QueryTestIndex([[IndexedDocument("a", text + rest)]])
      var planner = Planner(TextAnalyzer(), ranking: Ranking())
      let plan = planner.plan(try QueryParser.parse(query), languages: [])
      let marker = TextMarker(plan, FormReader(), match: .stem)
      let maker = SnippetMaker(marker, weights: [1], limit: 160)
      var stored = try #require(try index.snapshot.document(id: "a"))
      let known = try #require(try index.answer(query).hits.first?.snippet)
      stored.checkpoints = TextCheckpoints()
      #expect(maker.snippet(of: stored).snippet == known, "round \(round)")
    }
  }

  @Test(arguments: [
    ["lorem", "école", "it's", "x"], ["النفق", "المَخْفِيّ", "و"], ["ประเทศไทย", "น้ำ", "ก็"],
    ["東京都庁", "日本"], ["किताबों", "क्षत्रिय", "में"], ["ព្រះរាជាណាចក្រ", "ទឹក"], ["བོད་ཡིག", "ལྷ་ས"],
    ["e\u{301}\u{323}\u{302}", "👩‍👩‍👧‍👦", "z"],
  ])
  func `A near look gives the snippet of a far one, in every script`(words: [String]) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    var planner = Planner(TextAnalyzer(), ranking: Ranking())
    let plan = planner.plan(try QueryParser.parse("hidden harbour"), languages: [])
    for round in 0..<30 {
      // Every other text has the words so often that windows are as long as a snippet.
      let text =
        (0..<Int.random(in: 300...1200, using: &random)).map { _ in
          switch Int.random(in: 0..<(round % 2 == 0 ? 60 : 12), using: &random) {
          case 0: "hidden"
          case 1: "harbour"
          default: words.randomElement(using: &random) ?? ""
          }
        }.joined(separator: Bool.random(using: &random) ? " " : "\n\t")
      let index = try QueryTestIndex([[IndexedDocument("a", text)]])
      let stored = try #require(try index.snapshot.document(id: "a"))
      let snippets = try Self.snippets(of: stored, text, plan)
      #expect(snippets.allSatisfy { $0 == snippets[0] }, "seed \(seed)")
    }
  }

  @Test(arguments: ["ទឹក", "ມື້"])
  func `A near look knows the words behind a window that is longer than the index tells`(
    word: String
  ) throws {
    var planner = Planner(TextAnalyzer(), ranking: Ranking())
    let plan = planner.plan(try QueryParser.parse("hidden harbour"), languages: [])
    let texts = (0..<120).map { number in
      let (before, between) = (300 + number / 4, 12 * (1 + number % 4))
      return String(repeating: word, count: before) + " harbour "
        + String(repeating: word, count: between) + " hidden "
        + String(repeating: word, count: 300)
    }
    let documents = texts.enumerated().map { IndexedDocument("\($0.offset)", $0.element) }
    let index = try QueryTestIndex([documents])
    for (number, text) in texts.enumerated() {
      let stored = try #require(try index.snapshot.document(id: "\(number)"))
      let snippets = try Self.snippets(of: stored, text, plan)
      #expect(snippets.allSatisfy { $0 == snippets[0] }, "text \(number)")
    }
  }

  /// The snippet of a far look alone, and after nearer ones.
  private static func snippets(
    of document: StoredDocument, _ text: String, _ plan: Plan
  ) throws -> [Snippet] {
    let places = places(of: ["hidden", "harbour"], in: text)
    return [[SnippetReach.far], [.near, .far], [.nearest, .near, .far]].map { reaches in
      SnippetMaker(
        TextMarker(plan, FormReader(), match: .stem), weights: [1, 2], limit: 160, reaches: reaches
      ).snippet(of: document, places: places).snippet
    }
  }

  /// Where words stand, by their clauses.
  private static func places(of words: [String], in text: String) -> [ClausePlace] {
    let bytes = Array(text.utf8)
    var analyzed = AnalyzedText()
    TextAnalyzer().analyze(bytes, hints: LanguageHints(), into: &analyzed)
    return analyzed.tokens.compactMap { token in
      let word = String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
      return words.firstIndex(of: word).map { ClausePlace(position: token.position, clause: $0) }
    }
  }

  @Test func `Filters alone show the beginning`() throws {
    let hit = try Self.hit(
      "\n\n  The old port. " + String(repeating: "x ", count: 200), "en", "lang:en")
    #expect(hit.snippet.text.hasPrefix("The old port."))
    #expect(hit.snippet.marks.isEmpty)
    #expect(!hit.snippet.hasLeadingEllipsis && hit.snippet.hasTrailingEllipsis)
  }

  @Test func `Places are those of the marked words on the page`() throws {
    let text = "first page\u{0C}the  old\nharbour, and the نفق behind the harbour"
    var document = IndexedDocument("a", text)
    document.pageStarts = [0, 11]
    let index = try QueryTestIndex([[document]])
    let hit = try #require(try index.answer("harbour نفق").hits.first)
    let page = Array(text.utf8)[11...]
    #expect(hit.page == 2)
    let words = hit.snippet.places.map { place in
      String(decoding: page[(11 + place.lowerBound)..<(11 + place.upperBound)], as: UTF8.self)
    }
    #expect(words == ["harbour", "نفق", "harbour"])
  }

  @Test func `An empty document has an empty snippet`() throws {
    var document = IndexedDocument("a", "")
    document.tags = ["empty"]
    let index = try QueryTestIndex([[document]])
    let hit = try #require(try index.answer("tag:empty").hits.first)
    #expect(
      hit.snippet
        == Snippet(
          text: "", marks: [], places: [], isRightToLeft: false, hasLeadingEllipsis: false,
          hasTrailingEllipsis: false))
    #expect(hit.page == 1)
  }
}
