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
/// ان goes again and again, so that افغانان and افغان, whose own letters it may be, stay one. The
/// five yehs are one on the rung `fold`, so ې ۍ ي ی ئ are one ending. Verbs are left alone.
enum LightPashto {
  private static let shortPlural = AffixList("ونه ونو", leaving: 2)
  private static let plural = AffixList(
    "ګان ګانو ګانې یان یانو یانې ان انو انې", leaving: 3)
  private static let vowel = AffixList("ه ې و", leaving: 2)

  static func stem(_ word: inout [UInt32]) {
    if shortPlural.takeEnding(off: &word) { return }
    let whole = word.count
    while plural.takeEnding(off: &word) {}
    if word.count == whole { vowel.takeEnding(off: &word) }
  }
}
