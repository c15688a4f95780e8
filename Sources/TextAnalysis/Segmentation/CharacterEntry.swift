// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the hot loop reads of a character: its class in ICU's rules, its traits, and whether a plain
// word goes on with it or ends before it, all worked out beforehand.

/// What the cutting of words knows of one character, in one number.
struct CharacterEntry: Hashable, Sendable {
  /// Traits in bits 0 to 13, class in 16 to 20, step in 21 to 26, what it ends in 27 to 30.
  let rawValue: UInt32

  /// Of a character whose page has not been worked out; it has no class, traits or step.
  static let unknown = CharacterEntry(rawValue: 1 << 31)

  /// Its traits.
  var traits: CharacterTraits { CharacterTraits(rawValue: UInt16(rawValue & 0x3FFF)) }
  /// `WordBreakClass` as a column of `WordBreakStates.table`.
  var column: Int { Int(rawValue >> 16 & 0x1F) }
  /// How a run of plain letters or digits goes on with it.
  var step: UInt32 { rawValue & Self.stepMask }
  /// Whether a word of plain letters ends before it for certain.
  var endsLetters: Bool { rawValue & 1 << 27 != 0 }
  /// Whether a number ends before it for certain.
  var endsDigits: Bool { rawValue & 1 << 28 != 0 }
  /// Whether a word of Hangul syllables ends before it for certain.
  var endsHangul: Bool { rawValue & 1 << 29 != 0 }

  /// Whether it is worth no token and begins none, whatever follows.
  var isSeparator: Bool { rawValue & 1 << 30 != 0 }

  /// Whether it joins words only where something stands on both sides.
  var isPunctuation: Bool { rawValue & 1 << 14 != 0 }

  private static let stepMask: UInt32 = 0x3F << 21
  /// A letter without case.
  static let plainLetter: UInt32 = 1 << 21
  /// A small letter.
  static let smallLetter: UInt32 = 1 << 22
  /// A capital.
  static let capitalLetter: UInt32 = 1 << 23
  /// A mark, or a sign that is ignored.
  static let mark: UInt32 = 1 << 24
  /// A decimal digit.
  static let digit: UInt32 = 1 << 25
  /// A precomposed Hangul syllable.
  static let hangul: UInt32 = 1 << 26

  /// Puts together what is known of a code point.
  init(_ codePoint: UInt32, _ traits: CharacterTraits, _ wordBreak: WordBreakClass) {
    var bits = UInt32(traits.rawValue) | UInt32(wordBreak.rawValue) << 16
    if !Self.needsContext(codePoint) { bits |= Self.step(traits, wordBreak) }
    if !Self.mayJoinWords(codePoint) {
      if Self.endsLetters(wordBreak) { bits |= 1 << 27 }
      if Self.endsDigits(wordBreak), !Self.mayJoinDigits(codePoint) { bits |= 1 << 28 }
      if wordBreak != .extender, wordBreak != .zeroWidthJoiner, wordBreak != .hangul {
        bits |= 1 << 29
      }
    }
    let isTag = codePoint == 0x23 || codePoint == 0xFF03
    if traits.isDisjoint(with: .content.union(.extends)), Self.isSeparator(wordBreak), !isTag {
      bits |= 1 << 30
    }
    if Self.isPunctuation(wordBreak), bits & Self.stepMask == 0 { bits |= 1 << 14 }
    rawValue = bits
  }

  /// An entry from its number.
  init(rawValue: UInt32) { self.rawValue = rawValue }

  private static func step(_ traits: CharacterTraits, _ wordBreak: WordBreakClass) -> UInt32 {
    switch wordBreak {
    case .letter, .hebrewLetter:
      guard traits.contains(.letter), !traits.contains(.unspaced) else { return 0 }
      return traits.contains(.upper)
        ? capitalLetter : traits.contains(.lower) ? smallLetter : plainLetter
    case .extender, .zeroWidthJoiner:
      let isMark = !traits.isDisjoint(with: [.extends, .ignorable])
      return isMark && traits.isDisjoint(with: [.nonJoiner, .unspaced]) ? mark : 0
    case .digit: return traits.contains(.digit) ? digit : 0
    case .hangul: return hangul
    default: return 0
    }
  }

  /// Whether a character may join two words into one: hyphens, `@`, and what stands in URLs.
  private static func mayJoinWords(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x2D, 0x40, 0x3A, 0x2F, 0x2010, 0x2011, 0x05BE: true
    default: false
    }
  }

  private static func isPunctuation(_ wordBreak: WordBreakClass) -> Bool {
    switch wordBreak {
    case .other, .singleQuote, .doubleQuote, .middle, .middleOfLetters, .middleOfDigits: true
    default: false
    }
  }

  private static func isSeparator(_ wordBreak: WordBreakClass) -> Bool {
    switch wordBreak {
    case .letter, .hebrewLetter, .pictographicLetter, .connector, .extender, .zeroWidthJoiner: false
    default: true
    }
  }

  /// No-break space and thin space, which group digits.
  private static func mayJoinDigits(_ codePoint: UInt32) -> Bool {
    codePoint == 0xA0 || codePoint == 0x2009
  }

  /// The soft hyphen, which joins words over a line end, and letters that are apostrophes.
  private static func needsContext(_ codePoint: UInt32) -> Bool {
    codePoint == 0xAD || isApostrophe(codePoint)
  }

  /// U+02BC of Ukrainian, Hausa and others, the ʻokina of Hawaiian and Uzbek, and the saltillo: often
  /// typed as ' or ’, which divide a word.
  static func isApostrophe(_ codePoint: UInt32) -> Bool {
    codePoint == 0x2BB || codePoint == 0x2BC || codePoint == 0xA78B || codePoint == 0xA78C
  }

  private static func endsLetters(_ wordBreak: WordBreakClass) -> Bool {
    switch wordBreak {
    case .other, .carriageReturn, .lineFeed, .newline, .regionalIndicator, .katakana, .ideograph,
      .hangul, .middleOfDigits, .space:
      true
    default: false
    }
  }

  private static func endsDigits(_ wordBreak: WordBreakClass) -> Bool {
    switch wordBreak {
    case .other, .carriageReturn, .lineFeed, .newline, .regionalIndicator, .katakana, .ideograph,
      .hangul, .middleOfLetters, .doubleQuote, .space:
      true
    default: false
    }
  }
}
