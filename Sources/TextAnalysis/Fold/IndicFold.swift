// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Indic scripts: the nukta, and nothing else. Vowel signs and the virama are letters of the word
// and always stay; ZWJ and ZWNJ are gone from the exact form (default-ignorable).
//
// Sources: The Unicode Standard, ch. 12: the nukta marks sounds of borrowed words and is left out
// by many writers; Indic_Syllabic_Category=Nukta in IndicSyllabicCategory.txt 15. Letters with a
// nukta are two code points after normalization, save the three of Devanagari below.

/// The folding table of Indic scripts.
enum IndicFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("\u{0928}", from: "\u{0929}"),
    FoldRule("\u{0930}", from: "\u{0931}"),
    FoldRule("\u{0933}", from: "\u{0934}"),
    // Nukta of Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Telugu, Kannada.
    FoldRule("", from: "\u{093C}\u{09BC}\u{0A3C}\u{0ABC}\u{0B3C}\u{0C3C}\u{0CBC}"),
  ]
}
