// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Arabic, in two rules. What is written together with a word in the script, whatever the language
// was taken for; and clitics with endings, where the passage is Arabic or nobody knows.

/// What is written together with a noun in Arabic script: the Arabic و and article, the Persian ها.
///
/// A short text is easily taken for another language of the script, and these would hide a word
/// from every search. So this rule serves all of them, and takes off no more than that.
///
/// Sources: as for `LightArabic` and `LightPersian`.
enum LightArabicScript {
  private static let conjunction = AffixList("و", leaving: 3)
  private static let article = AffixList("وال بال كال فال ال لل فبال فكال فلل", leaving: 2)
  private static let god = AffixList("لله", leaving: 0)
  private static let plural = AffixList(
    "ها های هایی هایم هایت هایش هایمان هایتان هایشان", leaving: 2)

  static func stem(_ word: inout [UInt32]) {
    takeArticle(off: &word)
    if !LightPersian.endingsOfTheirOwn.contains(word) { plural.takeEnding(off: &word) }
  }

  /// Whether a letter may be written before a preposition: و or ف.
  static func isConjunction(_ letter: UInt32) -> Bool { letter == 0x648 || letter == 0x641 }

  /// Takes و off, then one form of the article; الله keeps it, since له is another word.
  static func takeArticle(off word: inout [UInt32]) {
    conjunction.takeBeginning(off: &word)
    if !god.ends(word) { article.takeBeginning(off: &word) }
  }
}

/// Arabic clitics and endings, by light10.
///
/// و goes where three letters stay; then one form of the article where two stay; then endings, each
/// once, where two stay, after the pronouns that light10 leaves, where three stay. Teh marbuta is ه
/// on the rung `fold`.
///
/// Source: Larkey, Ballesteros & Connell, "Light Stemming for Arabic Information Retrieval" (2007),
/// with the affixes and lengths of Lucene's ArabicStemmer. Unlike there, a و before any article
/// goes too, as in ولل, and so does a ف before a preposition with the article.
enum LightArabic {
  private static let pronoun = AffixList("هما هم هن كما كم نا", leaving: 3)
  private static let endings = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"]
    .map { AffixList($0, leaving: 2) }

  static func stem(_ word: inout [UInt32]) {
    LightArabicScript.takeArticle(off: &word)
    pronoun.takeEnding(off: &word)
    for ending in endings { ending.takeEnding(off: &word) }
  }
}
