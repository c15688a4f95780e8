// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From letters to sounds: the rules of all scripts in one table, longest first.

/// Letters that are read together, and how.
///
/// The text of a rule is `letters=segments`, segments apart by spaces in the notation of
/// `SoundSet`; `letters(next)=…` holds only before one of the letters `next`, `$` there for the end
/// of the word, and `^letters` only at its beginning. No segments: the letters are mute.
struct SoundRule: Sendable {
  let letters: [UInt32]
  let next: [UInt32]
  let isInitial: Bool
  let segments: [SoundSegment]
  let kind: Kind

  /// How the letters of a script work together.
  enum Kind: Sendable {
    /// Vowels are written.
    case alphabet
    /// Short vowels are not written.
    case abjad
    /// Most vowels are written, some are not.
    case sparse
    /// A consonant that an unwritten vowel follows, unless a sign says otherwise.
    case syllable
    /// A vowel sign, or the sign for no vowel, after such a consonant.
    case sign
  }

  /// Reads the text of a rule, a range of code points.
  private init(_ text: [UInt32], _ range: Range<Int>, _ kind: Kind) {
    let equals: UInt32 = 0x3D
    var middle = range.lowerBound
    while middle < range.upperBound, text[middle] != equals { middle += 1 }
    isInitial = text[range.lowerBound] == 0x5E
    let first = range.lowerBound + (isInitial ? 1 : 0)
    var end = middle
    var next: [UInt32] = []
    if text[middle - 1] == 0x29 {
      end = first
      while text[end] != 0x28 { end += 1 }
      next = Array(text[(end + 1)..<(middle - 1)])
    }
    letters = Array(text[first..<end])
    self.next = next
    segments = SoundSegment.list(text, min(middle + 1, range.upperBound)..<range.upperBound)
    self.kind = kind
  }

  /// Makes a rule of one letter.
  init(_ letter: UInt32, _ segments: String, _ kind: Kind) {
    letters = [letter]
    next = []
    isInitial = false
    self.segments = SoundSegment.list(segments)
    self.kind = kind
  }

  /// Makes a rule of one letter before others, in an alphabet.
  init(_ letter: UInt32, before next: ClosedRange<UInt32>, _ segments: String) {
    letters = [letter]
    self.next = Array(next)
    isInitial = false
    self.segments = SoundSegment.list(segments)
    kind = .alphabet
  }

  /// How narrowly it applies: its letters count first, then its conditions.
  var narrowness: Int { 4 * letters.count + (isInitial ? 2 : 0) + (next.isEmpty ? 0 : 1) }

  /// The rules of a table: one a word of `text`, `_` for the spaces in them.
  static func table(_ text: String, _ kind: Kind = .alphabet) -> [SoundRule] {
    // By code points: quicker, and a sign at the beginning of a rule would else join the space before it.
    let letters = text.unicodeScalars.map(\.value)
    var rules: [SoundRule] = []
    var start = 0
    for place in 0...letters.count {
      guard place == letters.count || letters[place] == 0x20 || letters[place] == 0x0A else {
        continue
      }
      if start < place { rules.append(SoundRule(letters, start..<place, kind)) }
      start = place + 1
    }
    return rules
  }
}

/// The rules of all scripts.
///
/// All of them lie in a few flat arrays: a new form is read letter by letter, and a build meets a
/// million of them.
struct SoundRules: Sendable {
  /// The table of all rules, for whoever reads many words; built when first used, in some milliseconds.
  static let shared = SoundRules(SoundFamily.allCases.flatMap(\.rules))
  /// What follows a consonant of a syllabic script without a sign.
  static let inherentVowel = SoundSegment.list("ao/e0")[0]

  /// A rule, by places in `letters` and `segments`.
  struct Entry {
    /// Its second letter; 0 where it has none.
    var second: UInt32
    /// The first of its other letters in `letters`; behind them those of which one must follow.
    var firstLetter: Int32
    var firstSegment: Int32
    /// The number of its letters after the second.
    var otherCount: UInt16
    /// The number of letters of which one must follow; 0 where anything may.
    var nextCount: UInt16
    var segmentCount: UInt16
    var isInitial: Bool
    var kind: SoundRule.Kind

    /// The number of its letters.
    var letterCount: Int { second == 0 ? 1 : 2 + Int(otherCount) }
  }

  /// The rules that begin with one letter, by places in `entries`.
  struct Letter {
    /// The first of them; those of several letters come before those of it alone.
    var start: Int32 = 0
    /// The first of it alone.
    var alone: Int32 = 0
    /// The place behind the last.
    var end: Int32 = 0
    /// For each second letter the bit of its lowest six bits: where it is not set, only those alone apply.
    var seconds: UInt64 = 0

    /// The bit of a second letter.
    @inline(__always)
    static func bit(of second: UInt32) -> UInt64 { 1 &<< UInt64(second & 63) }
  }

  /// For each page of 256 letters the page of `numbers`; 0, a page without rules, for most.
  private(set) var pages = [UInt16](repeating: 0, count: 0x1100)
  /// For each letter of a page its number in `firsts`; 0, one without rules, for most.
  private(set) var numbers = [UInt16](repeating: 0, count: 256)
  /// The letters with which rules begin.
  private(set) var firsts = [Letter()]
  /// Rules of one letter in a row, the narrowest first.
  private(set) var entries: [Entry] = []
  private(set) var letters: [UInt32] = []
  private(set) var segments: [SoundSegment] = []

  /// Puts rules in a table.
  init(_ rules: [SoundRule]) {
    // By letter, then the narrowest first, then as they came.
    let order = rules.indices.map { place in
      UInt64(rules[place].letters[0]) << 32 | UInt64(0xFF - rules[place].narrowness) << 24
        | UInt64(place)
    }.sorted()
    precondition(rules.count < 1 << 24, "the number of a rule takes 24 bits")
    var index = 0
    while index < order.count {
      let letter = UInt32(order[index] >> 32)
      var first = Letter(start: Int32(entries.count), alone: Int32(entries.count))
      while index < order.count, order[index] >> 32 == UInt64(letter) {
        append(rules[Int(order[index] & 0xFF_FFFF)])
        index += 1
        guard let second = entries.last?.second, second != 0 else { continue }
        first.alone = Int32(entries.count)
        first.seconds |= Letter.bit(of: second)
      }
      first.end = Int32(entries.count)
      let page = Int(letter >> 8)
      if pages[page] == 0 {
        pages[page] = UInt16(numbers.count >> 8)
        numbers.append(contentsOf: repeatElement(0, count: 256))
      }
      numbers[Int(pages[page]) << 8 | Int(letter & 0xFF)] = UInt16(firsts.count)
      firsts.append(first)
    }
  }

  private mutating func append(_ rule: SoundRule) {
    entries.append(
      Entry(
        second: rule.letters.count > 1 ? rule.letters[1] : 0, firstLetter: Int32(letters.count),
        firstSegment: Int32(segments.count), otherCount: UInt16(rule.letters.dropFirst(2).count),
        nextCount: UInt16(rule.next.count), segmentCount: UInt16(rule.segments.count),
        isInitial: rule.isInitial, kind: rule.kind))
    letters += rule.letters.dropFirst(2)
    letters += rule.next
    segments += rule.segments
  }

  /// The sounds of a word; nil where a letter has no rule.
  func read(_ word: [UInt32]) -> SoundReading? {
    var segments: [SoundSegment] = []
    guard let hidesVowels = read(word.span, into: &segments) else { return nil }
    return SoundReading(segments: segments, hidesVowels: hidesVowels)
  }

  /// Puts the sounds of a word in `result`: neighbouring vowels in one, consonants doubled in an
  /// alphabet once.
  ///
  /// - Returns: whether its script leaves vowels out; nil where a letter has no rule.
  func read(_ word: Span<UInt32>, into result: inout [SoundSegment]) -> Bool? {
    SoundReader(self).read(word, into: &result)
  }

  /// A word with the vowels of Thai and Lao behind the consonants that they are written before.
  static func inSpokenOrder(_ word: [UInt32]) -> [UInt32] {
    guard word.contains(where: SoutheastAsianSounds.leads) else { return word }
    var result = word
    for index in word.indices.dropLast() where SoutheastAsianSounds.leads(word[index]) {
      result.swapAt(index, index + 1)
    }
    return result
  }
}
