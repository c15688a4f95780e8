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
    /// The number of the place, from the first run on; -1 where nothing was looked up yet.
    var start = -1
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

  private var trie: WordTrie
  private let isThai: Bool
  /// The run: of each character the symbol, and 256 times what the engine asks of it.
  private var run: [UInt16] = []
  /// How many characters the run has; behind them is room.
  private var count = 0
  /// Looked-up places, each at its number in `memory`, counted from the first run on.
  private var memory = [Candidates](repeating: Candidates(), count: slots)
  /// The number of the first place of the run.
  private var base = 0

  /// A breaker for a script.
  init(_ dictionary: SerializedTrie, isThai: Bool) {
    trie = WordTrie(dictionary)
    self.isThai = isThai
  }

  /// Whether the dictionary was found to be damaged, so that words may be others than ICU's.
  var isDamaged: Bool { trie.isDamaged }

  /// Takes the run at the start of a range: its characters of the same engine as the first; returns
  /// where it ends.
  mutating func take(
    _ text: Span<UInt8>, _ range: Range<Int>, _ characters: inout DictionaryCharacters
  ) -> Int {
    base += count
    count = 0
    let most = range.count / 3 + 1
    if run.count < most { run.append(contentsOf: repeatElement(0, count: most - run.count)) }
    let engine = characters.of(text.decodeScalar(at: range.lowerBound).codePoint)
    var index = range.lowerBound
    while index + 3 <= range.upperBound {
      let codePoint = text.decodeThree(at: index)
      let character = characters.of(codePoint)
      guard character.isOfEngine(of: engine) else { break }
      run[count] = UInt16(trie.symbol(of: codePoint)) | UInt16(character.rawValue) << 8
      count += 1
      index += 3
    }
    return index
  }

  @inline(__always)
  private func symbol(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: run[index]) }

  @inline(__always)
  private func traits(_ index: Int) -> DictionaryCharacter {
    DictionaryCharacter(rawValue: UInt8(truncatingIfNeeded: run[index] >> 8))
  }

  /// Appends the boundaries inside the run taken last, which starts at byte `base`; every character
  /// of it has three bytes.
  ///
  /// O(run), for words are short.
  mutating func divide(from base: Int, to boundaries: inout [Int]) {
    // ICU asks for four bytes, which two characters have; for Thai it asks for five characters.
    guard count >= (isThai ? 5 : 2) else { return }
    var start = 0
    while true {
      start = wordEnd(from: start)
      guard start < count else { return }
      boundaries.append(base + 3 * start)
    }
  }

  /// The end of the word at `start`, past it.
  private mutating func wordEnd(from start: Int) -> Int {
    let length = wordLength(at: start)
    var end = start + length
    if end < count, length < Self.shortWord {
      let next = candidates(at: end)
      if next.lengths == 0, length == 0 || next.seen < Self.plausibleStart {
        end = plausibleStart(after: end)
      }
    }
    while end < count, traits(end).contains(.mark) { end += 1 }
    return isThai && end < count ? suffixEnd(at: end) : end
  }

  /// The length of the best word of the dictionary at `start`; 0 where there is none.
  private mutating func wordLength(at start: Int) -> Int {
    var first = candidates(at: start)
    let longest = first.longest
    guard first.lengths.nonzeroBitCount > 1, start + longest < count else { return longest }
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
    let start = words.start - base
    if start + words.longest >= count { return true }
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
    while index < count {
      if traits(index - 1).contains(.ends), traits(index).contains(.begins),
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
    let isSuffix = symbol(index) == paiyannoi || symbol(index) == maiyamok
    guard isSuffix, candidates(at: index).lengths == 0 else { return index }
    var end = index
    if symbol(end) == paiyannoi, symbol(end - 1) != paiyannoi, symbol(end - 1) != maiyamok {
      end += 1
    }
    if end < count, symbol(end) == maiyamok, symbol(end - 1) != maiyamok { end += 1 }
    return end
  }

  /// The words of the dictionary at a place of the run.
  @inline(__always)
  private mutating func candidates(at start: Int) -> Candidates {
    let number = base + start
    let slot = number & (Self.slots - 1)
    if memory[slot].start != number { memory[slot] = lookUp(start) }
    return memory[slot]
  }

  private mutating func lookUp(_ start: Int) -> Candidates {
    var found = Candidates(start: base + start)
    var row = trie.root
    var length: UInt64 = 1
    for index in start..<min(count, start + Self.longestWord) {
      found.seen += 1
      let symbol = UInt16(symbol(index))
      let cell = index == start ? trie.first(symbol) : trie.find(symbol, in: row)
      if cell.isEmpty { break }
      if cell.endsWord, found.lengths.nonzeroBitCount < Self.mostCandidates {
        found.lengths |= length
      }
      guard cell.goesOn else { break }
      row = cell.row
      length <<= 1
    }
    return found
  }
}
