// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Charsets as tables that can be read in both directions: those of one byte a character, by ICU or by
// the tables of Vietnamese standards, and VNI, which composes a letter of two bytes.

/// Reads and writes text of one charset, byte by byte.
///
/// Bytes without a character stand for the control of the same number, as programs that misread
/// texts take them; so any bytes can be read.
struct LegacyCodec: Sendable {
  /// The name it was asked for by.
  let name: String
  private let table: Table

  private enum Table: Sendable {
    case bytes(ByteTable)
    case vni
  }

  /// The codec of a charset; nil where it is not one of those known here.
  init?(name: String) {
    if name == VietnameseCharsets.vni {
      self.init(name: name, table: .vni)
    } else if let table = Self.tables[name] {
      self.init(name: name, table: .bytes(table))
    } else {
      return nil
    }
  }

  private init(name: String, table: Table) {
    self.name = name
    self.table = table
  }

  /// The text of bytes, as UTF-8.
  func decode(_ bytes: [UInt8]) -> [UInt8] {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count * 2)
    switch table {
    case .bytes(let table):
      for byte in bytes { utf8.append(scalar: table.scalars[Int(byte)]) }
    case .vni: VietnameseCharsets.decodeVNI(bytes, into: &utf8)
    }
    return utf8
  }

  /// The bytes of UTF-8 text; nil where a character is not in the charset.
  func encode(_ utf8: [UInt8]) -> [UInt8]? {
    switch table {
    case .bytes(let table):
      var bytes: [UInt8] = []
      bytes.reserveCapacity(utf8.count)
      for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
        guard let byte = table.byte(of: scalar.value) else { return nil }
        bytes.append(byte)
      }
      return bytes
    case .vni: return VietnameseCharsets.encodeVNI(utf8)
    }
  }

  /// The byte of a character; nil where the charset lacks it or composes it of two.
  ///
  /// O(1).
  func byte(of codePoint: UInt32) -> UInt8? {
    if codePoint < 0x80 { return UInt8(codePoint) }
    guard case .bytes(let table) = table else { return nil }
    return table.byte(of: codePoint)
  }

  /// The byte of each character beyond ASCII that it has one for; empty where it composes them.
  var bytes: [UInt32: UInt8] {
    guard case .bytes(let table) = table else { return [:] }
    return table.bytes
  }

  /// The charsets of one byte a character that texts were misread by.
  static let byteCharsets = [
    "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254",
    "windows-1255", "windows-1256", "windows-1257", "windows-874", "macintosh", "IBM437", "IBM850",
    "IBM866", "KOI8-R", "KOI8-U", "ISO-8859-1", "ISO-8859-2", "ISO-8859-5", "x-mac-cyrillic",
  ]

  private static let tables: [String: ByteTable] = {
    var found: [String: ByteTable] = [:]
    for name in byteCharsets { found[name] = ByteTable(charset: name) }
    found[VietnameseCharsets.viscii] = ByteTable(VietnameseCharsets.visciiScalars)
    found[VietnameseCharsets.tcvn3] = ByteTable(VietnameseCharsets.tcvn3Scalars)
    return found
  }()
}

/// A charset of one byte a character as two tables.
struct ByteTable: Sendable {
  /// The character of each byte.
  let scalars: [UInt32]
  /// For each page of 256 code points below U+10000 its place in `entries`, or 0, the empty page.
  private var pages = [UInt8](repeating: 0, count: 256)
  /// The byte of each code point, or 0: no character beyond ASCII is that byte.
  private var entries = [UInt8](repeating: 0, count: 256)

  /// The byte of a character; O(1), two array reads.
  @inline(__always)
  func byte(of codePoint: UInt32) -> UInt8? {
    // VISCII has letters in the place of some controls.
    if codePoint < 0x80 {
      return scalars[Int(codePoint)] == codePoint ? UInt8(codePoint) : nil
    }
    guard codePoint < 0x1_0000 else { return nil }
    let byte = entries[Int(pages[Int(codePoint >> 8)]) << 8 | Int(codePoint & 0xFF)]
    return byte == 0 ? nil : byte
  }

  /// The byte of each character beyond ASCII.
  var bytes: [UInt32: UInt8] {
    var found: [UInt32: UInt8] = [:]
    for (page, place) in pages.enumerated() where place > 0 {
      for low in 0..<256 {
        let byte = entries[Int(place) << 8 | low]
        if byte != 0 { found[UInt32(page << 8 | low)] = byte }
      }
    }
    return found
  }

  /// Takes the 256 characters of the bytes.
  init(_ scalars: [UInt32]) {
    self.scalars = scalars
    // Controls are what unread bytes were kept as; characters of the charset come before them.
    for value in UInt32(0x80)...0x9F { set(value, UInt8(value)) }
    for (byte, scalar) in scalars.enumerated() where scalar >= 0x80 { set(scalar, UInt8(byte)) }
  }

  private mutating func set(_ codePoint: UInt32, _ byte: UInt8) {
    let page = Int(codePoint >> 8)
    if pages[page] == 0 {
      pages[page] = UInt8(entries.count >> 8)
      entries.append(contentsOf: repeatElement(0, count: 256))
    }
    entries[Int(pages[page]) << 8 | Int(codePoint & 0xFF)] = byte
  }

  /// Asks ICU for each byte; nil where it does not know the charset.
  init?(charset: String) {
    guard let converter = CharsetConverter(charset: charset) else { return nil }
    self.init(
      (0..<256).map { byte in
        let units = converter.decode([UInt8(byte)].span).units
        guard units.count == 1, let unit = units.first, unit != 0xFFFD, unit != 0x1A else {
          return UInt32(byte)
        }
        return UInt32(unit)
      })
  }
}
