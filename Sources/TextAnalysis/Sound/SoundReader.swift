// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Words to sounds by the rules of SoundRules.swift: the inner loop of the rung `sound`.

/// Reads words by rules; holds no state.
struct SoundReader: ~Escapable {
  private let pages: Span<UInt16>
  private let numbers: Span<UInt16>
  private let firsts: Span<SoundRules.Letter>
  private let entries: Span<SoundRules.Entry>
  private let letters: Span<UInt32>
  private let segments: Span<SoundSegment>

  /// Borrows the rules.
  @_lifetime(borrow rules)
  init(_ rules: borrowing SoundRules) {
    pages = rules.pages.span
    numbers = rules.numbers.span
    firsts = rules.firsts.span
    entries = rules.entries.span
    letters = rules.letters.span
    segments = rules.segments.span
  }

  /// See `SoundRules.read(_:into:)`.
  func read(_ word: Span<UInt32>, into result: inout [SoundSegment]) -> Bool? {
    result.removeAll(keepingCapacity: true)
    var hidesVowels = false
    var joins = true
    var index = 0
    while index < word.count {
      if let syllable = HangulSounds.segments(of: word[index]) {
        for segment in syllable { append(segment, joins, to: &result) }
        index += 1
        continue
      }
      guard let found = rule(at: index, of: word) else { return nil }
      let rule = entries[found]
      index += rule.letterCount
      hidesVowels = hidesVowels || rule.kind == .abjad || rule.kind == .sparse
      joins = joins && rule.kind != .abjad
      for place in 0..<Int(rule.segmentCount) {
        append(segments[Int(rule.firstSegment) + place], joins, to: &result)
      }
      if rule.kind == .syllable, index == word.count || !isSign(word[index]) {
        append(SoundRules.inherentVowel, joins, to: &result)
      }
    }
    return hidesVowels
  }

  /// The rules of a letter.
  @inline(__always)
  private func rules(of letter: UInt32) -> SoundRules.Letter {
    let page = Int(letter >> 8)
    guard page < pages.count else { return SoundRules.Letter() }
    return firsts[Int(numbers[Int(pages[page]) << 8 | Int(letter & 0xFF)])]
  }

  @inline(__always)
  private func rule(at index: Int, of word: Span<UInt32>) -> Int? {
    let second = index + 1 < word.count ? word[index + 1] : 0
    let own = rules(of: word[index])
    if own.seconds & SoundRules.Letter.bit(of: second) != 0 {
      for place in Int(own.start)..<Int(own.alone)
      where entries[place].second == second && fits(place, at: index, of: word) {
        return place
      }
    }
    for place in Int(own.alone)..<Int(own.end) where fits(place, at: index, of: word) {
      return place
    }
    return nil
  }

  /// Whether a rule whose first two letters are there fits.
  @inline(__always)
  private func fits(_ place: Int, at index: Int, of word: Span<UInt32>) -> Bool {
    let rule = entries[place]
    let end = index + rule.letterCount
    guard end <= word.count, !rule.isInitial || index == 0 else { return false }
    var own = index + 2
    var letter = Int(rule.firstLetter)
    for _ in 0..<Int(rule.otherCount) {
      guard letters[letter] == word[own] else { return false }
      own += 1
      letter += 1
    }
    guard rule.nextCount > 0 else { return true }
    let next = end < word.count ? word[end] : 0x24
    for _ in 0..<Int(rule.nextCount) {
      if letters[letter] == next { return true }
      letter += 1
    }
    return false
  }

  private func isSign(_ letter: UInt32) -> Bool {
    let own = rules(of: letter)
    return own.start < own.end && entries[Int(own.start)].kind == .sign
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
