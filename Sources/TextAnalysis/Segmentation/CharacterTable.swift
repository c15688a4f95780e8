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

  /// The table that knows the first page, which holds ASCII, and no other.
  static let initial: CharacterTable = {
    var table = CharacterTable()
    if ICU.version == icuOfFirstPage { table.takeFirstPage() } else { table.fill(page: 0) }
    return table
  }()

  private init() {}

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

  private mutating func takeFirstPage() {
    let values = Self.firstPage
    for low in values.indices {
      entries[Self.directPlace + low] = CharacterEntry(rawValue: values[low])
    }
    pages[0] = UInt32(Self.directPlace)
  }

  @inline(never)
  private mutating func fill(page: Int) {
    let isDirect = page < 8
    let place = isDirect ? CharacterTable.directPlace + page * 256 : entries.count
    if !isDirect { entries.append(contentsOf: repeatElement(.unknown, count: 256)) }
    if Self.isUniform(page) {
      let entry = Self.entry(workedOut: UInt32(page << 8))
      for low in 0..<256 { entries[place + low] = entry }
    } else {
      for low in 0..<256 { entries[place + low] = Self.entry(workedOut: UInt32(page << 8 | low)) }
    }
    pages[page] = UInt32(place)
  }

  /// Whether all 256 characters of a page are of one kind: ideographs, and syllables of Hangul.
  ///
  /// A text in Chinese meets some forty of these pages.
  static func isUniform(_ page: Int) -> Bool {
    switch page {
    case 0x34...0x4C, 0x4E...0x9E, 0xAC...0xD6: true
    default: false
    }
  }

  /// An entry, from what ICU knows of the code point.
  static func entry(workedOut codePoint: UInt32) -> CharacterEntry {
    CharacterEntry(codePoint, work(out: codePoint), WordBreakClass(of: codePoint))
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
    if UnspacedScripts.stacks(codePoint) { traits.insert(.stacks) }
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
