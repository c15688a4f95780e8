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
  /// For each place of the run, its end included.
  private var steps: [Step] = []
  /// Scratch for text in NFKC.
  private var normalized: [UInt8] = []
  private var isCompatible = false
  private let trie: UnitTrie
  private let nfkc = Normalizer(.nfkc)

  /// A breaker with a dictionary.
  init(_ trie: UnitTrie) { self.trie = trie }

  /// Takes the run at the start of a range; returns where it ends.
  mutating func take(
    _ text: Span<UInt8>, _ range: Range<Int>, _ characters: inout DictionaryCharacters
  ) -> Int {
    removeRun()
    isCompatible = false
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.decodeScalar(at: index)
      let character = characters.of(scalar.codePoint)
      guard character.engine == .hanAndKana else { break }
      if character.contains(.compatible) { isCompatible = true }
      append(scalar.codePoint, at: index - range.lowerBound)
      index += scalar.length
    }
    return index
  }

  private mutating func removeRun() {
    units.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
  }

  /// Appends a character that starts so many bytes behind the start of the run.
  @inline(__always)
  private mutating func append(_ codePoint: UInt32, at offset: Int) {
    units.append(UInt16(truncatingIfNeeded: min(codePoint, 0xFFFF)))
    offsets.append(Int32(truncatingIfNeeded: offset))
  }

  /// Appends the boundaries inside the run taken last, which is `range` of `text`.
  ///
  /// O(run), for words are short.
  mutating func divide(_ range: Range<Int>, of text: Span<UInt8>, to boundaries: inout [Int]) {
    if isCompatible { normalize(range, of: text) }
    guard units.count > 1 else { return }
    findSteps()
    let first = boundaries.count
    var place = Int(steps[units.count].origin)
    while place > 0 {
      boundaries.append(range.lowerBound + Int(offsets[place]))
      place = Int(steps[place].origin)
    }
    boundaries[first...].reverse()
    if isCompatible { dropRepeats(from: first, after: range.lowerBound, of: &boundaries) }
  }

  /// Works out the best division up to every place.
  private mutating func findSteps() {
    steps.removeAll(keepingCapacity: true)
    steps.append(Step(cost: 0, origin: 0))
    steps.append(contentsOf: repeatElement(Step(cost: .max, origin: 0), count: units.count))
    let (trie, run) = (trie, units)
    let nodes = trie.nodes.span
    let units = run.span
    var steps = steps.mutableSpan
    var isInKatakana = false
    for start in 0..<units.count {
      let cost = steps[start].cost
      Self.findWords(from: start, at: cost, in: units, nodes, &steps)
      let isKatakana = Self.isKatakana(units[start])
      if isKatakana, !isInKatakana {
        let length = Self.katakanaLength(from: start, in: units)
        if let price = Self.katakanaCost(length) {
          Self.offer(cost &+ price, from: start, to: start + length, &steps)
        }
      }
      isInKatakana = isKatakana
    }
  }

  /// Offers all words of the dictionary at a place, and its character.
  @inline(__always)
  private static func findWords(
    from start: Int, at cost: UInt32, in units: Span<UInt16>, _ nodes: Span<UInt16>,
    _ steps: inout MutableSpan<Step>
  ) {
    var place = UnitTrie.Place.root
    var isKnown = false
    var index = start
    let end = min(units.count, start + longestWord)
    while index < end, place.follow(Int(units[index]), in: nodes) {
      index += 1
      guard let price = place.cost(in: nodes) else { continue }
      if index == start + 1 { isKnown = true }
      offer(cost &+ price, from: start, to: index, &steps)
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
    removeRun()
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
