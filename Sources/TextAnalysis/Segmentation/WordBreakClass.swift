// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The character classes of ICU's word rules (word.txt of ICU 72 for the root locale, as
// `RuleBasedBreakIterator::getRules` prints it), from properties of the running ICU. The rules differ
// from UAX #29: `@` is a letter, the colons are not MidLetter, Hangul syllables join one another
// alone, and letters of Complex_Context (Thai and its kin) are letters, to be divided by dictionary.

/// A class of characters that ICU's word rules do not tell apart.
///
/// Raw values are columns of `WordBreakStates`; each code point is in exactly one class.
enum WordBreakClass: UInt8, CaseIterable {
  /// Stands alone, with the marks after it.
  case other
  case carriageReturn
  case lineFeed
  /// The other line and paragraph ends.
  case newline
  /// Extend and Format: belongs to the character before it.
  case extender
  case zeroWidthJoiner
  case regionalIndicator
  /// Katakana by `Word_Break`.
  case katakana
  /// Han and hiragana by script.
  case ideograph
  /// Precomposed Hangul.
  case hangul
  /// ALetter with `@` and Complex_Context, without hangul, kana and Han.
  case letter
  case hebrewLetter
  case singleQuote
  case doubleQuote
  /// Between letters or digits: full stop, single quotation marks.
  case middle
  /// Between letters.
  case middleOfLetters
  /// Between digits.
  case middleOfDigits
  case digit
  /// Low lines and the like.
  case connector
  /// White space that stays together.
  case space
  /// Extended_Pictographic and nothing else.
  case pictograph
  /// Extended_Pictographic and a letter: ℹ, Ⓜ, 🅰 and their kin.
  case pictographicLetter

  /// The class of a code point by the running ICU.
  init(of codePoint: UInt32) {
    let script = ICU.script(of: codePoint)
    let pictographic = ICU.has(.extendedPictographic, codePoint)
    if script == .han || script == .hiragana {
      self = .ideograph
    } else if (0xAC00...0xD7A3).contains(codePoint) {
      self = .hangul
    } else {
      let found = WordBreakClass(property: ICU.value(of: .wordBreak, codePoint), codePoint)
      switch found {
      case .letter: self = pictographic ? .pictographicLetter : .letter
      case .other: self = pictographic ? .pictograph : .other
      default: self = found
      }
    }
  }

  /// The class by ICU's number of the property `Word_Break` (`UWordBreakValues` in uchar.h), with
  /// ICU's own exceptions.
  private init(property: Int32, _ codePoint: UInt32) {
    switch property {
    case 1: self = .letter
    case 14: self = .hebrewLetter
    case 2, 9: self = .extender
    case 3: self = .katakana
    case 4: self = Self.colons.contains(codePoint) ? .other : .middleOfLetters
    case 5: self = .middleOfDigits
    case 6: self = .digit
    case 7: self = .connector
    case 8: self = .carriageReturn
    case 10: self = .lineFeed
    case 11: self = .middle
    case 12: self = .newline
    case 13: self = .regionalIndicator
    case 15: self = .singleQuote
    case 16: self = .doubleQuote
    case 21: self = .zeroWidthJoiner
    case 22: self = .space
    default: self = Self.isLetterOfICU(codePoint) ? .letter : .other
    }
  }

  /// Colons, which are MidLetter for Swedish and Finnish only.
  private static let colons: [UInt32] = [0x3A, 0xFE55, 0xFF1A]

  /// `@`, and Line_Break=SA (24 in uchar.h) where it is neither Extend nor a control.
  private static func isLetterOfICU(_ codePoint: UInt32) -> Bool {
    let control: Int32 = 1
    return codePoint == 0x40
      || ICU.value(of: .lineBreak, codePoint) == 24
        && ICU.value(of: .graphemeClusterBreak, codePoint) != control
  }
}
