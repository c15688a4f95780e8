// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Slovene inflection.
//
// Sources: the declensions, with the dual, and conjugations of Herrity, "Slovene: A Comprehensive
// Grammar" (Routledge, 2nd edition, 2016), as a list of endings. How many letters stay before each
// ending was chosen on the development parts of Universal Dependencies (SSJ, SST), and endings were
// left out that parted more words there than they joined.

/// Takes one ending of a Slovene noun, adjective or verb off.
///
/// Fleeting vowels are those of `SecondStem`.
enum LightSlovene {
  private static let endings = EndingTable(
    (endings: afterTwo, least: 2), (endings: afterThree, least: 3), (endings: afterFour, least: 4),
    (endings: afterFive, least: 5))

  private static let afterTwo = """
    a e i o u eh em om ega emu
    """
  private static let afterThree = """
    ah ih ev ov im imi ima am ama ami oma je ji jo ju jah jem jev jih jami ost ejša ejše ejši \
    ejšo ejših ejšim ejšega šo š
    """
  private static let afterFour = """
    l la li lo le ti n na ne ni no v al ala ale ali alo el ela ele eli elo il ila ile ili ilo \
    am aš amo ate ajo im iš imo ite ijo en ena ene eni eno enega enemu enih enim ema emo ete \
    ejo uje ujem uješ ujemo ujete ujejo oval ovala ovali ovalo ovati ati eti iti anje anja \
    anju anjem enje enja enju enjem anim jen jena jeni nega nemu nih nim nimi šega šim
    """
  private static let afterFive = """
    evala evali osti ostjo
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
