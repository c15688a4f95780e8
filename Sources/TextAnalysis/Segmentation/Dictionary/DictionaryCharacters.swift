// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What ICU's dictionary engines ask of a character, looked up once a page of 256 characters.
//
// Sources: the sets of ICU 72, common/dictbe.cpp, written in properties of Unicode; which characters
// are sought in dictionaries at all is `$dictionary` of the rules of its word break iterator.

/// What one of ICU's dictionary engines needs to know of a character.
struct DictionaryCharacter: OptionSet, Sendable {
  let rawValue: UInt8

  /// Makes ICU look for a dictionary; other characters are passed over until one does.
  static let starts = DictionaryCharacter(rawValue: 1 << 3)
  /// A mark, which no word starts with: for the four scripts of South East Asia.
  static let mark = DictionaryCharacter(rawValue: 1 << 4)
  /// May end a word that no dictionary has: for the four scripts of South East Asia.
  static let ends = DictionaryCharacter(rawValue: 1 << 5)
  /// May start a word after one that no dictionary has: for the four scripts of South East Asia.
  static let begins = DictionaryCharacter(rawValue: 1 << 6)
  /// Not in NFKC: for Han and kana.
  static let compatible = DictionaryCharacter(rawValue: 1 << 4)

  /// Who divides the run that the character is in.
  enum Engine: UInt8 {
    case none = 0
    case thai = 1
    case lao = 2
    case khmer = 3
    case burmese = 4
    case hanAndKana = 5

    /// The dictionary that the engine reads.
    var dictionary: ICUDictionary? {
      switch self {
      case .none: nil
      case .thai: .thai
      case .lao: .lao
      case .khmer: .khmer
      case .burmese: .burmese
      case .hanAndKana: .hanAndKana
      }
    }
  }

  /// Who divides the run that the character is in.
  var engine: Engine { Engine(rawValue: rawValue & 7) ?? .none }

  /// A character of an engine.
  init(_ engine: Engine, _ traits: DictionaryCharacter = []) {
    rawValue = engine.rawValue | traits.rawValue
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Whether both are of one engine.
  func isOfEngine(of other: DictionaryCharacter) -> Bool { (rawValue ^ other.rawValue) & 7 == 0 }
}

/// What the dictionary engines ask of all code points, worked out page by page when first asked for.
///
/// A lookup costs two array reads; a page of 256 costs some 20 µs once, one of common Han nothing.
struct DictionaryCharacters {
  /// For each page its place in `characters`, or -1.
  private var pages = [Int32](repeating: -1, count: 0x1100)
  private var characters: [DictionaryCharacter] = []
  private var han: Int32 = -1
  private let nfkc = Normalizer(.nfkc)
  private let thai = ICU.script(named: "Thai")
  private let lao = ICU.script(named: "Laoo")
  private let khmer = ICU.script(named: "Khmr")
  private let burmese = ICU.script(named: "Mymr")
  private let kanaAndHan = ["Hani", "Hira", "Kana"].map(ICU.script(named:))
  private let katakanaWords: Int32

  /// Makes a table that knows no page yet.
  init() {
    // U+30A2 KATAKANA LETTER A stands for its class of Word_Break.
    katakanaWords = ICU.value(of: .wordBreak, 0x30A2)
  }

  /// The character of a code point; none for numbers past U+10FFFF.
  @inline(__always)
  mutating func of(_ codePoint: UInt32) -> DictionaryCharacter {
    let page = Int(codePoint >> 8)
    guard page < pages.count else { return [] }
    var place = pages[page]
    if place < 0 { place = fill(page: page) }
    return characters[Int(place) + Int(codePoint & 0xFF)]
  }

  private mutating func fill(page: Int) -> Int32 {
    // The unified ideographs, U+3400..U+4DBF and U+4E00..U+9FFF, are all alike.
    let isHan = (0x34..<0x4D).contains(page) || (0x4E..<0xA0).contains(page)
    if isHan, han >= 0 {
      pages[page] = han
      return han
    }
    let place = Int32(characters.count)
    for low in 0..<256 { characters.append(work(out: UInt32(page << 8 | low))) }
    pages[page] = place
    if isHan { han = place }
    return place
  }

  private func work(out codePoint: UInt32) -> DictionaryCharacter {
    let script = ICU.script(of: codePoint)
    let isComplex = ICU.value(of: .lineBreak, codePoint) == Self.complexContext
    if isComplex { return southEastAsian(codePoint, script) }
    if kanaAndHan.contains(script) || [0x30FC, 0xFF70, 0xFF9E, 0xFF9F].contains(codePoint) {
      return hanOrKana(codePoint, script)
    }
    let isSought =
      ICU.value(of: .wordBreak, codePoint) == katakanaWords
      || (0xAC00...0xD7A3).contains(codePoint)
    return isSought ? .starts : []
  }

  /// U+0E01 THAI CHARACTER KO KAI stands for the class Complex_Context of Line_Break.
  private static let complexContext = ICU.value(of: .lineBreak, 0x0E01)

  private func hanOrKana(_ codePoint: UInt32, _ script: Script) -> DictionaryCharacter {
    var traits: DictionaryCharacter = []
    let starts =
      kanaAndHan.contains(script) || ICU.value(of: .wordBreak, codePoint) == katakanaWords
    if starts { traits.insert(.starts) }
    var utf8: [UInt8] = []
    utf8.append(scalar: codePoint)
    if !nfkc.isNormalized(utf8.span) { traits.insert(.compatible) }
    return DictionaryCharacter(.hanAndKana, traits)
  }

  private func southEastAsian(_ codePoint: UInt32, _ script: Script) -> DictionaryCharacter {
    var traits: DictionaryCharacter = .starts
    // All of them take three bytes, so that a run needs no table of offsets.
    guard (0x0800...0xFFFF).contains(codePoint) else { return traits }
    if ICU.category(of: codePoint).isMark { traits.insert(.mark) }
    let engine: DictionaryCharacter.Engine
    let begins: Bool
    let ends: Bool
    switch script {
    case thai:
      engine = .thai
      begins = (0x0E01...0x0E2E).contains(codePoint) || (0x0E40...0x0E44).contains(codePoint)
      ends = codePoint != 0x0E31 && !(0x0E40...0x0E44).contains(codePoint)
    case lao:
      engine = .lao
      begins =
        (0x0E81...0x0EAE).contains(codePoint) || (0x0EC0...0x0EC4).contains(codePoint)
        || (0x0EDC...0x0EDD).contains(codePoint)
      ends = !(0x0EC0...0x0EC4).contains(codePoint)
    case khmer:
      engine = .khmer
      begins = (0x1780...0x17B3).contains(codePoint)
      ends = codePoint != 0x17D2
    case burmese:
      engine = .burmese
      begins = (0x1000...0x102A).contains(codePoint)
      ends = true
    default:
      return traits
    }
    if begins { traits.insert(.begins) }
    if ends { traits.insert(.ends) }
    return DictionaryCharacter(engine, traits)
  }
}
