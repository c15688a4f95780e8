// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Czech inflection.
//
// Sources: the case endings are those of Dolamic & Savoy, "Indexing and stemming approaches for the
// Czech language", Information Processing & Management 45 (2009), the light variant, without its
// possessives and palatalizations, which cost more than they found on the development part of
// Universal Dependencies; endings of the verb classes are those of Naughton, "Czech: An Essential
// Grammar" (Routledge, 2005), ch. 7.

/// Takes one ending of a Czech noun, adjective or verb off; of a superlative also nej-.
///
/// Three letters stay before endings of cases, four before those of verbs.
enum LightCzech {
  private static let superlative = PrefixTable("nej", least: 5)
  private static let endings = EndingTable(
    (endings: cases, least: 3), (endings: verbs, least: 4))

  private static let cases = """
    atech etem atům ech ich ích ého ěho eho emi ému emu ete eti ěte ěti ího iho ímu imu ami ách \
    ata aty ých ama ové ovi ými oum um em ěm ům ým ám im ím mi ho ou e ě i í u ú y ý a á o é
    """
  private static let verbs = """
    ovat ova oval ovala ovali ovalo ovaly uje uji uješ ujeme ujete ujou ující \
    at al ala ali alo aly ají ajíc ající it il ila ili ilo ily et el ela eli elo ely ejí ející \
    eme íme áme íte áte
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    superlative.strip(&word)
    endings.strip(&word)
  }
}
