// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Light rules, one set a language or, where that is a guess that would hide words, a script. They
// take clitics and the commonest endings off, and leave words alone that would become too short.
// Input and output are code points of the rung `fold`.

/// Chooses the light rules of a stemmer.
enum LightRules {
  /// Replaces a folded word by its stem; O(letters).
  static func stem(_ word: inout [UInt32], by stemmer: Stemmer) {
    switch stemmer {
    case .lightArabicScript: LightArabicScript.stem(&word)
    case .lightPersian: LightPersian.stem(&word)
    case .lightKorean: LightKorean.stem(&word)
    case .lightHebrew: LightHebrew.stem(&word)
    case .lightJapanese: LightJapanese.stem(&word)
    case .lightKana: KanaFold.writeInHiragana(&word)
    case .lightArabic: LightArabic.stem(&word)
    case .lightUrdu: LightUrdu.stem(&word)
    case .lightPashto: LightPashto.stem(&word)
    case .lightSorani: LightSorani.stem(&word)
    case .lightAmharic: LightAmharic.stem(&word)
    case .lightTigrinya: LightTigrinya.stem(&word)
    case .lightPolish: LightPolish.stem(&word)
    case .lightCzech: LightCzech.stem(&word)
    case .lightUkrainian: LightUkrainian.stem(&word)
    case .lightBengali: LightBengali.stem(&word)
    case .lightTagalog: LightTagalog.stem(&word)
    case .lightAlbanian: LightAlbanian.stem(&word)
    case .lightSwahili: LightSwahili.stem(&word)
    case .lightSomali: LightSomali.stem(&word)
    case .lightSlovak: LightSlovak.stem(&word)
    case .lightSlovene: LightSlovene.stem(&word)
    case .lightBulgarian: LightBulgarian.stem(&word)
    case .lightLatvian: LightLatvian.stem(&word)
    case .lightEstonian: LightEstonian.stem(&word)
    case .lightBelarusian: LightBelarusian.stem(&word)
    case .lightKurmanji: LightKurmanji.stem(&word)
    case .lightMacedonian: LightMacedonian.stem(&word)
    case .lightAzerbaijani: LightAzerbaijani.stem(&word)
    case .lightUzbek: LightUzbek.stem(&word)
    case .lightKazakh: LightKazakh.stem(&word)
    case .lightKyrgyz: LightKyrgyz.stem(&word)
    case .lightUyghur: LightUyghur.stem(&word)
    case .lightGeorgian: LightGeorgian.stem(&word)
    case .lightMongolian: LightMongolian.stem(&word)
    case .lightMarathi: LightMarathi.stem(&word)
    case .lightGujarati: LightGujarati.stem(&word)
    case .lightPunjabi: LightPunjabi.stem(&word)
    case .lightTelugu: LightTelugu.stem(&word)
    case .lightKannada: LightKannada.stem(&word)
    case .lightMalayalam: LightMalayalam.stem(&word)
    case .lightSinhala: LightSinhala.stem(&word)
    case .lightOromo: LightOromo.stem(&word)
    case .lightHausa: LightHausa.stem(&word)
    case .lightTurkmen: LightTurkmen.stem(&word)
    case .lightTatar: LightTatar.stem(&word)
    default: break
    }
  }

  /// The code points of a text, for tables of affixes.
  static func codePoints(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  /// The folded code points of affixes between spaces, for tables.
  static func affixes(_ text: String) -> [[UInt32]] {
    // By code points: a vowel sign after a space is one character with it.
    codePoints(text).split { $0 == 0x20 || $0 == 0x0A }.map { folded(Array($0)) }
  }

  /// Affixes between spaces: every first one before every second one.
  static func pairs(_ first: String, before second: String) -> String {
    // By code points, as above.
    let seconds = second.unicodeScalars.split(separator: " ").map { String($0) }
    let firsts = first.unicodeScalars.split(separator: " ").map { String($0) }
    return firsts.flatMap { left in seconds.map { left + $0 } }.joined(separator: " ")
  }

  /// The code points of a text on the rung `fold`.
  static func folded(_ text: String) -> [UInt32] { folded(codePoints(text)) }

  private static func folded(_ codePoints: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    FoldTable.shared.fold(codePoints, into: &result)
    return result
  }
}

/// Japanese inflection: a word that starts with Han loses the hiragana at its end.
///
/// So 住む, 住ん and 住み share 住.
///
/// Source: the Cabinet's notice on okurigana (送り仮名の付け方, 1973), rule 1: an inflected word is
/// written with its ending in kana.
enum LightJapanese {
  static func stem(_ word: inout [UInt32]) {
    while word.count > 1, let last = word.last, (0x3041...0x309F).contains(last) {
      word.removeLast()
    }
  }
}
