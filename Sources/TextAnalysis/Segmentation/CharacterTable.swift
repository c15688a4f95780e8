// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the cutting of words asks of a character, looked up once a page of 256 characters.

/// Traits of a character that decide where words and their parts are cut.
struct CharacterTraits: OptionSet, Sendable {
  let rawValue: UInt16

  /// Categories L* and Nl.
  static let letter = CharacterTraits(rawValue: 1 << 0)
  /// Categories Nd and No.
  static let digit = CharacterTraits(rawValue: 1 << 1)
  /// Categories So and Sc: emoji, currencies, signs that somebody may look for.
  static let symbol = CharacterTraits(rawValue: 1 << 2)
  /// Categories Lu and Lt.
  static let upper = CharacterTraits(rawValue: 1 << 3)
  /// Category Ll.
  static let lower = CharacterTraits(rawValue: 1 << 4)
  /// A letter of a script that is written without spaces.
  static let unspaced = CharacterTraits(rawValue: 1 << 5)
  /// Stays in the grapheme cluster of the character before it.
  static let extends = CharacterTraits(rawValue: 1 << 6)
  /// Default-ignorable: NFKC_Casefold drops it.
  static let ignorable = CharacterTraits(rawValue: 1 << 7)
  /// Takes the next letter into its cluster: Khmer coeng and its kin.
  static let stacks = CharacterTraits(rawValue: 1 << 8)
  /// White space and controls.
  static let space = CharacterTraits(rawValue: 1 << 9)
  /// Belongs to the Arabic script.
  static let arabic = CharacterTraits(rawValue: 1 << 10)
  /// U+200C ZERO WIDTH NON-JOINER.
  static let nonJoiner = CharacterTraits(rawValue: 1 << 11)
  /// ICU asks a dictionary about it: Han, kana, Complex_Context.
  static let dictionary = CharacterTraits(rawValue: 1 << 12)
  /// An apostrophe that is a letter by category, but is also typed as one that is none.
  static let apostrophe = CharacterTraits(rawValue: 1 << 13)

  /// What makes a piece of text worth a token.
  static let content: CharacterTraits = [.letter, .digit, .symbol]
}

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

  private init(rawValue: UInt32) { self.rawValue = rawValue }

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
  fileprivate static func isApostrophe(_ codePoint: UInt32) -> Bool {
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

/// The entries of all code points, worked out page by page when first asked for.
///
/// A lookup costs two array reads, below U+0800 one; a page of 256 costs some 20 µs once.
struct CharacterTable {
  /// For each page the place of its entries; 0, a page of unknown entries, where it is not filled.
  private(set) var pages = [UInt32](repeating: 0, count: 0x1100)
  /// The entries: a page of unknown ones, then those of U+0000 to U+07FF in order, unknown until
  /// asked for, then pages as they were met.
  private(set) var entries = [CharacterEntry](repeating: .unknown, count: directPlace + 0x800)

  /// Where the entry of U+0000 stands in `entries`; what UTF-8 writes in two bytes at most follows.
  static let directPlace = 256

  /// Makes a table that knows the first page, which holds ASCII.
  init() { fill(page: 0) }

  /// The entry of a code point, filling its page; `.unknown` for numbers past U+10FFFF.
  @inline(__always)
  mutating func entry(of codePoint: UInt32) -> CharacterEntry {
    let page = Int(codePoint >> 8)
    guard page < pages.count else { return .unknown }
    if pages[page] == 0 { fill(page: page) }
    return entries[Int(pages[page]) + Int(codePoint & 0xFF)]
  }

  /// The traits of a code point.
  mutating func of(_ codePoint: UInt32) -> CharacterTraits { entry(of: codePoint).traits }

  @inline(never)
  private mutating func fill(page: Int) {
    let isDirect = page < 8
    let place = isDirect ? CharacterTable.directPlace + page * 256 : entries.count
    if !isDirect { entries.append(contentsOf: repeatElement(.unknown, count: 256)) }
    for low in 0..<256 {
      let codePoint = UInt32(page << 8 | low)
      entries[place + low] = CharacterEntry(
        codePoint, Self.work(out: codePoint), WordBreakClass(of: codePoint))
    }
    pages[page] = UInt32(place)
  }

  private static func work(out codePoint: UInt32) -> CharacterTraits {
    let category = ICU.category(of: codePoint)
    let script = ICU.script(of: codePoint)
    var traits = Self.traits(of: category)
    // U+FFFC and U+FFFD stand for what is not text, although their category is So.
    if codePoint == 0xFFFC || codePoint == 0xFFFD { traits = [] }
    if script == .arabic { traits.insert(.arabic) }
    if traits.contains(.letter) || category == .spacingMark,
      UnspacedScripts.all.contains(script) || UnspacedScripts.isShared(codePoint)
    {
      traits.insert(.unspaced)
    }
    if ICU.has(.defaultIgnorable, codePoint) { traits.insert(.ignorable) }
    if codePoint == 0x200C { traits.insert(.nonJoiner) }
    if UnspacedScripts.extends(codePoint) { traits.insert(.extends) }
    if isForDictionary(codePoint, script) { traits.insert(.dictionary) }
    if CharacterEntry.isApostrophe(codePoint) { traits.insert(.apostrophe) }
    if UnspacedScripts.stackers.contains(codePoint) { traits.insert(.stacks) }
    return traits
  }

  /// Line_Break=SA, Word_Break=Katakana or ideographs (24 and 3 in uchar.h).
  private static func isForDictionary(_ codePoint: UInt32, _ script: Script) -> Bool {
    script == .han || script == .hiragana || ICU.value(of: .lineBreak, codePoint) == 24
      || ICU.value(of: .wordBreak, codePoint) == 3
  }

  private static func traits(of category: GeneralCategory) -> CharacterTraits {
    switch category {
    case .uppercaseLetter, .titlecaseLetter: [.letter, .upper]
    case .lowercaseLetter: [.letter, .lower]
    case .modifierLetter, .otherLetter, .letterNumber: [.letter]
    case .decimalNumber, .otherNumber: [.digit]
    case .nonspacingMark, .enclosingMark, .spacingMark: [.extends]
    case .otherSymbol, .currencySymbol: [.symbol]
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: [.space]
    default: []
    }
  }
}
