// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Folding rules that look at the neighbours of a character.

/// Rules of the rung `fold` that need more than one character.
enum FoldContext {
  /// All code points for which a rule of this file, or one for repeated kana, is anything but false.
  ///
  /// A test compares it with the rules.
  static let watched: [ClosedRange<UInt32>] = [
    0x22...0x22, 0x27...0x27, 0x2D...0x2D, 0x31...0x31, 0x69...0x69, 0x6C...0x6C, 0xB7...0xB7,
    0x02B9...0x02BF, 0x02C8...0x02C8, 0x0300...0x036F, 0x03B9...0x03B9, 0x044A...0x044A,
    0x0483...0x0489, 0x058A...0x058A, 0x05BE...0x05BE, 0x05F3...0x05F4, 0x1040...0x1040,
    0x1047...0x1047, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x2010...0x2011, 0x2018...0x2019,
    0x201B...0x201B, 0x2027...0x2027, 0x20D0...0x20FF, 0x3005...0x3005, 0x309D...0x309E,
    0x30FD...0x30FE, 0xA66F...0xA672, 0xA67C...0xA67D, 0xA78C...0xA78C, 0xFE20...0xFE2F,
  ]

  /// Whether a code point is in one of the general blocks of combining marks, which serve all
  /// scripts: Combining Diacritical Marks, its Extended and Supplement blocks, for Symbols, Half
  /// Marks; or is one of the signs of Cyrillic numbers and abbreviations.
  static func isGeneralMark(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x0300...0x036F, 0x0483...0x0489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xA66F...0xA672, 0xA67C...0xA67D, 0xFE20...0xFE2F:
      true
    default: false
    }
  }

  /// Whether general marks are dropped after a letter: those of Latin, Greek, Coptic, Cyrillic,
  /// Glagolitic, Armenian, Georgian, Hebrew, Arabic and Syriac, and ASCII digits (a keycap).
  ///
  /// CLDR's root collation calls none of these differences primary. (й is one code point here.)
  static func losesGeneralMarks(_ base: UInt32) -> Bool {
    switch base {
    case 0..<0x0750, 0x10A0...0x10FF, 0x1C80...0x1CBF, 0x1D00...0x1DBF, 0x1E00...0x1FFF,
      0x2C00...0x2D2F,
      0xA640...0xA69F, 0xA720...0xA7FF, 0xAB30...0xAB6F:
      true
    default: false
    }
  }

  /// Whether the character at `index` is dropped for its place in the word.
  static func isDropped(_ word: [UInt32], at index: Int) -> Bool {
    let codePoint = word[index]
    if codePoint == 0x03B9 { return isSubscriptIota(word, at: index) }
    if isModifierApostrophe(codePoint) { return true }
    if codePoint == 0x044A { return CyrillicFold.isSilentHardSign(word, at: index) }
    guard isJoiner(codePoint), index > 0 else { return false }
    if HebrewFold.isLetter(word[index - 1]) { return true }
    guard index + 1 < word.count else { return false }
    return isLetter(word[index - 1]) && isLetter(word[index + 1])
  }

  /// Whether a code point is an apostrophe that is a letter by category.
  ///
  /// U+02BC of Ukrainian and Hausa, the ʻokina, and the half rings of transliterated hamza and ayin:
  /// readers type ' for them or nothing.
  private static func isModifierApostrophe(_ codePoint: UInt32) -> Bool {
    (0x02B9...0x02BF).contains(codePoint) || codePoint == 0x02C8 || codePoint == 0xA78C
  }

  /// What is dropped between two letters.
  ///
  /// Apostrophes, hyphens, middle dots, geresh, gershayim, maqaf. So O’Brien meets obrien, e-mail meets email, and צה״ל meets צהל.
  private static func isJoiner(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x22, 0x27, 0x2D, 0xB7, 0x058A, 0x05BE, 0x05F3, 0x05F4, 0x2010, 0x2011, 0x2018, 0x2019,
      0x201B, 0x2027:
      true
    default: false
    }
  }

  private static func isLetter(_ codePoint: UInt32) -> Bool {
    (0x61...0x7A).contains(codePoint)
      || (codePoint > 0xBF && !isJoiner(codePoint) && !isDigit(codePoint))
  }

  private static func isDigit(_ codePoint: UInt32) -> Bool {
    DigitFold.zeros.contains { $0 <= codePoint && codePoint < $0 + 10 }
  }

  /// The letter that stands behind one typed for it in a word of another script; nil for most.
  static func lookalike(_ word: [UInt32], at index: Int) -> UInt32? {
    switch word[index] {
    case 0x31, 0x69, 0x6C: CyrillicFold.letter(typedAt: index, in: word)
    case 0x1040, 0x1047: MyanmarFold.letter(typedAt: index, in: word)
    default: nil
    }
  }

  /// See `GreekFold`.
  private static func isSubscriptIota(_ word: [UInt32], at index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = word[index - 1]
    if GreekFold.carriesSubscript(before) { return true }
    guard index + 1 == word.count, GreekFold.mayCarryFinalSubscript(before) else { return false }
    return word.contains { $0 != 0x03B9 && GreekFold.isAccented($0) }
  }
}
