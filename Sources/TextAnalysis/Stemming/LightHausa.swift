// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Hausa inflection.
//
// Source: the linker and the possessives that are written together with a noun, of Newman, "The Hausa Language"
// (Yale University Press, 2000). How many letters stay is our own choice, made by reading what meets in the
// Universal Declaration. Plurals, which change the inside of a noun, and verbs are left alone.

/// Takes possessives and linkers off, then the last vowel of a long noun: littafinsa is littaf, as is littafi.
enum LightHausa {
  private static let possessives = EndingTable(
    (endings: "nsa nta nsu nmu nku nka nki rsa rta rsu rmu rku rka rki tasa tata", least: 3))
  private static let linkers = EndingTable((endings: "n r", least: 4))
  private static let vowels = EndingTable((endings: "a e i o u ai au", least: 5))

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    if !possessives.strip(&word) { linkers.strip(&word) }
    vowels.strip(&word)
  }
}
