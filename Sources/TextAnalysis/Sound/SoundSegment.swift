// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Sounds as sets: a letter is read in one way by most, and in others by some.

/// The sounds that a letter, or a group of letters, may stand for.
struct SoundSet: OptionSet, Hashable, Sendable {
  var rawValue: UInt32

  /// The notation of the tables, one ASCII letter a sound, in the order of the bits: labials
  /// `p b f v w`, `m`, dentals `t d`, `n`, sibilants `s z`, `c` (ts), `S` (sh), `C` (ch),
  /// `Z` (zh), `J` (j of jam), velars `k g x` (kh) and `G` (gh), `h`, `l`, `r`, `y`, the vowels
  /// `a e i o u`, and `0`: nothing at all.
  static let notation = Array("pbfvwmtdnszcSCZJkgxGhlryaeiou0".utf8)

  // Numbers, so that they cost nothing to read; a test compares them with the notation.
  static let vowels = SoundSet(rawValue: 0x1F00_0000)
  static let y = SoundSet(rawValue: 1 << 23)
  static let h = SoundSet(rawValue: 1 << 20)
  static let silence = SoundSet(rawValue: 1 << 29)
  /// Consonants that letters for vowels may stand for.
  static let consonantalVowels = SoundSet(rawValue: 1 << 3 | 1 << 4)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Reads the notation; other letters are not allowed.
  init(_ text: String) {
    let letters = text.unicodeScalars.map(\.value)
    self.init(letters, letters.indices)
  }

  /// As above, of a range of code points.
  fileprivate init(_ text: [UInt32], _ range: Range<Int>) {
    rawValue = 0
    for place in range { rawValue |= 1 << UInt32(Self.index(text[place])) }
  }

  /// The number of a sound in the notation.
  fileprivate static func index(_ letter: UInt32) -> Int {
    var index = 0
    while index < notation.count {
      if UInt32(notation[index]) == letter { return index }
      index &+= 1
    }
    preconditionFailure("no sound is written \(letter)")
  }
}

/// A sound of a word, with its readings.
struct SoundSegment: Hashable, Sendable {
  /// The reading that keys are made of, as an index of `SoundSet.notation`.
  let first: UInt8
  /// The letter of its place in keys; 0 where it has none.
  let place: UInt8
  /// What most readers say; not empty.
  var usual: SoundSet
  /// What some say; `silence` where it can be left out.
  var rare: SoundSet

  /// Reads `usual` or `usual/rare`, the reading for keys first, in a range of code points.
  private init(_ text: [UInt32], _ range: Range<Int>) {
    var middle = range.lowerBound
    while middle < range.upperBound, text[middle] != 0x2F { middle += 1 }
    usual = SoundSet(text, range.lowerBound..<middle)
    rare = SoundSet(text, min(middle + 1, range.upperBound)..<range.upperBound)
    first = UInt8(range.isEmpty ? 0 : SoundSet.index(text[range.lowerBound]))
    place = SoundKeys.places[Int(first)]
  }

  /// Reads segments, spaces or `_` between them.
  static func list(_ text: String) -> [SoundSegment] {
    let letters = text.unicodeScalars.map(\.value)
    return list(letters, letters.indices)
  }

  /// As above, in a range of code points.
  static func list(_ text: [UInt32], _ range: Range<Int>) -> [SoundSegment] {
    var segments: [SoundSegment] = []
    var start = range.lowerBound
    for place in range.lowerBound...range.upperBound {
      guard place == range.upperBound || text[place] == 0x20 || text[place] == 0x5F else {
        continue
      }
      if start < place { segments.append(SoundSegment(text, start..<place)) }
      start = place + 1
    }
    return segments
  }

  /// Whether it is a vowel to most readers.
  var isVowel: Bool { !usual.isDisjoint(with: .vowels) || usual == .y }
  /// Whether it can be both a vowel and a consonant, as و and ו.
  var isMixed: Bool { isVowel && !usual.isDisjoint(with: .consonantalVowels) }
  /// Whether it may be no more than a breath or glide between two vowels.
  var isFaint: Bool { usual.contains(.h) || (usual.contains(.y) && !isVowel) }
  /// Whether some leave it out.
  var isOptional: Bool { rare.contains(.silence) }

  /// Takes in the vowel that follows.
  mutating func join(_ next: SoundSegment) {
    usual.formUnion(next.usual)
    rare.formUnion(next.rare)
  }
}
