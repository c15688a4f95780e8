// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Kana. Half width is full width in the exact form, with voicing composed (NFKC). Voicing, small
// letters and the mark of length stay; hiragana and katakana are one on coarser rungs alone.
//
// Sources: the Ministry of Education's draft くりかへし符号の使ひ方 (1946): 々 stands for the Han
// character before it, ゝ and ヽ for the kana before it without voicing, ゞ and ヾ with it; the
// vertical marks 〱 〲 stand for as many kana as the reader sees fit, and stay. Small ヵ and ヶ are
// counters (三ヶ月) and parts of names (霞ヶ関) that are also written in full size; other small
// kana part words (びょういん, びよういん), so the Cabinet's notice of 1986 (現代仮名遣い), which
// only advises to write them small, is not followed here.

/// The folding table of kana.
enum KanaFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("\u{30AB}", from: "\u{30F5}"),
    FoldRule("\u{30B1}", from: "\u{30F6}"),
    FoldRule("\u{304B}", from: "\u{3095}"),
    FoldRule("\u{3051}", from: "\u{3096}"),
  ]

  /// The letter that an iteration mark repeats; nil for other code points and where none is before.
  static func repeated(by mark: UInt32, after last: UInt32?) -> UInt32? {
    guard let last else { return nil }
    switch mark {
    case 0x3005: return FoldTable.isHan(last) ? last : nil
    case 0x309D, 0x30FD: return isKana(last) ? unvoiced[last] ?? last : nil
    case 0x309E, 0x30FE:
      guard isKana(last) else { return nil }
      return unvoiced[last] == nil ? voiced[last] ?? last : last
    default: return nil
    }
  }

  /// Writes katakana as hiragana, letter by letter.
  ///
  /// ー and what has no hiragana stay. O(letters).
  ///
  /// Source: the two blocks run in parallel, U+30A1…30F6 and U+3041…3096 (UnicodeData.txt 15).
  static func writeInHiragana(_ word: inout [UInt32]) {
    for index in word.indices {
      switch word[index] {
      case 0x30A1...0x30F6, 0x30FD, 0x30FE: word[index] -= 0x60
      default: break
      }
    }
  }

  /// Whether a code point is a letter of either kana, or ー.
  static func isKana(_ codePoint: UInt32) -> Bool {
    (0x3041...0x3096).contains(codePoint) || (0x30A1...0x30FA).contains(codePoint)
      || codePoint == 0x30FC
  }

  /// Unvoiced letters by their voiced ones: the canonical decompositions with U+3099.
  private static let unvoiced: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    let pairs = "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほ"
    let letters = Array(pairs.unicodeScalars.map(\.value))
    for index in stride(from: 0, to: letters.count, by: 2) {
      table[letters[index]] = letters[index + 1]
      table[letters[index] + 0x60] = letters[index + 1] + 0x60
    }
    table[0x30F4] = 0x30A6
    table[0x3094] = 0x3046
    return table
  }()

  private static let voiced: [UInt32: UInt32] = Dictionary(
    uniqueKeysWithValues: unvoiced.map { ($0.value, $0.key) })
}
