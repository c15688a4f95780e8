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
///
/// All of them lie in a few flat arrays: a new form is read letter by letter, and a build meets a
/// million of them.
struct SoundRules: Sendable {
  /// The one table; built when first used, in a few milliseconds.
  static let shared = SoundRules()
  /// What follows a consonant of a syllabic script without a sign.
  static let inherentVowel = SoundSegment.list("ao/e0")[0]

  /// A rule, by places in `letters` and `segments`.
  private struct Entry {
    /// Its letters after the first.
    var letters: Range<Int32>
    /// The letters of which one must follow; empty where anything may.
    var next: Range<Int32>
    var segments: Range<Int32>
    var isInitial: Bool
    var kind: SoundRule.Kind
  }

  /// For each page of 256 letters the page of `starts`; 0, a page without rules, for most.
  private var pages = [UInt16](repeating: 0, count: 0x1100)
  /// For each letter of a page its first rule in `entries` and the number of its rules, 8 bits.
  private var starts = [UInt32](repeating: 0, count: 256)
  /// Rules of one letter in a row, the narrowest first.
  private var entries: [Entry] = []
  private var letters: [UInt32] = []
  private var segments: [SoundSegment] = []

  private init() {
    let tables = [
      LatinSounds.rules, CyrillicSounds.rules, GreekSounds.rules, CaucasianSounds.rules,
      ArabicSounds.rules, HebrewSounds.rules, EthiopicSounds.rules, IndicSounds.rules,
      SoutheastAsianSounds.rules, KanaSounds.rules,
    ]
    var rules: [UInt32: [SoundRule]] = [:]
    for rule in tables.joined() { rules[rule.letters[0], default: []].append(rule) }
    for (letter, list) in rules {
      let page = Int(letter >> 8)
      if pages[page] == 0 {
        pages[page] = UInt16(starts.count >> 8)
        starts.append(contentsOf: repeatElement(0, count: 256))
      }
      precondition(list.count < 256, "the rules of one letter are counted in a byte")
      starts[Int(pages[page]) << 8 | Int(letter & 0xFF)] =
        UInt32(entries.count) << 8 | UInt32(list.count)
      for rule in list.sorted(by: { $0.narrowness > $1.narrowness }) { append(rule) }
    }
  }

  private mutating func append(_ rule: SoundRule) {
    let first = Int32(letters.count)
    letters += rule.letters.dropFirst()
    let middle = Int32(letters.count)
    letters += rule.next
    let segment = Int32(segments.count)
    segments += rule.segments
    entries.append(
      Entry(
        letters: first..<middle, next: middle..<Int32(letters.count),
        segments: segment..<Int32(segments.count), isInitial: rule.isInitial, kind: rule.kind))
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
    result.removeAll(keepingCapacity: true)
    let segments = self.segments.span
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
      index += 1 + rule.letters.count
      hidesVowels = hidesVowels || rule.kind == .abjad || rule.kind == .sparse
      joins = joins && rule.kind != .abjad
      for place in rule.segments { append(segments[Int(place)], joins, to: &result) }
      if rule.kind == .syllable, index == word.count || !isSign(word[index]) {
        append(SoundRules.inherentVowel, joins, to: &result)
      }
    }
    return hidesVowels
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

  /// The rules of a letter, as a range of `entries`.
  @inline(__always)
  private func rules(of letter: UInt32) -> Range<Int> {
    let page = Int(letter >> 8)
    guard page < pages.count else { return 0..<0 }
    let start = starts[Int(pages[page]) << 8 | Int(letter & 0xFF)]
    return Int(start >> 8)..<Int(start >> 8 + start & 0xFF)
  }

  private func rule(at index: Int, of word: Span<UInt32>) -> Entry? {
    for place in rules(of: word[index]) where fits(entries[place], at: index, of: word) {
      return entries[place]
    }
    return nil
  }

  private func fits(_ rule: Entry, at index: Int, of word: Span<UInt32>) -> Bool {
    let end = index + 1 + rule.letters.count
    guard end <= word.count, !rule.isInitial || index == 0 else { return false }
    var own = index + 1
    for place in rule.letters {
      guard letters[Int(place)] == word[own] else { return false }
      own += 1
    }
    guard !rule.next.isEmpty else { return true }
    let next = end < word.count ? word[end] : 0x24
    return rule.next.contains { letters[Int($0)] == next }
  }

  private func isSign(_ letter: UInt32) -> Bool {
    rules(of: letter).first.map { entries[$0].kind == .sign } ?? false
  }

  @inline(__always)
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
