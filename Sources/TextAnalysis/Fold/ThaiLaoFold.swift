// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Thai and Lao. Tones stay always. Sara am is nikhahit and sara aa in the exact form, the Lao
// digraphs ໜ and ໝ are two letters there (NFKC).
//
// Sources: Thai Industrial Standard 1566-2541 and the input method rules WTT 2.0 (Thai API
// Consortium, 1991) for the order of the signs over a consonant: vowel, then tone; as shown
// by The Unicode Standard, ch. 16.1 and 16.2, a tone goes before the two parts of sara am.
// Two sara e in a row look like sara ae, and lakkhangyao like sara aa; Lao writes ຫ with lo as a
// sign or as a letter (ຫຼ, ຫລ).

/// The folding table of Thai and Lao.
enum ThaiLaoFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("\u{0E32}", from: "\u{0E45}")  // lakkhangyao
  ]

  /// Signs out of order, and letters of the same shape.
  static let pairs: [FoldPair] =
    FoldPair.ordering("\u{0E31}\u{0E34}\u{0E35}\u{0E36}\u{0E37}\u{0E47}", before: thaiTones)
    + FoldPair.ordering(thaiTones, before: "\u{0E4D}")
    + FoldPair.ordering(
      "\u{0EB1}\u{0EB4}\u{0EB5}\u{0EB6}\u{0EB7}\u{0EBB}\u{0EBC}", before: laoTones)
    + FoldPair.ordering(laoTones, before: "\u{0ECD}")
    + [
      FoldPair("\u{0E41}", from: "\u{0E40}\u{0E40}"),
      FoldPair("\u{0EC1}", from: "\u{0EC0}\u{0EC0}"),
      FoldPair("\u{0EAB}\u{0EA5}", from: "\u{0EAB}\u{0EBC}"),
    ]

  private static let thaiTones = "\u{0E48}\u{0E49}\u{0E4A}\u{0E4B}"
  private static let laoTones = "\u{0EC8}\u{0EC9}\u{0ECA}\u{0ECB}"
}
