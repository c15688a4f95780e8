// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Independent vowels of Indic scripts that are also typed as another vowel with a sign.
//
// Source: The Unicode Standard 15, ch. 12 and 13, the tables "Vowel Letters" of each script: the
// sequences that look like the letter and are not to be used for it. Those with candra signs stand
// here as `IndicFold` leaves them. The sequences of Sinhala with its virama are vowels, not dead
// consonants.

/// Vowel letters typed in two parts.
enum IndicVowels {
  /// Each sequence becomes the letter.
  static let pairs: [FoldPair] = [
    // Devanagari
    FoldPair("\u{0906}", from: "\u{0905}\u{093E}"),  // आ
    FoldPair("\u{0910}", from: "\u{090F}\u{0947}"),  // ऐ
    FoldPair("\u{0913}", from: "\u{0905}\u{094B}"),  // ओ
    FoldPair("\u{0913}", from: "\u{0906}\u{0947}"),  // ओ
    FoldPair("\u{0914}", from: "\u{0905}\u{094C}"),  // औ
    FoldPair("\u{0914}", from: "\u{0906}\u{0948}"),  // औ
    FoldPair("\u{090F}", from: "\u{0905}\u{0947}"),  // ए
    // Bengali
    FoldPair("\u{0986}", from: "\u{0985}\u{09BE}"),  // আ
    // Gurmukhi
    FoldPair("\u{0A06}", from: "\u{0A05}\u{0A3E}"),  // ਆ
    FoldPair("\u{0A07}", from: "\u{0A72}\u{0A3F}"),  // ਇ
    FoldPair("\u{0A08}", from: "\u{0A72}\u{0A40}"),  // ਈ
    FoldPair("\u{0A09}", from: "\u{0A73}\u{0A41}"),  // ਉ
    FoldPair("\u{0A0A}", from: "\u{0A73}\u{0A42}"),  // ਊ
    FoldPair("\u{0A0F}", from: "\u{0A72}\u{0A47}"),  // ਏ
    FoldPair("\u{0A10}", from: "\u{0A05}\u{0A48}"),  // ਐ
    FoldPair("\u{0A14}", from: "\u{0A05}\u{0A4C}"),  // ਔ
    // Gujarati
    FoldPair("\u{0A86}", from: "\u{0A85}\u{0ABE}"),  // આ
    FoldPair("\u{0A8F}", from: "\u{0A85}\u{0AC7}"),  // એ
    FoldPair("\u{0A90}", from: "\u{0A85}\u{0AC8}"),  // ઐ
    FoldPair("\u{0A93}", from: "\u{0A85}\u{0ACB}"),  // ઓ
    FoldPair("\u{0A93}", from: "\u{0A86}\u{0AC7}"),  // ઓ
    FoldPair("\u{0A94}", from: "\u{0A85}\u{0ACC}"),  // ઔ
    FoldPair("\u{0A94}", from: "\u{0A86}\u{0AC8}"),  // ઔ
    // Oriya
    FoldPair("\u{0B06}", from: "\u{0B05}\u{0B3E}"),  // ଆ
    // Tamil
    FoldPair("\u{0B86}", from: "\u{0B85}\u{0BBE}"),  // ஆ
    // Telugu
    FoldPair("\u{0C13}", from: "\u{0C12}\u{0C55}"),  // ఓ
    FoldPair("\u{0C14}", from: "\u{0C12}\u{0C4C}"),  // ఔ
    // Malayalam
    FoldPair("\u{0D08}", from: "\u{0D07}\u{0D57}"),  // ഈ
    FoldPair("\u{0D0A}", from: "\u{0D09}\u{0D57}"),  // ഊ
    FoldPair("\u{0D10}", from: "\u{0D0E}\u{0D46}"),  // ഐ
    FoldPair("\u{0D13}", from: "\u{0D12}\u{0D3E}"),  // ഓ
    FoldPair("\u{0D14}", from: "\u{0D12}\u{0D57}"),  // ഔ
    // Sinhala
    FoldPair("\u{0D86}", from: "\u{0D85}\u{0DCF}"),  // ආ
    FoldPair("\u{0D87}", from: "\u{0D85}\u{0DD0}"),  // ඇ
    FoldPair("\u{0D88}", from: "\u{0D85}\u{0DD1}"),  // ඈ
    FoldPair("\u{0D8C}", from: "\u{0D8B}\u{0DDF}"),  // ඌ
    FoldPair("\u{0D92}", from: "\u{0D91}\u{0DCA}"),  // ඒ
    FoldPair("\u{0D93}", from: "\u{0D91}\u{0DD9}"),  // ඓ
    FoldPair("\u{0D95}", from: "\u{0D94}\u{0DCA}"),  // ඕ
    FoldPair("\u{0D96}", from: "\u{0D94}\u{0DDF}"),  // ඖ
  ]
}
