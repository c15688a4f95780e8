// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Finds the word boundaries of ICU in UTF-8, by a table of its rules and by its dictionaries.
///
/// Boundaries equal those of `BoundaryFinder(.word)` over well-formed text; an ill-formed byte counts
/// as U+FFFD. O(bytes) but for the dictionaries.
struct WordScanner {
  /// What is known of characters.
  var table = CharacterTable.initial
  private var dictionary = DictionaryBreaker()
  private let states = WordBreakStates.table

  /// A piece of text that ICU's rules leave whole.
  struct Segment {
    /// Byte after the last.
    var end: Int
    /// Whether it may hold letters that a dictionary divides: Han, kana, Complex_Context.
    var isForDictionary: Bool
  }

  /// The segment that starts at `start`, by rules alone; O(its bytes and what had to be looked at).
  ///
  /// With `isSpaced` it ends before the first letter of a script without spaces.
  /// - Precondition: `start < limit`, both boundaries of characters inside `text`.
  mutating func segment(
    of text: Span<UInt8>, from start: Int, limit: Int, isSpaced: Bool = false
  ) -> Segment {
    var state = Int(WordBreakStates.start)
    var index = start
    var end = start
    var isForDictionary = false
    var count = 0
    while index < limit {
      let scalar = text.decodeScalar(at: index)
      let entry = table.entry(of: scalar.codePoint)
      let next = states[state << 5 | entry.column]
      if next == 0 || (isSpaced && entry.traits.contains(.unspaced)) { break }
      count += 1
      index += scalar.length
      if next & WordBreakStates.accepts != 0 { end = index }
      if entry.traits.contains(.dictionary) { isForDictionary = true }
      state = Int(next & ~WordBreakStates.accepts)
    }
    return Segment(
      end: min(max(end, start + 1), limit), isForDictionary: isForDictionary && count > 1)
  }

  /// Appends all boundaries in a range after its start, its end included, absolute offsets.
  ///
  /// The range is cut as a text by itself.
  mutating func appendBoundaries(
    of text: Span<UInt8>, in range: Range<Int>, to boundaries: inout [Int]
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      let found = segment(of: text, from: start, limit: range.upperBound)
      if found.isForDictionary {
        dictionary.appendBoundaries(of: text, in: start..<found.end, to: &boundaries)
      }
      boundaries.append(found.end)
      start = found.end
    }
  }
}
