// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The words of Han and kana as ICU's engine for them finds them (ICU 72, common/dictbe.cpp): the
// division of a run in NFKC whose words cost least in all. A character that is no word by itself
// costs 255, and a run of katakana may be one word at a price for its length.

/// Divides runs of Han and kana; one per thread.
struct CostBreaker {
  /// The longest word that is looked for, in characters (ICU 72: maxWordSize).
  private static let longestWord = 20
  /// What a character costs that is no word of the dictionary (ICU 72: maxSnlp).
  private static let unknownCost: UInt32 = 255

  /// The best division of the run up to one place.
  private struct Step {
    /// What its words cost in all.
    var cost: UInt32
    /// Where its last word starts.
    var origin: Int32
  }

  /// The code points of the run; U+FFFF for those past it, which no word has.
  private var units: [UInt16] = []
  /// Where each of them starts, in bytes from the start of the run.
  private var offsets: [Int32] = []
  /// How many there are; behind them is room.
  private var count = 0
  /// For each place of the run, its end included.
  private var steps: [Step] = []
  /// Scratch for text in NFKC.
  private var normalized: [UInt8] = []
  private var isCompatible = false
  private var trie: WordTrie
  private let nfkc = Normalizer(.nfkc)

  /// A breaker with a dictionary.
  init(_ dictionary: SerializedTrie) { trie = WordTrie(dictionary) }

  /// Whether the dictionary was found to be damaged, so that words may be others than ICU's.
  var isDamaged: Bool { trie.isDamaged }

  /// Takes the run at the start of a range; returns where it ends.
  mutating func take(
    _ text: Span<UInt8>, _ range: Range<Int>, _ characters: inout DictionaryCharacters
  ) -> Int {
    count = 0
    isCompatible = false
    reserve(range.count / 3 + 1)
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.decodeDictionaryScalar(at: index)
      let character = characters.of(scalar.codePoint)
      guard character.engine == .hanAndKana else { break }
      if character.contains(.compatible) { isCompatible = true }
      append(scalar.codePoint, at: index - range.lowerBound)
      index += scalar.length
    }
    return index
  }

  /// Makes room for so many characters, each of which takes three bytes or more.
  private mutating func reserve(_ most: Int) {
    guard units.count < most else { return }
    units.append(contentsOf: repeatElement(0, count: most - units.count))
    offsets.append(contentsOf: repeatElement(0, count: most - offsets.count))
  }

  /// Appends a character that starts so many bytes behind the start of the run.
  @inline(__always)
  private mutating func append(_ codePoint: UInt32, at offset: Int) {
    units[count] = UInt16(truncatingIfNeeded: min(codePoint, 0xFFFF))
    offsets[count] = Int32(truncatingIfNeeded: offset)
    count += 1
  }

  /// Appends the boundaries inside the run taken last, which is `range` of `text`.
  ///
  /// O(run), for words are short.
  mutating func divide(_ range: Range<Int>, of text: Span<UInt8>, to boundaries: inout [Int]) {
    if isCompatible { normalize(range, of: text) }
    guard count > 1 else { return }
    Self.findSteps(units, count, &trie, &steps)
    let first = boundaries.count
    var place = Int(steps[count].origin)
    while place > 0 {
      boundaries.append(range.lowerBound + Int(offsets[place]))
      place = Int(steps[place].origin)
    }
    boundaries[first...].reverse()
    if isCompatible { dropRepeats(from: first, after: range.lowerBound, of: &boundaries) }
  }

  /// Works out the best division up to every place.
  private static func findSteps(
    _ units: [UInt16], _ count: Int, _ trie: inout WordTrie, _ steps: inout [Step]
  ) {
    steps.removeAll(keepingCapacity: true)
    steps.append(contentsOf: repeatElement(Step(cost: .max, origin: 0), count: count + 1))
    let units = units.span.extracting(0..<count)
    var steps = steps.mutableSpan
    steps[0].cost = 0
    var isInKatakana = false
    for start in 0..<count {
      let cost = steps[start].cost
      findWords(from: start, at: cost, in: units, &trie, &steps)
      let isKatakana = Self.isKatakana(units[start])
      if isKatakana, !isInKatakana {
        let length = katakanaLength(from: start, in: units)
        if let price = katakanaCost(length) {
          offer(cost &+ price, from: start, to: start + length, &steps)
        }
      }
      isInKatakana = isKatakana
    }
  }

  /// Offers all words of the dictionary at a place, and its character.
  @inline(__always)
  private static func findWords(
    from start: Int, at cost: UInt32, in units: Span<UInt16>, _ trie: inout WordTrie,
    _ steps: inout MutableSpan<Step>
  ) {
    var row = trie.root
    var isKnown = false
    for index in start..<min(units.count, start + longestWord) {
      let cell = index == start ? trie.first(units[index]) : trie.find(units[index], in: row)
      if cell.isEmpty { break }
      if cell.endsWord {
        if index == start { isKnown = true }
        offer(cost &+ cell.cost, from: start, to: index + 1, &steps)
      }
      guard cell.goesOn else { break }
      row = cell.row
    }
    if !isKnown { offer(cost &+ unknownCost, from: start, to: start + 1, &steps) }
  }

  /// Takes a division where it costs less than the best so far.
  @inline(__always)
  private static func offer(
    _ cost: UInt32, from start: Int, to end: Int, _ steps: inout MutableSpan<Step>
  ) {
    if cost < steps[end].cost {
      steps[end] = Step(cost: cost, origin: Int32(truncatingIfNeeded: start))
    }
  }
}

// MARK: - Katakana

extension CostBreaker {
  /// Whether a character is part of runs of katakana (ICU 72: isKatakana).
  @inline(__always)
  private static func isKatakana(_ unit: UInt16) -> Bool {
    (0x30A1...0x30FE).contains(unit) && unit != 0x30FB || (0xFF66...0xFF9F).contains(unit)
  }

  /// How many characters of katakana follow each other, 20 at most.
  private static func katakanaLength(from start: Int, in units: Span<UInt16>) -> Int {
    var end = start + 1
    while end < min(units.count, start + 20), isKatakana(units[end]) { end += 1 }
    return end - start
  }

  /// What a run of katakana costs as one word; nil where it is too long for one (ICU 72:
  /// getKatakanaCost, from the lengths of katakana words in its dictionary).
  private static func katakanaCost(_ length: Int) -> UInt32? {
    switch length {
    case 1: 984
    case 2: 408
    case 3: 240
    case 4: 204
    case 5: 252
    case 6: 300
    case 7: 372
    case 8: 480
    case 9..<20: 8192
    default: nil
    }
  }
}

// MARK: - NFKC

extension CostBreaker {
  /// Replaces the run by its normal form; what comes from one piece of text, up to the next
  /// character that nothing before it changes, starts where the piece does.
  private mutating func normalize(_ range: Range<Int>, of text: Span<UInt8>) {
    count = 0
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + text.decodeScalar(at: start).length
      while end < range.upperBound {
        let next = text.decodeScalar(at: end)
        if nfkc.hasBoundary(before: next.codePoint) { break }
        end += next.length
      }
      normalized.removeAll(keepingCapacity: true)
      nfkc.append(text.extracting(start..<end), to: &normalized)
      appendNormalized(from: start - range.lowerBound)
      start = end
    }
  }

  private mutating func appendNormalized(from offset: Int) {
    reserve(count + normalized.count)
    let bytes = normalized
    let text = bytes.span
    var index = 0
    while index < text.count {
      let scalar = text.decodeScalar(at: index)
      append(scalar.codePoint, at: offset)
      index += scalar.length
    }
  }

  /// Keeps one boundary of those at one byte, and none at the start of the run.
  private func dropRepeats(from first: Int, after start: Int, of boundaries: inout [Int]) {
    var last = start
    var kept = first
    for index in first..<boundaries.count where boundaries[index] > last {
      last = boundaries[index]
      boundaries[kept] = last
      kept += 1
    }
    boundaries.removeLast(boundaries.count - kept)
  }
}
