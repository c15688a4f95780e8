// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pashto.
//
// Sources: Tegey & Robson, "A Reference Grammar of Pashto" (1996), for declension; Aslamzai & Saad,
// "Pashto Language Stemming Algorithm" (2015), for taking inflection off by a list of suffixes.
// There was no annotated text to measure with: lengths are our own, judged by the classes that they
// make of the words of the Universal Declaration and of stories.

/// Pashto number, gender and case of nouns and adjectives.
///
/// The five yehs are one on the rung `fold`, so ې ۍ ي ی ئ are one ending. Verbs are left alone.
enum LightPashto {
  private static let plural = AffixList(
    "ګان ګانو ګانې یان یانو یانې ان انو انې ونه ونو", leaving: 3)
  private static let vowel = AffixList("ه ې و", leaving: 2)

  static func stem(_ word: inout [UInt32]) {
    if plural.takeEnding(off: &word) { return }
    vowel.takeEnding(off: &word)
  }
}
