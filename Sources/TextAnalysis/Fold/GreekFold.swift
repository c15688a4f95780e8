// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Greek letters, monotonic and polytonic. Final sigma is σ in the exact form already.
//
// Sources: canonical decompositions of UnicodeData.txt 15 (tonos, dialytika, breathings, accents,
// length); CLDR's root collation calls none of these differences primary. The iota subscript is a
// full ι after NFKC_Casefold (CaseFolding.txt); `FoldTable` takes it away again where it can be
// told from a vowel of its own: after η and ω with a breathing or circumflex, after a circumflexed
// α, and at the end of a word that is accented elsewhere (The Unicode Standard, ch. 7.2 Greek).
// An unaccented ᾳ stays αι, as it cannot be told from the ending of και.
// Stigma and the kai symbol are ligatures and ϼ is ρ with a stroke by the names list; digamma, koppa,
// san, sho, heta and yot are letters of their own, and so are the Coptic ones.

/// The folding table of Greek letters.
enum GreekFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("α", from: "άἀἁἂἃἄἅἆἇὰᾰᾱᾶ"),
    FoldRule("ε", from: "έἐἑἒἓἔἕὲ"),
    FoldRule("η", from: "ήἠἡἢἣἤἥἦἧὴῆ"),
    FoldRule("ι", from: "ΐίϊἰἱἲἳἴἵἶἷὶῐῑῒῖῗ"),
    FoldRule("ο", from: "όὀὁὂὃὄὅὸ"),
    FoldRule("ρ", from: "ῤῥ"),
    FoldRule("υ", from: "ΰϋύὐὑὒὓὔὕὖὗὺῠῡῢῦῧ"),
    FoldRule("ω", from: "ώὠὡὢὣὤὥὦὧὼῶ"),
    FoldRule("σ", from: "ςϲ"),
    FoldRule("ρ", from: "ϼ"),
    FoldRule("στ", from: "ϛ"),
    FoldRule("και", from: "ϗ"),
    FoldRule("ϝ", from: "ͷ"),
  ]

  /// Whether an ι after this letter can only be a subscript: η, ω with breathing or circumflex, and
  /// α with circumflex.
  static func carriesSubscript(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x1F20...0x1F27, 0x1F60...0x1F67, 0x1F70, 0x1F74, 0x1F7C: true
    case 0x1FB6, 0x1FC6, 0x1FF6: true
    default: false
    }
  }

  /// Whether an ι at the end of an accented word after this letter is a subscript: any η or ω.
  static func mayCarryFinalSubscript(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x03B7, 0x03C9, 0x03AE, 0x03CE: true
    default: carriesSubscript(codePoint)
    }
  }

  /// Whether a letter bears an accent or breathing.
  static func isAccented(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x0390, 0x03AC...0x03B0, 0x03CA...0x03CE, 0x1F00...0x1FFF: true
    default: false
    }
  }
}
