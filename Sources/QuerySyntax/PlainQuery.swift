// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Most queries are a few words, and reading them character by character costs more than searching.

/// Reads queries that hold nothing but words, all or none of them with a `+`; or one phrase of words; or
/// one prefix or fuzzy word.
///
/// What it reads, `QueryLexer` would read alike; whatever it is not sure of it leaves alone.
enum PlainQuery {
  /// The tree of a plain query; nil for any other.
  static func parse(_ text: String) -> QueryNode? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return nil }
    let isQuoted = bytes.count > 2 && first == UInt8(ascii: "\"") && bytes.last == first
    let ending = isQuoted ? nil : Ending(of: bytes)
    let range = isQuoted ? 1..<(bytes.count - 1) : 0..<(bytes.count - (ending?.length ?? 0))
    let isSigned = !isQuoted && first == UInt8(ascii: "+")
    var nodes: [QueryNode] = []
    var isAfterNumber = false
    var index = range.lowerBound
    repeat {
      guard let word = word(in: bytes, from: index, to: range.upperBound, isSigned: isSigned) else {
        return nil
      }
      if !isQuoted {
        // Two numbers side by side may be the groups of a phone number.
        let isNumber = beginsWithDigit(bytes, word)
        if isNumber, isAfterNumber { return nil }
        isAfterNumber = isNumber
        if word == bytes.indices { return .word(text) }
        nodes.append(.word(String(decoding: bytes[word], as: UTF8.self)))
      }
      index = word.upperBound + 1
    } while index <= range.upperBound
    if isQuoted { return .phrase(String(decoding: bytes[range], as: UTF8.self), slop: 0) }
    if let ending {
      guard nodes.count == 1, !isSigned, case .word(let text) = nodes[0] else { return nil }
      return ending.node(of: text)
    }
    if isSigned { return .boolean(must: nodes, should: [], mustNot: []) }
    return nodes.count == 1 ? nodes[0] : .boolean(must: [], should: nodes, mustNot: [])
  }

  /// What may stand behind the only word: `*`, `~`, `~1`, `~2`.
  private struct Ending {
    /// The edit distance that a fuzzy word names; nil for a prefix.
    private let distance: Int?
    /// The bytes that it takes.
    let length: Int

    /// The ending of a query; nil for none.
    init?(of bytes: [UInt8]) {
      let tilde = UInt8(ascii: "~")
      switch bytes[bytes.count - 1] {
      case UInt8(ascii: "*"): (distance, length) = (nil, 1)
      case tilde: (distance, length) = (1, 1)
      case let digit where (0x31...0x32).contains(digit) && bytes.dropLast().last == tilde:
        (distance, length) = (Int(digit & 3), 2)
      default: return nil
      }
    }

    /// The word with its ending; nil for a fuzzy one without a letter in front, or with a number before
    /// that of the distance.
    func node(of text: String) -> QueryNode? {
      guard let distance else { return .prefix(text) }
      guard text.first?.isLetter == true, length == 1 || text.last?.isNumber == false else {
        return nil
      }
      return .fuzzy(text, distance: distance, prefix: 0)
    }
  }

  /// The word from a byte up to a space or the end, after its sign; nil where anything else stands there.
  private static func word(
    in bytes: [UInt8], from start: Int, to end: Int, isSigned: Bool
  ) -> Range<Int>? {
    var first = start
    if isSigned {
      guard start < end, bytes[start] == UInt8(ascii: "+") else { return nil }
      first += 1
    }
    var index = first
    var hasJoiner = false
    while index < end, bytes[index] != 0x20 {
      if !isPlain(bytes, index, before: end) {
        guard index > first, isJoiner(bytes, index, before: end) else { return nil }
        hasJoiner = true
      }
      index += 1
    }
    let word = first..<max(first, index)
    // A number with hyphens or points may be a telephone's.
    if hasJoiner, beginsWithDigit(bytes, word) { return nil }
    return isWord(bytes, word, isSigned: isSigned) ? word : nil
  }

  /// Whether one of the signs begins that mean nothing behind the first letter of a word: apostrophes,
  /// hyphens, points, joiners, and the letters among superscripts.
  ///
  /// Of U+2019, U+200C and their like the two bytes that follow are plain.
  private static func isJoiner(_ bytes: [UInt8], _ index: Int, before end: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "."): return true
    case 0xC2: return index + 1 < end && bytes[index + 1] == 0xB7
    case 0xE2 where index + 2 < end:
      switch (bytes[index + 1], bytes[index + 2]) {
      case (0x80, 0x8C), (0x80, 0x8D), (0x80, 0x90), (0x80, 0x91), (0x80, 0x99): return true
      case (0x81, 0xB1), (0x81, 0xBF), (0x82, 0x90...0x9C): return true
      default: return false
      }
    default: return false
    }
  }

  /// Whether a byte can only belong to a letter, mark or digit, or to a sign without meaning here.
  @inline(__always)
  private static func isPlain(
    _ bytes: [UInt8], _ index: Int, before end: Int
  ) -> Bool {
    let byte = bytes[index]
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
    case 0..<0x80: return false
    case 0x80..<0xC0: return true
    default:
      let next = index + 1 < end ? bytes[index + 1] : 0
      return isPlain(byte, next, third: index + 2 < end ? bytes[index + 2] : 0)
    }
  }

  /// The same of a byte with which a scalar begins, by the two bytes after it, or zeros.
  private static func isPlain(_ lead: UInt8, _ next: UInt8, third: UInt8) -> Bool {
    switch lead {
    // Spaces, quotation marks, direction controls, the byte order mark, presentation forms; but not
    // Glagolitic, Coptic, Georgian, Tifinagh.
    case 0xC2, 0xEF: return false
    case 0xE2: return (0xB0...0xB6).contains(next)
    case 0xE1: return next != 0x9A
    // Corner brackets and the wide space stand between U+3000 and U+303F, 々, 〆 and 〇 too.
    case 0xE3: return next != 0x80 || (0x85...0x87).contains(third)
    // Letters that join what follows, be it a space: Arabic, Syriac, Malayalam, Brahmic.
    case 0xD8: return next > 0x85 && next != 0x9C
    case 0xDB: return next != 0x9D
    case 0xDC: return next != 0x8F
    case 0xE0 where next == 0xA3: return third != 0xA2
    case 0xE0 where next == 0xB5: return third != 0x8E
    case 0xE0: return next != 0xA2
    case 0xF0 where next == 0x91:
      switch third {
      case 0x82, 0x83, 0x87, 0xA4, 0xA5, 0xA8, 0xAA, 0xB5, 0xBC: return false
      default: return true
      }
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
    if beginsNeither(bytes, range) { return true }
    guard let properties = firstScalar(bytes, range)?.properties else { return false }
    switch properties.generalCategory {
    case .decimalNumber: return !isSigned
    case .spacingMark: return false
    default: return !properties.isGraphemeExtend
    }
  }

  private static func beginsWithDigit(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    if range.isEmpty { return false }
    let lead = bytes[range.lowerBound]
    if lead < 0x80 { return lead < 0x3A }
    return !beginsNeither(bytes, range) && isDecimal(firstScalar(bytes, range))
  }

  /// Apart, because the runtime makes types for it that few queries need.
  @inline(never)
  private static func isDecimal(_ scalar: Unicode.Scalar?) -> Bool {
    scalar?.properties.generalCategory == .decimalNumber
  }

  /// Whether several bytes begin no digit and no mark, which is then known without a look at properties.
  ///
  /// So it is from U+00C0 to U+02BF, from U+0380 to U+047F, of Hebrew and Arabic letters, and of most Chinese and
  /// Korean characters.
  @inline(__always)
  private static func beginsNeither(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let next = range.count > 1 ? bytes[range.lowerBound + 1] : 0
    switch bytes[range.lowerBound] {
    case 0xC3...0xCA, 0xCE...0xD1, 0xDA, 0xE5...0xE9, 0xEB, 0xEC: return true
    case 0xD7: return next >= 0x90
    case 0xD8: return next >= 0xA0
    case 0xD9: return next <= 0x8A || next >= 0xB1
    case 0xDB: return next <= 0x93
    default: return false
    }
  }

  /// The scalar of several bytes at the beginning of a range; nil where they are none.
  private static func firstScalar(_ bytes: [UInt8], _ range: Range<Int>) -> Unicode.Scalar? {
    let lead = bytes[range.lowerBound]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    if range.count < length { return nil }
    var value = UInt32(lead & (0x7F >> UInt8(length)))
    for index in range.lowerBound + 1..<range.lowerBound + length {
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return Unicode.Scalar(value)
  }
}
