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

  /// Reads the text of a rule.
  private init(_ text: String.UnicodeScalarView, _ kind: Kind) {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    var letters = halves[0].map(\.value)
    var next: [UInt32] = []
    isInitial = letters.first == 0x5E
    if isInitial { letters.removeFirst() }
    if letters.last == 0x29, let open = letters.firstIndex(of: 0x28) {
      next = Array(letters[(open + 1)..<(letters.count - 1)])
      letters.removeSubrange(open...)
    }
    self.letters = letters
    self.next = next
    segments = halves.count < 2 ? [] : SoundSegment.list(String(halves[1]))
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
    // By scalars: a sign at the beginning of a rule would else join the space before it.
    text.unicodeScalars.split { $0 == " " || $0 == "\n" }.map { rule in
      var spaced = String.UnicodeScalarView()
      for scalar in rule { spaced.append(scalar == "_" ? " " : scalar) }
      return SoundRule(spaced, kind)
    }
  }
}

/// The rules of all scripts.
struct SoundRules: Sendable {
  /// The one table; built when first used, in a few milliseconds.
  static let shared = SoundRules()
  /// What follows a consonant of a syllabic script without a sign.
  static let inherentVowel = SoundSegment.list("ao/e0")[0]

  private let rules: [UInt32: [SoundRule]]

  private init() {
    let tables = [
      LatinSounds.rules, CyrillicSounds.rules, GreekSounds.rules, CaucasianSounds.rules,
      ArabicSounds.rules, HebrewSounds.rules, EthiopicSounds.rules, IndicSounds.rules,
      SoutheastAsianSounds.rules, KanaSounds.rules,
    ]
    var rules: [UInt32: [SoundRule]] = [:]
    for rule in tables.joined() { rules[rule.letters[0], default: []].append(rule) }
    self.rules = rules.mapValues { list in
      list.sorted { $0.narrowness > $1.narrowness }
    }
  }

  /// The sounds of a word, neighbouring vowels in one, consonants doubled in an alphabet
  /// once, and whether its
  /// script leaves vowels out; nil where a letter has no rule.
  func read(_ word: [UInt32]) -> SoundReading? {
    var result: [SoundSegment] = []
    var hidesVowels = false
    var joins = true
    var index = 0
    while index < word.count {
      if let syllable = HangulSounds.segments(of: word[index]) {
        for segment in syllable { append(segment, joins, to: &result) }
        index += 1
        continue
      }
      guard let rule = rule(at: index, of: word) else { return nil }
      index += rule.letters.count
      hidesVowels = hidesVowels || rule.kind == .abjad || rule.kind == .sparse
      joins = joins && rule.kind != .abjad
      for segment in rule.segments { append(segment, joins, to: &result) }
      if rule.kind == .syllable, index == word.count || !isSign(word[index]) {
        append(SoundRules.inherentVowel, joins, to: &result)
      }
    }
    return SoundReading(segments: result, hidesVowels: hidesVowels)
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

  private func rule(at index: Int, of word: [UInt32]) -> SoundRule? {
    rules[word[index]]?.first { rule in
      let end = index + rule.letters.count
      guard end <= word.count, !rule.isInitial || index == 0,
        word[index..<end].elementsEqual(rule.letters)
      else { return false }
      return rule.next.isEmpty || rule.next.contains(end < word.count ? word[end] : 0x24)
    }
  }

  private func isSign(_ letter: UInt32) -> Bool { rules[letter]?.first?.kind == .sign }

  private func append(
    _ segment: SoundSegment, _ joins: Bool, to result: inout [SoundSegment]
  ) {
    guard joins, let last = result.last else {
      result.append(segment)
      return
    }
    if last == segment, !segment.isVowel { return }
    let isGlide = result.count == 1 && !last.usual.isDisjoint(with: .y)
    if last.isVowel, segment.isVowel, !last.isMixed, !segment.isMixed, !isGlide {
      result[result.count - 1].join(segment)
    } else {
      result.append(segment)
    }
  }
}
