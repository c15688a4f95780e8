// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Hebrew script, for Hebrew and Yiddish. Presentation forms are letters with points in the exact
// form already (NFKC).
//
// Sources: The Unicode Standard, ch. 9.1: points and cantillation marks are optional in all but
// vocalised text; final forms are the same letters; the Yiddish ligatures are digraphs that are
// also typed letter by letter. Geresh and gershayim, or ' and " for them, are dropped as
// apostrophes are, and after a letter at the end of a word as well (וכו׳), where they mark
// abbreviations. Spelling with and without vowel letters (ktiv male) is no matter of characters and
// is not folded. Varika (U+FB1E) is the rafe of Judaeo-Spanish.

/// The folding table of the Hebrew script.
enum HebrewFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("\u{05DB}", from: "\u{05DA}"),  // final kaf
    FoldRule("\u{05DE}", from: "\u{05DD}"),  // final mem
    FoldRule("\u{05E0}", from: "\u{05DF}"),  // final nun
    FoldRule("\u{05E4}", from: "\u{05E3}"),  // final pe
    FoldRule("\u{05E6}", from: "\u{05E5}"),  // final tsadi
    FoldRule("\u{05D5}\u{05D5}", from: "\u{05F0}"),
    FoldRule("\u{05D5}\u{05D9}", from: "\u{05F1}"),
    FoldRule("\u{05D9}\u{05D9}", from: "\u{05F2}"),
    FoldRule("\u{05D9}\u{05D9}\u{05D9}", from: "\u{05EF}"),
  ]

  /// Marks that fold to nothing: cantillation, points.
  static let marks: [ClosedRange<UInt32>] = [
    0x0591...0x05BD, 0x05BF...0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7...0x05C7,
    0xFB1E...0xFB1E,
  ]

  /// Whether a code point is a letter of Hebrew or Yiddish.
  static func isLetter(_ codePoint: UInt32) -> Bool { (0x05D0...0x05F2).contains(codePoint) }
}
