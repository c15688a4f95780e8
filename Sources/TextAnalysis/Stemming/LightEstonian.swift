// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Estonian inflection.
//
// Sources: the cases and conjugations of Viitso, "Structure of the Estonian Language", in Erelt (ed.),
// "Estonian Language" (Tallinn, 2003). How many letters stay was chosen on the development part of
// Universal Dependencies (EDT). The grades of the root (tuba, toa) are left alone.

/// Takes the ending of a case or of the verb off, then the vowel before it: linnades is linn.
enum LightEstonian {
  private static let endings = EndingTable(
    (endings: cases, least: 3), (endings: shorter, least: 4), (endings: derived, least: 4))
  private static let vowels = EndingTable((endings: "a e i u", least: 3))

  private static let cases = """
    d s st sse lt le ks ni ga \
    de des desse dest del dele delt deks deni dena deta dega \
    te tes tesse test tel tele telt teks teni tena teta tega \
    id ide ides idesse idest idel idele idelt ideks ideni idena ideta idega \
    ite ites itesse itest itel itele itelt iteks iteni itena iteta itega
    """
  private static let shorter = """
    t l na ta ma da b n me vad sin sid nud v ksid ksin gi ki is avad evad ivad
    """
  private static let derived = """
    mine mist mise mises misest misele misega miseks atud etud itud anud enud inud takse
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    endings.strip(&word)
    vowels.strip(&word)
  }
}
