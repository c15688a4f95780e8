// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Indic scripts: nuktas, signs of nasality, accents of the Veda, and letters that have two
// encodings. Vowel signs and the virama are letters of the word and always stay; ZWJ and ZWNJ are
// gone from the exact form (default-ignorable); two-part vowels are one character there (NFC).
//
// Sources, by rule:
//   nukta: The Unicode Standard, ch. 12: it marks sounds of borrowed words and many writers leave
//     it out; Indic_Syllabic_Category=Nukta in IndicSyllabicCategory.txt 15. Letters with a nukta
//     are two code points after normalization, save the three of Devanagari below;
//   candrabindu as anusvara: Central Hindi Directorate, देवनागरी लिपि तथा हिंदी वर्तनी का
//     मानकीकरण (1967 and later), which allows the dot for the moon; so does Lucene's HindiNormalizer.
//     Bengali drops it, as Lucene's BengaliNormalizer does, since its anusvara is a consonant; so
//     does Telugu, where it is the arasunna that modern spelling leaves out. Gurmukhi tippi is the
//     form that bindi takes after some vowels (ch. 12.3);
//   nasal before a consonant of its own class as anusvara (हिन्दी, हिंदी): the same standard of the
//     Directorate, and Lucene's HindiNormalizer, in all scripts that descend from the same order of
//     letters, save Tamil and Sinhala, which have no such use. Also dental n before retroflex
//     consonants, for borrowed words (एजेन्ट, एजेंट);
//   candra e and o (डॉक्टर, डोक्टर): HindiNormalizer; candra a is candra e of Marathi (ch. 12.1);
//   khanda ta, chillus, dot reph, nakaara pollu: ch. 12.2, 12.7–12.9 and the names list, as other
//     encodings of a dead consonant, with ZWJ before Unicode 4.1 and 5.1;
//   Malayalam au, ii, u before candrakkala, archaic viramas: ch. 12.9, as older orthography;
//   Assamese ra, Oriya va, Telugu tsa and dza: ch. 12.2, 12.5, 12.7, as ra, ba, ca and ja of other
//     traditions; Tamil śa in ஶ்ரீ, typed with sa before Unicode 4.1: ch. 12.6;
//   Vedic accents, cantillation and digits over letters: ch. 12.1 and the block Vedic Extensions.
// Kept, since they part words: Gurmukhi addak, visarga, avagraha, Tamil aytam, long and short
// vowels, Sinhala prenasalised letters.

/// The folding table of Indic scripts.
enum IndicFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    // Devanagari: letters with a nukta, candrabindus, candra vowels.
    FoldRule("\u{0928}", from: "\u{0929}"),
    FoldRule("\u{0930}", from: "\u{0931}"),
    FoldRule("\u{0933}", from: "\u{0934}"),
    FoldRule("\u{0902}", from: "\u{0900}\u{0901}"),
    FoldRule("\u{090F}", from: "\u{090D}\u{0972}"),
    FoldRule("\u{0913}", from: "\u{0911}"),
    FoldRule("\u{0947}", from: "\u{0945}"),
    FoldRule("\u{094B}", from: "\u{0949}"),
    // Bengali: khanda ta, Assamese ra.
    FoldRule("\u{09A4}\u{09CD}", from: "\u{09CE}"),
    FoldRule("\u{09B0}", from: "\u{09F0}"),
    // Gurmukhi: tippi, adak bindi.
    FoldRule("\u{0A02}", from: "\u{0A01}\u{0A70}"),
    // Gujarati: candrabindu, candra vowels.
    FoldRule("\u{0A82}", from: "\u{0A81}"),
    FoldRule("\u{0A8F}", from: "\u{0A8D}"),
    FoldRule("\u{0A93}", from: "\u{0A91}"),
    FoldRule("\u{0AC7}", from: "\u{0AC5}"),
    FoldRule("\u{0ACB}", from: "\u{0AC9}"),
    // Oriya: candrabindu, va.
    FoldRule("\u{0B02}", from: "\u{0B01}"),
    FoldRule("\u{0B2C}", from: "\u{0B35}"),
    // Tamil: śa.
    FoldRule("\u{0BB8}", from: "\u{0BB6}"),
    // Telugu: tsa, dza, nakaara pollu.
    FoldRule("\u{0C1A}", from: "\u{0C58}"),
    FoldRule("\u{0C1C}", from: "\u{0C59}"),
    FoldRule("\u{0C28}\u{0C4D}", from: "\u{0C5D}"),
    // Kannada: candrabindu, nakaara pollu.
    FoldRule("\u{0C82}", from: "\u{0C81}"),
    FoldRule("\u{0CA8}\u{0CCD}", from: "\u{0CDD}"),
    // Malayalam: candrabindu, chillus, dot reph, older signs.
    FoldRule("\u{0D02}", from: "\u{0D01}"),
    FoldRule("\u{0D23}\u{0D4D}", from: "\u{0D7A}"),
    FoldRule("\u{0D28}\u{0D4D}", from: "\u{0D7B}"),
    FoldRule("\u{0D30}\u{0D4D}", from: "\u{0D7C}\u{0D4E}"),
    FoldRule("\u{0D32}\u{0D4D}", from: "\u{0D7D}"),
    FoldRule("\u{0D33}\u{0D4D}", from: "\u{0D7E}"),
    FoldRule("\u{0D15}\u{0D4D}", from: "\u{0D7F}"),
    FoldRule("\u{0D2E}\u{0D4D}", from: "\u{0D54}"),
    FoldRule("\u{0D2F}\u{0D4D}", from: "\u{0D55}"),
    FoldRule("\u{0D34}\u{0D4D}", from: "\u{0D56}"),
    FoldRule("\u{0D57}", from: "\u{0D4C}"),
    FoldRule("\u{0D08}", from: "\u{0D5F}"),
    FoldRule("\u{0D4D}", from: "\u{0D3B}\u{0D3C}"),
    // Sinhala: candrabindu.
    FoldRule("\u{0D82}", from: "\u{0D81}"),
  ]

  /// Marks that fold to nothing: nuktas, candrabindu of Bengali and Telugu, Vedic accents and
  /// digits, Gujarati signs for Arabic.
  static let marks: [ClosedRange<UInt32>] =
    nuktas.map { $0...$0 } + [
      0x0981...0x0981, 0x0C00...0x0C01, 0x0951...0x0954, 0x0AFA...0x0AFF, 0x1CD0...0x1CD2,
      0x1CD4...0x1CE8, 0x1CED...0x1CED, 0x1CF4...0x1CF4, 0x1CF7...0x1CF9, 0xA8E0...0xA8F1,
      0x10A38...0x10A3A, 0x11366...0x1136C, 0x11370...0x11374,
    ]

  private static let nuktas: [UInt32] = [
    0x093C, 0x09BC, 0x0A3C, 0x0ABC, 0x0B3C, 0x0C3C, 0x0CBC, 0x0F39, 0x1B34, 0x1BE6, 0x1C37, 0xA9B3,
    0x110BA, 0x11173, 0x111CA, 0x11236, 0x112E9, 0x1133B, 0x1133C, 0x11446, 0x114C3, 0x115C0,
    0x116B7, 0x1183A, 0x11943, 0x11D42,
  ]

  /// Malayalam: candrakkala after u, and after a chillu, which has its own.
  static let pairs: [FoldPair] = [
    FoldPair("\u{0D4D}", from: "\u{0D41}\u{0D4D}"),
    FoldPair("\u{0D4D}", from: "\u{0D4D}\u{0D4D}"),
  ]

  /// The consonants that `anusvara(for:before:)` looks at, and what stands between them.
  static let consonants: ClosedRange<UInt32> = 0x0915...0x0D2D

  /// The anusvara that a nasal with virama at the end of `letters` is, before a consonant of its
  /// class; nil where there is none.
  ///
  /// The blocks from Devanagari to Malayalam have each letter at the same place of 128, in the order
  /// of the Indian standard ISCII (IS 13194:1991).
  static func anusvara(for letters: [UInt32], before consonant: UInt32) -> UInt32? {
    guard consonants.contains(consonant), letters.count >= 2 else { return nil }
    let block = consonant & ~0x7F
    guard block != 0x0B80, letters[letters.count - 1] == block + 0x4D else { return nil }
    let nasal = letters[letters.count - 2] &- block
    let isOfClass: Bool
    switch consonant - block {
    case 0x15...0x18: isOfClass = nasal == 0x19
    case 0x1A...0x1D: isOfClass = nasal == 0x1E
    case 0x1F...0x22: isOfClass = nasal == 0x23 || nasal == 0x28
    case 0x24...0x27: isOfClass = nasal == 0x28
    case 0x2A...0x2D: isOfClass = nasal == 0x2E
    default: isOfClass = false
    }
    return isOfClass ? block + 0x02 : nil
  }
}
