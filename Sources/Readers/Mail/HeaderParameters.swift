// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// RFC 2231: the parameters of Content-Type and Content-Disposition, with charsets and in pieces, and
// what programs write instead: encoded words, bytes beyond ASCII, values without quotes.

internal import Extraction
internal import TextAnalysis

/// The parameters of a header.
struct HeaderParameters {
  /// What stands before the first parameter, in lower case, such as `attachment`.
  let value: String
  private var pieces: [String: [Piece]] = [:]

  private struct Piece {
    var number: Int
    var isEncoded: Bool
    var bytes: [UInt8]
  }

  /// Most pieces of one header that are looked at.
  private static let most = 1000

  /// Reads the raw, unfolded value of a header; nil reads as an empty one.
  init(_ raw: [UInt8]?) {
    let fields = Self.fields(raw ?? [])
    value = String(decoding: fields.first ?? [], as: UTF8.self).lowercased()
      .filter { !$0.isWhitespace && $0 != "\"" }
    for field in fields.dropFirst().prefix(Self.most) { add(field) }
  }

  /// The text of the parameter with a name in lower case; nil where it is missing or empty.
  ///
  /// Bytes beyond ASCII are read in `charset` where nothing is said, or guessed where it is nil.
  func text(_ name: String, charset: String?) -> String? {
    guard let (bytes, named) = joined(name) else { return nil }
    if let named {
      return TextCleaner.value(MailCharset.text(bytes, named: named.isEmpty ? nil : named))
    }
    return HeaderText.decode(bytes, charset: charset)
  }

  /// The bytes of a parameter, where it is written as plain bytes beyond ASCII.
  func bytesBeyondASCII(_ name: String) -> [UInt8]? {
    guard let (bytes, named) = joined(name), named == nil, bytes.contains(where: { $0 >= 0x80 })
    else { return nil }
    return bytes
  }

  /// All pieces of a parameter, with escapes undone, and its charset where one can be named.
  private func joined(_ name: String) -> (bytes: [UInt8], charset: String?)? {
    guard let found = pieces[name], !found.isEmpty else { return nil }
    // A name may be given both ways; the way that can say more wins.
    let encoded = found.contains { $0.isEncoded || $0.number >= 0 }
    let sorted = found.filter { !encoded || $0.isEncoded || $0.number >= 0 }
      .enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
      .map(\.element)
    guard let first = sorted.first else { return nil }
    let chosen = first.number < 0 ? [first] : sorted
    var bytes: [UInt8] = []
    var charset: String?
    for piece in chosen {
      var rest = piece.bytes
      if piece.isEncoded, charset == nil {
        (charset, rest) = Self.withoutCharset(piece.bytes)
      }
      bytes += piece.isEncoded ? Self.unescaped(rest) : rest
    }
    return (bytes, charset)
  }

  /// Takes `charset'language'` off the front; the charset is empty where nothing says it.
  private static func withoutCharset(_ bytes: [UInt8]) -> (String, [UInt8]) {
    let quote = UInt8(ascii: "'")
    guard let first = bytes.firstIndex(of: quote), first <= 60,
      let second = bytes[(first + 1)...].firstIndex(of: quote)
    else { return ("", bytes) }
    return (String(decoding: bytes[..<first], as: UTF8.self), Array(bytes[(second + 1)...]))
  }

  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = EncodedWord.hexadecimal(bytes[index + 1]),
        let low = EncodedWord.hexadecimal(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Cuts a header at semicolons outside of quotes and encoded words.
  private static func fields(_ raw: [UInt8]) -> [[UInt8]] {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      if byte == UInt8(ascii: "\\"), isQuoted, index + 1 < raw.count {
        fields[fields.count - 1] += [byte, raw[index + 1]]
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "="), !isQuoted, let end = EncodedWord.read(raw, at: index)?.end {
        fields[fields.count - 1] += raw[index..<end]
        index = end
        continue
      }
      if byte == UInt8(ascii: ";"), !isQuoted {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
      index += 1
    }
    return fields
  }

  private mutating func add(_ field: [UInt8]) {
    guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else { return }
    var name = String(decoding: field[..<equals], as: UTF8.self).lowercased()
      .filter { !$0.isWhitespace }
    let isEncoded = name.hasSuffix("*")
    if isEncoded { name.removeLast() }
    var number = -1
    if let star = name.lastIndex(of: "*"), let found = Int(name[name.index(after: star)...]) {
      number = found
      name = String(name[..<star])
    }
    pieces[name, default: []].append(
      Piece(
        number: number, isEncoded: isEncoded, bytes: Self.unquoted(Array(field[(equals + 1)...]))))
  }

  private static func unquoted(_ value: [UInt8]) -> [UInt8] {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var value = value.drop(while: isSpace)
    while let last = value.last, isSpace(last) { value.removeLast() }
    guard value.first == UInt8(ascii: "\"") else { return Array(value) }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in value.dropFirst() {
      // Programs of Windows write paths here: only quotes and backslashes are escaped.
      if isEscaped, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        result.append(UInt8(ascii: "\\"))
      }
      if !isEscaped, byte == UInt8(ascii: "\"") { break }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      if !isEscaped { result.append(byte) }
    }
    return result
  }
}
