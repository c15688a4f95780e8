// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The rules that make stems, under numbers that are written into segments. A number is never
// given to another rule; a rule whose output changes gets a new number.

/// A rule that makes stems: one of libstemmer's algorithms, or light rules of our own.
public struct Stemmer: RawRepresentable, Hashable, Sendable, Comparable {
  /// The stable number, as segments hold it: below 128 Snowball, from 128 light rules.
  public let rawValue: UInt8

  /// Whether the rule is made for words with their marks: Snowball's are, light rules read the rung
  /// `fold` alone.
  var readsMarks: Bool { rawValue < 128 }

  /// Whether a stem always begins with the first letter of the folded form: Snowball's algorithms
  /// that only take endings off.
  ///
  /// Those that take prefixes off or write another alphabet, and all light rules, are left out.
  package var keepsFirstLetter: Bool {
    switch self {
    case .armenian, .basque, .catalan, .danish, .dutch, .english, .finnish, .french, .german,
      .greek, .hindi, .hungarian, .italian, .lithuanian, .norwegian, .portuguese, .romanian,
      .russian, .spanish, .swedish:
      true
    default: false
    }
  }

  /// The rules for words of a script in passages of a language, by number.
  package static func all(for language: Language, _ script: Script) -> [Stemmer] {
    StemmerTable.stemmers(for: language, script)
  }

  /// Takes a number; unknown numbers are legal, so that newer segments can be listed.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Stemmers are ordered by their numbers.
  public static func < (left: Stemmer, right: Stemmer) -> Bool { left.rawValue < right.rawValue }
}

extension Stemmer {
  /// Snowball, Arabic.
  public static let arabic = Stemmer(rawValue: 1)
  /// Snowball, Armenian.
  public static let armenian = Stemmer(rawValue: 2)
  /// Snowball, Basque.
  public static let basque = Stemmer(rawValue: 3)
  /// Snowball, Catalan.
  public static let catalan = Stemmer(rawValue: 4)
  /// Snowball, Danish.
  public static let danish = Stemmer(rawValue: 5)
  /// Snowball, Dutch.
  public static let dutch = Stemmer(rawValue: 6)
  /// Snowball, English (Porter 2).
  public static let english = Stemmer(rawValue: 7)
  /// Snowball, Finnish.
  public static let finnish = Stemmer(rawValue: 8)
  /// Snowball, French.
  public static let french = Stemmer(rawValue: 9)
  /// Snowball, German.
  public static let german = Stemmer(rawValue: 10)
  /// Snowball, Greek.
  public static let greek = Stemmer(rawValue: 11)
  /// Snowball, Hindi.
  public static let hindi = Stemmer(rawValue: 12)
  /// Snowball, Hungarian.
  public static let hungarian = Stemmer(rawValue: 13)
  /// Snowball, Indonesian.
  public static let indonesian = Stemmer(rawValue: 14)
  /// Snowball, Irish.
  public static let irish = Stemmer(rawValue: 15)
  /// Snowball, Italian.
  public static let italian = Stemmer(rawValue: 16)
  /// Snowball, Lithuanian.
  public static let lithuanian = Stemmer(rawValue: 17)
  /// Snowball, Nepali.
  public static let nepali = Stemmer(rawValue: 18)
  /// Snowball, Norwegian.
  public static let norwegian = Stemmer(rawValue: 19)
  /// Snowball, the first algorithm of Porter; named for completeness, serves no language.
  public static let porter = Stemmer(rawValue: 20)
  /// Snowball, Portuguese.
  public static let portuguese = Stemmer(rawValue: 21)
  /// Snowball, Romanian.
  public static let romanian = Stemmer(rawValue: 22)
  /// Snowball, Russian.
  public static let russian = Stemmer(rawValue: 23)
  /// Snowball, Serbian.
  public static let serbian = Stemmer(rawValue: 24)
  /// Snowball, Spanish.
  public static let spanish = Stemmer(rawValue: 25)
  /// Snowball, Swedish.
  public static let swedish = Stemmer(rawValue: 26)
  /// Snowball, Tamil.
  public static let tamil = Stemmer(rawValue: 27)
  /// Snowball, Turkish.
  public static let turkish = Stemmer(rawValue: 28)
  /// Snowball, Yiddish.
  public static let yiddish = Stemmer(rawValue: 29)

  /// Light rules for what is written together with a noun, for every word in Arabic script.
  public static let lightArabicScript = Stemmer(rawValue: 128)
  /// Light rules, Persian and Dari.
  public static let lightPersian = Stemmer(rawValue: 129)
  /// Light rules for Korean particles, for every word in Hangul.
  public static let lightKorean = Stemmer(rawValue: 130)
  /// Light rules for prefixes and endings of Hebrew, for every word in Hebrew script.
  public static let lightHebrew = Stemmer(rawValue: 131)
  /// Light rule for Japanese inflection: a word that starts with Han loses its kana ending.
  public static let lightJapanese = Stemmer(rawValue: 132)
  /// Light rules, Arabic.
  public static let lightArabic = Stemmer(rawValue: 133)
  /// Light rules, Urdu.
  public static let lightUrdu = Stemmer(rawValue: 134)
  /// Light rules, Pashto.
  public static let lightPashto = Stemmer(rawValue: 135)
  /// Light rules, Sorani Kurdish.
  public static let lightSorani = Stemmer(rawValue: 136)
  /// Light rules, Amharic.
  public static let lightAmharic = Stemmer(rawValue: 137)
  /// Light rules, Tigrinya.
  public static let lightTigrinya = Stemmer(rawValue: 138)
  /// Light rules for Polish inflection.
  public static let lightPolish = Stemmer(rawValue: 140)
  /// Light rules for Czech inflection.
  public static let lightCzech = Stemmer(rawValue: 141)
  /// Light rules for Ukrainian inflection.
  public static let lightUkrainian = Stemmer(rawValue: 142)
  /// Light rules for Bengali inflection.
  public static let lightBengali = Stemmer(rawValue: 143)
  /// Light rules for Tagalog inflection.
  public static let lightTagalog = Stemmer(rawValue: 144)
  /// Light rules for Albanian inflection.
  public static let lightAlbanian = Stemmer(rawValue: 145)
  /// Light rules for Swahili inflection.
  public static let lightSwahili = Stemmer(rawValue: 146)
  /// Light rules for Somali inflection.
  public static let lightSomali = Stemmer(rawValue: 147)
  /// Light rules for Slovak inflection.
  public static let lightSlovak = Stemmer(rawValue: 151)
  /// Light rules for Slovene inflection.
  public static let lightSlovene = Stemmer(rawValue: 152)
  /// Light rules for Bulgarian inflection.
  public static let lightBulgarian = Stemmer(rawValue: 153)
  /// Light rules for Latvian inflection.
  public static let lightLatvian = Stemmer(rawValue: 154)
  /// Light rules for Estonian inflection.
  public static let lightEstonian = Stemmer(rawValue: 155)
  /// Light rules for Belarusian inflection.
  public static let lightBelarusian = Stemmer(rawValue: 156)
  /// Light rules for Kurmanji Kurdish in Latin letters.
  public static let lightKurmanji = Stemmer(rawValue: 157)
  /// Light rules for Macedonian inflection.
  public static let lightMacedonian = Stemmer(rawValue: 158)
  /// Light rules for Azerbaijani inflection, in Latin letters.
  public static let lightAzerbaijani = Stemmer(rawValue: 159)
  /// Light rules for Uzbek inflection.
  public static let lightUzbek = Stemmer(rawValue: 160)
  /// Light rules for Kazakh inflection.
  public static let lightKazakh = Stemmer(rawValue: 161)
  /// Light rules for Kyrgyz inflection.
  public static let lightKyrgyz = Stemmer(rawValue: 162)
  /// Light rules for Uyghur inflection, in Arabic letters.
  public static let lightUyghur = Stemmer(rawValue: 163)
  /// Light rules for Georgian inflection.
  public static let lightGeorgian = Stemmer(rawValue: 164)
  /// Light rules for Mongolian inflection, in Cyrillic letters.
  public static let lightMongolian = Stemmer(rawValue: 165)
  /// Light rules for Marathi inflection.
  public static let lightMarathi = Stemmer(rawValue: 166)
  /// Light rules for Gujarati inflection.
  public static let lightGujarati = Stemmer(rawValue: 167)
  /// Light rules for Punjabi inflection, in Gurmukhi.
  public static let lightPunjabi = Stemmer(rawValue: 168)
  /// Light rules for Telugu inflection.
  public static let lightTelugu = Stemmer(rawValue: 169)
  /// Light rules for Kannada inflection.
  public static let lightKannada = Stemmer(rawValue: 170)
  /// Light rules for Malayalam inflection.
  public static let lightMalayalam = Stemmer(rawValue: 171)
  /// Light rules for Sinhala inflection.
  public static let lightSinhala = Stemmer(rawValue: 172)
  /// Light rules for Oromo inflection, in Latin letters.
  public static let lightOromo = Stemmer(rawValue: 173)
  /// Light rules for Hausa inflection, in Latin letters.
  public static let lightHausa = Stemmer(rawValue: 174)
  /// Light rules for Turkmen inflection, in Latin letters.
  public static let lightTurkmen = Stemmer(rawValue: 175)
  /// Light rules for Tatar inflection, in Cyrillic letters.
  public static let lightTatar = Stemmer(rawValue: 176)
  /// Light rule for kana: a word in katakana is one with the same word in hiragana.
  public static let lightKana = Stemmer(rawValue: 150)
}
