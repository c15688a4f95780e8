// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Persian and Dari.
//
// Sources: Lazard, "A Grammar of Contemporary Persian" (1992), for the endings and where they
// stand; Taghva, Beckley & Sadeh, "A Stemming Algorithm for the Farsi Language" (ITCC 2005), for
// the order nouns are taken apart in; ها and the two letters that stay beside it are those of
// Lucene's PersianStemmer. The other lengths are our own, chosen by the lemmas of UD
// Persian-Seraji.

/// Persian plurals, clitic pronouns, comparison, the indefinite ی, and regular forms of verbs.
///
/// Joined, with a ZWNJ, or as a part: all spellings reach this rule. The present and the past stem
/// of a verb stay two, and so do Arabic broken plurals. A relation in ی meets its noun (ادب, ادبی).
enum LightPersian {
  /// Common words whose last letters only look like an ending that another word could have.
  static let endingsOfTheirOwn = Set(
    ["تنها", "انتها", "مردم", "هفته", "گردن"].map(LightRules.folded))

  private static let plural = AffixList(
    "ها های هایی هایم هایت هایش هایمان هایتان هایشان", leaving: 2)
  private static let comparison = AffixList("تر ترین تری", leaving: 3)
  private static let pronoun = AffixList("شان", leaving: 3)
  private static let indefinite = AffixList("ی", leaving: 3)
  private static let people = AffixList("ان", leaving: 3)
  private static let places = AffixList("ستان", leaving: 1)
  private static let peopleNotPlaces = AffixList("دوستان پرستان", leaving: 0)
  private static let arabicPlural = AffixList("ات", leaving: 3)
  private static let afterSilentHeh = AffixList("گان گانی گی", leaving: 3)
  private static let participle = AffixList("ه", leaving: 2)

  private static let imperfect = AffixList("می نمی", leaving: 3)
  private static let subjunctive = AffixList("ب", leaving: 4)
  private static let personal = AffixList("م ی د یم ید ند", leaving: 2)
  private static let manyPersons = AffixList("یم ید ند", leaving: 2)
  private static let pastPersons = AffixList(
    "م یم ید ند ه هام های هایم هاید هاند هاست ن نی", leaving: 2)
  private static let pastThird = AffixList("ت اد", leaving: 1)
  private static let pastAfterReh = AffixList("رد", leaving: 1)
  private static let presentAfterReh = AffixList("یرد ارد", leaving: 1)
  private static let dental = Set(LightRules.folded("تد"))

  static func stem(_ word: inout [UInt32]) {
    if endingsOfTheirOwn.contains(word) || takeVerb(off: &word) { return }
    plural.takeEnding(off: &word)
    comparison.takeEnding(off: &word)
    pronoun.takeEnding(off: &word)
    if endingsOfTheirOwn.contains(word) || takeAfterDental(participle, off: &word) { return }
    if takeAfterDental(afterSilentHeh, off: &word) { return }
    takeRelations(off: &word)
    arabicPlural.takeEnding(off: &word)
  }

  /// Takes ی and the plural ان off, twice: ایرانیان is to meet ایران, and دانشجویان دانشجو.
  private static func takeRelations(off word: inout [UInt32]) {
    for _ in 0..<2 {
      indefinite.takeEnding(off: &word)
      if places.ends(word) && !peopleNotPlaces.ends(word) { return }
      people.takeEnding(off: &word)
    }
  }

  /// Takes the affixes of a verb off: می or ب with a person, or a person after a past stem.
  /// - Returns: Whether the word was taken for a verb.
  private static func takeVerb(off word: inout [UInt32]) -> Bool {
    var verb = word
    if imperfect.takeBeginning(off: &verb) {
      guard
        takeAfterDental(pastPersons, off: &verb) || endsAsPast(verb)
          || personal.takeEnding(off: &verb)
      else { return false }
      word = verb
      return true
    }
    if subjunctive.takeBeginning(off: &verb), verb.first != 0x0627,
      manyPersons.takeEnding(off: &verb), !endsInDental(verb)
    {
      word = verb
      return true
    }
    return takeAfterDental(pastPersons, off: &word)
  }

  /// Takes an ending off that follows د or ت: those of the past stem, and گان of nouns in نده.
  /// - Returns: Whether there was one.
  private static func takeAfterDental(_ endings: AffixList, off word: inout [UInt32]) -> Bool {
    var rest = word
    guard endings.takeEnding(off: &rest), endsInDental(rest) else { return false }
    word = rest
    return true
  }

  /// Whether a verb without the ending of a person is past: رفت, داد, کرد, but not کند, گیرد, دارد.
  private static func endsAsPast(_ word: [UInt32]) -> Bool {
    pastThird.ends(word) || pastAfterReh.ends(word) && !presentAfterReh.ends(word)
  }

  private static func endsInDental(_ word: [UInt32]) -> Bool {
    word.last.map(dental.contains) ?? false
  }
}
