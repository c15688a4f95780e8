// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Zawgyi fonts put other letters under the code points of Burmese, and store them in the order in
// which they are seen: U+1031 and the medial r (U+103B) before their consonant. The signs by which
// such text is told are those of Unicode Technical Note 11 (Hosken, Representing Myanmar in Unicode)
// turned round, and of the Myanmar Unicode and Zawgyi FAQ of unicode.org; the conversion is the rule
// `Zawgyi-my` of the CLDR.

internal import Synchronization

/// Rewrites Zawgyi as Unicode.
enum Zawgyi {
  private static let converter = Mutex<Transliterator?>(nil)

  /// Repairs the lines that are Zawgyi, and those that could be in a text that is.
  static func repair(_ work: inout RepairWork) {
    let lines = work.lines.filter { range in work.text[range].contains(0xE1) }
    let signs = lines.map { ZawgyiSigns(work.text.span.extracting($0)) }
    let whole = signs.reduce(into: ZawgyiSigns()) { $0.add($1) }
    var changes: [RepairWork.Replacement] = []
    for (range, sign) in zip(lines, signs) where sign.isZawgyi(in: whole) {
      let old = String(decoding: work.text[range], as: UTF8.self)
      guard let new = converted(old), new != old else { continue }
      let confidence: Float = sign.zawgyi >= 3 ? 0.97 : 0.85
      changes.append(
        RepairWork.Replacement(range: range, new: Array(new.utf8), confidence: confidence))
    }
    work.apply(.zawgyi, changes)
  }

  /// A line in Unicode; nil where this ICU lacks the rule.
  private static func converted(_ line: String) -> String? {
    converter.withLock { converter in
      if converter == nil { converter = Transliterator(id: "Zawgyi-my") }
      return converter?.apply(to: line)
    }
  }
}

/// How often a text shows the order of Zawgyi, and that of Unicode.
struct ZawgyiSigns {
  /// Sequences that Zawgyi has everywhere and Unicode nowhere.
  private(set) var zawgyi = 0
  /// Sequences that Unicode has everywhere and Zawgyi nowhere.
  private(set) var unicode = 0
  /// Letters of Burmese.
  private(set) var letters = 0

  /// Starts without any.
  init() {}

  /// Counts the signs of a text.
  init(_ text: Span<UInt8>) {
    var scalars: [UInt32] = []
    scalars.decode(text)
    for index in scalars.indices where (0x1000...0x109F).contains(scalars[index]) {
      letters += 1
      let before = index > 0 ? scalars[index - 1] : 0x20
      let after = index + 1 < scalars.count ? scalars[index + 1] : 0x20
      count(scalars[index], before: before, after: after)
    }
  }

  /// Adds the counts of another text.
  mutating func add(_ other: ZawgyiSigns) {
    zawgyi += other.zawgyi
    unicode += other.unicode
    letters += other.letters
  }

  /// Whether a line is Zawgyi, given the signs of the text that it is part of.
  func isZawgyi(in whole: ZawgyiSigns) -> Bool {
    guard letters > 0, zawgyi > unicode * 4 else { return whole.isCertain && unicode == 0 }
    return isCertain || whole.isCertain
  }

  private var isCertain: Bool {
    zawgyi > unicode * 4 && (zawgyi >= 2 || (zawgyi == 1 && letters <= 24))
      && zawgyi * 40 >= letters
  }

  private mutating func count(_ value: UInt32, before: UInt32, after: UInt32) {
    switch value {
    case 0x1031:
      // The vowel sign e follows its consonant in Unicode and precedes it in Zawgyi.
      if !Self.isMyanmar(before), Self.isConsonant(after) || Self.isMedialR(after) { zawgyi += 1 }
      if Self.isConsonant(before), !Self.isConsonant(after), !Self.isMedialR(after) { unicode += 1 }
    case 0x103B:
      // Medial y in Unicode, behind its consonant; medial r in Zawgyi, before it.
      if !Self.isMyanmar(before) || before == 0x1031, Self.isConsonant(after) { zawgyi += 1 }
      if Self.isConsonant(before), !Self.isConsonant(after) { unicode += 1 }
    case 0x1039:
      // A stacker in Unicode, a visible killer in Zawgyi.
      if Self.isConsonant(before), !Self.isConsonant(after), after < 0x1060 || after > 0x1097 {
        zawgyi += 1
      }
    case 0x103A:
      // The killer in Unicode, medial y in Zawgyi, where vowels and medials follow it.
      if Self.isConsonant(before), (0x102B...0x1030).contains(after) { zawgyi += 1 }
      if Self.isConsonant(before), after == 0x103C || after == 0x103D { zawgyi += 1 }
      if Self.isConsonant(before), after == 0x1038 || !Self.isMyanmar(after) { unicode += 1 }
    case 0x103C:
      // Medial r in Unicode, medial w in Zawgyi; only the former is followed by medial w and h.
      if Self.isConsonant(before), (0x103D...0x103E).contains(after) { unicode += 1 }
    case 0x103E, 0x1050...0x105F, 0x1098...0x109F: unicode += 1
    default: break
    }
  }

  private static func isMyanmar(_ value: UInt32) -> Bool { (0x1000...0x109F).contains(value) }

  private static func isConsonant(_ value: UInt32) -> Bool {
    (0x1000...0x1021).contains(value) || value == 0x103F
  }

  /// The shapes of medial r that Zawgyi has.
  private static func isMedialR(_ value: UInt32) -> Bool {
    value == 0x103B || (0x107E...0x1084).contains(value)
  }
}
