// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The charset of file names in archives made before Unicode, or by programs that did not care. A single
// name is too short to tell; all names of one archive were written by one program, so they are judged
// together.

/// Where names come from: what was usual there is favoured among what is about equally plausible.
public enum NameOrigin: Sendable {
  /// Formats of DOS and Windows, whose names are in the charset of the console: zip, rar, LHA, CAB.
  case windows
  /// Formats of Unix, whose names are in the charset of the system: tar, gzip.
  case unix
}

/// The charset of names.
public struct NameCharset: Sendable {
  /// The usual name, such as `IBM866`.
  public var name: String
  /// How sure it is, from 0 to 1.
  public var confidence: Float
  private var converter: String

  /// Names of no known charset.
  private static let least: Float = 0.5

  /// Detects the charset of names that are not UTF-8; nil where they are plausible in none.
  ///
  /// O(bytes); at most 4 KB are tried in each charset.
  public init?(of names: [[UInt8]], from origin: NameOrigin) {
    let sample = CharsetSample.bytes(of: Self.words(of: names))
    guard !sample.isEmpty else { return nil }
    let guesses = CharsetGuesser().guesses(of: sample.span)
    var judged: [CharsetJudgement] = []
    for candidate in Self.candidates {
      guard
        var judgement = CharsetJudgement(
          candidate, sample: sample, isRare: Self.isRare(candidate, from: origin))
      else { continue }
      judgement.hear(guesses: guesses, declared: nil)
      judgement.favour(by: Self.bonus(of: candidate, from: origin))
      judgement.favour(by: -NameOddities(judgement.text).penalty)
      judged.append(judgement)
    }
    // Stable: where scores are equal, the order of the list decides.
    let ranked = judged.enumerated().sorted {
      ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset)
    }.map(\.element)
    guard let best = ranked.first, best.score >= Self.least else { return nil }
    let second = ranked.first { $0.text != best.text }?.score ?? 0
    name = best.candidate.name
    converter = best.candidate.converter
    confidence =
      min(0.99, best.score) * (0.5 + 0.5 * min(1, max(0, best.score - second) / 0.2))
  }

  /// A name in the charset; bytes that mean nothing in it become U+FFFD.
  public func decode(_ name: [UInt8]) -> String {
    guard let decoded = CharsetConverter.Decoded(of: name, in: converter) else {
      return String(decoding: name, as: UTF8.self)
    }
    return String(decoding: decoded.units, as: UTF16.self)
  }

  /// Whether a name is UTF-8, and not by chance alone.
  ///
  /// Two bytes that are a character of Chinese in GBK are often one in UTF-8 too: `停水通知` is four
  /// characters of four scripts then. Words of a single script, with no mark before its letter, are
  /// believed, and so is any character of three bytes. O(bytes).
  public static func isUTF8(_ name: [UInt8]) -> Bool {
    guard let text = String(validating: name, as: UTF8.self) else { return false }
    var word: Script?
    var wasLetter = false
    var isOdd = false
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x800 { return true }
      let category = ICU.category(of: scalar.value)
      let script = ICU.script(of: scalar.value)
      if category.isMark {
        isOdd = isOdd || !wasLetter || (script != .inherited && script != word)
      } else if category.isLetter {
        let isModifier = category == .modifierLetter && !(0x2B9...0x2BC).contains(scalar.value)
        isOdd = isOdd || isModifier || (wasLetter && script != word && script != .common)
        word = script
      }
      wasLetter = category.isLetter || category.isMark
    }
    return !isOdd
  }

  /// Those of texts, and the charsets of DOS that no text of today is in.
  private static let candidates: [CharsetCandidate] =
    CharsetCandidate.all
    + [
      ("IBM437", .latin), ("IBM857", .latin), ("IBM775", .latin), ("IBM865", .latin),
      ("IBM737", .greek), ("IBM869", .greek), ("IBM855", .cyrillic), ("ibm-720", .arabic),
    ].map { (name: String, kind: CharsetCandidate.Kind) in
      CharsetCandidate(name: name, converter: name, kind: kind)
    }

  /// The charsets of consoles that are still in use.
  private static let consoles: Set<String> = [
    "IBM437", "IBM850", "IBM852", "IBM857", "IBM737", "IBM866", "IBM862", "ibm-720",
  ]

  private static func isRare(_ candidate: CharsetCandidate, from origin: NameOrigin) -> Bool {
    if origin == .windows, consoles.contains(candidate.name) { return false }
    return candidate.isRare || candidate.isVietnamese || candidate.name == "ibm-720"
  }

  private static func bonus(of candidate: CharsetCandidate, from origin: NameOrigin) -> Float {
    if candidate.name.contains("mac") { return -0.25 }
    switch origin {
    case .windows:
      if consoles.contains(candidate.name) { return 0.06 }
      return candidate.name.hasPrefix("ISO-8859") || candidate.name.hasPrefix("KOI8") ? -0.04 : 0
    case .unix: return candidate.name.hasPrefix("IBM") ? -0.06 : 0
    }
  }

  /// Words alone, a line a name: endings, digits and the like are the same in all charsets.
  ///
  /// A byte behind one beyond ASCII stays, for it may be half of a character.
  private static func words(of names: [[UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    var seen: Set<[UInt8]> = []
    for name in names {
      for part in withoutEnding(name[...]).split(separator: UInt8(ascii: "/"))
      where part.contains(where: { $0 >= 0x80 }) && seen.insert(Array(part)).inserted {
        var isSecond = false
        for byte in part {
          let isLetter = byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
          result.append(isLetter || isSecond ? byte : 0x0A)
          isSecond = byte >= 0x80 && !isSecond
        }
        result.append(0x0A)
      }
    }
    return result
  }

  private static func withoutEnding(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), name.endIndex - dot <= 6,
      name[dot...].allSatisfy({ $0 < 0x80 })
    else { return name }
    return name[..<dot]
  }
}

/// What hardly occurs in names, and much in names that were decoded wrongly.
private struct NameOddities {
  private var wide: Float = 0
  private var signs: Float = 0
  private var words: Float = 0
  private var finals: Float = 0
  private var thai: Float = 0

  /// Letters that only end words: of Hebrew and Greek.
  private static let onlyFinal: Set<UInt16> = [0x3C2, 0x5DA, 0x5DD, 0x5DF, 0x5E3, 0x5E5]
  /// Signs that names do have: apostrophe, dashes, the sign for numbers.
  private static let usual: Set<UInt16> = [0x2019, 0x2013, 0x2014, 0x2116, 0xB7]

  /// Counts over UTF-16.
  init(_ text: [UInt16]) {
    var isInWord = false
    var wasFinal = false
    var before: UInt16 = 0
    for unit in text {
      if !Self.canFollow(unit, before) { thai += 1 }
      before = unit
      let category = ICU.category(of: UInt32(unit))
      let isLetter = category.isLetter || category.isMark || category == .surrogate
      if isLetter, !isInWord { words += 1 }
      if isLetter, wasFinal { finals += 1 }
      wasFinal = Self.onlyFinal.contains(unit)
      isInWord = isLetter
      if unit >= 0x80 {
        wide += 1
        let isEastAsian = (0x3000...0x30FF).contains(unit) || (0xFF00...0xFFEF).contains(unit)
        if !isLetter, !isEastAsian, !Self.usual.contains(unit) { signs += 1 }
      }
    }
  }

  /// Whether Thai has a character behind another: vowels and tones stand at a consonant, a vowel that
  /// is written before its consonant has one behind it, and U+0E4D alone is none of today's.
  ///
  /// - SeeAlso: The Unicode Standard, 16.1 Thai.
  private static func canFollow(_ unit: UInt16, _ before: UInt16) -> Bool {
    let consonants: ClosedRange<UInt16> = 0xE01...0xE2E
    let leading: ClosedRange<UInt16> = 0xE40...0xE44
    let isMark = { (unit: UInt16) in
      unit == 0xE31 || (0xE34...0xE3A).contains(unit) || (0xE47...0xE4E).contains(unit)
    }
    if unit == 0xE4D { return false }
    if leading.contains(before), !consonants.contains(unit) { return false }
    let needsBase = isMark(unit) || unit == 0xE30 || unit == 0xE32 || unit == 0xE33
    return !needsBase || consonants.contains(before) || isMark(before) || before == 0xE32
  }

  /// From 0 up.
  var penalty: Float {
    0.5 * signs / max(1, wide) + min(0.4, 0.4 * finals / max(1, words))
      + min(0.4, 0.4 * thai / max(1, words))
  }
}
