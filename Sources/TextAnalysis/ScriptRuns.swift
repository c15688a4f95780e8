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
  private var runs: [ScriptRun] = []
  private var runStart = 0
  private var group = ScriptTable.neutral
  /// End of the last character of the run that is not neutral.
  private var letterEnd = 0

  /// The script runs of `text`, which cover it; O(bytes).
  mutating func runs(of text: Span<UInt8>) -> [ScriptRun] {
    runs = []
    runStart = 0
    group = ScriptTable.neutral
    letterEnd = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        if Self.isLetter(byte) { note(Self.latin, index, index + 1, text) }
        index += 1
      } else {
        let character = DecodedCharacter(text, at: index)
        let found = table.group(of: character.codePoint)
        if found != ScriptTable.neutral { note(found, index, index + character.length, text) }
        index += character.length
      }
    }
    if text.count > 0 { runs.append(ScriptRun(range: runStart..<text.count, group: group)) }
    return runs
  }

  private static let latin = ScriptTable.Group(25)

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Takes note of a letter; ends the run where its script is another.
  @inline(__always)
  private mutating func note(
    _ found: ScriptTable.Group, _ start: Int, _ end: Int, _ text: Span<UInt8>
  ) {
    if found != group { change(to: found, at: start, text) }
    // A word glued to one of a look-alike script leaves `group` as it is.
    letterEnd = end
  }

  private mutating func change(
    to found: ScriptTable.Group, at start: Int, _ text: Span<UInt8>
  ) {
    if group == ScriptTable.neutral {
      group = found
      return
    }
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
