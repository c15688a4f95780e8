// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// TNEF, the `winmail.dat` of Outlook (MS-OXTNEF): attributes one behind the other.
//
//   0 signature 78 9F 3E 22 (4) · key (2) · then for each attribute
//   level: 1 mail, 2 file (1) · number (2) · type (2) · length (4) · value · checksum (2)
//
// A list of properties is a count (4), and for each a type (2), a number (2), for numbers from 8000 a
// name, and values: those of fixed length filled up to four bytes, others with a count and lengths.
// All numbers are little-endian.

internal import Extraction

/// A `winmail.dat` in memory.
struct TNEFFile {
  /// A file in it.
  struct Attachment {
    /// Its short name.
    var title: [UInt8] = []
    /// Its content; nil where it stands in the properties, or nowhere.
    var contents: [UInt8]?
    /// What else is said of it.
    var properties = TNEFProperties()
  }

  /// Properties of the mail.
  private(set) var properties = TNEFProperties()
  /// The subject, in the charset of the file.
  private(set) var subject: [UInt8] = []
  /// The text, in the charset of the file.
  private(set) var body: [UInt8] = []
  /// The code page of texts that are not Unicode.
  private(set) var codePage: Int?
  /// The files.
  private(set) var attachments: [Attachment] = []
  /// Whether it ends in the middle of an attribute.
  private(set) var isCut = false

  /// Reads a file as far as it goes; nil where it does not begin as one.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: ContentSniffer.transportFile) else { return nil }
    var cursor = TNEFCursor(bytes[...])
    _ = cursor.take(6)
    while !cursor.isAtEnd {
      guard let level = cursor.take(1)?.first, level == 1 || level == 2,
        let number = cursor.number(2), cursor.number(2) != nil, let length = cursor.number(4)
      else {
        // Behind the last attribute, programs leave anything.
        return
      }
      guard let value = cursor.take(length) else {
        isCut = true
        return
      }
      _ = cursor.take(2)
      if level == 1 { readMail(number, value) } else { readFile(number, value) }
    }
  }

  private mutating func readMail(_ number: Int, _ value: ArraySlice<UInt8>) {
    switch number {
    case 0x8004: subject = value.filter { $0 != 0 }
    case 0x800C: body = value.filter { $0 != 0 }
    case 0x9003: properties = TNEFProperties(value)
    case 0x9007:
      var cursor = TNEFCursor(value)
      codePage = cursor.number(4)
    default: break
    }
  }

  private mutating func readFile(_ number: Int, _ value: ArraySlice<UInt8>) {
    if number == 0x9002 || attachments.isEmpty { attachments.append(Attachment()) }
    let last = attachments.count - 1
    switch number {
    case 0x8010: attachments[last].title = value.filter { $0 != 0 }
    case 0x800F: attachments[last].contents = Array(value)
    case 0x9005: attachments[last].properties = TNEFProperties(value)
    default: break
    }
  }
}

/// A list of properties.
struct TNEFProperties {
  private var values: [UInt16: (type: UInt16, bytes: ArraySlice<UInt8>)] = [:]

  /// Makes an empty list.
  init() {}

  /// Reads a list as far as it goes.
  init(_ bytes: ArraySlice<UInt8>) {
    var cursor = TNEFCursor(bytes)
    guard let count = cursor.number(4) else { return }
    for _ in 0..<min(count, bytes.count) {
      guard let type = cursor.number(2), let number = cursor.number(2),
        number < 0x8000 || Self.skipName(&cursor),
        let value = Self.value(UInt16(type), &cursor)
      else { return }
      values[UInt16(number)] = (UInt16(type), value)
    }
  }

  /// The bytes of a property of one of these types; nil where there is none.
  func bytes(_ property: UInt16, types: Set<UInt16>) -> [UInt8]? {
    values[property].flatMap { types.contains($0.type) ? Array($0.bytes) : nil }
  }

  /// A text; nil where it is missing or empty.
  func text(_ property: UInt16) -> OutlookText? {
    if let wide = bytes(property, types: [0x001F]) { return OutlookText(utf16: wide) }
    return bytes(property, types: [0x001E]).flatMap { OutlookText(narrow: $0) }
  }

  /// A moment as ISO 8601; nil where it is missing.
  func date(_ property: UInt16) -> String? {
    guard let bytes = bytes(property, types: [0x0040]), bytes.count == 8 else { return nil }
    return OutlookDate.text(bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// A number; nil where it is missing.
  func number(_ property: UInt16) -> Int? {
    var cursor = TNEFCursor((bytes(property, types: [0x0003]) ?? [])[...])
    return cursor.number(4)
  }

  private static func skipName(_ cursor: inout TNEFCursor) -> Bool {
    guard cursor.take(16) != nil, let kind = cursor.number(4) else { return false }
    guard kind == 1 else { return cursor.take(4) != nil }
    guard let length = cursor.number(4) else { return false }
    return cursor.take(filled(length)) != nil
  }

  /// The last value of a property.
  private static func value(_ type: UInt16, _ cursor: inout TNEFCursor) -> ArraySlice<UInt8>? {
    let isMultiple = type & 0x1000 != 0
    let single = type & 0x0FFF
    let isVariable = [0x001E, 0x001F, 0x0102, 0x000D].contains(single)
    guard let count = isMultiple || isVariable ? cursor.number(4) : 1 else { return nil }
    var last: ArraySlice<UInt8>? = []
    for _ in 0..<count {
      if isVariable {
        guard let length = cursor.number(4), let value = cursor.take(filled(length)) else {
          return nil
        }
        last = value.prefix(length)
      } else {
        guard let value = cursor.take(length(of: single)) else { return nil }
        last = value
      }
    }
    return last
  }

  private static func length(of type: UInt16) -> Int {
    switch type {
    case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040: 8
    case 0x0048: 16
    default: 4
    }
  }

  private static func filled(_ length: Int) -> Int { (length + 3) / 4 * 4 }
}

/// A place in bytes that are read from the front.
private struct TNEFCursor {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  /// The next bytes; nil where there are not so many.
  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    let taken = rest.prefix(count)
    rest = rest.dropFirst(count)
    return taken
  }

  /// The next bytes as a number.
  mutating func number(_ count: Int) -> Int? {
    take(count).map { $0.reversed().reduce(0) { $0 << 8 | Int($1) } }
  }
}
