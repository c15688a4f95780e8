// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Records of an old workbook: type:2 length:2 contents. What is longer than a record goes on in records
// of type 0x3C behind it.
//
// - SeeAlso: [MS-XLS] Excel Binary File Format (.xls) Structure.

internal import Extraction
internal import TextAnalysis

/// Steps through the records of an old workbook.
struct ExcelRecords {
  /// One record.
  struct Record {
    /// What it is.
    var type: Int
    /// Its contents.
    var data: LittleEndian
  }

  private let stream: LittleEndian
  private var place: Int

  /// Starts at a place in the stream.
  init(_ stream: LittleEndian, at place: Int) {
    self.stream = stream
    self.place = place
  }

  /// The next record; nil at the end.
  mutating func next() -> Record? {
    guard place >= 0, place + 4 <= stream.bytes.count else { return nil }
    let length = stream.word(place + 2)
    let record = Record(
      type: stream.word(place), data: LittleEndian(stream.slice(place + 4, length)))
    place += 4 + length
    return record
  }

  /// The contents of the records that continue the last one.
  mutating func continuations() -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    while place + 4 <= stream.bytes.count, stream.word(place) == 0x3C, let piece = next() {
      pieces.append(piece.data.bytes)
    }
    return pieces
  }
}

/// Texts of an old workbook.
enum ExcelText {
  /// A text with its length before it.
  ///
  /// - Parameters:
  ///   - data: the record.
  ///   - place: where the length is.
  ///   - wideLength: whether that takes two bytes.
  ///   - charset: the charset of workbooks before 1997; nil for Unicode.
  /// - Returns: the text.
  static func text(
    _ data: LittleEndian, at place: Int, wideLength: Bool, charset: String?
  ) -> String {
    let length = wideLength ? data.word(place) : data.byte(place)
    let start = place + (wideLength ? 2 : 1)
    if let charset {
      return CharsetDecoder.text(of: data.slice(start, length), inCertain: charset) ?? ""
    }
    let flags = data.byte(start)
    let skipped = (flags & 8 != 0 ? 2 : 0) + (flags & 4 != 0 ? 4 : 0)
    if flags & 1 != 0 { return data.text(start + 1 + skipped, units: length) }
    return latin(data.slice(start + 1 + skipped, length))
  }

  /// Characters below U+0100, one byte each.
  static func latin(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { UInt16($0) }, as: UTF16.self)
  }

  /// The texts that cells share, in order; a text that is cut by the end of a record says anew how wide
  /// its characters are.
  static func shared(_ pieces: [[UInt8]], limit: Int) -> [String] {
    var reader = PieceReader(pieces)
    let count = max(0, reader.number(8) >> 32)
    var texts: [String] = []
    while texts.count < min(count, limit), !reader.isAtEnd { texts.append(reader.text()) }
    return texts
  }

  /// A text that stands in continuing records alone, such as that of a text box.
  static func continued(_ pieces: [[UInt8]], length: Int) -> String {
    guard let first = pieces.first?.first else { return "" }
    var reader = PieceReader([Array(pieces[0].dropFirst())] + pieces.dropFirst())
    return reader.characters(length, isWide: first & 1 != 0)
  }
}

/// Reads across the borders of records.
private struct PieceReader {
  private let pieces: [[UInt8]]
  private var piece = 0
  private var index = 0

  init(_ pieces: [[UInt8]]) { self.pieces = pieces }

  var isAtEnd: Bool { piece >= pieces.count }

  mutating func byte() -> UInt8 {
    while piece < pieces.count, index >= pieces[piece].count { (piece, index) = (piece + 1, 0) }
    guard piece < pieces.count else { return 0 }
    defer { index += 1 }
    return pieces[piece][index]
  }

  mutating func number(_ bytes: Int) -> Int {
    (0..<bytes).reduce(0) { $0 | Int(byte()) << (8 * min($1, 7)) }
  }

  mutating func text() -> String {
    let length = number(2)
    let flags = byte()
    let runs = flags & 8 != 0 ? number(2) : 0
    let extra = flags & 4 != 0 ? number(4) : 0
    let words = characters(length, isWide: flags & 1 != 0)
    skip(runs * 4 + min(extra, 1 << 24))
    while piece < pieces.count, index >= pieces[piece].count { (piece, index) = (piece + 1, 0) }
    return words
  }

  mutating func characters(_ length: Int, isWide: Bool) -> String {
    var isWide = isWide
    var units: [UInt16] = []
    while units.count < length, !isAtEnd {
      if index >= pieces[piece].count {
        (piece, index) = (piece + 1, 0)
        guard !isAtEnd else { break }
        isWide = byte() & 1 != 0
      }
      units.append(isWide ? UInt16(byte()) | UInt16(byte()) << 8 : UInt16(byte()))
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func skip(_ count: Int) {
    var left = count
    while left > 0, piece < pieces.count {
      let step = min(left, pieces[piece].count - index)
      index += step
      left -= step
      if left > 0 { (piece, index) = (piece + 1, 0) }
    }
  }
}
