// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Urdu.
//
// Sources: Schmidt, "Urdu: An Essential Grammar" (1999), for the endings; Akram, Naseer & Hussain,
// "Assas-band, an Affix-Exception-List Based Urdu Stemmer" (ALR7, 2009), for taking endings with a
// list of exceptions. The lengths are our own, chosen by the lemmas of UD Urdu-UDTB.

/// Urdu number, gender and case of nouns and adjectives; participles, infinitives and futures.
///
/// Masculine and feminine meet (لڑکا, لڑکی), since adjectives agree. ں is ن on the rung `fold`.
enum LightUrdu {
  private static let exceptions = Set(["پانی", "کہانی", "دنیا"].map(LightRules.folded))
  private static let future = AffixList(
    "ےگا ےگی ےگے یںگے یںگی وںگا وںگی وگے یےگا ئےگا ئےگی ئیںگے ئیںگی ائیگا ائیگی", leaving: 2)
  private static let afterVowel = AffixList("ائے ائی ائیں اؤں اؤ ایا اتا اتے اتی", leaving: 1)
  private static let alef = LightRules.folded("ا")
  private static let oblique = AffixList("یوں وں ئیں", leaving: 2)
  private static let feminine = AffixList("یاں یں", leaving: 3)
  private static let arabicPlural = AffixList("ات", leaving: 3)
  private static let verbal = AffixList("نا نے نی تا تے تی تیں", leaving: 2)
  /// ایرانی is of ایران more often than an infinitive.
  private static let relation = AffixList("انی", leaving: 2)
  private static let vowel = AffixList("ا ے ی ہ", leaving: 2)

  static func stem(_ word: inout [UInt32]) {
    if exceptions.contains(word) { return }
    if future.takeEnding(off: &word) { return }
    if afterVowel.takeEnding(off: &word) {
      word += alef
      return
    }
    let isNoun = oblique.takeEnding(off: &word) || feminine.takeEnding(off: &word)
    if arabicPlural.takeEnding(off: &word) || isNoun { return }
    if relation.ends(word) {
      word.removeLast()
      return
    }
    if verbal.takeEnding(off: &word) { return }
    vowel.takeEnding(off: &word)
  }
}
