// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Somali determiners and plurals.
//
// Source: Saeed, "Somali" (Benjamins, 1999), ch. 4 and 7: the determiners suffixed to nouns, with
// the changes of their first sound (k g h, t d sh), and the plurals -o, -yo, -yaal, -ooyin. The
// lengths that stay are our own choice.

/// Takes the determiner of a Somali noun off, then its plural, then a vowel at its end.
///
/// Three letters stay. Plurals by repetition (buugag) and verbs are left alone.
enum LightSomali {
  private static let determiners = EndingTable(
    (
      endings: consonants.map { first in
        vowels.map { first + $0 }.joined(separator: " ")
      }.joined(separator: " "), least: 3
    ),
    (endings: "aha ihii uhu asha ashii", least: 3))
  private static let consonants = ["k", "g", "h", "t", "d", "sh"]
  private static let vowels = [
    "a", "u", "ii", "ani", "an", "aas", "aasi", "ayga", "aaga", "iisa", "eeda", "eenna", "ooda",
  ]
  private static let plurals = EndingTable(
    (endings: "ooyin oyin yaal", least: 3), (endings: "yo", least: 4))
  private static let lastVowels = EndingTable((endings: "a e i o", least: 3))

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    determiners.strip(&word)
    plurals.strip(&word)
    lastVowels.strip(&word)
  }
}
