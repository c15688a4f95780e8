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

  /// What is remembered of forms; frequent forms have low numbers, and rare ones are seldom asked for.
  private var known = [Digits](repeating: Digits(), count: 256)
  private var fold: [UInt8] = []
  /// Rises whenever the forms are forgotten.
  private var age: UInt64 = 1
  /// The most forms that are remembered at a time.
  private static let mostKnown = 1 << 16

  /// The memory of what is remembered, in bytes.
  var size: Int { known.count * MemoryLayout<Digits>.stride }

  /// A form as the digits of a number.
  private struct Digits {
    /// The age and the form; 0 where there is none.
    var key: UInt64 = 0
    var number: UInt64 = 0
    /// The power of the base that makes room for the digits.
    var room: UInt64 = 1
  }

  /// The fingerprint of an analysed text; 0 where there are no words, and only there.
  mutating func fingerprint(of text: AnalyzedText, _ analyzer: TextAnalyzer) -> UInt64 {
    if known.count < Self.mostKnown, analyzer.formCount > known.count {
      known = [Digits](repeating: Digits(), count: known.count * 4)
    }
    var number: UInt64 = 0
    var hasWords = false
    for token in text.tokens where token.kind == .word {
      hasWords = true
      let place = Int(token.form) & (known.count - 1)
      let key = age << 32 | UInt64(token.form)
      var digits = known[place]
      if digits.key != key {
        analyzer.fold(of: token.form, into: &fold)
        let (number, room) = Self.digits(fold)
        digits = Digits(key: key, number: number, room: room)
        known[place] = digits
      }
      number = Self.sum(Self.product(number, digits.room), digits.number)
    }
    guard hasWords else { return 0 }
    return max(1, Self.mixed(number) & (1 << Self.bits &- 1))
  }

  /// Forgets the forms, because the analyzer does.
  mutating func removeAllForms() { age += 1 }

  private static func digits(_ bytes: [UInt8]) -> (number: UInt64, room: UInt64) {
    var number: UInt64 = 0
    for byte in bytes { number = sum(product(number, base), UInt64(byte) + 1) }
    return (number, room(for: bytes.count))
  }

  /// The power of the base that makes room for so many digits.
  private static func room(for count: Int) -> UInt64 {
    var room: UInt64 = 1
    var square = base
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { room = product(room, square) }
      square = product(square, square)
      rest >>= 1
    }
    return room
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
