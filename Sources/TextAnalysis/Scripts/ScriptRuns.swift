// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The first and surest cut of a text: where its script changes. Marks stay with their base, and
// common characters (spaces, digits, punctuation) with a neighbour, by these rules: a gap between
// two scripts is cut behind its last line end, else behind its first space, else where the new
// script starts. So an opening quotation mark goes with the word it opens.

/// A stretch of a text in one group of scripts.
struct ScriptRun: Hashable {
  /// UTF-8 offsets.
  var range: Range<Int>
  /// The group of its letters; `.neutral` only where the whole text has no letter.
  var group: ScriptTable.Group
}

/// Cuts texts into script runs.
struct ScriptRunScanner {
  private var table = ScriptTable()
  /// The runs of the text scanned last, which cover it.
  private(set) var runs: [ScriptRun] = []
  private var runStart = 0
  private var group = ScriptTable.neutral

  /// Puts the script runs of `text` in `runs`; O(bytes).
  mutating func scan(_ text: Span<UInt8>) {
    runs.removeAll(keepingCapacity: true)
    runStart = 0
    group = ScriptTable.neutral
    var index = 0
    while index < text.count {
      if group != ScriptTable.neutral {
        table.prepare(group)
        index = Self.skip(group, text, from: index, table)
      }
      guard index < text.count else { break }
      let byte = text[index]
      if byte < 0x80 {
        if Self.isLetter(byte), group != Self.latin { change(to: Self.latin, at: index, text) }
        index += 1
      } else {
        let scalar = text.decodeScalar(at: index)
        let found = table.group(of: scalar.codePoint)
        if found != ScriptTable.neutral, found != group { change(to: found, at: index, text) }
        index += scalar.length
      }
    }
    if text.count > 0 { runs.append(ScriptRun(range: runStart..<text.count, group: group)) }
  }

  /// The end of what cannot change a group: its own letters and what is neutral, as far as the
  /// first bytes of characters tell.
  ///
  /// Bytes are judged one by one: those of ill-formed sequences are neutral, and what follows them
  /// is judged by itself.
  private static func skip(
    _ group: ScriptTable.Group, _ text: Span<UInt8>, from start: Int,
    _ table: ScriptTable
  ) -> Int {
    let harmless = table.harmless.span
    let blocks = table.blocks.span
    let near = table.near.span
    let row = Int(group) << 8
    var index = start
    var nextTry = start
    let isNarrow = group != latin && table.isNarrow(group)
    while index < text.count {
      if isNarrow, index >= nextTry {
        // Without a branch a byte: where a word ends cannot be foretold. Where the first bytes do
        // not tell the script it fails, and is tried again later.
        while index + 8 <= text.count, isHarmless(text.eightBytes(at: index), row, harmless) {
          index += 8
        }
        nextTry = index + 48
        guard index < text.count else { break }
      }
      let byte = text[index]
      if byte < 0x80, group == latin {
        index = endOfASCII(text, from: index)
      } else if harmless[row | Int(byte)] != 0 {
        index += 1
      } else if byte & 0xF0 == 0xE0, index + 1 < text.count {
        let block = Int(byte & 0x0F) << 6 | Int(text[index + 1] & 0x3F)
        guard block >= 0x800 >> 6, text[index + 1] & 0xC0 == 0x80,
          blocks[block] == group || blocks[block] == ScriptTable.neutral
        else { return index }
        index += 2
      } else if byte < 0xE0, byte >= 0xC2, index + 1 < text.count {
        // An ill-formed sequence is neutral; judging it as a letter is only slower.
        let found = near[Int(byte & 0x1F) << 6 | Int(text[index + 1] & 0x3F)]
        guard found == group || found == ScriptTable.neutral else { return index }
        index += 1
      } else {
        return index
      }
    }
    return index
  }

  /// Whether all of eight bytes are harmless by one row of `ScriptTable.harmless`.
  @inline(__always)
  private static func isHarmless(_ bytes: UInt64, _ row: Int, _ harmless: Span<UInt8>) -> Bool {
    var all: UInt8 = 1
    for offset in 0..<8 as Range<UInt64> {
      all &= harmless[row | Int(truncatingIfNeeded: bytes >> (offset * 8) & 0xFF)]
    }
    return all != 0
  }

  /// The first byte from `start` on that is not ASCII.
  @inline(__always)
  private static func endOfASCII(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index + 8 <= text.count {
      let high = text.eightBytes(at: index) & 0x8080_8080_8080_8080
      if high != 0 { return index + (high.trailingZeroBitCount >> 3) }
      index += 8
    }
    while index < text.count, text[index] < 0x80 { index += 1 }
    return index
  }

  /// The end of the last letter before a place, no further back than the run's start.
  private mutating func letterEnd(before place: Int, _ text: Span<UInt8>) -> Int {
    var end = place
    while end > runStart {
      let character = Self.lastCharacter(of: text, from: runStart, to: end)
      if table.group(of: character.codePoint) != ScriptTable.neutral { return end }
      end -= character.length
    }
    return end
  }

  /// The last character before `end`; an ill-formed byte counts as U+FFFD.
  private static func lastCharacter(of text: Span<UInt8>, from start: Int, to end: Int)
    -> DecodedScalar
  {
    for length in 1...4 where end - length >= start && text[end - length] & 0xC0 != 0x80 {
      let scalar = text.decodeScalar(at: end - length)
      return scalar.length == length ? scalar : .illFormed
    }
    return .illFormed
  }

  private static let latin = ScriptTable.Group(25)

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Ends the run at a letter of another script; a word glued to one of a look-alike script leaves
  /// `group` as it is.
  private mutating func change(
    to found: ScriptTable.Group, at start: Int, _ text: Span<UInt8>
  ) {
    if group == ScriptTable.neutral {
      group = found
      return
    }
    let letterEnd = letterEnd(before: start, text)
    if start == letterEnd, Self.isAlike(found), Self.isAlike(group) { return }
    let cut = Self.cut(between: letterEnd, and: start, text)
    runs.append(ScriptRun(range: runStart..<cut, group: group))
    runStart = cut
    group = found
  }

  /// Latin, Greek and Cyrillic share look-alike letters: a word that mixes them is a slip of the
  /// keyboard or of OCR, and stays whole in the script it began in.
  private static func isAlike(_ group: ScriptTable.Group) -> Bool {
    switch Script(rawValue: UInt16(group)) {
    case .latin, .greek, .cyrillic: true
    default: false
    }
  }

  /// Where to cut a gap of neutral characters.
  private static func cut(between start: Int, and end: Int, _ text: Span<UInt8>) -> Int {
    var space: Int?
    for index in stride(from: end - 1, through: start, by: -1) {
      switch text[index] {
      case 0x0A, 0x0C, 0x0D: return index + 1
      case 0x09, 0x20: space = index + 1
      default: break
      }
    }
    return space ?? end
  }
}
