// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Ethiopic letters that sound alike in Amharic and are written for one another.
//
// Source: the homophones that Amharic text processing evens out, as listed (with what it costs and
// gains) in the study of the Bahir Dar Institute of Technology, hdl 123456789/13216: ሀ ሃ ሐ ሓ ኀ ኃ ኻ
// are one, አ ኣ ዐ ዓ are one, ሰ and ሠ, ጸ and ፀ; here in all their vowel orders.
//
// Tigrinya differs: ሐ and ዐ are pharyngeals of their own there, and ኸ is a spirant, so only ሠ/ሰ and
// ፀ/ጸ are homophones. A fold by script cannot know the language; in Tigrinya the rung joins some
// words that only the rung `exact` keeps apart, and loses none.

/// The folding table of Ethiopic syllables.
enum EthiopicFold {
  /// What each syllable folds to.
  static let rules: [FoldRule] =
    orders(of: 0x1210, to: 0x1200, count: 7)  // ሐ to ሀ
    + orders(of: 0x1280, to: 0x1200, count: 7)  // ኀ to ሀ
    + orders(of: 0x12B8, to: 0x1200, count: 7)  // ኸ to ሀ
    + orders(of: 0x1220, to: 0x1230, count: 8)  // ሠ to ሰ
    + orders(of: 0x12D0, to: 0x12A0, count: 7)  // ዐ to አ
    + orders(of: 0x1340, to: 0x1338, count: 7)  // ፀ to ጸ
    + [
      // The first and fourth orders of the gutturals are one vowel: ሃ ሓ ኃ ኻ are ሀ, ኣ ዓ are አ.
      FoldRule("\u{1200}", from: "\u{1203}\u{1213}\u{1283}\u{12BB}"),
      FoldRule("\u{12A0}", from: "\u{12A3}\u{12D3}"),
    ]

  private static func orders(of series: UInt32, to base: UInt32, count: UInt32) -> [FoldRule] {
    (0..<count).map { FoldRule(text(base + $0), from: text(series + $0)) }
  }

  private static func text(_ codePoint: UInt32) -> String {
    String(Character(Unicode.Scalar(codePoint) ?? "\u{FFFD}"))
  }
}
