// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Uzbek inflection, in Latin and Cyrillic letters.
//
// Source: the cases, possessives and plural of Boeschoten, "Uzbek", in Johanson & Csató (eds.), "The Turkic
// Languages" (Routledge, 1998). How many letters stay is our own choice, made by reading what meets in the
// Universal Declaration of Human Rights. Verbs are left alone.

/// Takes case, possessive and plural off, in this order: qishlogʻida is qishlok, as is qishloq.
enum LightUzbek {
  private static let latin = TurkicEndings(
    cases: EndingTable((endings: "ning dagi gacha dan ni ga ka qa da", least: 3)),
    possessives: EndingTable(
      (endings: "imiz ingiz miz ngiz i", least: 3), (endings: "im ing", least: 4)),
    afterVowel: EndingTable((endings: "si", least: 3)),
    plural: EndingTable((endings: "lar", least: 2)),
    ambiguous: EndingTable((endings: "im ing", least: 4)),
    // Before a vowel q is gʻ and k is g, which are one letter on the rung `fold`: qishloq, qishlogʻi; yurak, yuragi.
    last: LastLetters(["q": "k", "g": "k"]),
    vowels: "aeiou", sibilant: "s")
  private static let cyrillic = TurkicEndings(
    cases: EndingTable((endings: "нинг даги гача дан ни га ка қа да", least: 3)),
    possessives: EndingTable(
      (endings: "имиз ингиз миз нгиз и", least: 3), (endings: "им инг", least: 4)),
    afterVowel: EndingTable((endings: "си", least: 3)),
    plural: EndingTable((endings: "лар", least: 2)),
    ambiguous: EndingTable((endings: "им инг", least: 4)),
    last: LastLetters(["қ": "к", "ғ": "к", "г": "к"]),
    vowels: "аеёиоуўэюя", sibilant: "с")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    let isCyrillic = (word.first ?? 0) >= 0x400
    (isCyrillic ? cyrillic : latin).strip(&word)
  }
}
