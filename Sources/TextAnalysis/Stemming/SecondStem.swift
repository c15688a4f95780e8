// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Words that a rule can read in two ways, neither of them surely. Both stems are made, so that each
// meets the forms that show the word itself; that adds keys, and takes none away.
//
// Sources: fleeting vowels of the Slavonic languages: Comrie & Corbett (eds.), "The Slavonic
// Languages" (Routledge, 1993), on the alternations of the noun in each; Korean 들: the Standard
// Korean Dictionary (stdict.korean.go.kr), 들, suffix; Arabic للـ: Wright, "A Grammar of the Arabic
// Language", vol. 1, on the article (it loses its alif after ل, and where the noun begins with ل, one
// of three is not written). The lengths that stay are our own choice.

/// Makes the second stems.
enum SecondStem {
  /// Letters between which a vowel may stand only where no ending follows.
  private struct FleetingVowel {
    let vowels: [UInt32]
    let consonants: [UInt32]

    init(_ vowels: String, before consonants: String) {
      self.vowels = LightRules.folded(vowels)
      self.consonants = LightRules.folded(consonants)
    }
  }

  private static let russian = FleetingVowel("ео", before: "цкнлр")
  private static let belarusian = FleetingVowel("еа", before: "цк")
  private static let bulgarian = FleetingVowel("еъ", before: "цкнлр")
  private static let czech = FleetingVowel("e", before: "cknlr")
  private static let slovak = FleetingVowel("eo", before: "cknlr")
  /// Of the Latin letters in which the rule writes its stems.
  private static let serbian = FleetingVowel("a", before: "cknlr")
  private static let vowels = Set(LightRules.folded("aeiouyаеиоуыэюяіїєъ"))

  private static let koreanPlural = LightRules.codePoints("들")
  private static let lam: UInt32 = 0x644

  /// Whether a rule reads some words in two ways.
  static func serves(_ stemmer: Stemmer) -> Bool {
    switch stemmer {
    case .russian, .lightUkrainian, .lightBelarusian, .lightBulgarian, .lightMacedonian,
      .lightPolish, .lightCzech, .lightSlovene, .lightSlovak, .serbian, .lightKorean,
      .lightArabic, .lightArabicScript:
      true
    default: false
    }
  }

  /// Replaces `stem`, which a rule made of a folded word, by the rule's stem of the word read in another
  /// way; false where there is none.
  ///
  /// O(letters + affixes).
  static func make(from stem: inout [UInt32], of word: [UInt32], by stemmer: Stemmer) -> Bool {
    switch stemmer {
    case .russian, .lightUkrainian: drop(russian, from: &stem)
    case .lightBelarusian: drop(belarusian, from: &stem)
    case .lightBulgarian, .lightMacedonian: drop(bulgarian, from: &stem)
    case .lightPolish, .lightCzech, .lightSlovene: drop(czech, from: &stem)
    case .lightSlovak: drop(slovak, from: &stem)
    case .serbian: drop(serbian, from: &stem)
    case .lightKorean: takePlural(off: &stem)
    case .lightArabic, .lightArabicScript: readLamOfNoun(word, by: stemmer, into: &stem)
    default: false
    }
  }

  /// Drops the vowel before the last consonant: беженец is беженц, which беженца has.
  private static func drop(_ fleeting: FleetingVowel, from stem: inout [UInt32]) -> Bool {
    let vowel = stem.count - 2
    guard vowel >= 2, fleeting.consonants.contains(stem[vowel + 1]),
      fleeting.vowels.contains(stem[vowel]), !vowels.contains(stem[vowel - 1])
    else { return false }
    stem.remove(at: vowel)
    return true
  }

  /// Takes 들 off, where two syllables stay: 난민들 is 난민, and 아들, a son, keeps it.
  private static func takePlural(off stem: inout [UInt32]) -> Bool {
    guard stem.count >= 3, stem.suffix(1) == koreanPlural[...] else { return false }
    stem.removeLast()
    return true
  }

  /// Stems what is left of a word in للـ without one ل, be there و or ف before it: للاجئين, which is also
  /// how a noun in ا would be written, is لاجئين, and للبنان is لبنان.
  private static func readLamOfNoun(
    _ word: [UInt32], by stemmer: Stemmer, into stem: inout [UInt32]
  ) -> Bool {
    guard let first = word.prefix(2).firstIndex(of: lam), word.count >= first + 4,
      word[first + 1] == lam, word[first + 2] != lam,
      first == 0 || LightArabicScript.isConjunction(word[0])
    else { return false }
    stem = Array(word[(first + 1)...])
    LightRules.stem(&stem, by: stemmer)
    return true
  }
}
