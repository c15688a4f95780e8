// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

struct FoldTests {
  @Test(arguments: [
    // Latin
    ("Größe", "groesse", false), ("Größe", "GROSSE", true), ("GROẞE", "große", true),
    ("Œuvre", "oeuvre", true), ("Ægir", "aegir", true), ("Søren", "soren", true),
    ("Łódź", "lodz", true), ("Đà Nẵng", "da", true), ("Þór", "thor", true), ("ħobż", "hobz", true),
    ("IŞIKLAR", "ışıklar", true), ("İzmir", "izmir", true), ("ọjọ́", "ojo", true),
    ("ɗaki", "daki", true), ("ƙasa", "kasa", true), ("ƴa", "ya", true), ("ţară", "țară", true),
    ("thuỷ", "thủy", true), ("thuỷ", "thuy", true), ("e\u{301}te\u{301}", "été", true),
    ("O’Hara", "O'Hara", true), ("O’Hara", "ohara", true), ("re-open", "reopen", true),
    // Greek
    ("ὁδός", "οδος", true), ("ΟΔΟΣ", "οδός", true), ("τῷ", "τω", true), ("ᾠδή", "ωδη", true),
    ("λόγῳ", "λογω", true), ("πρωί", "πρωι", true), ("πρωινός", "πρωινος", true),
    // Cyrillic
    ("ещё", "еще", true), ("мой", "мои", false), ("ґрати", "грати", true), ("сто́ит", "стоит", true),
    ("м’ята", "м\u{2BC}ята", true), ("їжак", "іжак", true), ("хлеб", "хлѣб", true),
    // Arabic script
    ("أُسْتَاذ", "استاذ", true), ("آخر", "اخر", true), ("مدرسة", "مدرسه", true),
    ("مصطفى", "مصطفي", true), ("ٱلكتاب", "الكتاب", true), ("كـتـاب", "كتاب", true),
    ("کوچه", "كوچه", true), ("یاری", "ياري", true), ("مسؤول", "مسوول", true),
    ("ہمیں", "هميں", true), ("پہلے", "پهلے", true), ("کۆمەڵ", "كومهل", true),
    ("ﺳﻼﻡ", "سلام", true), ("گل", "كل", false), ("باب", "تاب", false), ("١٤٤٠", "1440", true),
    ("۱۳۹۴", "1394", true), ("هٰذا", "هذا", true), ("شيء", "شي", true),
    // Hebrew
    ("שָׁלוֹם", "שלומ", true), ("ספר", "סֵפֶר", true), ("צה״ל", "צהל", true), ("ייִדיש", "יידיש", true),
    // Ethiopic
    ("ሐገር", "ሀገር", true), ("ኃይል", "ሀይል", true), ("ሠላም", "ሰላም", true), ("ዓለም", "አለም", true),
    ("ፀሐይ", "ጸሀይ", true), ("ሰላም", "ሰላሞ", false),
    // Indic, Thai, Khmer: the nukta, and nothing else
    ("ज़मीन", "जमीन", true), ("क़लम", "कलम", true), ("कर्म", "करम", false), ("की", "के", false),
    ("มา", "ม้า", false), ("ก่อน", "กอน", false), ("๒๕๖๒", "2562", true),
    ("ខ្មែរ", "ខមែរ", false), ("စာ", "စား", false),
    // East Asian
    ("電話", "电话", true), ("ｶﾞｽ", "ガス", true), ("ガス", "カス", false), ("かな", "カナ", false),
    ("ＡＢＣ", "abc", true), ("닭", "달", false),
    // Caucasian
    ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი", true), ("և", "եւ", true),
  ])
  func `Spellings meet on fold, or do not`(_ left: String, _ right: String, _ meet: Bool) {
    #expect((fold(left) == fold(right)) == meet, "\(fold(left)) and \(fold(right))")
  }

  @Test
  func `The digits of all scripts are those of ICU`() {
    for codePoint in UInt32(0x80)...0x1FFFF {
      guard ICU.category(of: codePoint) == .decimalNumber,
        let value = ICU.digitValue(of: codePoint)
      else { continue }
      var bytes: [UInt8] = []
      bytes.append(scalar: codePoint)
      var former = Former()
      former.makeExact(of: bytes.span)
      former.makeFold()
      if former.fold != [0x30 + value] { Issue.record("U+\(String(codePoint, radix: 16))") }
    }
  }

  @Test
  func `Folding twice changes nothing, and a fold is never empty`() {
    var once: [UInt32] = []
    var twice: [UInt32] = []
    var former = Former()
    for codePoint in UInt32(1)...0x32000 where Unicode.Scalar(codePoint) != nil {
      var bytes: [UInt8] = []
      bytes.append(scalar: codePoint)
      former.makeExact(of: bytes.span)
      guard !former.exact.isEmpty else { continue }
      var scalars: [UInt32] = []
      scalars.decode(former.exact.span)
      FoldTable.shared.fold(scalars, into: &once)
      FoldTable.shared.fold(once, into: &twice)
      if once != twice || once.isEmpty { Issue.record("U+\(String(codePoint, radix: 16))") }
    }
  }

  @Test
  func `Accents of Latin, Greek and Cyrillic fold as canonical decomposition says`() {
    let decomposition = Normalizer(.nfd)
    for codePoint in Array(UInt32(0xE0)...0x24F) + Array(0x370...0x4FF) + Array(0x1E00...0x1FFF) {
      guard ICU.category(of: codePoint) == .lowercaseLetter, codePoint != 0x439 else { continue }
      var bytes: [UInt8] = []
      bytes.append(scalar: codePoint)
      var former = Former()
      former.makeExact(of: bytes.span)
      former.makeFold()
      var marks: [UInt8] = []
      decomposition.append(former.fold.span, to: &marks)
      var scalars: [UInt32] = []
      scalars.decode(marks.span)
      let hasMark = scalars.contains { ICU.category(of: $0) == .nonspacingMark }
      if hasMark { Issue.record("U+\(String(codePoint, radix: 16)) keeps a mark") }
    }
  }

  @Test
  func `The Han table is what ICU's transform says of each character`() throws {
    let transform = try #require(Transliterator(id: "Traditional-Simplified"))
    for text in ["電", "灣", "學", "車", "門", "龜", "個", "臺"] {
      #expect(fold(text) == transform.apply(to: text))
    }
  }
}
