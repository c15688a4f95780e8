// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Ethiopic syllables: the rows of Unicode's block, eight orders each. Folded: homophones are one.
//
// Sources: BGN/PCGN 1967 (Amharic) and ALA-LC (Tigrinya); The Unicode Standard, ch. 19.1 for the
// order of the block. The sixth order is a short vowel or none.

/// How Ethiopic syllables are read.
enum EthiopicSounds {
  /// The rules.
  static let rules: [SoundRule] = rows.flatMap { row, consonant in
    orders.enumerated().map { order, vowel in
      SoundRule(
        row + UInt32(order), consonant.isEmpty ? guttural[order] : "\(consonant) \(vowel)",
        .alphabet)
    }
  }

  private static let orders = ["ae/i", "u", "i", "a", "e/i", "ie/0", "o", "w a"]
  /// The vowels of አ, which fold writes in its first order for its fourth.
  private static let guttural = ["a", "u", "i", "a", "e", "ie/0", "o", "w a"]
  private static let rows: [(UInt32, String)] = [
    (0x1200, "h/x"), (0x1208, "l"), (0x1210, "h"), (0x1218, "m"), (0x1220, "s"), (0x1228, "r"),
    (0x1230, "s"),
    (0x1238, "S"), (0x1240, "k/g"), (0x1250, "k"), (0x1260, "b"), (0x1268, "v"), (0x1270, "t"),
    (0x1278, "C"), (0x1280, "h/x"), (0x1290, "n"), (0x1298, "n"), (0x12A0, ""), (0x12A8, "k"),
    (0x12B8, "xh"), (0x12C8, "wv"), (0x12D0, ""), (0x12D8, "z"), (0x12E0, "Z"), (0x12E8, "y"),
    (0x12F0, "d"), (0x1300, "J"), (0x1308, "g"), (0x1320, "t"), (0x1328, "C"), (0x1330, "p"),
    (0x1338, "c/s"), (0x1340, "c/s"), (0x1348, "f"), (0x1350, "p"),
  ]
}
