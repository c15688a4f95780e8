// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How much a text looks like one in Cyrillic letters.
struct CyrillicJudgement {
  /// Letters and ends of words that were judged.
  private(set) var letters = 0
  /// Capitals behind small letters, symbols and letters of other scripts beside Cyrillic ones, symbols
  /// and signs as `•` and `†` inside words of any script.
  private(set) var oddities = 0
  private var bits = 0

  /// Bits that a letter costs; an oddity costs eight.
  var cost: Float { letters == 0 ? 16 : Float(bits + 8 * oddities) / Float(letters) }

  /// Whether the text is usual, though not beyond doubt.
  var isUsual: Bool { cost <= 4.7 && oddities * 40 <= letters }

  private enum Place {
    case outside
    case small
    case capital
    case symbol
    case sign
    case otherLetter

    /// Whether it is a letter.
    var isLetter: Bool { self == .small || self == .capital || self == .otherLetter }
  }

  /// Judges a text.
  init(_ utf8: [UInt8]) {
    var row = 0
    var place = Place.outside
    var before = Place.outside
    var isOpened = false
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      let category = ICU.category(of: scalar.value)
      let last = before
      before = place
      if let found = CyrillicBigrams.row(of: scalar.value) {
        bits += CyrillicBigrams.bits(row, found)
        letters += 1
        row = found
        place = category == .uppercaseLetter ? .capital : .small
        let isOdd =
          (before == .symbol && !isOpened) || before == .otherLetter
          || (before == .small && place == .capital)
        if isOdd { oddities += 1 }
      } else {
        if row > 0 {
          bits += CyrillicBigrams.bits(row, 0)
          letters += 1
        }
        place = Self.place(of: scalar.value, category)
        isOpened = row == 0 && (category == .initialPunctuation || category == .openPunctuation)
        let isOdd = place == .symbol || (place == .otherLetter && scalar.value < 0x250)
        if row > 0, isOdd { oddities += 1 }
        row = 0
      }
      if place.isLetter, last.isLetter, Self.isInWord(before, last, place) { oddities += 1 }
    }
    if row > 0 {
      bits += CyrillicBigrams.bits(row, 0)
      letters += 1
    }
  }

  /// Whether what stands between two letters does not belong there, and was not counted beside a
  /// Cyrillic one.
  private static func isInWord(_ middle: Place, _ left: Place, _ right: Place) -> Bool {
    middle == .sign || (middle == .symbol && left == .otherLetter && right == .otherLetter)
  }

  private static func place(of codePoint: UInt32, _ category: GeneralCategory) -> Place {
    if category.isLetter { return .otherLetter }
    guard codePoint >= 0x80, codePoint != 0xA0 else { return .outside }
    switch category {
    case .otherSymbol, .mathSymbol, .currencySymbol, .modifierSymbol, .control, .otherNumber:
      return codePoint == 0xB0 || codePoint == 0x2122 ? .outside : .symbol
    case .initialPunctuation, .openPunctuation: return .symbol
    // The points stand between words without a space now and then.
    case .otherPunctuation: return codePoint == 0xB7 || codePoint == 0x2026 ? .outside : .sign
    default: return .outside
    }
  }
}
