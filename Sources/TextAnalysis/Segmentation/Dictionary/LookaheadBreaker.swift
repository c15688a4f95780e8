// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The words of Thai, Lao, Khmer and Burmese as ICU's engines for them find them (ICU 72,
// common/dictbe.cpp): from left to right, the longest word of the dictionary that two more words
// follow, else the shortest that one more follows, else the longest. Short words are joined with
// what follows where the dictionary has no such word, up to a plausible start of one, and no word
// starts with a mark.

/// Divides runs of one script of South East Asia; one per thread.
struct LookaheadBreaker {
  /// The words of the dictionary that start at one character of the run.
  struct Candidates {
    /// The character of the run; -1 where nothing was looked up yet.
    var start: Int32 = -1
    /// How many characters were looked at, one that no word goes on with included.
    var seen: Int32 = 0
    /// The lengths of the words in characters: bit n - 1 for a word of n.
    var lengths: UInt64 = 0

    /// The length of the longest; 0 where there is none.
    var longest: Int { 64 - lengths.leadingZeroBitCount }
    /// Leaves the longest out.
    mutating func removeLongest() { lengths &= ~(1 << UInt64(longest - 1)) }
  }

  /// The longest word that is looked for; ICU's dictionaries have none of more than 33 characters.
  private static let longestWord = 64
  /// The most candidates of one place, the shortest first (ICU 72: POSSIBLE_WORD_LIST_MAX).
  private static let mostCandidates = 20
  /// A word below it is joined with what follows where that is no word (ICU 72:
  /// THAI_ROOT_COMBINE_THRESHOLD and its kin).
  private static let shortWord = 3
  /// A start of a word that is seen so far is not joined to the word before it (ICU 72:
  /// THAI_PREFIX_COMBINE_THRESHOLD and its kin).
  private static let plausibleStart = 3
  /// Looked-up places are remembered in so many slots, a power of two.
  private static let slots = 64

  /// Thai abbreviates by U+0E2F and repeats by U+0E46; both end the word before them.
  private static let (paiyannoi, maiyamok): (UInt32, UInt32) = (0x0E2F, 0x0E46)

  private let trie: ByteTrie
  private let isThai: Bool
  private var symbols: [UInt8] = []
  private var traits: [DictionaryCharacter] = []
  private var memory = [Candidates](repeating: Candidates(), count: slots)

  /// A breaker for a script.
  init(_ trie: ByteTrie, isThai: Bool) {
    self.trie = trie
    self.isThai = isThai
  }

  /// Takes the run at the start of a range: its characters of the same engine as the first; returns
  /// where it ends.
  mutating func take(
    _ text: Span<UInt8>, _ range: Range<Int>, _ characters: inout DictionaryCharacters
  ) -> Int {
    symbols.removeAll(keepingCapacity: true)
    traits.removeAll(keepingCapacity: true)
    for slot in memory.indices { memory[slot].start = -1 }
    var first: DictionaryCharacter?
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.decodeScalar(at: index)
      let character = characters.of(scalar.codePoint)
      guard character.isOfEngine(of: first ?? character) else { break }
      first = character
      symbols.append(trie.symbol(of: scalar.codePoint))
      traits.append(character)
      index += scalar.length
    }
    return index
  }

  /// Appends the boundaries inside the run taken last, which starts at byte `base`; every character
  /// of it has three bytes.
  ///
  /// O(run), for words are short.
  mutating func divide(from base: Int, to boundaries: inout [Int]) {
    // ICU asks for four bytes, which two characters have; for Thai it asks for five characters.
    guard symbols.count >= (isThai ? 5 : 2) else { return }
    var start = 0
    while true {
      start = wordEnd(from: start)
      guard start < symbols.count else { return }
      boundaries.append(base + 3 * start)
    }
  }

  /// The end of the word at `start`, past it.
  private mutating func wordEnd(from start: Int) -> Int {
    let length = wordLength(at: start)
    var end = start + length
    if end < symbols.count, length < Self.shortWord {
      let next = candidates(at: end)
      if next.lengths == 0, length == 0 || next.seen < Self.plausibleStart {
        end = plausibleStart(after: end)
      }
    }
    while end < symbols.count, traits[end].contains(.mark) { end += 1 }
    return isThai && end < symbols.count ? suffixEnd(at: end) : end
  }

  /// The length of the best word of the dictionary at `start`; 0 where there is none.
  private mutating func wordLength(at start: Int) -> Int {
    var first = candidates(at: start)
    let longest = first.longest
    guard first.lengths.nonzeroBitCount > 1, start + longest < symbols.count else { return longest }
    var best = longest
    while first.lengths != 0 {
      let length = first.longest
      first.removeLongest()
      let second = candidates(at: start + length)
      guard second.lengths != 0 else { continue }
      best = length
      if leadsOn(second) { return best }
    }
    return best
  }

  /// Whether one of the second words reaches the end of the run with its longest, or a third word.
  private mutating func leadsOn(_ words: Candidates) -> Bool {
    var words = words
    let start = Int(words.start)
    if start + words.longest >= symbols.count { return true }
    while words.lengths != 0 {
      if candidates(at: start + words.longest).lengths != 0 { return true }
      words.removeLongest()
    }
    return false
  }

  /// Where the text that no dictionary has ends: before a word of it that may start there, after a
  /// character that may end one.
  private mutating func plausibleStart(after index: Int) -> Int {
    var index = index + 1
    while index < symbols.count {
      if traits[index - 1].contains(.ends), traits[index].contains(.begins),
        candidates(at: index).lengths != 0
      {
        return index
      }
      index += 1
    }
    return index
  }

  /// The end of a Thai word that ends at `index` or with the signs of abbreviation and repetition
  /// that follow, where no word of the dictionary starts with them.
  private mutating func suffixEnd(at index: Int) -> Int {
    let paiyannoi = trie.symbol(of: Self.paiyannoi)
    let maiyamok = trie.symbol(of: Self.maiyamok)
    let isSuffix = symbols[index] == paiyannoi || symbols[index] == maiyamok
    guard isSuffix, candidates(at: index).lengths == 0 else { return index }
    var end = index
    if symbols[end] == paiyannoi, symbols[end - 1] != paiyannoi, symbols[end - 1] != maiyamok {
      end += 1
    }
    if end < symbols.count, symbols[end] == maiyamok, symbols[end - 1] != maiyamok { end += 1 }
    return end
  }

  /// The words of the dictionary at a place of the run.
  @inline(__always)
  private mutating func candidates(at start: Int) -> Candidates {
    let slot = start & (Self.slots - 1)
    if memory[slot].start != Int32(truncatingIfNeeded: start) { memory[slot] = lookUp(start) }
    return memory[slot]
  }

  private func lookUp(_ start: Int) -> Candidates {
    var found = Candidates(start: Int32(truncatingIfNeeded: start))
    let nodes = trie.nodes.span
    let symbols = symbols.span
    var place = ByteTrie.Place.root
    let end = min(symbols.count, start + Self.longestWord)
    var index = start
    while index < end {
      found.seen += 1
      guard place.follow(Int(symbols[index]), in: nodes) else { break }
      index += 1
      let ending = place.ending(in: nodes)
      if ending == .none { continue }
      if found.lengths.nonzeroBitCount < Self.mostCandidates {
        found.lengths |= 1 << UInt64(index - start - 1)
      }
      if ending == .lastWord { break }
    }
    return found
  }
}
