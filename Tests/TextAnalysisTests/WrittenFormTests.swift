// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

struct WrittenFormTests {
  private func words(_ text: String) -> [String] { surfaces(text, .word) }

  @Test(arguments: [
    ("#Tunnel2026", "#Tunnel2026", ["Tunnel", "2026"]), ("#tunnel", "#tunnel", ["tunnel"]),
    ("@anna", "@anna", ["anna"]), ("@anna_b", "@anna_b", ["anna", "b"]),
    ("#нашТоннель", "#нашТоннель", ["наш", "Тоннель"]), ("＃été", "＃été", ["été"]),
    ("ʼyan", "ʼyan", ["yan"]), ("ʻokina", "ʻokina", ["okina"]),
    ("Hawaiʻi", "Hawaiʻi", ["Hawai", "i"]),
    ("мʼята", "мʼята", ["м", "ята"]), ("м’ята", "м’ята", ["м", "ята"]), ("Raʻ", "Raʻ", ["Ra"]),
    ("scan_12.pdf", "scan_12.pdf", ["scan", "12", "pdf"]),
    ("data.7z", "data.7z", ["data", "7", "z"]),
    ("a1.b2.c3", "a1.b2.c3", ["a", "1", "b", "2", "c", "3"]),
    ("1\u{A0}234\u{A0}567", "1\u{A0}234\u{A0}567", ["1", "234", "567"]),
    ("12\u{202F}345", "12\u{202F}345", ["12", "345"]),
    ("1,234.56", "1,234.56", ["1", "234", "56"]),
    (
      "anna.b@mail.example.org", "anna.b@mail.example.org", ["anna", "b", "mail", "example", "org"]
    ),
  ])
  func `What is written as one is whole, with its parts`(
    _ text: String, _ whole: String, _ parts: [String]
  ) {
    let tokens = see("vor \(text) nach")
    #expect(tokens.filter { $0.kind == .word }.map(\.surface) == ["vor", whole, "nach"])
    #expect(tokens.filter { $0.kind == .part }.map(\.surface) == parts)
    #expect(tokens.last?.position == UInt32(1 + parts.count))
  }

  @Test
  func `What only stands side by side is not joined`() {
    #expect(words("um 12. Mai 2019.Dann # 3 @ #!") == ["um", "12", "Mai", "2019", "Dann", "3"])
    #expect(
      words("12\u{A0}3456 a\u{A0}123 1\u{A0}234kg") == ["12", "3456", "a", "123", "1", "234kg"])
    #expect(words("'yan ‘so’ 'quoted'") == ["yan", "so", "quoted"])
    #expect(words("#東京 @ไทย").contains("#") == false)
  }

  @Test
  func `A word broken with a soft hyphen at the end of a line is also whole`() {
    #expect(see("Zei\u{AD}\ntung").first { $0.kind == .word }?.exact == "zeitung")
    #expect(words("Zei\u{AD}\nTung") == ["Zei\u{AD}", "Tung"])
    #expect(see("Zei\u{AD}tung heute").map(\.exact) == ["zeitung", "heute"])
  }

  @Test(arguments: [
    ("U.S.A.", "usa"), ("С.С.С.Р.", "ссср"), ("e.g.", "eg"), ("Η.Π.Α.", "ηπα"), ("J.R.R", "jrr"),
    ("example.org", "example.org"), ("U.S.Army", "u.s.army"), ("B.2", "b.2"),
  ])
  func `A dotted abbreviation folds to its letters`(_ text: String, _ expected: String) {
    #expect(fold(text) == expected)
  }

  @Test(arguments: [
    ("1,234.56", "1234.56"), ("1.234,56", "1234.56"), ("1'234", "1234"), ("1\u{A0}234", "1234"),
    ("1.234.567", "1234567"), ("١٬٢٣٤", "1234"), ("12,34,567", "1234567"), ("3,5", "3.5"),
    ("3.5", "3.5"), ("12.05.2015", "12.05.2015"), ("1.2.3", "1.2.3"), ("12,345", "12345"),
    ("1234,567", "1234.567"), ("2015", "2015"), ("1,23,456", "123456"),
  ])
  func `A number folds to its digits with a full stop before decimals`(
    _ text: String, _ expected: String
  ) {
    #expect(fold(text) == expected)
  }

  @Test(arguments: UInt64(1)...20)
  func `Unifying twice changes nothing, and never empties`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("12.,' ٬٫as’".unicodeScalars.map(\.value))
    for _ in 0..<500 {
      let count = Int.random(in: 1...12, using: &random)
      var form = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0x31 }
      WrittenForms.unify(&form)
      #expect(!form.isEmpty)
      var twice = form
      WrittenForms.unify(&twice)
      if form.filter({ (0x30...0x39).contains($0) }).count == 0 { #expect(form == twice) }
    }
  }

  /// A reader may type any stretch of a text without spaces: its grams are among those of the text,
  /// in the same order, side by side.
  @Test(arguments: UInt64(1)...5)
  func `Any two clusters or more of a run are found as a phrase`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let analyzer = TextAnalyzer()
    for (language, text) in sentences where ["zh", "ja", "th", "lo", "km", "my"].contains(language)
    {
      let grams = see(text).filter { $0.kind == .gram }
      let runs = grams.indices.filter { $0 + 1 == grams.count || !overlap(grams, $0) }
      var first = 0
      for last in runs {
        defer { first = last + 1 }
        guard last > first else { continue }
        let start = Int.random(in: first..<last, using: &random)
        let end = Int.random(in: start..<last, using: &random)
        // The clusters of grams `start` to `end`, with the one that the last gram reaches into.
        let asked =
          grams[start...end].map { firstCluster($0.surface) }.joined()
          + String(
            grams[end].surface.unicodeScalars.dropFirst(
              firstCluster(grams[end].surface).unicodeScalars.count))
        let found = analyzer.analyzeQuery(asked).filter { $0.kind == .gram }
          .map { String(decoding: $0.exact, as: UTF8.self) }
        #expect(found == grams[start...end].map(\.exact), "seed \(seed), \(language): \(asked)")
      }
    }
  }

  private func overlap(_ grams: [SeenToken], _ index: Int) -> Bool {
    grams[index + 1].position == grams[index].position + 1
      && grams[index].surface.unicodeScalars.count
        > firstCluster(grams[index].surface).unicodeScalars.count
  }

  /// The first of the clusters that a gram is made of.
  private func firstCluster(_ gram: String) -> String {
    see(gram).filter { $0.kind == .gram }.count == 2
      ? String(
        gram.unicodeScalars.dropLast(
          see(gram).last { $0.kind == .gram }?.surface.unicodeScalars.count ?? 0))
      : gram
  }
}
