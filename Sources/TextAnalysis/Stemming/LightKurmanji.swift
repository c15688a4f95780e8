// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Kurmanji Kurdish inflection, in Latin letters.
//
// Source: Thackston, "Kurmanji Kurdish: A Reference Grammar with Selected Readings" (Harvard, 2006):
// the construct, oblique and indefinite endings of nouns, the plural of the past. The endings -î and,
// of short words, -a are left out: they end too many words of their own. How many letters stay was
// chosen on the development part of Universal Dependencies (MG), which is small.

/// Takes one ending of a Kurmanji noun, or the person of a verb in the past, off.
enum LightKurmanji {
  private static let endings = EndingTable(
    (endings: nouns, least: 2), (endings: short, least: 3), (endings: "a", least: 4))

  private static let nouns = "an ên ek ekê ekî yan yên yek yekê ya yê yî ino"
  private static let short = "ê in im"

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
