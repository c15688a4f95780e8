// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import Catalog
@testable import ReadingRoom
@testable import SearchIndex

@Suite struct PageTests {
  private static func snippet(_ text: String, marking words: [String]) -> Snippet {
    var marks: [Range<Int>] = []
    for word in words {
      guard let range = text.firstRange(of: word) else { continue }
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      marks.append(start..<start + word.utf8.count)
    }
    return Snippet(
      text: text, marks: marks, places: [], isRightToLeft: text.hasPrefix("ال"),
      hasLeadingEllipsis: true,
      hasTrailingEllipsis: false)
  }

  private static func found(_ snippet: Snippet, name: String = "a.txt") -> FoundDocument {
    FoundDocument(
      hit: Hit(
        documentID: "ab12#r/1", score: 1, rung: .fold, page: 2,
        language: Language(tag: "ar") ?? .unknown, snippet: snippet, payload: []),
      document: DocumentSummary(
        id: "ab12#r/1", name: name, pages: 3, bytes: 9, added: "2026-11-22T00:00:00Z",
        tags: ["<i>"], places: ["Quai \u{202E}Nord"], dates: [], sources: [], gaps: [],
        languages: ["ar"]))
  }

  private static func page(
    _ query: String, match: Rung = .stem, found: [FoundDocument], totals: [Int]
  ) -> String {
    var form = SearchForm()
    form.query = query
    form.match = match
    let rows = zip(Rung.allCases, totals).map { (rung: $0, documents: $1) }
    let answer = SearchAnswer(
      hits: found.map(\.hit), total: totals[Int(match.rawValue)], totalsByRung: rows, notes: [])
    return SearchPage(
      form: form, outcome: .answer(CatalogAnswer(found: found, answer: answer))
    ).html.markup
  }

  @Test func `Text is escaped wherever it is put, markup is not`() {
    let name = "<script>alert(\"1\")</script>&'\u{0}\u{1B}\u{85}"
    let html: HTML = "<p title=\"\(name)\">\(name)\(["<b>", "</b>"] as [HTML])</p>"
    let safe = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\u{FFFD}\u{FFFD}\u{FFFD}"
    #expect(html.markup == "<p title=\"\(safe)\">\(safe)<b></b></p>")
  }

  @Test func `A name that turns text around shows how`() {
    #expect(HTML.name("photo\u{202E}gpj.exe").markup == "<bdi>photo[U+202E]gpj.exe</bdi>")
    #expect(HTML.name("غذای\u{200C}گرم").markup == "<bdi>غذای\u{200C}گرم</bdi>")
  }

  @Test func `A hit shows its snippet by direction and language with the words marked`() {
    let text = Self.snippet("النفق <b>مغلق", marking: ["النفق", "مغلق"])
    let page = Self.page("نفق", found: [Self.found(text)], totals: [0, 1, 1, 1])
    #expect(
      page.contains(
        """
        <p class="snippet" dir="rtl" lang="ar">… <mark>النفق</mark> &lt;b&gt;<mark>مغلق</mark></p>
        """))
    #expect(
      page.contains("<a href=\"/document/ab12%23r%2F1?q=%D9%86%D9%81%D9%82&amp;page=2#page-2\">"))
    #expect(page.contains("<bdi>&lt;i&gt;</bdi>"))
    #expect(page.contains("<bdi>Quai [U+202E]Nord</bdi>"))
    #expect(page.contains("<h2 id=\"count\" role=\"status\">1 document on the rung stem</h2>"))
  }

  @Test func `The count of every other rung is a link that asks again`() {
    let page = Self.page("a b", match: .fold, found: [], totals: [1, 0, 1234, 1234])
    #expect(page.contains("<li><a href=\"/?q=a%20b&amp;match=exact\">exact <b>1</b></a></li>"))
    #expect(page.contains("<li aria-current=\"true\">fold <b>0</b></li>"))
    #expect(page.contains("<li><a href=\"/?q=a%20b\">stem <b>1,234</b></a></li>"))
    #expect(page.contains("Nothing found on the rung fold"))
    #expect(page.contains("A coarser rung finds something"))
    #expect(page.contains("value=\"fold\" checked>"))
  }

  @Test func `Nothing on the coarsest rung says what to try`() {
    let page = Self.page("zzz", match: .sound, found: [], totals: [0, 0, 0, 0])
    #expect(page.contains("This is the coarsest rung."))
    #expect(!page.contains("Show more"))
  }

  @Test func `What is not shown is counted and can be asked for`() {
    let found = [Self.found(Self.snippet("a", marking: []))]
    let page = Self.page("a", found: found, totals: [1, 2, 30, 30])
    #expect(page.contains("<a href=\"/?q=a&amp;limit=20#hit-2\">Show more</a> (29 documents not"))
  }

  @Test func `A query that cannot be read shows the caret under the place`() throws {
    var form = SearchForm()
    form.query = "نفق <b> \"open"
    let fault = try #require(throws: QuerySyntaxError.self) { try QueryParser.parse(form.query) }
    let page = SearchPage(form: form, outcome: .fault(fault)).html.markup
    #expect(page.contains("نفق &lt;b&gt; &quot;open\n        ^"))
    #expect(page.contains("Query, column 9: "))
    #expect(page.contains("value=\"نفق &lt;b&gt; &quot;open\""))
  }

  @Test func `Pages are shown line by line with languages and marks`() throws {
    let pages = ["Fermé <ici>\n\nالنفق مغلق", "two tunnels"]
    let joined = Array(pages.joined(separator: "\u{000C}").utf8)
    let marker = QueryMarker(try QueryParser.parse("نفق tunnel"), match: .stem)
    let passages = PassageCutter().cut(joined)
    let html = PagesText(
      pages: pages, passages: passages, firstPage: 1, marker: marker, address: { "/\($0)" }
    ).html.markup
    #expect(html.contains("&lt;ici&gt;"))
    #expect(html.contains("<mark>النفق</mark>"))
    #expect(html.contains("<h3 id=\"page-2\">Page 2</h3>"))
    #expect(html.contains("<mark>tunnels</mark>"))
    #expect(html.split(separator: "<p dir=\"auto\"").count == 4)
  }

  @Test func `All of the text of a page is on it, whatever the passages and marks`() {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    var generator = SplitMix(state: seed)
    for _ in 0..<200 {
      let letters = Array("ab\nنف ቤ\u{200F}<&\u{301}")
      let text = String(
        (0..<Int.random(in: 0...40, using: &generator)).map { _ in
          letters[Int.random(in: letters.indices, using: &generator)]
        })
      let bytes = text.utf8.count
      let borders = (0..<4).map { _ in Int.random(in: 0...bytes, using: &generator) }.sorted()
      let passages = zip([0] + borders, borders + [bytes]).map { low, high in
        Passage(
          range: low..<high, script: .common, language: .unknown, confidence: 1, origin: .script)
      }
      let html = PagesText(
        pages: [text], passages: passages, firstPage: 9, marker: nil, address: { "/\($0)" }
      ).html.markup
      let shown = html.filter { $0 != "\n" }.count(of: "</p>")
      let lines = text.utf8.split(separator: UInt8(ascii: "\n")).count
      #expect(shown == max(lines, text.isEmpty ? 1 : lines), "seed \(seed)")
    }
  }

  @Test func `A text over the budget is shown from the page asked for, and the rest is said`() {
    let page = String(repeating: "x", count: PagesText.budget / 2)
    let text = PagesText(
      pages: [page, page, page, page + page + page + "é"], passages: [], firstPage: 2, marker: nil,
      address: { "/p\($0)" })
    #expect(text.html.markup.contains("From the first page"))
    #expect(!text.html.markup.contains("id=\"page-1\""))
    #expect(text.html.markup.contains("id=\"page-3\""))
    #expect(text.html.markup.contains("<a href=\"/p4\">Go on with page 4</a> of 4"))
    var last = text
    last.firstPage = 99
    #expect(last.html.markup.contains("500,002 more bytes of this page are not shown"))
  }

  @Test func `Statistics and gaps are tables, and say so where there is nothing`() {
    let tigrinya = LanguageStatistics(
      language: Language(tag: "ti") ?? .unknown, documents: 2, passages: 3, words: 1400)
    let page = StatisticsPage(documents: 5, languages: [tigrinya]).html.markup
    #expect(page.contains("Tigrinya"))
    #expect(page.contains("<td class=\"number\">1,400</td>"))
    #expect(GapsPage(gaps: []).html.markup.contains("No gaps"))
    let gap = GapEntry(
      id: "ab", name: "x\u{202E}.pdf",
      gap: Gap(code: "truncated", reason: "ends <early>", place: "page 2"))
    let gaps = GapsPage(gaps: [gap]).html.markup
    #expect(gaps.contains("<a href=\"/document/ab\"><bdi>x[U+202E].pdf</bdi></a>"))
    #expect(gaps.contains("ends &lt;early&gt;"))
  }

  @Test func `No page has a script, a picture or an address outside`() {
    for html in [
      StatisticsPage(documents: 0, languages: []).html, GapsPage(gaps: []).html,
      SearchPage(form: SearchForm(), outcome: .nothingAsked(documents: 0)).html,
    ] {
      for word in ["<script", "<img", "style=\"", "onclick", "http:", "https:", "//"] {
        #expect(!html.markup.contains(word))
      }
    }
    #expect(!StyleSheet.css.contains("url("))
    #expect(!StyleSheet.css.contains("@import"))
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}

extension PassageCutter {
  fileprivate func cut(_ text: [UInt8]) -> [Passage] {
    var cutter = self
    return cutter.passages(of: text, hints: LanguageHints())
  }
}

/// Random numbers that a seed gives again.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
