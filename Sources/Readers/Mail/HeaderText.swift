// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// RFC 2047: text in headers. Programs break it in many ways: spaces inside a word, characters and
// base64 groups cut between two words, words inside quotes or glued to others, charsets that do not
// exist, and bytes beyond ASCII with no word at all. All of that is read.

internal import Extraction
internal import FoundationEssentials
internal import TextAnalysis

/// Decodes the text of headers.
enum HeaderText {
  /// The text of a raw header value, on one line; nil where nothing is left.
  ///
  /// Bytes beyond ASCII outside of encoded words are read in `charset`, or guessed where it is nil.
  static func decode(_ raw: [UInt8], charset: String?) -> String? {
    var text = ""
    var rest = runs(of: raw)[...]
    while let run = rest.popFirst() {
      switch run {
      case .plain(let bytes): text += MailCharset.text(bytes, named: charset)
      case .encoded(let word):
        var words = [word]
        while case .encoded(let next)? = rest.first, next.charset == word.charset {
          words.append(next)
          rest.removeFirst()
        }
        text += MailCharset.text(EncodedWord.joined(words), named: word.charset)
      }
    }
    return TextCleaner.value(text)
  }

  /// The text of a header that holds addresses: as `decode`, without the quotes around names.
  static func addresses(_ raw: [UInt8], charset: String?) -> String? {
    guard let text = decode(raw, charset: charset), text.contains("\"") else {
      return decode(raw, charset: charset)
    }
    var plain = ""
    var isEscaped = false
    for character in text {
      if !isEscaped, character == "\\" {
        isEscaped = true
      } else {
        if isEscaped || character != "\"" { plain.append(character) }
        isEscaped = false
      }
    }
    return TextCleaner.value(plain)
  }

  private enum Run {
    case plain([UInt8])
    case encoded(EncodedWord)
  }

  /// Cuts a value into words and what is between them; white space between two words is none.
  private static func runs(of raw: [UInt8]) -> [Run] {
    var runs: [Run] = []
    var plain: [UInt8] = []
    var index = 0
    while index < raw.count {
      if raw[index] == UInt8(ascii: "="), let (word, end) = EncodedWord.read(raw, at: index) {
        let isBetween = plain.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        if case .encoded? = runs.last, isBetween { plain = [] }
        if !plain.isEmpty { runs.append(.plain(plain)) }
        plain = []
        runs.append(.encoded(word))
        index = end
      } else {
        plain.append(raw[index])
        index += 1
      }
    }
    if !plain.isEmpty { runs.append(.plain(plain)) }
    return runs
  }
}

/// One `=?charset?encoding?text?=`.
struct EncodedWord {
  /// The charset as it is named, in lower case, without a language.
  var charset: String
  /// Whether the text is base64; else it is quoted.
  var isBase64: Bool
  /// The text, still encoded.
  var text: [UInt8]

  /// Reads the word that begins at `start`; nil where none does.
  static func read(_ raw: [UInt8], at start: Int) -> (word: EncodedWord, end: Int)? {
    let mark = UInt8(ascii: "?")
    guard start + 6 < raw.count, raw[start + 1] == mark,
      let charsetEnd = raw[(start + 2)...].prefix(64).firstIndex(of: mark),
      charsetEnd + 2 < raw.count, raw[charsetEnd + 2] == mark
    else { return nil }
    let encoding = raw[charsetEnd + 1] | 0x20
    guard encoding == UInt8(ascii: "b") || encoding == UInt8(ascii: "q") else { return nil }
    let name = raw[(start + 2)..<charsetEnd].prefix { $0 != UInt8(ascii: "*") }
    guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    let isBase64 = encoding == UInt8(ascii: "b")
    let end = Self.end(in: raw, from: charsetEnd + 3, isBase64: isBase64)
    let word = EncodedWord(
      charset: String(decoding: name, as: UTF8.self).lowercased(), isBase64: isBase64,
      text: Array(raw[(charsetEnd + 3)..<end]))
    return (word, min(end + 2, raw.count))
  }

  /// Where the text ends: before `?=`, else with the value.
  ///
  /// A question mark before an escape, which should have been escaped itself, is no end.
  private static func end(in raw: [UInt8], from start: Int, isBase64: Bool) -> Int {
    var index = start
    while index + 1 < raw.count {
      if raw[index] == UInt8(ascii: "?"), raw[index + 1] == UInt8(ascii: "=") {
        let isEscape =
          !isBase64 && index + 3 < raw.count && hexadecimal(raw[index + 2]) != nil
          && hexadecimal(raw[index + 3]) != nil
        if !isEscape { return index }
      }
      index += 1
    }
    return raw.count
  }

  /// The bytes of words that follow one another in one charset.
  ///
  /// A group of base64 that is cut by the end of a word goes on in the next.
  static func joined(_ words: [EncodedWord]) -> [UInt8] {
    var bytes: [UInt8] = []
    var base64: [UInt8] = []
    for word in words {
      if word.isBase64 {
        base64 += word.text.filter(isBase64Digit)
        if base64.count.isMultiple(of: 4) || word.text.contains(UInt8(ascii: "=")) {
          bytes += decoded(base64: base64)
          base64 = []
        }
      } else {
        bytes += decoded(base64: base64) + decoded(quoted: word.text)
        base64 = []
      }
    }
    return bytes + decoded(base64: base64)
  }

  private static func isBase64Digit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F: true
    default: false
    }
  }

  private static func decoded(base64 digits: [UInt8]) -> [UInt8] {
    let digits = digits.count % 4 == 1 ? Array(digits.dropLast()) : digits
    let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - digits.count % 4) % 4)
    return Data(base64Encoded: Data(digits + padding)).map(Array.init) ?? []
  }

  private static func decoded(quoted text: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "="), index + 2 < text.count,
        let high = hexadecimal(text[index + 1]), let low = hexadecimal(text[index + 2])
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(text[index] == UInt8(ascii: "_") ? 0x20 : text[index])
        index += 1
      }
    }
    return bytes
  }

  /// The value of a hexadecimal digit.
  static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
