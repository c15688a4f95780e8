// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Myanmar script. Tones, asat and virama stay. The dot below comes before asat in the exact form
// (canonical order).
//
// Sources: Hosken, "Representing Myanmar in Unicode" (Unicode Technical Note 11, version 4): the
// order of medials, vowels and signs, and letters that are typed for others of the same shape;
// The Unicode Standard, ch. 16.3: tall aa is a form of aa.

/// The folding table of the Myanmar script.
enum MyanmarFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("\u{102C}", from: "\u{102B}"),  // tall aa
    // The letters o and au, as they are also composed: သြ, သြော်.
    FoldRule("\u{101E}\u{103C}", from: "\u{1029}"),
    FoldRule("\u{101E}\u{103C}\u{1031}\u{102C}\u{103A}", from: "\u{102A}"),
  ]

  /// The letter u for nya before asat and aa; medials, vowels and signs in order.
  static let pairs: [FoldPair] =
    [
      FoldPair("\u{1009}\u{103A}", from: "\u{1025}\u{103A}"),
      FoldPair("\u{1009}\u{102C}", from: "\u{1025}\u{102C}"),
    ]
    + FoldPair.ordering("\u{103B}", before: "\u{103C}\u{103D}\u{103E}")
    + FoldPair.ordering("\u{103C}", before: "\u{103D}\u{103E}")
    + FoldPair.ordering("\u{103D}", before: "\u{103E}")
    + FoldPair.ordering(medials, before: "\u{1031}\u{102C}\u{102D}\u{102E}\u{102F}\u{1030}\u{1032}")
    + FoldPair.ordering("\u{102D}\u{102E}", before: "\u{102F}\u{1030}")
    + FoldPair.ordering("\u{102D}\u{102F}\u{1030}\u{1032}", before: "\u{1036}\u{1037}\u{1038}")
    + FoldPair.ordering("\u{1036}", before: "\u{1037}\u{1038}")
    + FoldPair.ordering("\u{1037}", before: "\u{1038}")

  private static let medials = "\u{103B}\u{103C}\u{103D}\u{103E}"

  /// The letter wa or ra where the digit zero or seven, which looks like it, is typed for it: where
  /// it bears a sign, and for zero also before a letter where it ends no number.
  static func letter(typedAt index: Int, in word: [UInt32]) -> UInt32? {
    guard index + 1 < word.count else { return nil }
    let next = word[index + 1]
    let bearsSign = (0x102B...0x103E).contains(next)
    if word[index] == 0x1047 { return bearsSign ? 0x101B : nil }
    let isBeforeLetter = (0x1000...0x102A).contains(next)
    let endsNumber = index > 0 && isDigit(word[index - 1])
    return bearsSign || isBeforeLetter && !endsNumber ? 0x101D : nil
  }

  private static func isDigit(_ codePoint: UInt32) -> Bool {
    (0x1040...0x1049).contains(codePoint) || (0x30...0x39).contains(codePoint)
  }
}
