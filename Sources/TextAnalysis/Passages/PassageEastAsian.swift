// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Chinese, Japanese and Korean share Han characters, so a segment names its language by what
// stands beside them: kana means Japanese, Hangul Korean. A short segment of Han alone may be a
// heading in any of them and follows its neighbours.

/// How many letters of each East Asian script a stretch of text has.
struct EastAsianLetters {
  /// Han characters.
  var han = 0
  /// Hiragana.
  var hiragana = 0
  /// Katakana, full and half width.
  var katakana = 0
  /// Hangul syllables and jamo.
  var hangul = 0

  /// Counts the letters of `range`; O(bytes).
  init(_ range: Range<Int>, of text: Span<UInt8>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let character = DecodedCharacter(text, at: index)
      count(character.codePoint)
      index += character.length
    }
  }

  private mutating func count(_ codePoint: UInt32) {
    switch codePoint {
    case 0x3041...0x309F: hiragana += 1
    case 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: katakana += 1
    case 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97F, 0xAC00...0xD7FF: hangul += 1
    case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      han += 1
    default: break
    }
  }

  /// All letters.
  var total: Int { han + hiragana + katakana + hangul }

  /// The script with the most letters; Han where there is a tie.
  var script: Script {
    let most = max(han, hiragana, katakana, hangul)
    if most == han { return .han }
    if most == hangul { return .hangul }
    return most == hiragana ? .hiragana : .katakana
  }

  /// What these letters say of their language; `range` is where they stand.
  func unit(at range: Range<Int>) -> LanguageUnit {
    let weight = Float(total) * 3
    guard total > 0 else { return LanguageUnit(range: range, weight: 0, shares: []) }
    if hangul * 3 >= total { return unit(range, weight, [("ko", 0.98)]) }
    let kana = hiragana + katakana
    if kana * 8 >= total { return unit(range, weight, [("ja", 0.98)]) }
    // Twenty Han characters in a row without kana are hardly ever Japanese.
    let chinese = min(0.95, 0.6 + Float(han) * 0.0175)
    return unit(range, weight, [("zh", chinese), ("ja", (1 - chinese) * 0.9)])
  }

  private func unit(_ range: Range<Int>, _ weight: Float, _ shares: [(String, Float)])
    -> LanguageUnit
  {
    LanguageUnit(
      range: range, weight: weight, shares: shares.map { (Language(unchecked: $0.0), $0.1) })
  }

  /// Whether all of the text may be in a language, by its letters alone.
  func mayBe(_ language: Language) -> Bool {
    let kana = hiragana + katakana
    switch language.code {
    case "ja": return hangul * 10 <= total
    case "ko": return kana * 10 <= total && hangul > 0
    default: return hangul * 10 <= total && kana * 10 <= total
    }
  }
}
