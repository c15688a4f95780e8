// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tatar inflection, in Cyrillic letters.
//
// Source: the cases, possessives and plural of Berta, "Tatar and Bashkir", in Johanson & Csató (eds.), "The Turkic
// Languages" (Routledge, 1998). How many letters stay is our own choice, made by reading what meets in the
// Universal Declaration. Verbs are left alone.

/// Takes case, possessive and plural off, in this order: хокукларының is хокук, as is хокукы.
enum LightTatar {
  private static let endings = TurkicEndings(
    cases: EndingTable(
      (
        endings: """
        ның нең ны не га гә ка кә на нә да дә та тә нда ндә дан дән тан тән нан нән ннан ннән дагы дәге тагы тәге ндагы \
        ндәге ын ен
        """, least: 3
      )),
    possessives: EndingTable(
      (endings: "ыбыз ебез быз без ыгыз егез гыз гез ы е", least: 3),
      (endings: "ым ем ың ең", least: 4)),
    afterVowel: EndingTable((endings: "сы се", least: 3)),
    plural: EndingTable((endings: "лар ләр", least: 2), (endings: "нар нәр", least: 3)),
    ambiguous: EndingTable((endings: "ын ен ы е", least: 3), (endings: "ым ем ың ең", least: 4)),
    // Before a vowel п and к are б and г: китап, китабы.
    last: LastLetters(["б": "п", "г": "к"]),
    vowels: "аәеыиоөуүэюя", sibilant: "с")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
