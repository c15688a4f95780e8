// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A JSON document whose shape is not known yet, so that each departure can be named. A reader of
// our own: it keeps what others lose (a key that stands twice), and an inventory costs microseconds.

/// A JSON value (RFC 8259).
enum JSONTree: Equatable {
  case string(String)
  case object(JSONObject)
  case array([JSONTree])
  case other

  /// Reads a JSON document in UTF-8; nil where the bytes are none.
  ///
  /// Values may be nested 64 deep: no inventory needs more than five.
  init?(_ bytes: [UInt8]) {
    var scanner = JSONScanner(bytes)
    guard let tree = scanner.document() else { return nil }
    self = tree
  }

  var string: String? {
    if case .string(let string) = self { return string }
    return nil
  }

  /// The members of an object by their keys; the last one where a key stands twice.
  var object: [String: JSONTree]? {
    if case .object(let object) = self { return object.members }
    return nil
  }

  /// The keys that stand in an object more than once.
  var repeatedKeys: [String] {
    if case .object(let object) = self { return object.repeatedKeys }
    return []
  }

  /// The strings of an array that holds nothing else.
  var strings: [String]? {
    guard case .array(let values) = self else { return nil }
    var strings: [String] = []
    strings.reserveCapacity(values.count)
    for value in values {
      guard let string = value.string else { return nil }
      strings.append(string)
    }
    return strings
  }
}

/// An object of JSON.
struct JSONObject: Equatable {
  /// Key → value, the last where a key stands twice.
  var members: [String: JSONTree] = [:]
  /// Keys that stand there more than once, in their order.
  var repeatedKeys: [String] = []
}

/// Reads JSON from the front.
private struct JSONScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private static let deepest = 64

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that the bytes are; nil where there is more, or less.
  mutating func document() -> JSONTree? {
    skipBlanks()
    guard let value = value() else { return nil }
    skipBlanks()
    return index == bytes.count ? value : nil
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  /// Goes past a byte, if it is the next.
  private mutating func take(_ byte: Character) -> Bool {
    guard next == byte.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func value() -> JSONTree? {
    switch next {
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "{"): return nested { $0.object() }
    case UInt8(ascii: "["): return nested { $0.array() }
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  private mutating func nested(_ read: (inout JSONScanner) -> JSONTree?) -> JSONTree? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    index += 1
    skipBlanks()
    return read(&self)
  }

  private mutating func object() -> JSONTree? {
    var object = JSONObject()
    if take("}") { return .object(object) }
    while true {
      skipBlanks()
      guard let key = string() else { return nil }
      skipBlanks()
      guard take(":") else { return nil }
      skipBlanks()
      guard let value = value() else { return nil }
      if object.members.updateValue(value, forKey: key) != nil { object.repeatedKeys.append(key) }
      skipBlanks()
      if take("}") { return .object(object) }
      guard take(",") else { return nil }
    }
  }

  private mutating func array() -> JSONTree? {
    var values: [JSONTree] = []
    if take("]") { return .array(values) }
    while true {
      skipBlanks()
      guard let value = value() else { return nil }
      values.append(value)
      skipBlanks()
      if take("]") { return .array(values) }
      guard take(",") else { return nil }
    }
  }

  private mutating func word(_ word: String) -> JSONTree? {
    guard bytes[index...].starts(with: word.utf8) else { return nil }
    index += word.utf8.count
    return .other
  }

  private mutating func number() -> JSONTree? {
    _ = take("-")
    if !take("0"), digits() == 0 { return nil }
    if take("."), digits() == 0 { return nil }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if digits() == 0 { return nil }
    }
    return .other
  }

  /// Goes past digits and counts them.
  private mutating func digits() -> Int {
    let start = index
    while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
    return index - start
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    let start = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      guard byte >= 0x20 else { return nil }
      index += 1
    }
    guard next == UInt8(ascii: "\"") else { return escapedString(from: start) }
    index += 1
    return String(validating: bytes[start..<(index - 1)], as: UTF8.self)
  }

  /// The rest of a string that has an escape in it.
  private mutating func escapedString(from start: Int) -> String? {
    var text = Array(bytes[start..<index])
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += String(scalar).utf8
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return unicodeEscape()
    default: return nil
    }
  }

  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let unit = codeUnit() else { return nil }
    guard (0xD800...0xDBFF).contains(unit) else { return Unicode.Scalar(unit) }
    guard take("\\"), take("u"), let low = codeUnit(), (0xDC00...0xDFFF).contains(low) else {
      return nil
    }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func codeUnit() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[index..<(index + 4)], as: UTF8.self)
    guard Syntax.isHexadecimal(digits, digits: 4) else { return nil }
    index += 4
    return UInt32(digits, radix: 16)
  }
}
