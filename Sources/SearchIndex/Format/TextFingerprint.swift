// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// A number that texts share which differ only in case, marks, spacing or punctuation.
///
/// The folded forms of the words, one after another without borders, are the digits of a number,
/// modulo 2^61 - 1; mixed, its lowest 40 bits are the fingerprint. So it matters nothing where words
/// are cut, and each form is hashed once. Among a million texts that an answer compares, half a pair of
/// different texts meets by chance; a constant base is no defence against one who seeks such a pair.
/// - SeeAlso: Karp & Rabin, "Efficient Randomized Pattern-Matching Algorithms", 1987.
struct TextFingerprint {
  /// The bits of a fingerprint.
  static let bits: UInt64 = 40

  private static let modulus: UInt64 = 1 << 61 - 1
  private static let base: UInt64 = 0x0F3A_91C7_52D8_6BE5

  /// For each form its number and the power of the base that makes room for it; 0 until it is met.
  private var forms: [(number: UInt64, room: UInt64)] = []
  private var fold: [UInt8] = []

  /// The fingerprint of an analysed text; 0 where there are no words, and only there.
  mutating func fingerprint(of text: AnalyzedText, _ analyzer: TextAnalyzer) -> UInt64 {
    while forms.count < analyzer.formCount { forms.append((0, 0)) }
    var number: UInt64 = 0
    var hasWords = false
    for token in text.tokens where token.kind == .word {
      hasWords = true
      if forms[Int(token.form)].room == 0 {
        analyzer.fold(of: token.form, into: &fold)
        forms[Int(token.form)] = Self.digits(fold)
      }
      let form = forms[Int(token.form)]
      number = Self.sum(Self.product(number, form.room), form.number)
    }
    guard hasWords else { return 0 }
    return max(1, Self.mixed(number) & (1 << Self.bits &- 1))
  }

  /// Forgets the forms, because the analyzer does.
  mutating func removeAllForms() { forms.removeAll(keepingCapacity: true) }

  private static func digits(_ bytes: [UInt8]) -> (number: UInt64, room: UInt64) {
    var result: (number: UInt64, room: UInt64) = (0, 1)
    for byte in bytes {
      result.number = sum(product(result.number, base), UInt64(byte) + 1)
      result.room = product(result.room, base)
    }
    return result
  }

  private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left + right
    return sum >= modulus ? sum - modulus : sum
  }

  private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let wide = left.multipliedFullWidth(by: right)
    return sum(wide.low & modulus, wide.high << 3 | wide.low >> 61)
  }

  /// Spreads all bits over the lowest.
  private static func mixed(_ number: UInt64) -> UInt64 {
    // The finisher of SplitMix64.
    var value = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
