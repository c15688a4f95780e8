// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Sorani (Central Kurdish) in Arabic script.
//
// Sources: Thackston, "Sorani Kurdish: A Reference Grammar" (2006), for the endings and their
// order; the order postposition, possessor, article, plural, ezafe is that of Lucene's
// SoraniStemmer. There was no annotated text to measure with: lengths are our own, judged by the
// classes that they make of the words of stories.

/// Sorani postpositions, possessors, definite and indefinite endings, plurals and ezafe.
///
/// ێ is ي, and ە is ه on the rung `fold`. Verbs lose no prefix.
enum LightSorani {
  private static let postposition = AffixList("دا ەوە یشدا شدا", leaving: 3)
  private static let possessor = AffixList("مان تان یان", leaving: 4)
  private static let places = AffixList("ستان", leaving: 2)
  private static let definite = AffixList(
    "ەکە ەکەم ەکەت ەکەی ەکان ەکانم ەکانت ەکانی یەکە یەکەی یەکان یەکانی", leaving: 2)
  private static let indefinite = AffixList("ێک ێکی یەک یەکی", leaving: 3)
  private static let plural = AffixList("ان یان انی یانی انە", leaving: 3)
  private static let ezafe = AffixList("ی ە یە", leaving: 3)

  static func stem(_ word: inout [UInt32]) {
    postposition.takeEnding(off: &word)
    if places.ends(word) { return }
    possessor.takeEnding(off: &word)
    definite.takeEnding(off: &word)
    indefinite.takeEnding(off: &word)
    plural.takeEnding(off: &word)
    ezafe.takeEnding(off: &word)
  }
}
