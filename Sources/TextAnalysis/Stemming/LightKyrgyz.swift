// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Kyrgyz inflection.
//
// Source: the cases, possessives and plural of Kirchner, "Kirghiz", in Johanson & Csató (eds.), "The Turkic
// Languages" (Routledge, 1998). How many letters stay is our own choice, made by reading what meets in the
// Universal Declaration of Human Rights. Verbs are left alone.

/// Takes case, possessive and plural off, in this order: мектептеринде is мектеп.
enum LightKyrgyz {
  private static let endings = TurkicEndings(
    cases: EndingTable(
      (
        endings: """
        дын дин дун дүн тын тин тун түн нын нин нун нүн ды ди ду дү ты ти ту тү ны ни ну нү \
        ын ин ун үн сын син сун сүн га ге го гө ка ке ко кө на не но нө \
        да де до дө та те то тө нда нде ндо ндө дан ден дон дөн тан тен тон төн нан нен нон нөн
        """, least: 3
      )),
    possessives: EndingTable(
      (endings: "ыбыз ибиз убуз үбүз ыңыз иңиз уңуз үңүз ы и у ү", least: 3),
      (endings: "ым им ум үм ың иң уң үң", least: 4)),
    afterVowel: EndingTable((endings: "сы си су сү", least: 3)),
    plural: EndingTable(
      (endings: "лар лер лор лөр", least: 2), (endings: "дар дер дор дөр тар тер тор төр", least: 3)
    ),
    ambiguous: EndingTable(
      (endings: "ын ин ун үн", least: 3), (endings: "ым им ум үм ың иң уң үң", least: 4)),
    // Before a vowel п and к are б and г: китеп, китеби.
    last: LastLetters(["б": "п", "г": "к"]),
    vowels: "аеёиоөуүыэюя", sibilant: "с")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
