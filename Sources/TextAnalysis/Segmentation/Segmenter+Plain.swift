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
    var entry: CharacterEntry
    var length: Int
    /// Whether it is one byte.
    var isASCII: Bool { length == 1 }
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
      let end: Int?
      switch first.entry.step {
      case CharacterEntry.smallLetter, CharacterEntry.capitalLetter, CharacterEntry.plainLetter:
        end = letters(from: index)
      case CharacterEntry.digit, CharacterEntry.hangul:
        end = alike(from: index, first.entry.step)
      default:
        guard first.entry.isSeparator else { return index }
        index += first.length
        continue
      }
      guard let end else { return index }
      let kind: Unit.Kind = end - index > Segmenter.longestWord ? .long : .word
      units.append(Unit(start: index, end: end, kind: kind))
      index = end
      if index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
    }
    return index
  }

  /// The character at `index`; its entry is unknown where its page was never asked for.
  @inline(__always)
  private func character(at index: Int) -> Character {
    let byte = text[index]
    if byte < 0x80 {
      return Character(entry: entries[CharacterTable.directPlace + Int(byte)], length: 1)
    }
    if byte < 0xE0, byte >= 0xC2, index + 1 < text.count {
      let second = text[index + 1]
      if second & 0xC0 == 0x80 {
        let place = CharacterTable.directPlace + (Int(byte & 0x1F) << 6 | Int(second & 0x3F))
        return Character(entry: entries[place], length: 2)
      }
    }
    let scalar = text.decodeScalar(at: index)
    let place = Int(pages[Int(scalar.codePoint >> 8)]) + Int(scalar.codePoint & 0xFF)
    return Character(entry: entries[place], length: scalar.length)
  }

  /// The end of the word of letters and marks at `start`; nil where it may go on otherwise, or have
  /// parts: a capital after a small letter begins one.
  private func letters(from start: Int) -> Int? {
    var word = LetterWord(end: start)
    while word.end < text.count {
      guard takeBlock(into: &word) else { return nil }
      guard word.end < text.count, text[word.end] != UInt8(ascii: " ") else { break }
      let next = character(at: word.end)
      switch word.take(next.entry.step, next.length) {
      case .taken: continue
      case .divided: return nil
      case .other:
        let ends = next.entry.endsLetters || isPunctuationBeforeSpace(next, at: word.end)
        return ends ? word.end : nil
      }
    }
    return word.end
  }

  /// Takes letters in blocks of eight bytes, as long as they are ASCII or two bytes each; false where
  /// the word has parts.
  @inline(__always)
  private func takeBlock(into word: inout LetterWord) -> Bool {
    while word.end + 8 <= text.count {
      let block = text.eightBytes(at: word.end)
      if block & 0x80 == 0 {
        let ascii = LetterBlock(block)
        if ascii.dividesWord(word.afterSmall) { return false }
        guard ascii.count > 0 else { return true }
        word.afterSmall = ascii.endsSmall
        word.end += ascii.count
        if ascii.count < 8, block >> UInt64(ascii.count * 8) & 0x80 == 0 { return true }
      } else {
        var rest = block
        while rest & 0x80 != 0 {
          var place: Int
          var length = 2
          if rest & 0xC0E0 == 0x80C0, rest & 0x1E != 0 {
            // No overlong form of ASCII, which stands for no character.
            place = CharacterTable.directPlace + Self.twoByteCodePoint(rest)
          } else if rest & 0xC0C0F0 == 0x8080E0 {
            let codePoint = Self.threeByteCodePoint(rest)
            guard codePoint >= 0x800 else { return true }
            place = Int(pages[codePoint >> 8]) + (codePoint & 0xFF)
            length = 3
          } else {
            break
          }
          switch word.take(entries[place].step, length) {
          case .taken: rest >>= UInt64(length * 8)
          case .divided: return false
          case .other: return true
          }
        }
        if rest == block { return true }
      }
    }
    return true
  }

  /// The code point of 110xxxxx 10xxxxxx, low byte first.
  @inline(__always)
  private static func twoByteCodePoint(_ bytes: UInt64) -> Int {
    let high = bytes & 0x1F
    let low = bytes >> 8 & 0x3F
    return Int(truncatingIfNeeded: high << 6 | low)
  }

  /// The code point of 1110xxxx 10xxxxxx 10xxxxxx, low byte first.
  @inline(__always)
  private static func threeByteCodePoint(_ bytes: UInt64) -> Int {
    let high = bytes & 0x0F
    let middle = bytes >> 8 & 0x3F
    let low = bytes >> 16 & 0x3F
    return Int(truncatingIfNeeded: high << 12 | middle << 6 | low)
  }

  /// The end of the number, or word of Hangul syllables, at `start`: characters with one step alone;
  /// nil where it may go on otherwise.
  @inline(__always)
  private func alike(from start: Int, _ step: UInt32) -> Int? {
    var index = start
    while index < text.count {
      let next = character(at: index)
      guard next.entry.step == step else {
        let ends = step == CharacterEntry.digit ? next.entry.endsDigits : next.entry.endsHangul
        return ends || isPunctuationBeforeSpace(next, at: index) ? index : nil
      }
      index += next.length
    }
    return index
  }

  /// Whether an ASCII mark joins nothing since a space follows it.
  @inline(__always)
  private func isPunctuationBeforeSpace(_ mark: Character, at index: Int) -> Bool {
    mark.isASCII && index + 1 < text.count && text[index + 1] == UInt8(ascii: " ")
      && mark.entry.isPunctuation
  }
}

/// A word of letters as far as it has been read.
private struct LetterWord {
  var end: Int
  /// 1 where the last letter is a small one, so that a capital begins a part; else 0.
  var afterSmall: UInt32 = 0

  enum Outcome {
    case taken, divided, other
  }

  /// Takes a character, if it is a letter or a mark; branches only where the word ends.
  @inline(__always)
  mutating func take(_ step: UInt32, _ length: Int) -> Outcome {
    let letters =
      CharacterEntry.plainLetter | CharacterEntry.smallLetter | CharacterEntry.capitalLetter
      | CharacterEntry.mark
    guard step & letters != 0 else { return .other }
    let isCapital: UInt32 = step / CharacterEntry.capitalLetter & 1
    let isSmall: UInt32 = step / CharacterEntry.smallLetter & 1
    let isMark: UInt32 = step / CharacterEntry.mark & 1
    guard isCapital & afterSmall == 0 else { return .divided }
    afterSmall = isSmall | isMark & afterSmall
    end += length
    return .taken
  }
}

/// The ASCII letters at the beginning of eight bytes.
private struct LetterBlock {
  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let one: UInt64 = 0x0101_0101_0101_0101

  /// The letters before the first other byte, 0 to 8.
  let count: Int
  /// The high bit of each letter among them that is small.
  private let small: UInt64
  /// The high bit of each letter among them that is a capital.
  private let capital: UInt64

  @inline(__always)
  init(_ bytes: UInt64) {
    let folded = (bytes | 0x20 &* Self.one) & ~Self.high
    // Bytes below 0x80 never carry: at most 0x7F + 0x1F.
    let isLetter =
      (folded &+ 0x1F &* Self.one) & ~(folded &+ 0x05 &* Self.one) & ~bytes & Self.high
    count = (~isLetter & Self.high).trailingZeroBitCount >> 3
    let letters = count == 8 ? isLetter : isLetter & ((1 << UInt64(count * 8)) &- 1)
    capital = letters & ~(bytes << 2)
    small = letters ^ capital
  }

  /// Whether a capital follows a small letter, the first one where `afterSmall` is 1.
  @inline(__always)
  func dividesWord(_ afterSmall: UInt32) -> Bool {
    capital & (small << 8 | UInt64(afterSmall) << 7) != 0
  }

  /// 1 where the last letter is small, else 0.
  ///
  /// - Precondition: there is a letter.
  @inline(__always)
  var endsSmall: UInt32 { UInt32(truncatingIfNeeded: small >> UInt64(count * 8 - 1) & 1) }
}
