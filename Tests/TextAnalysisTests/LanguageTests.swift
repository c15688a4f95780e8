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

  @Test(arguments: ["fa", "ckb", "und", "tlh", "zz", "abcdefgh"])
  func `A code in bytes is that code`(code: String) {
    let bytes =
      code.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << UInt64(64 - 8 * code.utf8.count)
    #expect(Language(bytes: bytes)?.code == code)
  }

  @Test(arguments: [
    0, 0x61 << 56, 0x6100_6200 << 32, 0x6141 << 48, 0x617B << 48, 0x0061_6200 << 32,
  ])
  func `Bytes that are no code are no language`(bytes: UInt64) {
    #expect(Language(bytes: bytes) == nil)
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
