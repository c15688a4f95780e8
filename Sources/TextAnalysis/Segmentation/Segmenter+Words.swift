// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Words of spaced scripts: what ICU cut apart but is written as one (hyphens, mail addresses, URLs,
// words broken at the end of a line) is joined, and whatever has an inside is also divided.

extension Segmenter {
  /// What the first stretch of a segment holds, up to a letter of an unspaced script.
  struct Stretch {
    /// All traits that occur.
    var traits: CharacterTraits = []
    /// Byte after the stretch.
    var end: Int
    /// Whether it may have parts: something besides letters and marks of one kind.
    var isCompound = false
  }

  /// Appends a unit for the word at `start`, if there is one.
  ///
  /// - Returns: the end of the unit, or of what is no word.
  mutating func cutWord(of text: Span<UInt8>, from start: Int) -> Int {
    if let word = tagWord(of: text, from: start) {
      let end = stretch(of: text, from: word).end
      append(start..<end, isCompound: true)
      return end
    }
    let stretch = self.stretch(of: text, from: start)
    if stretch.traits.isDisjoint(with: .content) { return stretch.end }
    guard !stretch.traits.isDisjoint(with: [.letter, .digit]) else {
      append(signStart(of: text, from: start)..<stretch.end, isCompound: false)
      return stretch.end
    }
    var end = stretch.end
    var isCompound = stretch.isCompound
    while end < text.count, Segmenter.mayJoin(text[end]), let next = joined(end, start, text) {
      end = next
      isCompound = true
    }
    append(start..<end, isCompound: isCompound)
    return end
  }

  /// Where a sign begins, in a stretch that holds one: ICU keeps what stands before a joiner together with the sign behind it.
  private mutating func signStart(of text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while true {
      let scalar = text.decodeScalar(at: index)
      if !scanner.table.of(scalar.codePoint).isDisjoint(with: .content) { return index }
      index += scalar.length
    }
  }

  private mutating func append(_ range: Range<Int>, isCompound: Bool) {
    let kind: Unit.Kind =
      isCompound ? .compound : range.count > Segmenter.longestWord ? .long : .word
    units.append(Unit(start: range.lowerBound, end: range.upperBound, kind: kind))
  }

  /// The segment at `start`, or what of it comes before letters of unspaced scripts; O(bytes).
  ///
  /// - Precondition: no unspaced letter stands at `start`.
  private mutating func stretch(of text: Span<UInt8>, from start: Int) -> Stretch {
    let end = scanner.segment(of: text, from: start, limit: text.count, isSpaced: true).end
    var found = Stretch(end: end)
    var index = start
    var last: CharacterTraits = []
    while index < end {
      let scalar = text.decodeScalar(at: index)
      let traits = scanner.table.of(scalar.codePoint)
      found.traits.formUnion(traits)
      if Segmenter.divides(last, traits) { found.isCompound = true }
      last = Segmenter.carried(last, traits)
      index += scalar.length
    }
    return found
  }

  /// Whether a word is divided before a character, or by it.
  static func divides(_ last: CharacterTraits, _ next: CharacterTraits) -> Bool {
    if next.contains(.apostrophe) { return true }
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

  /// Whether a byte may start what joins two words.
  private static func mayJoin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "/"),
      UInt8(ascii: "."), UInt8(ascii: "\r"), UInt8(ascii: "\n"), 0xC2, 0xD6, 0xE2:
      true
    default: false
    }
  }

  /// The end of the joined word where what follows `end` continues the word from `start`.
  private mutating func joined(_ end: Int, _ start: Int, _ text: Span<UInt8>) -> Int? {
    let cut = text.count
    switch text[end] {
    case UInt8(ascii: ":"), UInt8(ascii: "/"):
      return addressEnd(of: text, from: start, at: end, cut: cut)
    case UInt8(ascii: "."): return fileNameEnd(of: text, at: end)
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      guard text[end - 1] == 0xAD, end - 2 >= start, text[end - 2] == 0xC2,
        let next = lineBreakEnd(of: text, from: end, cut: cut),
        startsInLowerCase(text, at: next)
      else { return nil }
      return wordEnd(of: text, at: next, start: start)
    default:
      if let grouped = groupEnd(of: text, from: start, at: end) { return grouped }
      let joiner = joinerLength(in: text, at: end, cut: cut)
      guard joiner > 0 else { return nil }
      var next = end + joiner
      if let resumed = lineBreakEnd(of: text, from: next, cut: cut), text[end] != 0x40 {
        next = resumed
        guard startsInLowerCase(text, at: next) else { return nil }
      }
      return wordEnd(of: text, at: next, start: start)
    }
  }

  /// The end of the segment that starts at `next`, where it is a word of a spaced script.
  private mutating func wordEnd(of text: Span<UInt8>, at next: Int, start: Int) -> Int? {
    let first = scanner.table.of(text.decodeScalar(at: next).codePoint)
    guard !first.isDisjoint(with: [.letter, .digit]), !first.contains(.unspaced) else { return nil }
    let end = stretch(of: text, from: next).end
    return end - start <= Segmenter.longestWord ? end : nil
  }

  /// The length of a hyphen or at sign at `index`: `-`, `@`, U+2010, U+2011, U+05BE; else 0.
  private func joinerLength(in text: Span<UInt8>, at index: Int, cut: Int) -> Int {
    switch text.decodeScalar(at: index).codePoint {
    case 0x2D, 0x40: index + 1 < cut ? 1 : 0
    case 0x2010, 0x2011: index + 3 < cut ? 3 : 0
    case 0x05BE: index + 2 < cut ? 2 : 0
    default: 0
    }
  }

  /// The start of the next line's text where a line break stands at `index`; nil elsewhere.
  private func lineBreakEnd(of text: Span<UInt8>, from index: Int, cut: Int) -> Int? {
    var next = index
    if text[next] == UInt8(ascii: "\r") { next += 1 }
    guard next < cut, text[next] == UInt8(ascii: "\n") else { return nil }
    next += 1
    let limit = min(cut, next + 40)
    while next < limit, text[next] == UInt8(ascii: " ") || text[next] == UInt8(ascii: "\t") {
      next += 1
    }
    return next < limit ? next : nil
  }

  private mutating func startsInLowerCase(_ text: Span<UInt8>, at index: Int) -> Bool {
    let traits = scanner.table.of(text.decodeScalar(at: index).codePoint)
    return traits.contains(.letter) && !traits.contains(.upper)
  }

  /// Appends a word without parts; chopped where it is longer than `longestWord`.
  mutating func appendChopped(_ range: Range<Int>, of text: Span<UInt8>) {
    var start = range.lowerBound
    while range.upperBound - start > Segmenter.longestWord {
      var end = start + Segmenter.longestWord
      while end > start + 4, text[end] & 0xC0 == 0x80 { end -= 1 }
      append(start..<end)
      start = end
    }
    append(start..<range.upperBound)
  }

  /// Appends a word without parts.
  mutating func append(_ range: Range<Int>) {
    pieces.append(
      Piece(start: range.lowerBound, end: range.upperBound, position: position, kind: .word))
    position &+= 1
  }

  /// Appends a word with its parts; the word alone where it is its only part.
  mutating func appendCompound(_ range: Range<Int>, of text: Span<UInt8>) {
    let whole = divide(range, of: text)
    guard !parts.isEmpty else { return }
    guard whole.count <= Segmenter.longestWord else {
      for part in parts { appendChopped(part, of: text) }
      return
    }
    guard parts != [whole] else { return append(whole) }
    pieces.append(
      Piece(start: whole.lowerBound, end: whole.upperBound, position: position, kind: .word))
    for part in parts {
      pieces.append(
        Piece(start: part.lowerBound, end: part.upperBound, position: position, kind: .part))
      position &+= 1
    }
  }

  /// Puts the parts of a word in `parts`: runs of letters or of digits; a capital after a small
  /// letter starts a new one, and so does a letter of the Arabic script after a ZWNJ.
  ///
  /// - Returns: the word without punctuation at its ends, but with an apostrophe that is a letter,
  ///   or with the `#` or `@` before it.
  private mutating func divide(_ range: Range<Int>, of text: Span<UInt8>) -> Range<Int> {
    parts.removeAll(keepingCapacity: true)
    var start: Int?
    var whole: Range<Int>?
    var last: CharacterTraits = []
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.decodeScalar(at: index)
      let traits = scanner.table.of(scalar.codePoint)
      let isLetter = !traits.isDisjoint(with: [.letter, .digit])
      if Segmenter.divides(last, traits), let open = start {
        parts.append(open..<index)
        start = nil
      }
      if start == nil, isLetter, !traits.contains(.apostrophe) { start = index }
      last = Segmenter.carried(last, traits)
      index += scalar.length
      if isLetter || (start != nil && !traits.isDisjoint(with: [.extends, .ignorable])) {
        whole = (whole?.lowerBound ?? index - scalar.length)..<index
      }
    }
    if let open = start { parts.append(open..<range.upperBound) }
    let inside = whole ?? range
    let isTag = Segmenter.isTagSign(text, at: range.lowerBound)
    return (isTag ? range.lowerBound : inside.lowerBound)..<inside.upperBound
  }

  /// Whether `#`, `＃` or `@` stands at `index`.
  private static func isTagSign(_ text: Span<UInt8>, at index: Int) -> Bool {
    let codePoint = text.decodeScalar(at: index).codePoint
    return codePoint == 0x23 || codePoint == 0x40 || codePoint == 0xFF03
  }
}
