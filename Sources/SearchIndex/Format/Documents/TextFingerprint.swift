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

  /// For each form its digits as a number.
  private var numbers: [UInt64] = []
  /// For each form how many digits it has.
  private var counts: [UInt32] = []
  /// For the numbers of digits that words have, the power of the base that makes room for so many.
  private let rooms: [UInt64] = (0..<64).map { Self.room(for: $0) }

  /// The fingerprint of an analysed text; 0 where there are no words, and only there.
  mutating func fingerprint(of text: AnalyzedText, _ analyzer: TextAnalyzer) -> UInt64 {
    takeForms(of: analyzer)
    var number: UInt64 = 0
    var hasWords = false
    let tokens = text.tokens.span
    for index in tokens.indices where tokens[index].kind == .word {
      hasWords = true
      let form = Int(tokens[index].form)
      let count = Int(counts[form])
      let room = count < rooms.count ? rooms[count] : Self.room(for: count)
      number = Self.sum(Self.product(number, room), numbers[form])
    }
    guard hasWords else { return 0 }
    return max(1, Self.mixed(number) & (1 << Self.bits &- 1))
  }

  /// Remembers the forms that came since the last text.
  private mutating func takeForms(of analyzer: TextAnalyzer) {
    if analyzer.formCount == numbers.count { return }
    analyzer.forEachForm(from: numbers.count) { _, fold, _, _ in
      numbers.append(Self.number(fold))
      counts.append(UInt32(fold.count))
    }
  }

  /// Forgets the forms, because the analyzer does.
  mutating func removeAllForms() { (numbers, counts) = ([], []) }

  private static func number(_ bytes: Span<UInt8>) -> UInt64 {
    var number: UInt64 = 0
    for index in bytes.indices { number = sum(product(number, base), UInt64(bytes[index]) + 1) }
    return number
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
