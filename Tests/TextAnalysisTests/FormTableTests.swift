// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

struct FormTableTests {
  @Test
  func `A form is unique per exact bytes, language and kind`() {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    let hints = LanguageHints(declared: Language(tag: "fr"))
    analyzer.analyze(
      Array("Été été ÉTÉ e\u{301}te\u{301} ete l'été".utf8), hints: hints, into: &result)
    let words = result.tokens.filter { $0.kind == .word }.map(\.form)
    #expect(Set(words.prefix(4)).count == 1)
    #expect(words[4] != words[0])
    let part = result.tokens.last { $0.kind == .part }
    #expect(part?.form != words[0])
    let german = LanguageHints(declared: Language(tag: "de"))
    analyzer.analyze(Array("été".utf8), hints: german, into: &result)
    #expect(result.tokens[0].form != words[0])
    #expect(analyzer.form(result.tokens[0].form).language.code == "de")
    #expect(analyzer.kind(of: result.tokens[0].form) == .word)
  }

  @Test(arguments: [1, 2, 84, 126, 127, 128, 300])
  func `The folded form is that of the exact one, however long`(letters: Int) {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    var former = Former()
    for letter in ["é", "e", "ß", "ا", "أ", "ま", "ﾏ", "ก"] {
      let surface = Array(String(repeating: letter, count: letters).utf8)
      analyzer.analyze(surface, hints: LanguageHints(), into: &result)
      for token in result.tokens {
        let form = analyzer.form(token.form)
        former.read(form.exact.span)
        #expect(form.fold == former.fold && form.script == former.script)
        var fold = Array("what stood there before".utf8)
        analyzer.fold(of: token.form, into: &fold)
        #expect(fold == form.fold)
        var again = AnalyzedForm()
        analyzer.form(token.form, into: &again)
        #expect(again.exact == form.exact && again.fold == form.fold && again.script == form.script)
      }
      #expect(!result.tokens.isEmpty)
    }
  }

  @Test
  func `Forgetting all forms starts the numbers again`() {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    analyzer.analyze(Array("eins zwei drei".utf8), hints: LanguageHints(), into: &result)
    #expect(analyzer.formCount == 3)
    analyzer.removeAllForms()
    #expect(analyzer.formCount == 0)
    analyzer.analyze(Array("drei".utf8), hints: LanguageHints(), into: &result)
    #expect(result.tokens.map(\.form) == [0])
    #expect(analyzer.form(0).exact == Array("drei".utf8))
  }

  @Test
  func
    `A hundred thousand surfaces keep their forms while the tables grow, also after all were forgotten`()
  {
    let analyzer = TextAnalyzer()
    let text = Array((0..<100_000).map { "w\($0)x" }.joined(separator: " ").utf8)
    var first = AnalyzedText()
    var result = AnalyzedText()
    for _ in 0..<2 {
      analyzer.analyze(text, hints: LanguageHints(), into: &first)
      analyzer.analyze(text, hints: LanguageHints(), into: &result)
      #expect(result.tokens == first.tokens)
      let words = first.tokens.filter { $0.kind == .word }
      #expect(Set(words.map(\.form)).count == 100_000)
      #expect(analyzer.form(words[99_999].form).exact == Array("w99999x".utf8))
      analyzer.removeAllForms(keepingCapacity: true)
      #expect(analyzer.formCount == 0)
    }
  }

  @Test
  func `Forgetting surfaces keeps the forms and their numbers`() {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    let text = Array(
      "Eins zwei-drei eins ใครขายไข่ไก่ Straße \(String(repeating: "lang", count: 9))".utf8)
    analyzer.analyze(text, hints: LanguageHints(), into: &result)
    let (first, count) = (result.tokens, analyzer.formCount)
    let size = analyzer.memorySize
    analyzer.forgetSurfaces()
    #expect(analyzer.memorySize <= size && analyzer.formCount == count)
    #expect(analyzer.form(0).exact == Array("eins".utf8))
    analyzer.analyze(text, hints: LanguageHints(), into: &result)
    #expect(result.tokens == first && analyzer.formCount == count)
    analyzer.forgetSurfaces()
    analyzer.removeAllForms()
    analyzer.analyze(text, hints: LanguageHints(), into: &result)
    #expect(result.tokens == first && analyzer.formCount == count)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `Small letters of ASCII are found as a plain loop finds them`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let near: [UInt8] = [0x00, 0x40, 0x5A, 0x60, 0x61, 0x7A, 0x7B, 0x7F, 0x80, 0xE1, 0xFA, 0xFF]
    for _ in 0..<20_000 {
      var bytes = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        UInt8.random(in: 0x61...0x7A, using: &random)
      }
      if !bytes.isEmpty, Bool.random(using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = near.randomElement(using: &random) ?? 0
      }
      let isSmall = bytes.allSatisfy { (0x61...0x7A).contains($0) }
      #expect(bytes.span.isSmallASCII == isSmall, "seed \(seed) \(bytes)")
    }
  }

  @Test
  func `The folded form alone is that of the whole form`() {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    let text = "plain Words ÉTÉ straße ПРИВЕТ 12,5 u.s.a. #tag مكتبة ﬁnd don't x2y café ŒUVRE"
    analyzer.analyze(Array(text.utf8), hints: LanguageHints(), into: &result)
    var fold: [UInt8] = []
    for id in 0..<UInt32(analyzer.formCount) {
      analyzer.fold(of: id, into: &fold)
      #expect(fold == analyzer.form(id).fold)
    }
  }
}
