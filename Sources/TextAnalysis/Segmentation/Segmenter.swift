// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Cuts a text into units, and units into words, parts and grams. Words are ICU's (UAX #29 and its
// dictionaries); this file walks them, `Segmenter+Plain.swift` takes the words that are letters or
// digits and nothing else, `Segmenter+Words.swift` joins and divides the other words of spaced
// scripts, `Segmenter+Runs.swift` makes words and grams of unspaced ones.
//
// Cutting depends on the characters alone, never on a language or on passages.

/// Cuts texts into units and pieces.
///
/// One per thread.
struct Segmenter {
  /// The most units that one call of `cut(_:from:)` leaves.
  static let batch = 512
  /// The longest word kept whole, in bytes; longer ones are chopped.
  static let longestWord = 512

  /// ICU's boundaries, and traits of characters.
  var scanner = WordScanner()
  /// The units cut last, in order.
  var units: [Unit] = []
  /// The pieces of the unit divided last, by start, then kind.
  var pieces: [Piece] = []
  /// The next free position in the unit that is being divided.
  var position: UInt32 = 0
  /// Scratch: the parts of one word.
  var parts: [Range<Int>] = []
  /// Scratch: ICU's boundaries in one run.
  var boundaries: [Int] = []

  /// Cuts `text` from `offset` on and leaves some units in `units`, none where nothing is left.
  ///
  /// - Returns: where the rest starts, past `offset`.
  /// - Precondition: `offset` is 0 or was returned for the same text, and is inside of it.
  mutating func cut(_ text: Span<UInt8>, from offset: Int) -> Int {
    units.removeAll(keepingCapacity: true)
    var index = offset
    while index < text.count, units.count < Segmenter.batch {
      index = cutPlainWords(of: text, from: index)
      if index < text.count { index = cutOther(of: text, from: index) }
    }
    return index
  }

  /// Divides a unit and leaves its pieces in `pieces`.
  ///
  /// - Returns: the number of positions that the unit takes.
  @discardableResult
  mutating func divide(_ unit: Unit, of text: Span<UInt8>) -> UInt32 {
    pieces.removeAll(keepingCapacity: true)
    position = 0
    switch unit.kind {
    case .word: append(unit.start..<unit.end)
    case .long: appendChopped(unit.start..<unit.end, of: text)
    case .compound: appendCompound(unit.start..<unit.end, of: text)
    case .run, .chunk: divideRun(unit, of: text)
    }
    return position
  }

  /// All pieces of a text, by start, then kind, with positions counted from its beginning.
  mutating func pieces(of text: Span<UInt8>) -> [Piece] {
    var all: [Piece] = []
    var first: UInt32 = 0
    var offset = 0
    while offset < text.count {
      offset = cut(text, from: offset)
      for unit in units {
        let taken = divide(unit, of: text)
        for var piece in pieces {
          piece.position &+= first
          all.append(piece)
        }
        first &+= taken
      }
    }
    return all
  }

  /// Handles what is no plain word and moves past it; plain words too, only slower.
  mutating func cutOther(of text: Span<UInt8>, from start: Int) -> Int {
    let first = scanner.table.entry(of: text.decodeScalar(at: start).codePoint)
    if first.traits.contains(.unspaced) { return cutRun(of: text, from: start) }
    return cutWord(of: text, from: start)
  }
}
