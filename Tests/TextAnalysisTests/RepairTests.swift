// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

@testable import TextAnalysis

/// Texts broken in each of the ways that are repaired.
enum BrokenText {
  /// A text, how it looks broken, and what the repair is called.
  struct Row: CustomTestStringConvertible, Sendable {
    var whole: String
    var broken: String
    var kind: Repair.Kind
    var testDescription: String { "\(kind.rawValue): \(broken.prefix(40))" }
  }

  /// A text written in one charset and read in another.
  static func misread(_ text: String, _ charset: String, as reader: String) -> String? {
    guard let bytes = LegacyCodec(name: charset)?.encode(Array(text.utf8)),
      let read = LegacyCodec(name: reader)?.decode(bytes)
    else { return nil }
    return String(decoding: read, as: UTF8.self)
  }

  /// A text encoded in UTF-8 and read as another charset.
  static func doubled(_ text: String, as reader: String) -> String? {
    LegacyCodec(name: reader).map {
      String(decoding: $0.decode(Array(text.utf8)), as: UTF8.self)
    }
  }

  static let rows: [Row] = [
    Row(whole: "une réunion à 18 h", broken: "une rÃ©union Ã\u{A0} 18 h", kind: .doubleEncoding),
    Row(whole: "l’été est là", broken: "lâ€™Ã©tÃ© est lÃ\u{A0}", kind: .doubleEncoding),
    Row(whole: "Künstler", broken: "KÃƒÂ¼nstler", kind: .doubleEncoding),
    Row(whole: "the café’s door", broken: "the cafГ©вЂ™s door", kind: .doubleEncoding),
    Row(whole: "Привет, мир", broken: "ÐŸÑ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€", kind: .doubleEncoding),
    Row(whole: "السلام عليكم", broken: "ط§ظ„ط³ظ„ط§ظ… ط¹ظ„ظٹظƒظ…", kind: .doubleEncoding),
    Row(whole: "Déjà vu", broken: "D√©j√† vu", kind: .doubleEncoding),
    Row(
      whole: "Собрание жильцов дома", broken: "яНАПЮМХЕ ФХКЭЖНБ ДНЛЮ", kind: .misreadCharset),
    Row(
      whole: "Cộng hòa xã hội chủ nghĩa", broken: "Coäng hoøa xaõ hoäi chuû nghóa",
      kind: .misreadCharset),
    Row(
      whole: "Cộng hòa xã hội chủ nghĩa", broken: "Céng hßa x· héi chñ nghÜa",
      kind: .misreadCharset),
    Row(whole: "ကျောင်းသားများ", broken: "ေက်ာင္းသားမ်ား", kind: .zawgyi),
    Row(
      whole: "אסיפת הדיירים תתקיים בשעה 18:30 (בחדר 4).",
      broken: ".(4 רדחב) 18:30 העשב םייקתת םירייידה תפיסא".replacing("ייי", with: "יי"),
      kind: .visualOrder),
    Row(
      whole: "الساعة الثانية في المدرسة القديمة", broken: "ةميدقلا ةسردملا يف ةيناثلا ةعاسلا",
      kind: .visualOrder),
    Row(whole: "ﷺ office سلام", broken: "ﷺ oﬃce ﺳﻼم", kind: .presentationForms),
    Row(whole: "it’s here", broken: "it\u{92}s here", kind: .controlCharacters),
  ]
}

struct RepairTests {
  private func repair(_ text: String) -> (text: String, repairs: [Repair]) {
    let found = TextRepair.repair(Array(text.utf8))
    return (String(decoding: found.utf8, as: UTF8.self), found.repairs)
  }

  @Test(arguments: DoubleEncoding.readers)
  func `A codec lists the bytes of all characters that it has one for`(name: String) throws {
    let codec = try #require(LegacyCodec(name: name))
    for codePoint in UInt32(0x80)..<0x1_0000 {
      #expect(codec.bytes[codePoint] == codec.byte(of: codePoint))
    }
  }

  @Test(arguments: BrokenText.rows)
  func `A broken text is repaired, and the repair is logged by its kind`(row: BrokenText.Row) {
    let found = repair(row.broken)
    #expect(found.text == row.whole)
    #expect(found.repairs.contains { $0.kind == row.kind })
  }

  @Test(arguments: BrokenText.rows)
  func `Undoing the repairs gives the broken text byte for byte`(row: BrokenText.Row) throws {
    let found = repair(row.broken)
    let undone = try #require(TextRepair.undo(Array(found.text.utf8), found.repairs))
    #expect(undone == Array(row.broken.utf8))
  }

  @Test(arguments: BrokenText.rows)
  func `A repaired text has nothing left to repair`(row: BrokenText.Row) {
    #expect(repair(row.whole).repairs.isEmpty)
  }

  @Test(arguments: sentences)
  func `Good text in any language stays as it is`(sentence: (language: String, text: String)) {
    #expect(repair(sentence.text).repairs.isEmpty)
  }

  @Test(arguments: [
    "«IRMÃ» e «AVÓ»", "l’école – « é » … été…", "Рік і сіль, «Рідний край»",
    "ЗАГАЛЬНА ДЕКЛАРАЦІЯ ПРАВ",
    "ВСЕОБЩАЯ ДЕКЛАРАЦИЯ ПРАВ ЧЕЛОВЕКА", "МосГорДума и ЕвроСоюз", "20Â is not a temperature",
    "Ёлка и подарки для детей", "╔══╗\n║ ok ║\n╚══╝", "Straße… größer", "KÖLN–BONN",
    "El «niño» está aquí",
    "où êtes-vous, maïs",
    "kò kò kò, má bá", "ئۇيغۇر تىلى ۋە ئەدەبىياتى", "תל־אביב, צה״ל", "رقم ٣٫٥ لا",
    "နိုင်ငံတော်သည် လူထုကို", "ၼႆႉပဵၼ်လိၵ်ႈတႆး", "ကညီကျိာ်",
    "– د مرکې لپاره چمتو tئ، خپله کیسه ولیکئ", "кнопка «xР°» и текст",
    // Letters mistyped or misread: one of another script in a word, a small one among capitals, two
    // Arabic letters whose bytes are UTF-8 by chance, a final letter in an address.
    "01 с9 00 34 56 · https://example.org/moпettes", "01 99 00 3 я6 · https//exнmple.org/mouette",
    "ПЕРША ДОеОМаГА", "اکئ،", "htts://example.ےسg/outtes",
  ])
  func `Text that looks odd but is right stays as it is`(text: String) {
    let found = repair(text)
    #expect(found.text == text, "\(found.repairs.map(\.summary))")
  }

  @Test func `Only the broken lines of a mixed text are repaired`() throws {
    let misread = try #require(
      BrokenText.misread("Собрание переносится на вторник", "windows-1251", as: "KOI8-R"))
    let doubled = try #require(BrokenText.doubled("Déjà réuni à l’été", as: "windows-1252"))
    let good = "Réunion des locataires – Собрание жильцов"
    let found = repair("\(good)\n\(misread)\n\(doubled)\n\(good)")
    #expect(
      found.text
        == "\(good)\nСобрание переносится на вторник\nDéjà réuni à l’été\n\(good)")
    #expect(Set(found.repairs.map(\.kind)) == [.misreadCharset, .doubleEncoding])
  }

  @Test func `No repair reaches across a cut, and cuts move with the text`() {
    let text = "rÃ©union|Ã©tÃ© ici"
    let bytes = Array(text.utf8)
    let cut = text.utf8.distance(
      from: text.startIndex, to: text.firstIndex(of: "|") ?? text.endIndex)
    let found = TextRepair.repair(bytes, cuts: [cut])
    #expect(String(decoding: found.utf8, as: UTF8.self) == "réunion|été ici")
    #expect(found.utf8[found.cuts[0]] == UInt8(ascii: "|"))
  }

  @Test func `A log that belongs to another text gives nothing`() {
    let found = repair("une rÃ©union Ã\u{A0} 18 h, trÃ¨s tard")
    #expect(!found.repairs.isEmpty)
    #expect(TextRepair.undo(Array("x".utf8), found.repairs) == nil)
  }
}

struct RepairPropertyTests {
  @Test func `Whatever the repairs do to mixed and broken texts can be undone`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let pieces = BrokenText.rows.map(\.broken) + sentences.map(\.text) + ["\n", "\r\n", " ", "(3)"]
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let piece = pieces.randomElement(using: &generator) ?? ""
        let start = Int.random(in: 0...piece.count, using: &generator)
        text += Bool.random(using: &generator) ? piece : String(piece.dropFirst(start))
        text += Bool.random(using: &generator) ? "\n" : " "
      }
      let bytes = Array(text.utf8)
      let found = TextRepair.repair(bytes)
      #expect(TextRepair.undo(found.utf8, found.repairs) == bytes, "seed \(seed): \(text)")
      #expect(String(validating: found.utf8, as: UTF8.self) != nil, "seed \(seed): \(text)")
    }
  }

  @Test func `Any characters at all are repaired without a trap and undone`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let blocks: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x80...0xFF, 0x400...0x45F, 0x5D0...0x5EA, 0x600...0x6FF, 0x1000...0x109F,
      0x2010...0x2030, 0x2500...0x2590, 0xFB00...0xFEFC, 0x0A...0x0D,
    ]
    for _ in 0..<400 {
      var text = String.UnicodeScalarView()
      for _ in 0..<60 {
        let block = blocks.randomElement(using: &generator) ?? 0x20...0x7E
        let value = UInt32.random(in: block, using: &generator)
        text.append(Unicode.Scalar(value) ?? " ")
      }
      let bytes = Array(String(text).utf8)
      let found = TextRepair.repair(bytes)
      #expect(TextRepair.undo(found.utf8, found.repairs) == bytes, "seed \(seed)")
    }
  }

  @Test func `A log survives being written as JSON`() throws {
    let broken = Array("יקתת םיריידה תפיסא ,םולש\nune rÃ©union".utf8)
    let found = TextRepair.repair(broken)
    let copy = try JSONDecoder().decode([Repair].self, from: JSONEncoder().encode(found.repairs))
    #expect(!copy.isEmpty && copy == found.repairs)
    #expect(TextRepair.undo(found.utf8, copy) == broken)
  }
}
