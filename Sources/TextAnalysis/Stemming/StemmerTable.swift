// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which rules stem which words: by the script of the word first, by the language of its passage
// second. A new Snowball language is one line here and one number in Stemmer.swift;
// light rules are a file besides, and a line in LightRules.swift.

/// What is known of one stemmer.
struct StemmerEntry: Sendable {
  /// The rule.
  let stemmer: Stemmer
  /// The name by which people see it; for Snowball also libstemmer's.
  let name: String
  /// The languages whose passages it serves; empty where it serves a whole script.
  let languages: [String]
  /// The script of the words it serves.
  let script: Script
  /// Whether words of passages without a language get it too: the few most widespread languages of
  /// a script.
  let servesUnknown: Bool

  init(
    _ stemmer: Stemmer, _ name: String, _ languages: [String], _ script: Script,
    servesUnknown: Bool = false
  ) {
    self.stemmer = stemmer
    self.name = name
    self.languages = languages
    self.script = script
    self.servesUnknown = servesUnknown
  }
}

/// All stemmers.
enum StemmerTable {
  /// The rules in order of their numbers.
  ///
  /// Serbian's also serves the other standards of the same language, whose endings it shares; Dutch serves
  /// Afrikaans, where it joins a third of the pairs of forms of a word in Universal Dependencies.
  /// Vietnamese, Thai, Lao, Khmer, Burmese and Chinese need no rule: their words do not inflect, and
  /// what a grammar of theirs would take off is a word of its own.
  static let entries: [StemmerEntry] = [
    StemmerEntry(.arabic, "arabic", ["ar"], .arabic, servesUnknown: true),
    StemmerEntry(.armenian, "armenian", ["hy"], .armenian, servesUnknown: true),
    StemmerEntry(.basque, "basque", ["eu"], .latin),
    StemmerEntry(.catalan, "catalan", ["ca"], .latin),
    StemmerEntry(.danish, "danish", ["da"], .latin),
    StemmerEntry(.dutch, "dutch", ["nl", "af"], .latin),
    StemmerEntry(.english, "english", ["en"], .latin, servesUnknown: true),
    StemmerEntry(.finnish, "finnish", ["fi"], .latin),
    StemmerEntry(.french, "french", ["fr"], .latin, servesUnknown: true),
    StemmerEntry(.german, "german", ["de"], .latin, servesUnknown: true),
    StemmerEntry(.greek, "greek", ["el"], .greek, servesUnknown: true),
    StemmerEntry(.hindi, "hindi", ["hi"], .devanagari, servesUnknown: true),
    StemmerEntry(.hungarian, "hungarian", ["hu"], .latin),
    StemmerEntry(.indonesian, "indonesian", ["id", "ms"], .latin),
    StemmerEntry(.irish, "irish", ["ga"], .latin),
    StemmerEntry(.italian, "italian", ["it"], .latin, servesUnknown: true),
    StemmerEntry(.lithuanian, "lithuanian", ["lt"], .latin),
    StemmerEntry(.nepali, "nepali", ["ne"], .devanagari),
    StemmerEntry(.norwegian, "norwegian", ["no", "nb", "nn"], .latin),
    StemmerEntry(.portuguese, "portuguese", ["pt", "gl"], .latin, servesUnknown: true),
    StemmerEntry(.romanian, "romanian", ["ro"], .latin),
    StemmerEntry(.russian, "russian", ["ru"], .cyrillic, servesUnknown: true),
    StemmerEntry(.serbian, "serbian", ["sr", "hr", "bs", "sh"], .latin),
    StemmerEntry(.serbian, "serbian", ["sr"], .cyrillic),
    StemmerEntry(.spanish, "spanish", ["es"], .latin, servesUnknown: true),
    StemmerEntry(.swedish, "swedish", ["sv"], .latin),
    StemmerEntry(.tamil, "tamil", ["ta"], .tamil, servesUnknown: true),
    StemmerEntry(.turkish, "turkish", ["tr"], .latin),
    StemmerEntry(.yiddish, "yiddish", ["yi"], .hebrew),
    StemmerEntry(.lightArabicScript, "light-arab", [], .arabic),
    StemmerEntry(.lightPersian, "light-persian", ["fa", "prs"], .arabic, servesUnknown: true),
    StemmerEntry(.lightKorean, "light-kore", [], .hangul),
    StemmerEntry(.lightHebrew, "light-hebr", [], .hebrew),
    StemmerEntry(.lightJapanese, "light-jpan", [], .han),
    StemmerEntry(.lightKana, "light-kana", [], .hiragana),
    StemmerEntry(.lightKana, "light-kana", [], .katakana),
    StemmerEntry(.lightArabic, "light-arabic", ["ar"], .arabic, servesUnknown: true),
    StemmerEntry(.lightUrdu, "light-urdu", ["ur"], .arabic, servesUnknown: true),
    StemmerEntry(.lightPashto, "light-pashto", ["ps"], .arabic),
    StemmerEntry(.lightSorani, "light-sorani", ["ckb", "ku", "sdh"], .arabic),
    StemmerEntry(.lightAmharic, "light-amharic", ["am"], .ethiopic, servesUnknown: true),
    StemmerEntry(.lightTigrinya, "light-tigrinya", ["ti"], .ethiopic, servesUnknown: true),
    StemmerEntry(.lightPolish, "light-polish", ["pl"], .latin),
    StemmerEntry(.lightCzech, "light-czech", ["cs"], .latin),
    StemmerEntry(.lightUkrainian, "light-ukrainian", ["uk"], .cyrillic),
    StemmerEntry(.lightBengali, "light-bengali", ["bn"], .bengali, servesUnknown: true),
    StemmerEntry(.lightTagalog, "light-tagalog", ["tl", "fil"], .latin),
    StemmerEntry(.lightAlbanian, "light-albanian", ["sq"], .latin),
    StemmerEntry(.lightSwahili, "light-swahili", ["sw"], .latin),
    StemmerEntry(.lightSomali, "light-somali", ["so"], .latin),
    StemmerEntry(.lightSlovak, "light-slovak", ["sk"], .latin),
    StemmerEntry(.lightSlovene, "light-slovene", ["sl"], .latin),
    StemmerEntry(.lightBulgarian, "light-bulgarian", ["bg"], .cyrillic),
    StemmerEntry(.lightLatvian, "light-latvian", ["lv"], .latin),
    StemmerEntry(.lightEstonian, "light-estonian", ["et"], .latin),
    StemmerEntry(.lightBelarusian, "light-belarusian", ["be"], .cyrillic),
    StemmerEntry(.lightKurmanji, "light-kurmanji", ["ku"], .latin),
    StemmerEntry(.lightMacedonian, "light-macedonian", ["mk"], .cyrillic),
    StemmerEntry(.lightAzerbaijani, "light-azerbaijani", ["az"], .latin),
    StemmerEntry(.lightUzbek, "light-uzbek", ["uz"], .latin),
    StemmerEntry(.lightUzbek, "light-uzbek", ["uz"], .cyrillic),
    StemmerEntry(.lightKazakh, "light-kazakh", ["kk"], .cyrillic),
    StemmerEntry(.lightKyrgyz, "light-kyrgyz", ["ky"], .cyrillic),
    StemmerEntry(.lightUyghur, "light-uyghur", ["ug"], .arabic),
    StemmerEntry(.lightGeorgian, "light-georgian", ["ka"], .georgian, servesUnknown: true),
    StemmerEntry(.lightMongolian, "light-mongolian", ["mn"], .cyrillic),
    StemmerEntry(.lightMarathi, "light-marathi", ["mr"], .devanagari),
    StemmerEntry(.lightGujarati, "light-gujarati", ["gu"], .gujarati, servesUnknown: true),
    StemmerEntry(.lightPunjabi, "light-punjabi", ["pa"], .gurmukhi, servesUnknown: true),
    StemmerEntry(.lightTelugu, "light-telugu", ["te"], .telugu, servesUnknown: true),
    StemmerEntry(.lightKannada, "light-kannada", ["kn"], .kannada, servesUnknown: true),
    StemmerEntry(.lightMalayalam, "light-malayalam", ["ml"], .malayalam, servesUnknown: true),
    StemmerEntry(.lightSinhala, "light-sinhala", ["si"], .sinhala, servesUnknown: true),
    StemmerEntry(.lightOromo, "light-oromo", ["om"], .latin),
    StemmerEntry(.lightHausa, "light-hausa", ["ha"], .latin),
    StemmerEntry(.lightTurkmen, "light-turkmen", ["tk"], .latin),
    StemmerEntry(.lightTatar, "light-tatar", ["tt"], .cyrillic),
  ]

  /// The rules for words of a script in passages of a language, by number.
  static func stemmers(for language: Language, _ script: Script) -> [Stemmer] {
    entries.filter { entry in
      entry.script == script
        && (entry.languages.isEmpty || entry.languages.contains(language.code)
          || (language == .unknown && entry.servesUnknown))
    }.map(\.stemmer)
  }

  /// Every rule that serves a script, by number: what a query asks for.
  static func stemmers(for script: Script) -> [Stemmer] {
    entries.filter { $0.script == script }.map(\.stemmer)
  }
}

extension Stemmer: CustomStringConvertible {
  /// The name of the rule: libstemmer's, or `light-` and a script or language; `stemmer 99` where
  /// the number is not known.
  public var description: String {
    if self == .porter { return "porter" }
    return StemmerTable.entries.first { $0.stemmer == self }?.name ?? "stemmer \(rawValue)"
  }
}
