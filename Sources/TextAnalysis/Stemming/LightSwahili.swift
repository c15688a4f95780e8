// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Swahili prefixes.
//
// Source: Ashton, "Swahili Grammar" (Longmans, 1944): the noun classes, the subject prefixes and
// tense signs of the verb, the locative -ni. The lengths that stay are our own choice.

/// Takes subject and tense of a Swahili verb off, or the class prefix of a noun, and -ni.
///
/// Four letters stay. The plurals vi- and vy- become ki- and ch-, so that short nouns meet as well;
/// object signs and extensions of verbs are left alone.
enum LightSwahili {
  private static let verbs = PrefixTable(
    "ni u a tu m mu wa mwa i li ya ki vi zi ku", before: "na li ta me nge ka", least: 4)
  private static let denials = PrefixTable(
    "si ha hatu ham hawa hai hayaha haki havi hazi haku", before: "ku ta ja", least: 4)
  private static let infinitives = PrefixTable("ku kw", least: 4)
  private static let nouns = PrefixTable("mwa wa m mi ma", least: 4)
  private static let plurals: [(plural: [UInt32], singular: [UInt32])] = [
    (LightRules.codePoints("vi"), LightRules.codePoints("ki")),
    (LightRules.codePoints("vy"), LightRules.codePoints("ch")),
  ]
  private static let locative = EndingTable((endings: "ni", least: 4))

  /// Replaces a folded word by its stem; O(letters + prefixes).
  static func stem(_ word: inout [UInt32]) {
    locative.strip(&word)
    if verbs.strip(&word) || denials.strip(&word) || infinitives.strip(&word) { return }
    if let pair = plurals.first(where: { word.starts(with: $0.plural) }), word.count >= 4 {
      word.replaceSubrange(0..<pair.plural.count, with: pair.singular)
    } else {
      nouns.strip(&word)
    }
  }
}
