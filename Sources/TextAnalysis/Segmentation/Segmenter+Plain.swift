// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The hot loop: words of letters or of digits alone, with what stands between them. Whatever is
// in doubt is left to the other files, which must give the same where both could.

extension Segmenter {
  /// Appends units for plain words from `offset` on.
  ///
  /// - Returns: the first byte of something else, or the end of the text.
  mutating func cutPlainWords(of text: Span<UInt8>, from offset: Int) -> Int {
    Segmenter.appendPlainWords(of: text, from: offset, scanner.table, to: &units)
  }

  private static func appendPlainWords(
    of text: Span<UInt8>, from offset: Int, _ table: borrowing CharacterTable,
    to units: inout [Unit]
  ) -> Int {
    PlainReader(text: text, table: table).appendWords(from: offset, to: &units)
  }
}

/// Reads plain words; holds no state.
private struct PlainReader: ~Escapable {
  let text: Span<UInt8>
  let entries: Span<CharacterEntry>
  let pages: Span<UInt32>

  /// A character with what is known of it.
  struct Character {
    var codePoint: UInt32
    var length: Int
    var entry: CharacterEntry
  }

  /// Where a word ends, and the hash of it.
  struct Word {
    var end: Int
    var hash: UInt64

    @inline(__always)
    func unit(from start: Int) -> Unit {
      let kind: Unit.Kind = end - start > Segmenter.longestWord ? .long : .word
      return Unit(start: start, end: end, hash: hash, kind: kind)
    }
  }

  @_lifetime(copy text, borrow table)
  init(text: Span<UInt8>, table: borrowing CharacterTable) {
    self.text = text
    entries = table.entries.span
    pages = table.pages.span
  }

  /// Appends units for plain words from `offset` on; see `Segmenter.cutPlainWords(of:from:)`.
  func appendWords(from offset: Int, to units: inout [Unit]) -> Int {
    var index = offset
    while index < text.count, units.count < Segmenter.batch {
      let first = character(at: index)
      switch first.entry.step {
      case CharacterEntry.smallLetter, CharacterEntry.capitalLetter, CharacterEntry.plainLetter:
        guard let word = letters(from: index) else { return index }
        units.append(word.unit(from: index))
        index = word.end
      case CharacterEntry.digit:
        guard let word = numerals(from: index, CharacterEntry.digit) else { return index }
        units.append(word.unit(from: index))
        index = word.end
      case CharacterEntry.hangul:
        guard let word = numerals(from: index, CharacterEntry.hangul) else { return index }
        units.append(word.unit(from: index))
        index = word.end
      default:
        guard isSkipped(first, at: index) else { return index }
        index += first.length
      }
    }
    return index
  }

  /// The character at `index`; its entry is unknown where its page was never asked for.
  @inline(__always)
  func character(at index: Int) -> Character {
    let byte = text[index]
    if byte < 0x80 {
      return Character(
        codePoint: UInt32(byte), length: 1, entry: entries[CharacterTable.firstPage + Int(byte)])
    }
    let scalar = text.decodeScalar(at: index)
    let place = Int(pages[Int(scalar.codePoint >> 8)]) + Int(scalar.codePoint & 0xFF)
    return Character(codePoint: scalar.codePoint, length: scalar.length, entry: entries[place])
  }

  /// The word of letters and marks at `start`; nil where it may go on otherwise, or have parts.
  @inline(__always)
  func letters(from start: Int) -> Word? {
    var hash = SurfaceHash()
    var index = start
    var last: UInt32 = 0
    while index < text.count {
      let next = character(at: index)
      switch next.entry.step {
      case CharacterEntry.smallLetter, CharacterEntry.plainLetter: last = next.entry.step
      case CharacterEntry.capitalLetter:
        if last == CharacterEntry.smallLetter { return nil }
        last = CharacterEntry.capitalLetter
      case CharacterEntry.mark: break
      default:
        guard next.entry.endsLetters || isPunctuationBeforeSpace(next, at: index) else {
          return nil
        }
        return Word(end: index, hash: hash.value)
      }
      hash.add(next.codePoint)
      index += next.length
    }
    return Word(end: index, hash: hash.value)
  }

  /// The number, or word of Hangul syllables, at `start`: characters with one step alone; nil where
  /// it may go on otherwise.
  @inline(__always)
  func numerals(from start: Int, _ step: UInt32) -> Word? {
    var hash = SurfaceHash()
    var index = start
    while index < text.count {
      let next = character(at: index)
      guard next.entry.step == step else {
        let ends = step == CharacterEntry.digit ? next.entry.endsDigits : next.entry.endsHangul
        guard ends || isPunctuationBeforeSpace(next, at: index) else { return nil }
        return Word(end: index, hash: hash.value)
      }
      hash.add(next.codePoint)
      index += next.length
    }
    return Word(end: index, hash: hash.value)
  }

  /// Whether an ASCII mark joins nothing since a space follows it.
  @inline(__always)
  private func isPunctuationBeforeSpace(_ mark: Character, at index: Int) -> Bool {
    mark.codePoint < 0x80 && index + 1 < text.count && text[index + 1] == UInt8(ascii: " ")
      && mark.entry.column != Int(WordBreakClass.letter.rawValue)
      && mark.entry.column != Int(WordBreakClass.connector.rawValue)
      && mark.entry.step == 0
  }

  /// Whether a character stands in no word, whatever follows it.
  @inline(__always)
  func isSkipped(_ character: Character, at index: Int) -> Bool {
    guard character.entry.isSeparator else { return false }
    return character.codePoint != UInt32(UInt8(ascii: "#"))
  }
}
