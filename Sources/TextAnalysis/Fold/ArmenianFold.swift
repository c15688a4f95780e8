// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Armenian letters. The ligatures ﬓ ﬔ ﬕ ﬖ ﬗ and և are two letters each in the exact form (NFKC,
// CaseFolding.txt: և is եւ).
//
// Sources: The Unicode Standard, ch. 7.6: the marks of emphasis, exclamation and question, the
// apostrophe and the half ring stand inside the word, over its last vowel, and are no letters of
// it. The capital of և is ԵՒ in the classical orthography and ԵՎ in the reformed one (the decrees of
// 1922 and 1940; CLDR 42, hy), so եվ is եւ. Other differences of the two orthographies are
// matters of words, not of characters, and stay.

/// The folding table of Armenian.
enum ArmenianFold {
  /// Marks inside words fold to nothing: half ring, apostrophe, emphasis, exclamation, question,
  /// abbreviation.
  static let rules: [FoldRule] = [
    FoldRule("", from: "\u{0559}\u{055A}\u{055B}\u{055C}\u{055E}\u{055F}")
  ]

  /// The two spellings of և.
  static let pairs: [FoldPair] = [FoldPair("եւ", from: "եվ")]
}
