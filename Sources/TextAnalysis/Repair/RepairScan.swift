// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One pass over a text that tells which repairs it might need. Each character has two sets of bits:
// those of what it may begin, and those of what it may complete. Where a character completes what
// the one before it begins, the bit that both share says which suspicion that is. Good texts
// hardly ever raise one, and false suspicions cost time alone.

/// Finds out whether a text is worth looking at.
enum RepairScan {
  /// What might be wrong.
  struct Suspicions: OptionSet {
    let rawValue: UInt32

    static let shapes = Suspicions(rawValue: 1 << 16)
    static let controls = Suspicions(rawValue: 1 << 17)
    static let hebrewOrder = Suspicions(rawValue: 1 << 18)
    static let arabicOrder = Suspicions(rawValue: 1 << 19)
    static let burmese = Suspicions(rawValue: 1 << 20)
    /// The killer of Burmese before a vowel sign or medial.
    static let killedBurmese = Suspicions(rawValue: 1 << 27)
    /// Two letters or symbols of windows-1252 in one word, or one behind an ASCII letter.
    static let denseLatin = Suspicions(rawValue: 1 << 21)
    /// A symbol behind a letter in Cyrillic.
    static let oddCyrillic = Suspicions(rawValue: 1 << 22)
    /// A symbol before a letter in Cyrillic.
    static let signedCyrillic = Suspicions(rawValue: 1 << 26)
    /// A capital behind a small letter in Cyrillic.
    static let mixedCyrillic = Suspicions(rawValue: 1 << 24)
    /// Two Cyrillic capitals.
    static let capitalCyrillic = Suspicions(rawValue: 1 << 23)
    /// Punctuation before a letter of Hebrew or Arabic.
    static let leadingPoint = Suspicions(rawValue: 1 << 25)
    /// A sequence of UTF-8 in one of the charsets that it is read as: one bit each.
    static let doubled = Suspicions(rawValue: (1 << 16) - 1)
    /// Those that need to be seen once.
    static let atOnce: Suspicions = [
      .shapes, .controls, .hebrewOrder, .arabicOrder, .leadingPoint, .burmese,
      .killedBurmese,
    ]
    /// What Cyrillic text has now and then, but not twice.
    static let oddities: Suspicions = [.oddCyrillic, .mixedCyrillic, .signedCyrillic]
    /// Those that a charset was mistaken.
    static let misread: Suspicions = [.denseLatin, .oddCyrillic, .capitalCyrillic]
  }

  /// Bytes within which suspicions of some weight must come together.
  private static let window = 64

  /// All suspicions that a text raises; O(length), and eight ASCII bytes at a time.
  static func suspicions(in text: Span<UInt8>) -> Suspicions {
    let traits = RepairTraits.table
    var tally = Tally()
    var index = 0
    var before = traits[0x20]
    var beforeIndex = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
        while index < text.count, text[index] < 0x80 { index += 1 }
        beforeIndex = index - 1
        before = traits[Int(text[beforeIndex])]
        continue
      }
      let own: RepairTraits
      let length: Int
      if byte < 0xE0, index + 1 < text.count {
        own = traits[Int(byte & 0x1F) << 6 | Int(text[index + 1] & 0x3F)]
        length = 2
      } else {
        let character = text.decodeScalar(at: index)
        own = RepairTraits.of(character.codePoint, traits)
        length = character.length
      }
      let hit = before.begins & own.completes
      if hit != 0 { tally.add(hit, text, from: beforeIndex, at: index) }
      before = own
      beforeIndex = index
      index += length
    }
    return tally.found
  }

  /// Whether the characters at `start` and `index` begin a whole sequence of UTF-8 in one of the
  /// charsets of `hit`.
  private static func isDoubled(
    _ text: Span<UInt8>, from start: Int, at index: Int, _ hit: UInt32
  ) -> Bool {
    let lead = text.decodeScalar(at: start).codePoint
    let next = index + text.decodeScalar(at: index).length
    for (bit, codec) in DoubleEncoding.codecs.enumerated() where hit & 1 << UInt32(bit) != 0 {
      guard let first = codec.byte(of: lead) else { continue }
      if first < 0xE0 { return true }
      guard next < text.count else { continue }
      let third = codec.byte(of: text.decodeScalar(at: next).codePoint)
      if let third, (0x80...0xBF).contains(third) { return true }
    }
    return false
  }

  /// Suspicions on the way.
  private struct Tally {
    private(set) var found: Suspicions = []
    private var windowStart = 0
    private var dense = 0
    private var capitals = 0
    private var odd = 0

    mutating func add(_ hit: UInt32, _ text: Span<UInt8>, from start: Int, at index: Int) {
      let suspicions = Suspicions(rawValue: hit)
      if !suspicions.isDisjoint(with: .doubled), found.isDisjoint(with: .doubled),
        RepairScan.isDoubled(text, from: start, at: index, hit)
      {
        found.insert(Suspicions(rawValue: 1))
      }
      if index - windowStart > RepairScan.window {
        (windowStart, dense, capitals) = (index, 0, 0)
      }
      if suspicions.contains(.denseLatin) { dense += 1 }
      if suspicions.contains(.capitalCyrillic) { capitals += 1 }
      if !suspicions.isDisjoint(with: Suspicions.oddities) { odd += 1 }
      if dense >= 5 { found.insert(.denseLatin) }
      if capitals >= 6 { found.insert(.capitalCyrillic) }
      if odd >= 2 { found.insert(.oddCyrillic) }
      found.formUnion(suspicions.intersection(Suspicions.atOnce))
    }
  }
}

/// What a character may begin and complete, as bits of `RepairScan.Suspicions`.
struct RepairTraits: Sendable {
  /// Bits that the next character may complete.
  var begins: UInt32
  /// Bits that it completes.
  var completes: UInt32

  /// Code points that the table covers.
  private static let limit = 0x3000

  /// The traits of a code point; those beyond the table begin what every character begins.
  @inline(__always)
  static func of(_ codePoint: UInt32, _ table: [RepairTraits]) -> RepairTraits {
    if codePoint < limit { return table[Int(codePoint)] }
    let isShape = (0xFB00...0xFEFC).contains(codePoint)
    return RepairTraits(begins: everyBegin, completes: isShape ? shapes : 0)
  }

  private static let shapes = RepairScan.Suspicions.shapes.rawValue
  /// What stands before a character that no word may begin with, if no letter does.
  private static let everyBegin: UInt32 = {
    let all: RepairScan.Suspicions = [.shapes, .controls, .hebrewOrder, .arabicOrder, .burmese]
    return all.rawValue
  }()

  /// The traits of all code points below U+3000.
  static let table: [RepairTraits] = {
    var table = (0..<UInt32(limit)).map { traits(of: $0) }
    for (bit, codec) in DoubleEncoding.codecs.enumerated() {
      for (value, byte) in codec.bytes where (0x80..<UInt32(limit)).contains(value) {
        let category = ICU.category(of: value)
        if canLead(byte, category, codec.name) { table[Int(value)].begins |= 1 << UInt32(bit) }
        if (0x80...0xBF).contains(byte), canFollow(value, category, codec.name) {
          table[Int(value)].completes |= 1 << UInt32(bit)
        }
      }
    }
    return table
  }()

  /// Whether a character may be the first byte of a sequence and is rare otherwise.
  private static func canLead(_ byte: UInt8, _ category: GeneralCategory, _ name: String) -> Bool {
    switch name {
    case "macintosh": return [0xC2, 0xC3, 0xC4, 0xC5, 0xD0, 0xD1, 0xE2].contains(byte)
    case "IBM437", "IBM850", "IBM866":
      let isGreek = name == "IBM437" && (0xE0...0xEF).contains(byte)
      return isGreek || byte == 0xE2 || ((0xC2...0xDF).contains(byte) && !category.isLetter)
    case "KOI8-R": return (0xC2...0xDF).contains(byte)
    default: return (0xC2...0xF4).contains(byte)
    }
  }

  /// Whether a character may be a later byte of a sequence, where that tells anything.
  ///
  /// Behind leads that are no letters any character tells.
  private static func canFollow(
    _ value: UInt32, _ category: GeneralCategory, _ name: String
  ) -> Bool {
    !category.isLetter || category == .uppercaseLetter || value == 0xAA || value == 0xBA
      || ["macintosh", "IBM437", "IBM850", "IBM866"].contains(name)
  }

  private static func traits(of value: UInt32) -> RepairTraits {
    var begins = RepairScan.Suspicions(rawValue: everyBegin)
    var completes: RepairScan.Suspicions = []
    let category = ICU.category(of: value)
    let isLetter = category.isLetter || category.isMark
    switch value {
    case 0x41...0x5A, 0x61...0x7A: begins.insert(.denseLatin)
    case 0x80...0x9F:
      begins.insert(.denseLatin)
      completes.formUnion([.controls, .denseLatin])
    case 0xA1...0x17F, 0x192, 0x2C6, 0x2DC, 0x2010...0x203A, 0x20AC, 0x2122:
      begins.insert(.denseLatin)
      if isLetter || isSymbol(category) { completes.insert(.denseLatin) }
    case 0x400...0x45F:
      begins.insert(.oddCyrillic)
      completes.insert(.signedCyrillic)
      if category == .uppercaseLetter {
        begins.insert(.capitalCyrillic)
        completes.formUnion([.capitalCyrillic, .mixedCyrillic])
      } else {
        begins.insert(.mixedCyrillic)
      }
    case 0x21, 0x2C, 0x2E, 0x3A, 0x60C, 0x61B, 0x61F, 0x6D4: begins.insert(.leadingPoint)
    case 0x590...0x5FF where isLetter:
      begins.remove(.hebrewOrder)
      completes.insert(.leadingPoint)
    case 0x600...0x6FF where isLetter:
      begins.remove(.arabicOrder)
      completes.insert(.leadingPoint)
    case 0x200C, 0x200D: begins.remove(.arabicOrder)
    case 0x1000...0x109F:
      // What may stand before a vowel sign that is written first: consonants and medials.
      if value <= 0x1021 || (0x103B...0x103E).contains(value) || value == 0x103F || value > 0x104F {
        begins.remove(.burmese)
      }
      if value == 0x103A || value == 0x1039 { begins.insert(.killedBurmese) }
      if (0x102B...0x1030).contains(value) || value == 0x103C || value == 0x103D {
        completes.insert(.killedBurmese)
      }
    default: break
    }
    if VisualEvidence.endsWords(value) {
      completes.insert(value < 0x600 ? .hebrewOrder : .arabicOrder)
    }
    if isSymbol(category), value >= 0xA1, value < 0x2600 {
      begins.insert(.signedCyrillic)
      completes.insert(.oddCyrillic)
    }
    if (0x2500..<0x2600).contains(value) { begins.insert(.oddCyrillic) }
    // Heh before kaf: `که`, the word of Persian, from behind.
    if value == 0x647 { begins.insert(.leadingPoint) }
    if value == 0x6A9 || value == 0x643 { completes.insert(.leadingPoint) }
    if value == 0x1031 || value == 0x103B || (0x1060...0x1097).contains(value) {
      completes.insert(.burmese)
      if value > 0x105F { begins.insert(.burmese) }
    }
    return RepairTraits(begins: begins.rawValue, completes: completes.rawValue)
  }

  private static func isSymbol(_ category: GeneralCategory) -> Bool {
    switch category {
    case .otherSymbol, .mathSymbol, .currencySymbol, .modifierSymbol, .otherNumber, .control: true
    default: false
    }
  }
}
