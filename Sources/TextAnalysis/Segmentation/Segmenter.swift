// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Cuts a text into words, parts and grams. Words are ICU's (UAX #29 and its dictionaries, over
// UTF-8 only); this file walks them, `Segmenter+Words.swift` joins and divides words of spaced
// scripts, `Segmenter+Runs.swift` makes words and grams of unspaced ones.
//
// Cutting depends on the characters alone, never on a language or on passages.

/// Cuts texts into pieces.
///
/// One per thread; a text is given block by block.
struct Segmenter {
  /// The size of a block in bytes; ICU sees at most so much at once, which bounds its cost on text
  /// without a break.
  static let blockBytes = 1 << 15
  /// How far beyond its block a run of clusters may look.
  static let lookaheadBytes = 512
  /// The longest word kept whole, in bytes; longer ones are chopped.
  static let longestWord = 512

  /// Traits of characters.
  var table = CharacterTable()
  /// Pieces of the current block, by start, then kind.
  var pieces: [Piece] = []
  /// The next free position.
  var position: UInt32 = 0
  /// Ends of ICU's segments of the current block, offsets from `base`.
  var boundaries: [BoundaryFinder.Boundary] = []
  /// First byte of the current block in the text.
  var base = 0
  /// Scratch for the parts of one word.
  var parts: [Range<Int>] = []
  private let finder = BoundaryFinder(.word)

  /// Starts a new text.
  mutating func start() { position = 0 }

  /// Cuts one block of `text` from `offset` and leaves its pieces in `pieces`.
  ///
  /// - Returns: where the next block starts, past `offset`.
  /// - Precondition: `offset` is inside the text.
  mutating func cutBlock(of text: Span<UInt8>, from offset: Int) -> Int {
    base = offset
    let cut = blockEnd(of: text, from: offset)
    pieces.removeAll(keepingCapacity: true)
    boundaries.removeAll(keepingCapacity: true)
    finder.appendBoundaries(of: text.extracting(offset..<cut), to: &boundaries)
    var cursor = Cursor(byte: offset, segment: 0)
    while cursor.segment < boundaries.count {
      let end = base + Int(boundaries[cursor.segment].offset)
      if cursor.byte >= end {
        cursor.segment += 1
      } else if end - cursor.byte == 1, text[cursor.byte] == UInt8(ascii: " ") {
        cursor.byte = end
      } else {
        step(&cursor, to: end, of: text, cut: cut)
      }
    }
    return max(cursor.byte, cut)
  }

  /// Where the walk over the segments stands.
  struct Cursor {
    /// The next byte of the text.
    var byte: Int
    /// The segment that holds it.
    var segment: Int
  }

  /// What the first stretch of a segment holds, up to a change between spaced and unspaced.
  struct Stretch {
    /// All traits that occur.
    var traits: CharacterTraits = []
    /// Byte after the stretch.
    var end: Int
    /// Whether it may have parts: something besides letters and marks of one kind.
    var isCompound = false
  }

  /// Handles the segment under the cursor, or its first stretch, and moves past it.
  private mutating func step(
    _ cursor: inout Cursor, to end: Int, of text: Span<UInt8>, cut: Int
  ) {
    let stretch = self.stretch(of: text, from: cursor.byte, to: end)
    if stretch.traits.contains(.unspaced) {
      cutRun(&cursor, of: text, cut: cut)
    } else if stretch.traits.isDisjoint(with: .content) {
      cursor.byte = stretch.end
    } else {
      cutWord(&cursor, stretch, of: text, cut: cut)
    }
  }

  /// The first stretch of a segment: up to its end, or to where its letters stop or start being
  /// unspaced; O(bytes).
  mutating func stretch(of text: Span<UInt8>, from start: Int, to end: Int) -> Stretch {
    var found = Stretch(end: end)
    var index = start
    while index < end, (0x61...0x7A).contains(text[index]) { index += 1 }
    var last: CharacterTraits = index > start ? [.letter, .lower] : []
    found.traits = last
    while index < end {
      let scalar = text.decodeScalar(at: index)
      let traits =
        scalar.codePoint < 0x80
        ? table.ascii(UInt8(truncatingIfNeeded: scalar.codePoint)) : table.of(scalar.codePoint)
      if traits.contains(.unspaced), index > start {
        found.end = index
        return found
      }
      found.traits.formUnion(traits)
      if traits.contains(.unspaced) { return found }
      if Segmenter.divides(last, traits) { found.isCompound = true }
      last = Segmenter.carried(last, traits)
      index += scalar.length
    }
    return found
  }

  /// Whether a word is divided before a character, or by it.
  static func divides(_ last: CharacterTraits, _ next: CharacterTraits) -> Bool {
    if next.contains(.letter) {
      return last.contains(.digit) || (next.contains(.upper) && last.contains(.lower))
    }
    if next.contains(.digit) { return last.contains(.letter) }
    if next.contains(.nonJoiner) { return last.contains(.arabic) }
    return next.isDisjoint(with: [.extends, .ignorable])
  }

  /// The traits to compare the next character with: marks and ignorables leave them as they were.
  static func carried(_ last: CharacterTraits, _ next: CharacterTraits) -> CharacterTraits {
    next.isDisjoint(with: [.extends, .ignorable]) ? next : last
  }
}
