// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The charsets of Unicode, with and without byte order mark. UTF-16 without a mark shows itself by
// its own grain: the high bytes of a text in any script take few values, the low bytes many.

/// Decodes UTF-8, UTF-16 and UTF-32.
enum CharsetUnicode {
  /// The text behind a byte order mark; nil where there is none.
  static func decodeMarked(_ bytes: [UInt8]) -> DecodedText? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return repaired(bytes[3...], "UTF-8")
    }
    // The mark of UTF-32LE begins with that of UTF-16LE, so it is looked for first.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]), bytes.count % 4 == 0 {
      return wide32(bytes[4...], "UTF-32LE", isBig: false)
    }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return wide32(bytes[4...], "UTF-32BE", isBig: true)
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return wide16(bytes[2...], "UTF-16LE", isBig: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return wide16(bytes[2...], "UTF-16BE", isBig: true) }
    return nil
  }

  /// The bytes as UTF-8 where they are valid, but for a character cut off at the very end; nil
  /// where they are not.
  ///
  /// Texts with a few broken bytes pass too, up to one to ten characters beyond ASCII: letters of
  /// another charset hardly ever form valid sequences so often.
  static func decodeUTF8(_ bytes: [UInt8]) -> DecodedText? {
    let span = bytes.span
    var index = 0
    var wide = 0
    var broken = 0
    while index < span.count {
      if span[index] < 0x80 {
        index += 1
        continue
      }
      let character = DecodedCharacter(span, at: index)
      if character.isIllFormed { broken += 1 } else { wide += 1 }
      index += character.length
    }
    if broken == 0 { return CharsetDecoder.text(bytes, "UTF-8", 1, nil) }
    let isCutTail = broken <= 3 && isValid(bytes.dropLast(broken))
    guard isCutTail || (broken * 10 <= wide && wide >= 20) else { return nil }
    var found = repaired(bytes[...], "UTF-8")
    found.confidence = isCutTail ? 0.98 : 0.9
    return wide == 0 ? nil : found
  }

  /// The bytes as UTF-8 where at most one in ten means nothing in it; nil where more do, or where
  /// they do not look like text.
  ///
  /// For what no charset explains: a text of which a few bytes are damaged, or in another charset.
  static func decodeDamaged(_ bytes: [UInt8], declared: String?) -> DecodedText? {
    guard !looksBinary(bytes) else { return nil }
    var found = repaired(bytes[...], "UTF-8")
    guard found.replacements > 0, found.replacements * 10 <= bytes.count else { return nil }
    found.confidence = 0.5
    found.declared = declared
    found.note =
      "Read as UTF-8; \(found.replacements) byte sequences mean nothing in it and became U+FFFD."
    return found
  }

  private static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  private static func repaired(_ bytes: ArraySlice<UInt8>, _ charset: String) -> DecodedText {
    if isValid(bytes) { return CharsetDecoder.text(Array(bytes), charset, 1, nil) }
    let utf8 = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let made = max(1, replacementCount(utf8) - replacementCount(bytes))
    return CharsetDecoder.text(utf8, charset, 0.95, nil, replacements: made)
  }

  /// The number of U+FFFD in UTF-8 bytes.
  private static func replacementCount(_ bytes: some RandomAccessCollection<UInt8>) -> Int {
    var count = 0
    var before: (UInt8, UInt8) = (0, 0)
    for byte in bytes {
      if byte == 0xBD, before == (0xEF, 0xBF) { count += 1 }
      before = (before.1, byte)
    }
    return count
  }

  /// Text in UTF-16 or UTF-32 without a mark; nil where the bytes do not look like it.
  static func decodeUnmarkedWide(_ bytes: [UInt8]) -> DecodedText? {
    guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
    if bytes.count % 4 == 0 {
      for (name, isBig) in [("UTF-32LE", false), ("UTF-32BE", true)] {
        let found = wide32(bytes[...], name, isBig: isBig)
        if found.replacements == 0, isText(found.utf8) { return found }
      }
    }
    let orders = [("UTF-16LE", false), ("UTF-16BE", true)].map { name, isBig in
      (name: name, isBig: isBig, grain: grain(of: bytes.prefix(4096), isBig: isBig))
    }
    for order in orders.sorted(by: { $0.grain > $1.grain }) where order.grain > 0.9 {
      var found = wide16(bytes[...], order.name, isBig: order.isBig)
      guard found.replacements == 0, isText(found.utf8), isUsualEastAsian(found.utf8)
      else { continue }
      found.confidence = 0.9
      return found
    }
    return nil
  }

  /// Share of code units that are letters of the text's most frequent blocks, spaces or common
  /// punctuation: near 1 for text read in its own byte order, small for any other bytes.
  private static func grain(of bytes: ArraySlice<UInt8>, isBig: Bool) -> Float {
    var rows = [Int](repeating: 0, count: 256)
    var spaces = 0
    var count = 0
    for index in stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2) {
      let high = isBig ? bytes[index] : bytes[index + 1]
      let low = isBig ? bytes[index + 1] : bytes[index]
      count += 1
      if high == 0, low == 0x20 || low == 0x0A || low == 0x0D { spaces += 1 }
      // Han and Hangul spread over many rows: each counts as one.
      let isEastAsian = (0x4E...0x9F).contains(high) || (0xAC...0xD7).contains(high)
      let row = isEastAsian ? 0x4E : (high == 0x20 || high == 0xFF ? 0x30 : high)
      if high != 0 || low >= 0x20 || low == 0x0A || low == 0x0D || low == 0x09 {
        rows[Int(row)] += 1
      }
    }
    let top = rows[1...].max() ?? 0
    let isSpaced = spaces * 40 >= count || rows[0x4E] * 2 >= count
    let share = Float(rows[0] + top + (top == rows[0x30] ? rows[0x4E] : rows[0x30]))
    return count == 0 ? 0 : share / Float(count) * (isSpaced ? 1 : 0.5)
  }

  private static func wide16(_ bytes: ArraySlice<UInt8>, _ charset: String, isBig: Bool)
    -> DecodedText
  {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2) {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(isBig ? first << 8 | second : second << 8 | first)
    }
    let written = units.count { $0 == 0xFFFD }
    let text = String(decoding: units, as: UTF16.self)
    let losses = text.unicodeScalars.count { $0 == "\u{FFFD}" } - written + bytes.count % 2
    return CharsetDecoder.text(
      Array(text.utf8), charset, losses == 0 ? 1 : 0.9, nil, replacements: losses)
  }

  private static func wide32(_ bytes: ArraySlice<UInt8>, _ charset: String, isBig: Bool)
    -> DecodedText
  {
    var text = String.UnicodeScalarView()
    var losses = bytes.count % 4 == 0 ? 0 : 1
    for index in stride(from: bytes.startIndex, to: bytes.endIndex - 3, by: 4) {
      let four = bytes[index..<index + 4]
      let value = (isBig ? Array(four) : four.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if let scalar = Unicode.Scalar(value) {
        text.append(scalar)
      } else {
        losses += 1
        text.append("\u{FFFD}")
      }
    }
    return CharsetDecoder.text(
      Array(String(text).utf8), charset, losses == 0 ? 1 : 0.9, nil, replacements: losses)
  }

  /// Whether decoded text has a letter, and next to no characters that text never has.
  private static func isText(_ utf8: [UInt8]) -> Bool {
    var letters = 0
    var odd = 0
    var count = 0
    for scalar in String(decoding: utf8.prefix(8192), as: UTF8.self).unicodeScalars {
      let category = ICU.category(of: scalar.value)
      count += 1
      if category.isLetter { letters += 1 }
      if category == .unassigned || category == .privateUse { odd += 1 }
    }
    return letters * 3 >= count && odd * 50 <= count && !looksBinary(utf8)
  }

  /// Whether the East Asian letters of a text, if it has any, are common ones on the whole: bytes
  /// of another charset read in pairs give Han characters too, but rare ones.
  private static func isUsualEastAsian(_ utf8: [UInt8]) -> Bool {
    var chinese: Float = 0
    var japanese: Float = 0
    var korean: Float = 0
    var count: Float = 0
    for scalar in String(decoding: utf8.prefix(6000), as: UTF8.self).unicodeScalars {
      guard scalar.value > 0x3040, ICU.category(of: scalar.value).isLetter else { continue }
      count += 1
      chinese += CharsetEastAsian.chinese(scalar.value)
      japanese += CharsetEastAsian.japanese(scalar.value)
      korean += CharsetEastAsian.korean(scalar.value)
    }
    return max(chinese, japanese, korean) >= 0.75 * count
  }

  /// Whether text has more control characters than damaged text has: more than one in a hundred
  /// bytes, a NUL counting as five, and more than eight or a third of them.
  static func looksBinary(_ utf8: [UInt8]) -> Bool {
    var controls = 0
    for byte in utf8.prefix(65536) {
      if byte == 0 { controls += 4 }
      if byte < 0x20, !(0x07...0x0D).contains(byte), byte != 0x1B, byte != 0x1A { controls += 1 }
      if byte == 0x7F { controls += 1 }
    }
    let count = min(utf8.count, 65536)
    return controls * 100 > count && (controls > 8 || controls * 3 > count)
  }
}
