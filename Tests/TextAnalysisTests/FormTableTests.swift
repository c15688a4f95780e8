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
  func `Fifty thousand surfaces keep their forms while the tables grow`() {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    let text = (0..<50_000).map { "w\($0)x" }.joined(separator: " ")
    analyzer.analyze(Array(text.utf8), hints: LanguageHints(), into: &result)
    let first = result.tokens
    analyzer.analyze(Array(text.utf8), hints: LanguageHints(), into: &result)
    #expect(result.tokens == first)
    let words = first.filter { $0.kind == .word }
    #expect(Set(words.map(\.form)).count == 50_000)
    #expect(analyzer.form(words[49_999].form).exact == Array("w49999x".utf8))
  }
}
