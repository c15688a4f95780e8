// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Oromo inflection.
//
// Source: number, definiteness and case of the noun of Owens, "A Grammar of Harar Oromo" (Buske, 1985), in the
// spelling qubee. How many letters stay is our own choice, made by reading what meets in the Universal Declaration.
// Verbs are left alone.

/// Takes case, number and the last vowel of a noun off: mirgootaaf is mirg, as are mirga and mirgi.
enum LightOromo {
  private static let cases = EndingTable(
    (
      endings: """
      tti ttis rraa irraa rra dhaaf dhaan dhaa tiin tii llee oota ootaa ooti ootni oonni ootaan ootaaf ootas oolii eeyyii \
      wwan icha ichi ichaa ichaan ittii attii ittiin fi f n s ni ti
      """, least: 3
    ))
  private static let vowels = EndingTable((endings: "a aa i ii u uu e ee o oo", least: 3))

  /// Replaces a folded word by its stem; O(letters · endings).
  static func stem(_ word: inout [UInt32]) {
    while cases.strip(&word) {}
    vowels.strip(&word)
  }
}
