// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Slovak inflection.
//
// Sources: the declensions and conjugations of Short, "Slovak", in Comrie & Corbett (eds.), "The
// Slavonic Languages" (Routledge, 1993), as lists of endings after the manner of Dolamic & Savoy (see
// LightCzech). How many letters stay before each ending was chosen on the development part of Universal
// Dependencies (SNK), and endings were left out that parted more words there than they joined.

/// Takes one ending of a Slovak noun, adjective or verb off.
///
/// Changes of the root (chlieb, chleba) are left alone; fleeting vowels are those of `SecondStem`.
enum LightSlovak {
  private static let endings = EndingTable(
    (endings: afterThree, least: 3), (endings: afterFour, least: 4), (endings: afterFive, least: 5))

  private static let afterThree = """
    a e i o u y ou om ov ovi ovia och mi ami iami ach iach am iam iu ej eho emu iemu ieho ým \
    ých ými ím ích ími ove ové atám ence ejší ejšia ejšie ejšieho ejšej ejšiu ejšou \
    ejších ejším ejšími šia ším
    """
  private static let afterFour = """
    ia ie la li lo l me ť ať iť eť ieť uť ovať ávať ajú al ala alo ali il ila ilo ili el ela \
    elo eli uje ujem uješ ujeme ujete ujú oval ovala ovalo ovali áš áme áte íš íte iem ieš \
    ieme iete eme em eš úc úci úca úce ajúc ajúci ajúca ajúce ujúca ujúce jú ní ná né nú ný \
    nej ných ným aný aná ani anú aných aného anej ený ená ené ení enú ených eného enej ením \
    aním anie aniu eniu osťou
    """
  private static let afterFive = """
    ania enia ného osti ostiam te
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
