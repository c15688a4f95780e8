// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import QuerySyntax

@Suite struct PlainQueryTests {
  @Test func `What is read the short way is read alike the long way`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var state = seed
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let pieces = [
      "port", "AND", "OR", "NOT", "NEAR", "Old", "école", "порт", "نفق", "می", "東京", "こ", "ไทย",
      "हिन्दी", "ት", "+", "+", " ", " ", " ", "  ", "\"", "7", "333", "0750",
      "1234567", "1", "2", "٠٧٥٠", "١٢٣٤٥٦٧", "一二三四五六七", "*", "\u{301}", "\u{93F}",
      "\u{600}",
      "\u{A0}", "\u{3000}", "\u{202E}", "😀", "e\u{301}", "\u{11A3A}", "한국", "(", "~", ":",
      "\u{FEFF}", "'", "-", ".", "\u{2019}", "\u{200C}", "\u{200D}", "\u{2011}", "ⁿ", "·", "々", "〇",
      "」",
    ]
    var count = 0
    for _ in 0..<40_000 {
      let text = (0..<(1 + next(6))).map { _ in pieces[next(pieces.count)] }.joined()
      guard let plain = PlainQuery.parse(text) else { continue }
      count += 1
      let long = try? QueryParser.parseAny(text)
      #expect(plain == long, "seed \(seed): \(text.debugDescription)")
    }
    #expect(count > 3000, "seed \(seed)")
  }

  @Test(arguments: [
    "port", "old port", "+old +port", "\"old port\"", "قدیم", "東京 大学", "人々", "por*", "порт*",
    "por~", "por7~", "порт~1", "por~2", "हिन्दी~", "l'eau", "l’eau", "می\u{200C}خواهم", "ñˈeⁿndyo",
    "col·legi", "+mi-chemin +a.b",
  ])
  func `Plain queries are read the short way`(text: String) {
    #expect(PlainQuery.parse(text) != nil)
  }

  @Test(arguments: [
    "", " ", "*", "a *", "+a*", "b a*", "a*b", "-a", "+a b", "lang:fa", "AND", "+331234567",
    "+٠٧٥٠١٢٣", "\"\"", "a  b", "0750 1234567", "٠٧٥٠ ١٢٣٤٥٦٧",
    "0750-1234567", "'a", ".a", "\u{200C}a", "a b~", "+a~", "7~", "a7~1", "一~2", "a~3", "a~01",
    "a~2 b",
  ])
  func `Anything else is left alone`(text: String) {
    #expect(PlainQuery.parse(text) == nil)
  }
}
