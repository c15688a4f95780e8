// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tibetan. Stacks and vowel signs stay as they are: subjoined letters are letters. The tsheg is no
// part of a word, and its non-breaking form is the plain one in the exact form (NFKC).
//
// Sources: the names list of Unicode 15: "fixed-form" letters do not differ from the ordinary ones;
// U+0F35 and U+0F37 are "used like underlining"; U+0F18 and U+0F19 are astrological; U+0FC6 is a
// symbol of a lotus below. Tsa-phru (U+0F39) goes with the nuktas, see `IndicFold`.

/// The folding table of Tibetan.
enum TibetanFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("\u{0F62}", from: "\u{0F6A}"),  // fixed-form ra
    FoldRule("\u{0FAD}", from: "\u{0FBA}"),  // subjoined fixed-form wa
    FoldRule("\u{0FB1}", from: "\u{0FBB}"),  // subjoined fixed-form ya
    FoldRule("\u{0FB2}", from: "\u{0FBC}"),  // subjoined fixed-form ra
    FoldRule("", from: "\u{0F18}\u{0F19}\u{0F35}\u{0F37}\u{0FC6}"),
  ]
}
