// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Most queries are a few words, and reading them character by character costs more than searching.

/// Reads queries that hold nothing but words, all or none of them with a `+`; or one phrase of words.
///
/// What it reads, `QueryLexer` would read alike; whatever it is not sure of it leaves alone.
enum PlainQuery {
  /// The tree of a plain query; nil for any other.
  static func parse(_ text: String) -> QueryNode? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return nil }
    let isQuoted = bytes.count > 2 && first == UInt8(ascii: "\"") && bytes.last == first
    let range = isQuoted ? 1..<(bytes.count - 1) : 0..<bytes.count
    guard let words = words(in: bytes, range, signed: !isQuoted) else { return nil }
    return isQuoted
      ? .phrase(String(decoding: bytes[range], as: UTF8.self), slop: 0) : node(of: words, bytes)
  }

  private struct Word {
    var range: Range<Int>
    var isSigned: Bool
  }

  private static func node(of words: [Word], _ bytes: [UInt8]) -> QueryNode? {
    let isSigned = words[0].isSigned
    guard words.allSatisfy({ $0.isSigned == isSigned }) else { return nil }
    let nodes = words.map { QueryNode.word(String(decoding: bytes[$0.range], as: UTF8.self)) }
    if isSigned { return .boolean(must: nodes, should: [], mustNot: []) }
    return nodes.count == 1 ? nodes[0] : .boolean(must: [], should: nodes, mustNot: [])
  }

  /// The words between single spaces; nil where anything else stands among them.
  private static func words(
    in bytes: [UInt8], _ range: Range<Int>, signed: Bool
  ) -> [Word]? {
    var words: [Word] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let isSigned = signed && bytes[index] == UInt8(ascii: "+")
      if isSigned { index += 1 }
      let start = index
      while index < range.upperBound, bytes[index] != 0x20 {
        guard isPlain(bytes, index, in: range) else { return nil }
        index += 1
      }
      let word = start..<index
      guard isWord(bytes, word, isSigned: isSigned) else { return nil }
      words.append(Word(range: word, isSigned: isSigned))
      if index < range.upperBound {
        index += 1
        if index == range.upperBound { return nil }
      }
    }
    return words.isEmpty ? nil : words
  }

  /// Whether a byte can only belong to a letter, mark or digit, or to a sign without meaning here.
  @inline(__always)
  private static func isPlain(
    _ bytes: [UInt8], _ index: Int, in range: Range<Int>
  ) -> Bool {
    let byte = bytes[index]
    let next = index + 1 < range.upperBound ? bytes[index + 1] : 0
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
    case 0..<0x80: return false
    // Spaces, quotation marks, direction controls, the byte order mark, presentation forms.
    case 0xC2, 0xE2, 0xEF: return false
    case 0xE1: return next != 0x9A
    case 0xE3: return next != 0x80
    // Letters that join what follows, be it a space: Arabic, Syriac, Malayalam, Brahmic.
    case 0xD8: return next > 0x85 && next != 0x9C
    case 0xDB: return next != 0x9D
    case 0xDC: return next != 0x8F
    case 0xE0: return next != 0xA2 && next != 0xB5
    case 0xF0: return next != 0x91
    default: return true
    }
  }

  /// Whether a run of plain bytes is one word: no operator, nothing that hangs on what stands before it.
  private static func isWord(
    _ bytes: [UInt8], _ range: Range<Int>, isSigned: Bool
  ) -> Bool {
    guard let first = range.first else { return false }
    if bytes[first] < 0x80 {
      // A number after a `+` may be a telephone's; capitals may be an operator.
      if isSigned, bytes[first] < 0x41 { return false }
      return range.count > 5 || !range.allSatisfy { bytes[$0] < 0x5B && bytes[$0] > 0x40 }
    }
    var decoder = UTF8()
    var iterator = bytes[range].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return false }
    return !scalar.properties.isGraphemeExtend && scalar.properties.generalCategory != .spacingMark
  }
}
