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

  /// What makes a piece of text worth a token.
  static let content: CharacterTraits = [.letter, .digit, .symbol]
}

/// The traits of all code points, worked out page by page when first asked for.
///
/// A lookup costs two array reads; a page of 256 costs some 10 µs once.
struct CharacterTable {
  /// For each page its place in `traits`, or -1.
  private var pages = [Int32](repeating: -1, count: 0x1100)
  private var traits: [CharacterTraits] = []

  /// Makes a table that knows the first page, which holds ASCII.
  init() { _ = fill(page: 0) }

  /// The traits of an ASCII character.
  ///
  /// - Precondition: `byte` is below 128.
  func ascii(_ byte: UInt8) -> CharacterTraits { traits[Int(byte)] }

  /// The traits of a code point; none for numbers past U+10FFFF.
  mutating func of(_ codePoint: UInt32) -> CharacterTraits {
    let page = Int(codePoint >> 8)
    guard page < pages.count else { return [] }
    var place = pages[page]
    if place < 0 { place = fill(page: page) }
    return traits[Int(place) + Int(codePoint & 0xFF)]
  }

  private mutating func fill(page: Int) -> Int32 {
    let place = Int32(traits.count)
    for low in 0..<256 { traits.append(Self.work(out: UInt32(page << 8 | low))) }
    pages[page] = place
    return place
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
    if UnspacedScripts.stackers.contains(codePoint) { traits.insert(.stacks) }
    return traits
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
