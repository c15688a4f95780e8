// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tigrinya.
//
// Sources: Leslau, "Documents tigrigna: grammaire et textes" (1941), for the affixes; Osman &
// Mikami, "Stemming Tigrinya Words for Information Retrieval" (COLING 2012), for prefixes and
// suffixes that are worth taking off. Lengths are our own. Broken plurals and roots of verbs are
// left alone.

/// Tigrinya prefixes ብ ን ዝ ካብ ናብ ናይ, plurals in -at, possessors, the particles ን and ስ.
///
/// The last vowel goes, since endings replace it: ሃገር, ሃገሩ and ሃገራት are one.
enum LightTigrinya {
  private static let particle = AffixList("ን ውን ስ", leaving: 2)
  private static let possessors = [
    EthiopicEndings("ይ", after: .first), EthiopicEndings("ም", after: .seventh),
    EthiopicEndings("ን", after: .fifth),
  ]
  private static let possessor = AffixList("ካ ኪ ና ኩም ክን ኡ ኣ ኦም ኤን", leaving: 2)
  private static let plurals = [
    EthiopicEndings("ት", after: .fourth), EthiopicEndings("ታት ያት ዋት", after: .fourth),
  ]
  private static let pluralAfterVowel = AffixList("ታት ያት ዋት ውቲ", leaving: 2)
  private static let relation = AffixList("ዊ ዊት ዊያን", leaving: 2)
  private static let preposition = AffixList("ብ ን ዝ ካብ ናብ ናይ ኣብ ምስ ከም", leaving: 2)

  static func stem(_ word: inout [UInt32]) {
    particle.takeEnding(off: &word)
    if !possessors.contains(where: { $0.take(off: &word) }) { possessor.takeEnding(off: &word) }
    if !pluralAfterVowel.takeEnding(off: &word) {
      _ = plurals.contains { $0.take(off: &word) }
    }
    relation.takeEnding(off: &word)
    preposition.takeBeginning(off: &word)
    word.dropLastEthiopicVowel()
  }
}
