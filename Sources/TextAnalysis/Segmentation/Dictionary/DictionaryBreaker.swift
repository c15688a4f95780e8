// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The words of scripts that need a dictionary, found where ICU's word break iterator finds them, but
// many times faster: over the UTF-8 as it is, with buffers that are kept from run to run. Decision
// 0008 says which of ICU's answers are taken, and how equality is shown.

/// Finds the words of dictionary scripts exactly as ICU's word break iterator does.
///
/// One per thread. Costs nothing until it meets a script; dictionaries are read once and shared.
struct DictionaryBreaker {
  private let tries: DictionaryTries?
  private var characters = DictionaryCharacters()
  /// The breakers of the four scripts of South East Asia, by the number of their engine less one.
  private var syllabic: [LookaheadBreaker?] = [nil, nil, nil, nil]
  private var hanAndKana: CostBreaker?
  private var iterator: WordIterator?

  /// A breaker with the dictionaries of ICU, where its version is the proven one; else one that
  /// asks ICU's own iterator.
  init() { self.init(tries: ICUDictionary.isProven ? .ofICU : nil) }

  /// A breaker with dictionaries; one that asks ICU's own iterator where they are nil.
  init(tries: DictionaryTries?) { self.tries = tries }

  /// Appends the word boundaries strictly inside `range` (a segment that ICU's word rules leave
  /// whole and that holds dictionary characters), absolute byte offsets, rising.
  ///
  /// O(range).
  /// - Precondition: `range` is inside `text`, and shorter than 2^31 bytes.
  mutating func appendBoundaries(
    of text: Span<UInt8>, in range: Range<Int>, to boundaries: inout [Int]
  ) {
    let known = boundaries.count
    let text = text.extracting(0..<range.upperBound)
    if let tries, divide(range, of: text, tries, to: &boundaries) { return }
    boundaries.removeLast(boundaries.count - known)
    let iterator = iterator ?? WordIterator()
    self.iterator = iterator
    iterator.appendBoundaries(of: text, in: range, to: &boundaries)
  }

  /// Divides the runs of a range one after the other; false where a dictionary is missing.
  private mutating func divide(
    _ range: Range<Int>, of text: Span<UInt8>, _ tries: DictionaryTries, to boundaries: inout [Int]
  ) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.decodeScalar(at: index)
      let character = characters.of(scalar.codePoint)
      let rest = index..<range.upperBound
      if !character.contains(.starts) {
        index += scalar.length
      } else if character.engine == .none {
        index = skip(rest, of: text, script: ICU.script(of: scalar.codePoint))
      } else if character.engine == .hanAndKana {
        guard let end = divideHanAndKana(rest, of: text, tries, to: &boundaries) else {
          return false
        }
        index = end
      } else {
        guard let end = divide(character.engine, rest, of: text, tries, to: &boundaries) else {
          return false
        }
        index = end
      }
    }
    return true
  }

  /// The end of what ICU passes over at a character that it has no dictionary for: all characters of
  /// the same script.
  private func skip(_ range: Range<Int>, of text: Span<UInt8>, script: Script) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.decodeScalar(at: index)
      guard ICU.script(of: scalar.codePoint) == script else { break }
      index += scalar.length
    }
    return index
  }

  /// Divides the run of Han and kana at the start of a range; nil where the dictionary is missing.
  private mutating func divideHanAndKana(
    _ range: Range<Int>, of text: Span<UInt8>, _ tries: DictionaryTries, to boundaries: inout [Int]
  ) -> Int? {
    if hanAndKana == nil { hanAndKana = tries.open(.hanAndKana).map(CostBreaker.init) }
    guard let end = hanAndKana?.take(text, range, &characters) else { return nil }
    hanAndKana?.divide(range.lowerBound..<end, of: text, to: &boundaries)
    return hanAndKana?.isDamaged == false ? end : nil
  }

  /// Divides the run of a script of South East Asia; nil where the dictionary is missing.
  private mutating func divide(
    _ engine: DictionaryCharacter.Engine, _ range: Range<Int>, of text: Span<UInt8>,
    _ tries: DictionaryTries, to boundaries: inout [Int]
  ) -> Int? {
    let slot = Int(engine.rawValue) - 1
    if syllabic[slot] == nil, let dictionary = engine.dictionary {
      syllabic[slot] = tries.open(dictionary).map {
        LookaheadBreaker($0, isThai: engine == .thai)
      }
    }
    guard let end = syllabic[slot]?.take(text, range, &characters) else { return nil }
    syllabic[slot]?.divide(from: range.lowerBound, to: &boundaries)
    return syllabic[slot]?.isDamaged == false ? end : nil
  }
}

/// ICU's own word break iterator, for what cannot be divided without it.
private final class WordIterator {
  private let finder = BoundaryFinder(.word)

  /// Opens an iterator that has met Han before.
  ///
  /// ICU opens its engine for Han and kana where it first meets a character of their scripts, and
  /// divides runs that start with U+30FC or U+FF70 otherwise before than after.
  init() {
    let han: [UInt8] = Array("漢".utf8)
    finder.forEachBoundary(in: han.span) { _ in }
  }

  func appendBoundaries(of text: Span<UInt8>, in range: Range<Int>, to boundaries: inout [Int]) {
    finder.forEachBoundary(in: text.extracting(range)) { boundary in
      let offset = range.lowerBound + Int(boundary.offset)
      if offset < range.upperBound { boundaries.append(offset) }
    }
  }
}
