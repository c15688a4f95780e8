// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Amharic.
//
// Sources: Leslau, "Reference Grammar of Amharic" (1995), for the affixes and how their vowels
// fuse; Alemayehu & Willett, "Stemming of Amharic Words for Information Retrieval" (LLC 17, 2002),
// for taking prefixes and suffixes off and dropping the last vowel. Lengths are our own. Verbs keep
// their roots and patterns: only persons of the perfect meet (ሄደ, ሄዱ, ሄደች).

/// Amharic prepositions and የ, plural, article, possessors, the object's ን, the particles ም ና ስ.
///
/// Prepositions go again and again while two syllables stay, so that ከተማ, which only starts like
/// one, keeps one stem behind another. The last vowel goes, since endings replace it: ሠራተኛ, ሠራተኞች
/// and ሠራተኛው are one.
enum LightAmharic {
  private static let brother = AffixList("ወንድም", leaving: 0)
  private static let particle = AffixList("ም ና ስ", leaving: 3)
  private static let object = AffixList("ን", leaving: 2)
  private static let possessor = [
    EthiopicEndings("ችን ችሁ ቸው", after: .fourth), EthiopicEndings("ቸው ችሁ", after: .first),
    EthiopicEndings("ዋ", after: .sixth),
  ]
  private static let article = AffixList("ው ዋ ዬ", leaving: 2)
  private static let plurals = [
    EthiopicEndings("ች ቹ ቻ ቼ", after: .seventh), EthiopicEndings("ዎች ዎቹ ዎቻ ዎቼ", after: .fourth),
  ]
  private static let pluralAfterVowel = AffixList("ዎች ዎቹ ዎቻ ዎቼ ያን", leaving: 2)
  private static let feminine = EthiopicEndings("ች", after: .first)
  private static let preposition = AffixList("የ በ ለ ከ እንደ ስለ ወደ እስከ", leaving: 2)

  private static let learnedPlural = EthiopicEndings("ት", after: .fourth, leaving: 3)
  private static let relation = AffixList("ዊ ዊት ውያን ውያ", leaving: 2)

  static func stem(_ word: inout [UInt32]) {
    if !brother.ends(word) { particle.takeEnding(off: &word) }
    if !takePossessor(off: &word) {
      object.takeEnding(off: &word)
      if !takePossessor(off: &word) { article.takeEnding(off: &word) }
    }
    if !pluralAfterVowel.takeEnding(off: &word), !plurals.contains(where: { $0.take(off: &word) }) {
      if !feminine.take(off: &word) { _ = learnedPlural.take(off: &word) }
    }
    relation.takeEnding(off: &word)
    while preposition.takeBeginning(off: &word) {}
    word.dropLastEthiopicVowel()
  }

  private static func takePossessor(off word: inout [UInt32]) -> Bool {
    possessor.contains { $0.take(off: &word) }
  }
}
