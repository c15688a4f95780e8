// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Hangul syllables, by their jamo (The Unicode Standard, ch. 3.12).
//
// Source: Revised Romanization of Korean (2000), and McCune–Reischauer for the other voicing of
// the plain stops. Names borrowed into Korean put ㅡ between consonants.

/// How Hangul is read.
enum HangulSounds {
  /// The sounds of a syllable; nil for other characters.
  static func segments(of codePoint: UInt32) -> [SoundSegment]? {
    guard (0xAC00...0xD7A3).contains(codePoint) else { return nil }
    let index = Int(codePoint - 0xAC00)
    return leading[index / 588] + vowels[index % 588 / 28] + trailing[index % 28]
  }

  private static let leading = table(
    "gk k n dt t rl m bp p s/S s . J/Zz JC C/c k t/d pf h".split(separator: " "))
  private static let vowels = table(
    "a ae y_a y_e oe/ue e y_oe y_e o w/0_a w/0_ae w/0_oe y_o uo w/0_oe w/0_e w/0_i y_u ue/0 ui i"
      .split(separator: " "))
  private static let trailing = table(
    ". kg k k n n n td rl k m l l l p l m bp p td/s td/s n_g/0 t t k t p t".split(separator: " "))

  private static func table(_ entries: [Substring]) -> [[SoundSegment]] {
    entries.map { entry in
      entry == "." ? [] : SoundSegment.list(String(entry))
    }
  }
}
