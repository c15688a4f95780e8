// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Ethiopic syllables that sound alike and are written for one another, in two tables: what is alike
// in Amharic and Tigrinya, and what is alike in Amharic alone.
//
// Both tables are applied to every text. A fold by script cannot know the language, and if it
// guessed, a wrong guess would lose a match; so in Tigrinya the rung joins some words that only the
// rung `exact` keeps apart, and loses none.
//
// Sources: the homophones that Amharic text processing evens out, as listed (with what it costs and
// gains) in the study of the Bahir Dar Institute of Technology, hdl 123456789/13216: ሀ ሃ ሐ ሓ ኀ ኃ ኻ
// are one, አ ኣ ዐ ዓ are one, ሰ and ሠ, ጸ and ፀ; here in all their vowel orders. In Tigrinya ሐ and ዐ
// are pharyngeals of their own and ኸ is a spirant (The Unicode Standard, ch. 19.1; Leslau,
// "Documents tigrigna", 1941), while ሠ and ፀ left its spelling.
// Labialized syllables: ቷ is also written ቱዋ and ቱአ, ጐ is ጎ and ጕ is ጉ (ጐንደር, ጎንደር): Leslau,
// "Reference Grammar of Amharic" (1995), on the labiovelars. That ዉ is ው is a choice of our own:
// both are read alike after a consonant (ነዉ, ነው).

/// The folding table of Ethiopic syllables.
enum EthiopicFold {
  /// What each syllable folds to.
  static let rules: [FoldRule] = alikeInBoth + alikeInAmharic

  /// Homophones of Amharic and Tigrinya.
  private static let alikeInBoth: [FoldRule] =
    orders(of: 0x1220, to: 0x1230, count: 8)  // ሠ to ሰ
    + orders(of: 0x1340, to: 0x1338, count: 7)  // ፀ to ጸ

  /// Homophones of Amharic alone.
  private static let alikeInAmharic: [FoldRule] =
    orders(of: 0x1210, to: 0x1200, count: 7)  // ሐ to ሀ
    + orders(of: 0x1280, to: 0x1200, count: 7)  // ኀ to ሀ
    + orders(of: 0x12B8, to: 0x1200, count: 7)  // ኸ to ሀ
    + orders(of: 0x12D0, to: 0x12A0, count: 7)  // ዐ to አ
    + [
      // The first and fourth orders of the gutturals are one vowel: ሃ ሓ ኃ ኻ are ሀ, ኣ ዓ are አ.
      FoldRule("ሀ", from: "ሃሓኃኻ"),
      FoldRule("አ", from: "ኣዓ"),
      // Labialized: ሗ and ዃ as ኋ; the first order as the seventh, the sixth as the second.
      FoldRule("ኋ", from: "ሗዃ"),
      FoldRule("ቆ", from: "ቈ"), FoldRule("ቁ", from: "ቍ"),
      FoldRule("ሆ", from: "ኈዀ"), FoldRule("ሁ", from: "ኍዅ"),
      FoldRule("ኮ", from: "ኰ"), FoldRule("ኩ", from: "ኵ"),
      FoldRule("ጎ", from: "ጐ"), FoldRule("ጉ", from: "ጕ"),
      FoldRule("ው", from: "ዉ"),
    ]

  /// Labialized syllables written out: the second order with ዋ or አ.
  static let pairs: [FoldPair] = [
    "ሉሏ", "ሙሟ", "ሩሯ", "ሱሷ", "ሹሿ", "ቁቋ", "ቡቧ", "ቱቷ", "ቹቿ", "ሁኋ", "ኑኗ", "ኙኟ", "ኩኳ", "ዙዟ", "ዡዧ",
    "ዱዷ", "ጁጇ", "ጉጓ", "ጡጧ", "ጩጯ", "ጹጿ", "ፉፏ", "ፑፗ",
  ].flatMap { series in
    ["ዋ", "አ"].map { FoldPair(String(series.suffix(1)), from: String(series.prefix(1)) + $0) }
  }

  private static func orders(of series: UInt32, to base: UInt32, count: UInt32) -> [FoldRule] {
    (0..<count).map { FoldRule(text(base + $0), from: text(series + $0)) }
  }

  private static func text(_ codePoint: UInt32) -> String {
    String(Character(Unicode.Scalar(codePoint) ?? "\u{FFFD}"))
  }
}
