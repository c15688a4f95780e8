// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The Arabic script, for every language written in it. Each class folds to the letter that Arabic
// keyboards have, since Snowball's Arabic rules expect those. Presentation forms and ligatures are
// plain letters in the exact form already (NFKC), and ZWNJ is gone (default-ignorable).
//
// Sources, by rule:
//   alef, yeh, teh marbuta, tatweel, harakat: Larkey, Ballesteros & Connell, "Light Stemming for
//     Arabic Information Retrieval" (2007) § 3; Darwish & Magdy, "Arabic Information Retrieval"
//     (2014) § 3.1, who also even out the hamza carriers;
//   keheh, Farsi yeh, heh with hamza: the Persian academy's orthography (Dastur-e Khatt, 2001) and
//     ISIRI 6219, which name the Arabic letters as wrong stand-ins for the Persian ones;
//   heh goal, doachashmee, teh marbuta goal, noon ghunna: The Unicode Standard, ch. 9.2 (Urdu);
//   the yehs of Pashto: as above; writers without a Pashto keyboard type ي and ی for all five;
//   Sorani letters with a small v or a dot: Unicode UTN 58 and ch. 9.2; the marks are what a reader
//     with an Arabic keyboard leaves out;
//   Sindhi swash kaf, Pashto gaf: ch. 9.2. Gaf itself is kept, and so are the letters with dots or
//     a ring of their own (پ چ ژ ٹ ڈ ڑ ټ ډ ړ ښ ڼ), which nobody writes without them;
//   high hamza: Kazakh orthography writes it once a word, and not in all editions.

/// The folding table of the Arabic script.
enum ArabicFold {
  /// What each letter folds to; marks fold to nothing.
  static let rules: [FoldRule] = [
    // Alef with madda, hamza above and below, wasla, wavy hamza; high hamza alef.
    FoldRule("\u{0627}", from: "\u{0622}\u{0623}\u{0625}\u{0671}\u{0672}\u{0673}\u{0675}\u{0773}"),
    // Waw with hamza; Sorani oe; Kashmiri waw with ring.
    FoldRule("\u{0648}", from: "\u{0624}\u{06C6}\u{06C4}\u{0676}"),
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
    // Noon ghunna.
    FoldRule("\u{0646}", from: "\u{06BA}"),
    // Hamza alone, high hamza, tatweel.
    FoldRule("", from: "\u{0621}\u{0674}\u{0640}"),
  ]

  /// Marks that fold to nothing: harakat, superscript alef, honorifics, Quranic signs.
  static let marks: [ClosedRange<UInt32>] = [
    0x0610...0x061A, 0x064B...0x065F, 0x0670...0x0670, 0x06D6...0x06DC, 0x06DF...0x06E8,
    0x06EA...0x06ED, 0x0898...0x089F, 0x08CA...0x08E1, 0x08E3...0x08FF,
  ]
}
