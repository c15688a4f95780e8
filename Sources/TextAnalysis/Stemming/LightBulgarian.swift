// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Bulgarian inflection.
//
// Sources: Savoy, "Searching Strategies for the Bulgarian Language", Information Retrieval 10 (2007),
// for the article and the plurals; the endings of verbs are those of Scatton, "A Reference Grammar of
// Modern Bulgarian" (Slavica, 1984). How many letters stay before each ending was chosen on the
// development part of Universal Dependencies (BTB), and endings were left out that parted more words
// there than they joined.

/// Takes the article with the ending before it, or an ending, of a Bulgarian word off.
///
/// Changes of the root (език, езици) are left alone; fleeting vowels are those of `SecondStem`.
enum LightBulgarian {
  private static let endings = EndingTable(
    (endings: afterTwo, least: 2), (endings: afterThree, least: 3), (endings: afterFour, least: 4),
    (endings: afterFive, least: 5))

  private static let afterTwo = """
    хме ат иш ме л х
    """
  private static let afterThree = """
    евете овете ската ският ната ните ният ното ския ата еве ена ени ено ето ите ият ния ове \
    ост ото ски ско ен ех ия ла ло на ни те то ше ът ят ях а е и м н о ъ я ещ еща ещи ещо ещия \
    ещият ещата ещото ещите ащ аща ащи ащо ащия ащият ащата ащото ащите ящ яща ящи ящо ящия \
    ящият ящата ящото ящите
    """
  private static let afterFour = """
    вания нието ските ското айки вала вана вано ейки ала али ало аме ана ани ано ате аха аше \
    ван еше или иха йки ние хте яна яни яно яха ал ам ан ах аш ил им их ли но ха ш
    """
  private static let afterFive = """
    ила ска та
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
