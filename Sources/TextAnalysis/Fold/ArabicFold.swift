// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The Arabic script, for every language written in it. Each class folds to the letter that Arabic
// keyboards have, since Snowball's Arabic rules expect those. Presentation forms and ligatures are
// plain letters in the exact form already (NFKC), and ZWNJ is gone (default-ignorable).
//
// Sources, by rule:
//   alef with hamza or madda, dotless yeh, teh marbuta, tatweel, harakat: ArabicNormalizer of
//     Lucene, after Larkey, Ballesteros & Connell, "Light Stemming for Arabic Information
//     Retrieval" (2007);
//   Farsi yeh, keheh, heh with yeh above, heh goal: PersianNormalizer of Lucene, but for yeh
//     barree, which ends words of Urdu that yeh does not, and stays;
//   heh doachashmee, ae, reh with small v above or below: SoraniNormalizer of Lucene;
//   superscript alef, honorifics, Quranic signs: category Mn of the Arabic blocks in
//     UnicodeData.txt 15;
//   alef wasla, teh marbuta goal, heh goal with hamza, yeh barree with hamza, swash kaf, kaf with
//     ring: The Unicode Standard, ch. 9.2 and the names list, as variants of those above.
//   Kashmiri yeh, thin yeh, alefs with attached marks; feh, qaf and noon as the Maghrib and West
//     Africa write them, or without dots: names list and ch. 9.2, as shapes of the plain letters.
// Urdu's two hehs (بھ, بہ) and Sindhi's two kafs (ڪ, ک) meet, although they part words there: the same
// code points are mere shapes in Arabic, Persian, Sorani and Uyghur, and old Urdu prints use the
// hehs for one another. The rung `exact` keeps them.
// Choices of our own, with no model: hamza carriers lose their hamza, a hamza alone and the high
// hamza are dropped; the five yehs of Pashto are one, and noon ghunna is noon; the vowels of Sorani
// lose the small v that Arabic keyboards lack. Gaf is kept, and so are letters with dots or a ring
// of their own (پ چ ژ ٹ ڈ ڑ ټ ډ ړ ښ ڼ).

/// The folding table of the Arabic script.
enum ArabicFold {
  /// What each letter folds to; marks fold to nothing.
  static let rules: [FoldRule] = [
    // Alef with madda, hamza above and below, wasla, wavy hamza; high hamza alef.
    FoldRule("\u{0627}", from: "\u{0622}\u{0623}\u{0625}\u{0671}\u{0672}\u{0673}\u{0675}\u{0773}"),
    // Alefs with attached fatha, kasra, marks of the Quran.
    FoldRule("\u{0627}", from: "\u{0870}\u{0871}\u{0872}\u{0873}\u{0874}\u{0875}\u{0876}\u{0877}"),
    FoldRule("\u{0627}", from: "\u{0878}\u{0879}\u{087A}\u{087B}\u{087C}\u{087D}\u{087E}\u{087F}"),
    FoldRule("\u{0627}", from: "\u{0880}\u{0881}\u{0882}"),
    // Waw with hamza; Sorani oe; Kashmiri waw with ring.
    FoldRule("\u{0648}", from: "\u{0624}\u{06C6}\u{06C4}\u{0676}"),
    // Kashmiri and thin yeh.
    FoldRule("\u{064A}", from: "\u{0620}\u{0886}"),
    // Yeh with hamza, alef maqsura, Farsi yeh, yeh with tail, with small v, Pashto e.
    FoldRule("\u{064A}", from: "\u{0626}\u{0649}\u{06CC}\u{06CD}\u{06CE}\u{06D0}\u{0678}"),
    // Yeh barree with hamza.
    FoldRule("\u{06D2}", from: "\u{06D3}"),
    // Teh marbuta, heh doachashmee, heh with yeh above, heh goal and its hamza, teh marbuta goal,
    // ae.
    FoldRule("\u{0647}", from: "\u{0629}\u{06BE}\u{06C0}\u{06C1}\u{06C2}\u{06C3}\u{06D5}\u{06FF}"),
    // Keheh and swash kaf.
    FoldRule("\u{0643}", from: "\u{06A9}\u{06AA}"),
    // Pashto gaf.
    FoldRule("\u{06AF}", from: "\u{06AB}"),
    // Sorani reh and lam with small v below and above.
    FoldRule("\u{0631}", from: "\u{0692}\u{0695}"),
    FoldRule("\u{0644}", from: "\u{06B5}"),
    // Noon ghunna, African noon.
    FoldRule("\u{0646}", from: "\u{06BA}\u{08BD}"),
    // Maghribi, dotless and African feh and qaf.
    FoldRule("\u{0641}", from: "\u{06A2}\u{06A1}\u{08BB}"),
    FoldRule("\u{0642}", from: "\u{06A7}\u{066F}\u{08BC}"),
    // Hamza alone, high hamza, tatweel.
    FoldRule("", from: "\u{0621}\u{0674}\u{0640}"),
  ]

  /// Marks that fold to nothing: harakat, superscript alef, honorifics, Quranic signs.
  static let marks: [ClosedRange<UInt32>] = [
    0x0610...0x061A, 0x064B...0x065F, 0x0670...0x0670, 0x06D6...0x06DC, 0x06DF...0x06E8,
    0x06EA...0x06ED, 0x0898...0x089F, 0x08C9...0x08E1, 0x08E3...0x08FF,
  ]
}
