// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

struct LanguageTests {
  @Test(arguments: [
    ("per", "fa"), ("fas", "fa"), ("pes", "fa"), ("ger", "de"), ("zh_Hant", "zh"), ("EN-gb", "en"),
    ("cmn", "zh"), ("ckb", "ckb"), ("nb", "no"), ("iw", "he"), ("tir", "ti"), ("fr_FR.UTF-8", "fr"),
  ])
  func `A tag is read as the shortest code of its language`(tag: String, code: String) {
    #expect(Language(tag: tag)?.code == code)
  }

  @Test(arguments: ["", "x", "12", "français", "waytoolongsubtag"])
  func `What is no tag is refused`(tag: String) { #expect(Language(tag: tag) == nil) }

  @Test func `Twins are not twins of others themselves`() {
    for (code, twin) in Language.twoLetterTwins {
      #expect(Language.twoLetterTwins[twin] == nil, "\(code) → \(twin)")
    }
  }

  @Test func `Languages have English names`() {
    #expect(Language(tag: "fa")?.englishName == "Persian")
    #expect(Language(tag: "ti")?.englishName == "Tigrinya")
    #expect(Language(tag: "qqq")?.englishName == "qqq")
    #expect(Language.unknown.englishName == "unknown")
  }
}
