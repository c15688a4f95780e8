// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Khmer. Coeng stays always: it makes a subscript of the next letter. The inherent vowels U+17B4 and
// U+17B5 are gone from the exact form (default-ignorable).
//
// Sources: the names list of Unicode 15 for letters that it calls discouraged, obsolete or a
// variant; The Unicode Standard, ch. 16.4: subscript da and subscript ta have one shape, the
// two-part vowels are one character each, and the order in a syllable is consonants, register
// shifter, vowel, sign.

/// The folding table of Khmer.
enum KhmerFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("\u{17A2}", from: "\u{17A3}"),  // independent vowel qaq
    FoldRule("\u{17A2}\u{17B6}", from: "\u{17A4}"),  // independent vowel qaa
    FoldRule("\u{17A7}\u{1780}", from: "\u{17A8}"),  // independent vowel quk
    FoldRule("\u{17B1}", from: "\u{17B2}"),  // independent vowel qoo type two
    FoldRule("", from: "\u{17D3}\u{17DD}"),  // bathamasat, atthacan: out of use
  ]

  /// Subscript da as ta; vowels typed in two parts; shifters before vowels, signs after them.
  static let pairs: [FoldPair] =
    [
      FoldPair("\u{17D2}\u{178F}", from: "\u{17D2}\u{178A}"),
      FoldPair("\u{17BE}", from: "\u{17C1}\u{17B8}"),
      FoldPair("\u{17C4}", from: "\u{17C1}\u{17B6}"),
    ]
    + FoldPair.ordering("\u{17C9}\u{17CA}", before: vowels + "\u{17C6}\u{17C7}\u{17C8}")
    + FoldPair.ordering(vowels, before: "\u{17C6}\u{17C7}\u{17C8}")

  /// The dependent vowels.
  private static let vowels =
    "\u{17B6}\u{17B7}\u{17B8}\u{17B9}\u{17BA}\u{17BB}\u{17BC}\u{17BD}"
    + "\u{17BE}\u{17BF}\u{17C0}\u{17C1}\u{17C2}\u{17C3}\u{17C4}\u{17C5}"
}
