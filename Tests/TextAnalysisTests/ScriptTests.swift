// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

struct ScriptTests {
  @Test(arguments: [
    (Script.arabic, "Arab"), (.armenian, "Armn"), (.bengali, "Beng"), (.bopomofo, "Bopo"),
    (.cherokee, "Cher"), (.cyrillic, "Cyrl"), (.devanagari, "Deva"), (.ethiopic, "Ethi"),
    (.georgian, "Geor"), (.greek, "Grek"), (.gujarati, "Gujr"), (.gurmukhi, "Guru"),
    (.han, "Hani"), (.hangul, "Hang"), (.hebrew, "Hebr"), (.hiragana, "Hira"),
    (.kannada, "Knda"), (.katakana, "Kana"), (.khmer, "Khmr"), (.lao, "Laoo"), (.latin, "Latn"),
    (.malayalam, "Mlym"), (.mongolian, "Mong"), (.myanmar, "Mymr"), (.oriya, "Orya"),
    (.sinhala, "Sinh"), (.syriac, "Syrc"), (.tamil, "Taml"), (.telugu, "Telu"),
    (.thaana, "Thaa"), (.thai, "Thai"), (.tibetan, "Tibt"), (.canadianAboriginal, "Cans"),
    (.yi, "Yiii"), (.common, "Zyyy"), (.inherited, "Zinh"), (.unknown, "Zzzz"),
  ])
  func `Scripts by name have the numbers of ICU`(script: Script, code: String) {
    #expect(script.code == code)
    #expect(Script(code: code) == script)
  }

  @Test func `Groups of characters are those of ICU's script property`() {
    var table = ScriptTable()
    for codePoint in stride(from: UInt32(0), to: 0x30000, by: 7) {
      #expect(
        table.group(of: codePoint) == ScriptTable.group(of: ICU.script(of: codePoint)),
        "U+\(String(codePoint, radix: 16))")
    }
  }

  @Test func `Characters are read from UTF-8 as the standard library reads them`() {
    let text = "aé€😀\u{FFFD}\u{10FFFF}ሀ"
    let bytes = Array(text.utf8)
    var index = 0
    for scalar in text.unicodeScalars {
      let character = DecodedCharacter(bytes.span, at: index)
      #expect(character.codePoint == scalar.value && !character.isIllFormed)
      index += character.length
    }
    #expect(index == bytes.count)
    for broken: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5],
    ] {
      #expect(DecodedCharacter(broken.span, at: 0).isIllFormed)
    }
  }

  @Test func `A gap between scripts is cut behind its line end, else behind its first space`() {
    var scanner = ScriptRunScanner()
    let text = "abc.\n «سلام» end"
    let bytes = Array(text.utf8)
    scanner.scan(bytes.span)
    let pieces = scanner.runs.map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
    #expect(pieces == ["abc.\n", " «سلام» ", "end"])
  }
}
