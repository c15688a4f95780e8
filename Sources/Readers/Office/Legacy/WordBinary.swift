// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A Word document of 1993 to 2003: pieces of text in one stream, listed in another, with the
// properties of characters in pages of 512 bytes.
//
//   file information block, in `WordDocument`:
//     0: magic:2 version:2 … 6: language:2 … 10: flags:2 … 24: text start:4
//     from 1997: 76: lengths of main text, notes, headers, macros, comments, endnotes, boxes: 7 × 4
//     250: list of property pages: start:4 length:4 … 418: list of pieces: start:4 length:4
//   list of pieces, in `0Table` or `1Table`: (1 length:2 …)* 2 length:4 (n+1) × position:4 n × piece:8
//
// - SeeAlso: [MS-DOC] Word (.doc) Binary File Format.

internal import Extraction
internal import TextAnalysis

/// The text of an old Word document, with what is hidden or struck out in it.
struct WordBinary {
  /// A stretch of characters with the same properties, by its place in the stream.
  struct Properties {
    /// Where it begins.
    var start: Int
    /// Whether it is hidden.
    var isHidden = false
    /// Whether it was struck out while changes were tracked.
    var isDeleted = false
    /// Its language, by its number on Windows.
    var language: Int?
  }

  /// One character, or half of one beyond the first 65,536.
  struct Unit {
    /// UTF-16.
    var code: UInt16
    /// What holds of it, as an index of `properties`.
    var property: Int
  }

  /// All text: the main text, then the parts that `lengths` tells.
  private(set) var units: [Unit] = []
  /// Lengths: main text, footnotes, headers, macros, comments, endnotes, text boxes, those of headers.
  private(set) var lengths: [Int] = []
  /// The properties, in order of their places; never empty.
  private(set) var properties = [Properties(start: 0)]

  private let main: LittleEndian
  private let table: LittleEndian

  private static let limit = 32 << 20

  /// Opens a document.
  ///
  /// - Throws: `ExtractionFailure` with `.encrypted`, `.damaged`, `.formatNotSupported`.
  init(_ file: CompoundFile) throws(ExtractionFailure) {
    guard let stream = file.stream("WordDocument"), stream.count > 96 else { throw .damagedOffice }
    main = LittleEndian(stream)
    let flags = main.word(10)
    guard flags & 0x0100 == 0 else { throw .encryptedOffice }
    table = LittleEndian(file.stream(flags & 0x0200 != 0 ? "1Table" : "0Table") ?? [])
    if main.word(2) >= 193 { readPieces() } else { readPlain() }
    guard !units.isEmpty else { throw .damagedOffice }
  }

  // MARK: From 1997

  private mutating func readPieces() {
    lengths = (0..<8).map { main.long(76 + 4 * $0) }
    readProperties()
    let start = main.long(418)
    let end = start + main.long(422)
    var place = start
    while place < end, table.byte(place) == 1 { place += 3 + table.word(place + 1) }
    guard table.byte(place) == 2 else { return }
    let count = max(0, min((table.long(place + 1) - 4) / 12, table.bytes.count / 12))
    place += 5
    for index in 0..<count {
      let length = table.long(place + 4 * index + 4) - table.long(place + 4 * index)
      let piece = table.long(place + 4 * (count + 1) + 8 * index + 2)
      guard length > 0, units.count + length <= Self.limit else { continue }
      append(piece, length)
    }
  }

  /// Appends a piece: one byte a character in the Western charset, or two.
  private mutating func append(_ piece: Int, _ length: Int) {
    let isNarrow = piece & 0x4000_0000 != 0
    let start = isNarrow ? (piece & 0x3FFF_FFFF) / 2 : piece & 0x3FFF_FFFF
    let width = isNarrow ? 1 : 2
    let bytes = main.slice(start, length * width)
    var property = firstProperty(at: start)
    for index in stride(from: 0, to: bytes.count - width + 1, by: width) {
      while property + 1 < properties.count, properties[property + 1].start <= start + index {
        property += 1
      }
      let code =
        isNarrow
        ? Self.western[Int(bytes[index])] : UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
      units.append(Unit(code: code, property: property))
    }
  }

  private func firstProperty(at place: Int) -> Int {
    var (low, high) = (0, properties.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if properties[middle].start <= place { low = middle } else { high = middle }
    }
    return low
  }

  private static let western: [UInt16] = (0..<256).map { byte in
    guard (0x80..<0xA0).contains(byte) else { return UInt16(byte) }
    let text = CharsetDecoder.text(of: [UInt8(byte)], inCertain: "windows-1252") ?? " "
    return text.utf16.first ?? 0x20
  }

  // MARK: Before 1997

  /// One byte a character, in the charset of the language.
  private mutating func readPlain() {
    lengths = (0..<8).map { main.long(52 + 4 * $0) }
    let length = lengths.reduce(0) { $0 + min($1, Self.limit) }
    let bytes = main.slice(main.long(24), length)
    let charset = WindowsCharset.name(WindowsCharset.page(language: main.word(6)))
    let text = CharsetDecoder.text(of: bytes, inCertain: charset) ?? ""
    units = text.utf16.map { Unit(code: $0, property: 0) }
    if units.count != bytes.count { lengths = [units.count] }
  }

  // MARK: Properties

  private mutating func readProperties() {
    let start = main.long(250)
    let count = max(0, min((main.long(254) - 4) / 8, table.bytes.count / 8))
    var found: [Properties] = []
    for index in 0..<count {
      let page = table.long(start + 4 * (count + 1) + 4 * index) & 0x3F_FFFF
      found += pageOfProperties(at: page * 512)
    }
    found.sort { $0.start < $1.start }
    properties += found
  }

  private func pageOfProperties(at place: Int) -> [Properties] {
    let page = LittleEndian(main.slice(place, 512))
    let count = page.byte(511)
    guard count > 0, count * 5 + 4 < 511 else { return [] }
    return (0..<count).map { index in
      var properties = Properties(start: page.long(4 * index))
      let offset = page.byte(4 * (count + 1) + index) * 2
      if offset > 0 { Self.read(page, from: offset + 1, count: page.byte(offset), &properties) }
      return properties
    }
  }

  /// Reads modifiers, each a code of two bytes that tells how long its operand is.
  private static func read(
    _ page: LittleEndian, from start: Int, count: Int, _ properties: inout Properties
  ) {
    var place = start
    while place + 2 < start + count {
      let code = page.word(place)
      let value = page.word(place + 2)
      switch code {
      case 0x083C: properties.isHidden = value & 0xFF == 1
      case 0x0800: properties.isDeleted = value & 0xFF == 1
      case 0x486D, 0x485F: properties.language = value
      default: break
      }
      switch code >> 13 {
      case 0, 1: place += 3
      case 2, 4, 5: place += 4
      case 3: place += 6
      case 7: place += 5
      default: place += 3 + page.byte(place + 2)
      }
    }
  }
}

extension ExtractionFailure {
  /// An old office file of which nothing can be found.
  static let damagedOffice = ExtractionFailure(
    .damaged, "the file is damaged: its text cannot be found; find another copy")
}
