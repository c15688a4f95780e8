// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Georgian: one alphabet in four shapes. Mtavruli is Mkhedruli in the exact form, and Asomtavruli is
// Nuskhuri (CaseFolding.txt 15).
//
// Source: the names of U+10D0…10FD and U+2D00…2D2D in UnicodeData.txt 15, letter by letter; the
// Unicode Standard, ch. 7.7 on texts of the church written in either. The letters that left the
// alphabet in 1879 (ჱ ჲ ჳ ჴ ჵ) are sounds of their own in Svan and Mingrelian, and stay.

/// The folding table of Georgian.
enum GeorgianFold {
  /// Nuskhuri folds to Mkhedruli.
  static let rules: [FoldRule] = [
    (nuskhuri: UInt32(0x2D00), mkhedruli: UInt32(0x10D0), count: UInt32(38)),
    (0x2D27, 0x10F7, 1), (0x2D2D, 0x10FD, 1),
  ].flatMap { block in
    (0..<block.count).map { place in
      FoldRule(letter(block.mkhedruli + place), from: letter(block.nuskhuri + place))
    }
  }

  private static func letter(_ codePoint: UInt32) -> String {
    String(Unicode.Scalar(codePoint) ?? "\u{FFFD}")
  }
}
