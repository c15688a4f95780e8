// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

struct QueryTokenTests {
  private let analyzer = TextAnalyzer()

  private func exacts(_ query: String, _ kind: TokenKind) -> [String] {
    analyzer.analyzeQuery(query).filter { $0.kind == kind }
      .map { String(decoding: $0.exact, as: UTF8.self) }
  }

  @Test
  func `A run of several clusters asks for its bigrams without the last cluster`() {
    #expect(exacts("租户大会", .gram) == ["租户", "户大", "大会"])
    #expect(exacts("会", .gram) == ["会"])
    #expect(exacts("図書館 本", .gram) == ["図書", "書館", "本"])
  }

  @Test
  func `A query with a space finds the parts of a word joined by ZWNJ`() {
    let parts = Set(see("آنها نمی‌روند").filter { $0.kind == .part }.map(\.fold))
    let words = analyzer.analyzeQuery("نمی روند").map { String(decoding: $0.fold, as: UTF8.self) }
    #expect(words.count == 2)
    #expect(parts.isSuperset(of: words))
    let whole = analyzer.analyzeQuery("نمیروند").map(\.exact)
    #expect(whole == [Array("نمیروند".utf8)])
    #expect(see("نمی‌روند").first?.exact == "نمیروند")
  }

  @Test
  func `A query carries the stems of every rule of its script`() throws {
    let latin = try #require(analyzer.analyzeQuery("walking").first)
    #expect(latin.stems.map(\.stemmer) == StemmerTable.stemmers(for: .latin))
    #expect(latin.stems.contains(StemKey(stemmer: .english, key: Array("walk".utf8))))
    #expect(
      analyzer.analyzeQuery("ሰላም").first?.stems.map(\.stemmer) == [.lightAmharic, .lightTigrinya])
  }

  @Test
  func `A query is cut as a text is`() {
    for (_, text) in sentences {
      let words = see(text).filter { $0.kind != .gram }.map(\.exact)
      let asked = analyzer.analyzeQuery(text).filter { $0.kind != .gram }
        .map { String(decoding: $0.exact, as: UTF8.self) }
      #expect(asked == words)
    }
  }

  @Test
  func `Offsets of query tokens cut the query`() {
    for (_, text) in sentences {
      let utf8 = Array(text.utf8)
      for token in analyzer.analyzeQuery(text) {
        var former = Former()
        former.makeExact(of: utf8.span.extracting(token.range))
        #expect(former.exact == token.exact)
      }
    }
  }

  @Test
  func `Prefix keys are those of the last word`() {
    let keys = analyzer.prefixKeys("Große Straß")
    #expect(keys?.exact == Array("strass".utf8))
    #expect(analyzer.prefixKeys("État")?.fold == Array("etat".utf8))
    #expect(analyzer.prefixKeys(" … ") == nil)
  }

  @Test
  func `A query leaves no forms behind`() {
    _ = analyzer.analyzeQuery("nothing is remembered")
    #expect(analyzer.formCount == 0)
  }
}
