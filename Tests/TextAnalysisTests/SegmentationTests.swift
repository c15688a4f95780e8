// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

struct SegmentationTests {
  @Test(arguments: [
    ("l'horloge", ["l", "horloge"]), ("L’été", ["L", "été"]), ("un'ombra", ["un", "ombra"]),
    ("O'Hara", ["O", "Hara"]), ("м'ята", ["м", "ята"]), ("porte-clé", ["porte", "clé"]),
    ("نمی‌روند", ["نمی", "روند"]), ("snake_case", ["snake", "case"]),
    ("archive.example.net", ["archive", "example", "net"]), ("StreetMap", ["Street", "Map"]),
    ("B52", ["B", "52"]), ("2015-06-01", ["2015", "06", "01"]),
    ("12.05.2015", ["12", "05", "2015"]),
    ("anna@example.org", ["anna", "example", "org"]), ("col·lecció", ["col", "lecció"]),
    ("https://example.org/x/y-z?q=7", ["https", "example", "org", "x", "y", "z", "q", "7"]),
  ])
  func `A word with an inside is a word and its parts`(_ word: String, _ parts: [String]) {
    let tokens = see("vor \(word), nach")
    #expect(tokens.filter { $0.kind == .word }.map(\.surface) == ["vor", word, "nach"])
    #expect(tokens.filter { $0.kind == .part }.map(\.surface) == parts)
    let positions = tokens.filter { $0.kind == .part }.map(\.position)
    #expect(positions == (0..<parts.count).map { UInt32(1 + $0) })
    #expect(tokens.first { $0.surface == word }?.position == 1)
    #expect(tokens.last?.position == UInt32(1 + parts.count))
  }

  @Test
  func `A ZWNJ divides Persian words, but not Indic ones`() {
    #expect(see("خانه‌ها").first { $0.kind == .word }?.exact == "خانهها")
    #expect(surfaces("क्\u{200C}ष", .part).isEmpty)
  }

  @Test
  func `A word broken at the end of a line is also whole`() {
    let tokens = see("eine Versamm-\n  lung heute")
    #expect(tokens.filter { $0.kind == .word }.map(\.exact) == ["eine", "versammlung", "heute"])
    #expect(tokens.filter { $0.kind == .part }.map(\.exact) == ["versamm", "lung"])
    #expect(see("Zei\u{AD}tung").map(\.exact) == ["zeitung"])
  }

  @Test
  func `A hyphen at the end of a line before a capital joins nothing`() {
    #expect(surfaces("links -\nRechts", .word) == ["links", "Rechts"])
    #expect(surfaces("a - b", .word) == ["a", "b"])
  }

  @Test
  func `Punctuation gives no tokens, and signs do`() {
    #expect(see("… !? — “”  \u{0} ()").isEmpty)
    #expect(see("☂ 5 € 👩‍👩‍👧 1/2").map(\.surface) == ["☂", "5", "€", "👩‍👩‍👧", "1", "2"])
    #expect(
      see("see www.example.org/a.").first { $0.kind == .word && $0.position == 1 }?.surface
        == "www.example.org/a")
  }

  @Test
  func `Bytes that are no UTF-8 give no tokens and keep the offsets of the others`() {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    let utf8: [UInt8] = [0xFF, 0x61, 0x62, 0xC3, 0x20, 0xED, 0xA0, 0x80, 0x63, 0xF0, 0x9F]
    analyzer.analyze(utf8, hints: LanguageHints(), into: &result)
    #expect(result.tokens.map { [$0.start, $0.end] } == [[1, 3], [8, 9]])
    #expect(see("\u{FFFD} \u{FFFC}").isEmpty)
  }

  @Test(arguments: [
    ("租户大会", ["租户", "户大", "大会", "会"]),
    ("ห้องนี้", ["ห้อ", "อง", "งนี้", "นี้"]),
    ("ភ្នំ", ["ភ្នំ"]),
    ("図書かん", ["図書", "書か", "かん", "ん"]),
    ("ｶﾞｽ", ["ｶﾞｽ", "ｽ"]),
    ("ဈေးသို့", ["ဈေးသို့", "သို့"]),
  ])
  func `Runs of unspaced scripts give bigrams of clusters`(_ run: String, _ grams: [String]) {
    let tokens = see("x \(run)。7").filter { $0.kind == .gram }
    #expect(tokens.map(\.surface) == grams)
    #expect(tokens.map(\.position) == (0..<grams.count).map { UInt32(1 + $0) })
  }

  @Test
  func `Words of a run stand at their first cluster`() {
    let tokens = see("我爱北京大学")
    for word in tokens where word.kind == .word {
      let gram = tokens.first { $0.kind == .gram && $0.position == word.position }
      #expect(gram.map { word.surface.hasPrefix(String($0.surface.prefix(1))) } == true)
    }
    #expect(tokens.filter { $0.kind == .word }.map(\.surface).joined() == "我爱北京大学")
  }

  @Test
  func `Latin beside Han is cut between them`() {
    #expect(surfaces("用WiFi上网", .word).contains("WiFi"))
    #expect(surfaces("abcไทย", .word) == ["abc", "ไทย"])
  }

  @Test
  func `Words longer than the limit are chopped, and nothing is lost`() {
    let text = String(repeating: "é", count: 5000)
    let tokens = see(text)
    #expect(tokens.map(\.surface).joined() == text)
    #expect(tokens.allSatisfy { $0.surface.utf8.count <= Segmenter.longestWord })
  }

  @Test
  func `Chunks do not show in texts with spaces or without`() {
    let spaced = String(repeating: "ein Wort und noch eines ", count: 5000)
    #expect(surfaces(spaced, .word).count == 25_000)
    let unspaced = String(repeating: "天地玄黄", count: 10_000)
    let grams = surfaces(unspaced, .gram)
    #expect(grams.count == 40_000)
    #expect(grams.dropLast().allSatisfy { $0.count == 2 })
  }

  /// ICU 72 implements Unicode 15; lines about what later versions changed are counted, not hidden.
  @Test(.enabled(if: PublicData.has("unicode/WordBreakTest.txt"), "needs ../shared/data"))
  func `Word boundaries agree with the Unicode test file`() {
    var differing = 0
    let lines = PublicData.lines(of: "cat \"$1\"/unicode/WordBreakTest.txt")
    let finder = BoundaryFinder(.word)
    for line in lines where !line.hasPrefix("#") {
      let marks = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
        .map(String.init)
      var utf8: [UInt8] = []
      var expected: [Int32] = []
      for mark in marks {
        if mark == "÷" { expected.append(Int32(utf8.count)) }
        if let codePoint = UInt32(mark, radix: 16) { utf8.append(scalar: codePoint) }
      }
      var found: [BoundaryFinder.Boundary] = []
      finder.appendBoundaries(of: utf8.span, to: &found)
      if [0] + found.map(\.offset) != expected { differing += 1 }
    }
    #expect(lines.count > 1000)
    #expect(differing < lines.count / 50, "\(differing) of \(lines.count) lines differ")
  }
}
