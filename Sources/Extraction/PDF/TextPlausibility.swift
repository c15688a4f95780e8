// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A text layer can be there and mean nothing: fonts without a table of Unicode, or with a wrong one,
// and fonts of earlier days that draw Hindi in the places of Latin letters. People see a page of words;
// the file holds `7KLV LV D WHVW`. This tells such pages, in doubt for the text.

internal import TextAnalysis

/// Whether a text can be what its page shows.
enum TextPlausibility {
  /// Why it cannot; nil where it can, or is too short to tell.
  static func doubt(of text: String) -> Doubt? {
    var census = Census(glyphNames: lengthOfGlyphNames(text))
    var word: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if !isSpace(scalar) {
        word.append(scalar)
        continue
      }
      census.take(word)
      word.removeAll(keepingCapacity: true)
    }
    census.take(word)
    return census.doubt(isLanguage: { LanguageEvidence.isKnownLanguage(text.utf8Span.span) })
  }

  /// What is wrong with a text.
  enum Doubt: String, Sendable, Hashable {
    /// Its characters stand for glyphs of a font alone.
    case unmapped = "its font does not tell its letters"
    /// Its words are in no language.
    case noLanguage = "its words are of no language, as with fonts that tell wrong letters"
  }

  /// Characters and words of a text, and how many of them are suspicious.
  private struct Census {
    private var characters = 0
    private var unmapped: Int
    private var words = 0
    private var broken = 0

    /// Characters below which unmapped ones prove nothing, and words below which words do.
    private static let fewest = (characters: 5, words: 12)

    /// Begins with so many characters of names of glyphs.
    init(glyphNames: Int) { unmapped = glyphNames }

    /// What is wrong: nearly half of the words broken, or so many as no language has, and it is none.
    func doubt(isLanguage: () -> Bool) -> Doubt? {
      if characters >= Self.fewest.characters, unmapped * 10 > characters * 3 { return .unmapped }
      guard words >= Self.fewest.words, broken * 8 > words else { return nil }
      return broken * 10 > words * 4 || !isLanguage() ? .noLanguage : nil
    }

    mutating func take(_ word: [Unicode.Scalar]) {
      characters += word.count
      unmapped += word.count { LetterKind.isUnmapped($0) }
      guard let first = word.firstIndex(where: { LetterKind($0) != nil }),
        let last = word.lastIndex(where: { LetterKind($0) != nil }), last - first >= 2
      else { return }
      words += 1
      if TextPlausibility.isBroken(word[first...last]) { broken += 1 }
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }

  /// Characters of all `(cid:12)`, which some programs write for a glyph without a letter.
  private static func lengthOfGlyphNames(_ text: String) -> Int {
    let (bytes, prefix) = (Array(text.utf8), Array("(cid:".utf8))
    var (length, place) = (0, 0)
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "(")) {
      place = start + 1
      guard bytes[start...].starts(with: prefix) else { continue }
      let digits = bytes[(start + prefix.count)...]
        .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      place = digits.endIndex
      if !digits.isEmpty, place < bytes.count, bytes[place] == UInt8(ascii: ")") {
        length += prefix.count + digits.count + 1
      }
    }
    return length
  }

  /// Whether no language writes such a word: letters of two scripts, signs and digits between
  /// letters, or three letters and more without a vowel.
  private static func isBroken(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    var first: LetterKind?
    var (isMixed, hasVowel) = (false, false)
    var (signs, digits, rare) = (0, 0, 0)
    for scalar in word {
      if let kind = LetterKind(scalar) {
        isMixed = isMixed || first.map { $0 != kind } ?? false
        first = kind
        hasVowel = hasVowel || kind.isVowel(scalar)
        if LetterKind.isRare(scalar) { rare += 1 }
      } else if isNumber(scalar) {
        digits += 1
      } else if !joiners.contains(scalar), !PDFGlyph.isMark(scalar) {
        signs += 1
      }
    }
    // Sizes, hours and codes hold some digits, and an amount a sign.
    return isMixed || signs > 1 || (signs + digits) * 3 > word.count
      || rare * 2 > word.count || !hasVowel
  }

  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil
  }

  private static let joiners: Set<Unicode.Scalar> = [
    "'", "’", "-", "‐", "–", ".", ",", "/", "@", ":", "\u{AD}", "_", "&", "\u{200C}", "\u{200D}",
    "\u{2BC}", "\u{2BB}", "·", "`", "´", "(", ")",
  ]
}

/// The alphabet of a letter, as far as words of one cannot hold letters of another.
private enum LetterKind: Hashable {
  case latin
  case greek
  case cyrillic
  /// Another alphabet that writes words with spaces, by its block.
  case other(UInt32)

  /// Nil for what is no letter, and for letters of scripts that mix with others in a word.
  init?(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      guard ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) else { return nil }
      self = .latin
      return
    }
    guard scalar.properties.isAlphabetic else { return nil }
    switch scalar.value {
    case 0x41...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x590...0x5FF: self = .other(0x590)
    case 0x600...0x6FF, 0x750...0x77F: self = .other(0x600)
    case 0x900...0xDFF: self = .other(scalar.value & ~0x7F)
    default: return nil
    }
  }

  /// Whether a letter is a vowel, or can stand for one.
  func isVowel(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .latin:
      switch scalar {
      case "a", "e", "i", "o", "u", "y", "w", "A", "E", "I", "O", "U", "Y", "W": true
      default: !scalar.isASCII
      }
    case .cyrillic:
      scalar.value >= 0x460 || scalar.value < 0x410
        || "аеёиоуыэюяіїєўАЕЁИОУЫЭЮЯІЇЄЎєії".unicodeScalars.contains(scalar)
        || (0x450...0x45F).contains(scalar.value)
    case .greek:
      "αεηιουωάέήίόύώϊϋΐΰΑΕΗΙΟΥΩΆΈΉΊΌΎΏ".unicodeScalars.contains(scalar) || scalar.value >= 0x1F00
    case .other: true
    }
  }

  /// Whether a letter is one of those that some language uses, but none for most of a word.
  static func isRare(_ scalar: Unicode.Scalar) -> Bool {
    (0x180...0x24F).contains(scalar.value) || (0x460...0x52F).contains(scalar.value)
  }

  /// Whether a character has no meaning outside of its font.
  static func isUnmapped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    return switch scalar.properties.generalCategory {
    case .privateUse, .unassigned, .control: true
    default: scalar == "\u{FFFD}"
    }
  }
}
