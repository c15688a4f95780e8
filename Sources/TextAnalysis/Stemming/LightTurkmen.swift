// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Turkmen inflection, in Latin letters.
//
// Source: the cases, possessives and plural of Schönig, "Turkmen", in Johanson & Csató (eds.), "The Turkic
// Languages" (Routledge, 1998). How many letters stay is our own choice, made by reading what meets in the
// Universal Declaration. Verbs are left alone.

/// Takes case, possessive and plural off, in this order: hukuklarynyň is hukuk, as is hukuk.
enum LightTurkmen {
  private static let endings = TurkicEndings(
    cases: EndingTable(
      (
        endings: """
        nyň niň yň iň uň üň ny ni nda nde da de ndan nden dan den na ne daky däki ndaky ndäki
        """, least: 3
      ),
      (endings: "a e y i", least: 3)),
    possessives: EndingTable(
      (endings: "ymyz imiz umyz ümiz myz miz yňyz iňiz ňyz ňiz y i", least: 3),
      (endings: "ym im um üm", least: 4)),
    afterVowel: EndingTable((endings: "sy si", least: 3)),
    plural: EndingTable((endings: "lar ler", least: 2)),
    ambiguous: EndingTable(
      (endings: "yň iň uň üň a e y i u ü", least: 3), (endings: "ym im um üm", least: 4)),
    // Before a vowel k, p, t and ç are g, b, d and j: kitap, kitaby; köpek, köpegi.
    last: LastLetters(["g": "k", "b": "p", "d": "t", "j": "ç"]),
    vowels: "aeäiouöüy", sibilant: "s")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
