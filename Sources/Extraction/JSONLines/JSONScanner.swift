// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A strict reader of RFC 8259 over borrowed bytes. It exists because building a tree of values for
// each record, as JSONDecoder does, costs more than twice what picking out the few known fields does
// (Documentation/Guides/extraction.md has the numbers). A test holds it against JSONDecoder: both
// accept the same texts, but for a comma before a closing bracket, which JSONDecoder lets pass; and
// lone surrogates become U+FFFD here.

/// What is wrong with a JSON text, and at which byte.
struct JSONFault: Error, Equatable {
  /// What was expected or found.
  var reason: Reason
  /// Offset from the start of the text.
  var byte: Int

  /// Why a text is not JSON.
  enum Reason: String {
    case notAnObject = "a record must be a JSON object"
    case unexpectedEnd = "the record ends too early"
    case unexpectedByte = "this character cannot stand here"
    case controlCharacter = "a control character must be escaped in a string"
    case badEscape = "this escape is unknown or incomplete"
    case badNumber = "this is not a number"
    case tooDeep = "values nest deeper than 512"
    case trailingBytes = "something follows the end of the record"
  }
}

/// The kinds of JSON values, told by their first byte.
enum JSONKind {
  case string
  case number
  case object
  case array
  case word
}

/// A cursor over one JSON text.
struct JSONScanner: ~Escapable {
  private let bytes: Span<UInt8>
  /// The next byte.
  private(set) var position: Int
  private let end: Int

  /// The deepest nesting, as in JSONDecoder.
  static let deepest = 512

  /// Starts at the first byte of `range`.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, in range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  /// Whether only white space is left; moves past it.
  @_lifetime(self: copy self)
  mutating func isAtEnd() -> Bool {
    skipSpace()
    return position == end
  }

  /// The kind of the value that comes next.
  @_lifetime(self: copy self)
  mutating func kind() throws(JSONFault) -> JSONKind {
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .word
    default: throw fault(.unexpectedByte)
    }
  }

  /// Takes `byte` if it comes next, after white space.
  @_lifetime(self: copy self)
  mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Takes `byte`, which must come next.
  @_lifetime(self: copy self)
  mutating func expect(_ byte: UInt8) throws(JSONFault) {
    guard take(byte) else { throw fault(position < end ? .unexpectedByte : .unexpectedEnd) }
  }

  /// A string value without its escapes; bytes that are not UTF-8 become U+FFFD.
  @_lifetime(self: copy self)
  mutating func string() throws(JSONFault) -> String {
    let (range, hasEscapes) = try stringRange()
    if hasEscapes { return String(decoding: unescape(range), as: UTF8.self) }
    return copy(range)
  }

  /// A number as it is written.
  @_lifetime(self: copy self)
  mutating func number() throws(JSONFault) -> String {
    let start = position
    try skipNumber()
    return copy(start..<position)
  }

  /// Passes over any value, checking its grammar.
  ///
  /// Iterative: depth costs no stack.
  @_lifetime(self: copy self)
  mutating func skipValue() throws(JSONFault) {
    var closers: [UInt8] = []
    repeat {
      try skipOpening(&closers)
      while let closer = closers.last, take(closer) { closers.removeLast() }
      if let closer = closers.last {
        try expect(UInt8(ascii: ","))
        if closer == UInt8(ascii: "}") { try skipKey() }
      }
    } while !closers.isEmpty
  }

  /// Passes over a scalar, an empty container, or the start of a container up to its first value.
  @_lifetime(self: copy self)
  private mutating func skipOpening(_ closers: inout [UInt8]) throws(JSONFault) {
    while true {
      switch try kind() {
      case .string:
        _ = try stringRange()
        return
      case .number: return try skipNumber()
      case .word: return try skipWord()
      case .object: if try open(UInt8(ascii: "}"), &closers) { return }
      case .array: if try open(UInt8(ascii: "]"), &closers) { return }
      }
    }
  }

  /// Enters a container; true where it is empty (its closer is then left to the caller).
  @_lifetime(self: copy self)
  private mutating func open(_ closer: UInt8, _ closers: inout [UInt8]) throws(JSONFault) -> Bool {
    guard closers.count < Self.deepest - 1 else { throw fault(.tooDeep) }
    position += 1
    closers.append(closer)
    skipSpace()
    if position < end, bytes[position] == closer { return true }
    if closer == UInt8(ascii: "}") { try skipKey() }
    return false
  }

  @_lifetime(self: copy self)
  private mutating func skipKey() throws(JSONFault) {
    skipSpace()
    _ = try stringRange()
    try expect(UInt8(ascii: ":"))
  }

  @_lifetime(self: copy self)
  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private func copy(_ range: Range<Int>) -> String {
    if let text = try? UTF8Span(validating: bytes.extracting(range)) {
      return String(copying: text)
    }
    return String(decoding: range.map { bytes[$0] }, as: UTF8.self)
  }

  private func peek() throws(JSONFault) -> UInt8 {
    guard position < end else { throw fault(.unexpectedEnd) }
    return bytes[position]
  }

  private func fault(_ reason: JSONFault.Reason) -> JSONFault {
    JSONFault(reason: reason, byte: position)
  }
}

// Strings.
extension JSONScanner {
  /// Passes over a string; gives the bytes between its quotes.
  @_lifetime(self: copy self)
  private mutating func stringRange() throws(JSONFault) -> (Range<Int>, hasEscapes: Bool) {
    guard try peek() == UInt8(ascii: "\"") else { throw fault(.unexpectedByte) }
    position += 1
    let start = position
    var hasEscapes = false
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return (start..<position - 1, hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try skipEscape()
      } else if byte < 0x20 {
        throw fault(.controlCharacter)
      } else {
        position += 1
      }
    }
    throw fault(.unexpectedEnd)
  }

  @_lifetime(self: copy self)
  private mutating func skipEscape() throws(JSONFault) {
    guard position + 1 < end else { throw fault(.unexpectedEnd) }
    switch bytes[position + 1] {
    case UInt8(ascii: "u"):
      guard hexadecimal(at: position + 2) != nil else { throw fault(.badEscape) }
      position += 6
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    default: throw fault(.badEscape)
    }
  }

  private func hexadecimal(at index: Int) -> UInt32? {
    guard index + 4 <= end else { return nil }
    var value: UInt32 = 0
    for place in index..<index + 4 {
      guard let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private func unescape(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        index += appendEscape(at: index, to: &result)
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Appends what the escape at `index` stands for; gives the bytes it takes.
  ///
  /// Cannot run past the end: `stringRange` has checked that the escape is whole.
  private func appendEscape(at index: Int, to result: inout [UInt8]) -> Int {
    switch bytes[index + 1] {
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"): return appendUnicodeEscape(at: index, to: &result)
    case let byte: result.append(byte)
    }
    return 2
  }

  private func appendUnicodeEscape(at index: Int, to result: inout [UInt8]) -> Int {
    let first = hexadecimal(at: index + 2) ?? 0xFFFD
    var taken = 6
    var value = first
    if (0xD800..<0xDC00).contains(first), index + 7 < end, bytes[index + 6] == UInt8(ascii: "\\"),
      bytes[index + 7] == UInt8(ascii: "u"), let second = hexadecimal(at: index + 8),
      (0xDC00..<0xE000).contains(second)
    {
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      taken = 12
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return taken
  }
}

// Numbers and words.
extension JSONScanner {
  @_lifetime(self: copy self)
  private mutating func skipNumber() throws(JSONFault) {
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard position < end else { throw fault(.unexpectedEnd) }
    if bytes[position] == UInt8(ascii: "0") {
      position += 1
    } else {
      try skipDigits()
    }
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < end,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      try skipDigits()
    }
  }

  @_lifetime(self: copy self)
  private mutating func skipDigits() throws(JSONFault) {
    let start = position
    while position < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      position += 1
    }
    guard position > start else { throw fault(.badNumber) }
  }

  @_lifetime(self: copy self)
  private mutating func skipWord() throws(JSONFault) {
    for word: StaticString in ["true", "false", "null"] where startsWith(word) {
      position += word.utf8CodeUnitCount
      return
    }
    throw fault(.unexpectedByte)
  }

  private func startsWith(_ word: StaticString) -> Bool {
    var index = position
    for scalar in word.description.utf8 {
      guard index < end, bytes[index] == scalar else { return false }
      index += 1
    }
    return true
  }
}
