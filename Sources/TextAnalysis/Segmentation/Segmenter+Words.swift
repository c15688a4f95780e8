// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Words of spaced scripts: what ICU cut apart but is written as one (hyphens, mail addresses, URLs,
// words broken at the end of a line) is joined, and whatever has an inside is also divided.

extension Segmenter {
  /// Makes the word under the cursor, with its parts, and moves past it.
  mutating func cutWord(
    _ cursor: inout Cursor, _ stretch: Stretch, of text: Span<UInt8>, cut: Int
  ) {
    let start = cursor.byte
    var end = stretch.end
    cursor.byte = end
    guard !stretch.traits.isDisjoint(with: [.letter, .digit]) else {
      return appendChopped(start..<end, of: text)
    }
    var isCompound = stretch.isCompound
    while end < cut, Segmenter.mayJoin(text[end]), let next = joined(end, start, cursor, text, cut)
    {
      end = next
      isCompound = true
      cursor.byte = end
      while base + Int(boundaries[cursor.segment].offset) < end { cursor.segment += 1 }
    }
    if isCompound {
      appendCompound(start..<end, of: text)
    } else {
      appendChopped(start..<end, of: text)
    }
  }

  /// Whether a byte may start what joins two words.
  private static func mayJoin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "/"), 0xE2, 0xD6:
      true
    default: false
    }
  }

  /// The end of the joined word where what follows `end` continues the word from `start`.
  private mutating func joined(
    _ end: Int, _ start: Int, _ cursor: Cursor, _ text: Span<UInt8>, _ cut: Int
  ) -> Int? {
    guard base + Int(boundaries[cursor.segment].offset) == end else { return nil }
    switch text[end] {
    case UInt8(ascii: ":"), UInt8(ascii: "/"):
      return addressEnd(of: text, from: start, at: end, cut: cut)
    default:
      let joiner = joinerLength(in: text, at: end, cut: cut)
      guard joiner > 0 else { return nil }
      var next = end + joiner
      if let resumed = lineBreakEnd(of: text, from: next, cut: cut), text[end] != 0x40 {
        next = resumed
        guard startsInLowerCase(text, at: next) else { return nil }
      }
      return wordEnd(of: text, at: next, start: start, cursor: cursor, cut: cut)
    }
  }

  /// The end of the segment that starts at `next`, where it is a word of a spaced script.
  private mutating func wordEnd(
    of text: Span<UInt8>, at next: Int, start: Int, cursor: Cursor, cut: Int
  ) -> Int? {
    var segment = cursor.segment
    while segment < boundaries.count, base + Int(boundaries[segment].offset) < next {
      segment += 1
    }
    guard segment + 1 < boundaries.count, base + Int(boundaries[segment].offset) == next
    else { return nil }
    let end = base + Int(boundaries[segment + 1].offset)
    guard end - start <= Segmenter.longestWord else { return nil }
    let stretch = self.stretch(of: text, from: next, to: end)
    let isWord =
      !stretch.traits.isDisjoint(with: [.letter, .digit])
      && !stretch.traits.contains(.unspaced) && stretch.end == end
    return isWord ? end : nil
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
    let traits = table.of(text.decodeScalar(at: index).codePoint)
    return traits.contains(.letter) && !traits.contains(.upper)
  }

  /// The end of a URL whose scheme, or whose host with `www.`, ends at `end`; nil where there is
  /// none, or one longer than `longestWord`.
  private mutating func addressEnd(
    of text: Span<UInt8>, from start: Int, at end: Int, cut: Int
  ) -> Int? {
    let isAddress =
      text[end] == UInt8(ascii: ":")
      ? hasBytes("://", in: text, at: end) : hasBytes("www.", in: text, at: start)
    guard isAddress else { return nil }
    let path = text[end] == UInt8(ascii: ":") ? end + 3 : end + 1
    let limit = min(cut, start + Segmenter.longestWord + 1)
    var index = path
    while index < limit {
      let scalar = text.decodeScalar(at: index)
      guard isAddressCharacter(scalar.codePoint) else { break }
      index += scalar.length
    }
    while index > path, Segmenter.isTrailingPunctuation(text[index - 1]) { index -= 1 }
    return index > path && index - start <= Segmenter.longestWord ? index : nil
  }

  private func hasBytes(_ expected: StaticString, in text: Span<UInt8>, at index: Int) -> Bool {
    let bytes = Array(expected.description.utf8)
    guard index + bytes.count <= text.count else { return false }
    return bytes.indices.allSatisfy { text[index + $0] == bytes[$0] }
  }

  private mutating func isAddressCharacter(_ codePoint: UInt32) -> Bool {
    guard codePoint >= 0x80 else {
      let excluded: [UInt8] = Array("<>\"'{}|\\^`".utf8)
      return codePoint > 0x20 && codePoint != 0x7F && !excluded.contains(UInt8(codePoint))
    }
    let traits = table.of(codePoint)
    return !traits.contains(.unspaced) && !traits.isDisjoint(with: [.letter, .digit, .extends])
  }

  private static func isTrailingPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "]"),
      UInt8(ascii: "*"):
      true
    default: false
    }
  }

  /// Appends a word without parts; chopped where it is longer than `longestWord`.
  private mutating func appendChopped(_ range: Range<Int>, of text: Span<UInt8>) {
    var start = range.lowerBound
    while range.upperBound - start > Segmenter.longestWord {
      var end = start + Segmenter.longestWord
      while end > start + 4, text[end] & 0xC0 == 0x80 { end -= 1 }
      append(start..<end)
      start = end
    }
    append(start..<range.upperBound)
  }

  private mutating func append(_ range: Range<Int>) {
    pieces.append(
      Piece(start: range.lowerBound, end: range.upperBound, position: position, kind: .word))
    position &+= 1
  }

  /// Appends a word with its parts; only the part where there is one.
  private mutating func appendCompound(_ range: Range<Int>, of text: Span<UInt8>) {
    divide(range, of: text)
    guard let first = parts.first, let last = parts.last else { return }
    let whole = first.lowerBound..<last.upperBound
    guard parts.count > 1, whole.count <= Segmenter.longestWord else {
      for part in parts { appendChopped(part, of: text) }
      return
    }
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
  private mutating func divide(_ range: Range<Int>, of text: Span<UInt8>) {
    parts.removeAll(keepingCapacity: true)
    var start: Int?
    var last: CharacterTraits = []
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.decodeScalar(at: index)
      let traits = table.of(scalar.codePoint)
      if Segmenter.divides(last, traits), let open = start {
        parts.append(open..<index)
        start = nil
      }
      if start == nil, !traits.isDisjoint(with: [.letter, .digit]) { start = index }
      last = Segmenter.carried(last, traits)
      index += scalar.length
    }
    if let open = start { parts.append(open..<range.upperBound) }
  }
}
