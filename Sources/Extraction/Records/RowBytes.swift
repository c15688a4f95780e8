// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import SystemPackage
internal import TextAnalysis

/// The bytes of a table from its front, in its charset, or in UTF-8 where that is one of two bytes.
struct RowBytes {
  /// The charset and how sure it is.
  let decoding: DecodedText
  /// Whether the bytes come as UTF-8.
  let isUTF8: Bool
  private let file: FileReader
  /// 1 where UTF-16 has the low byte first, 0 where it has the high one, nil for other charsets.
  private let lowFirst: Bool?
  private var carry: [UInt8] = []
  /// The start of the file, not given out yet.
  private var head: [UInt8]
  private var isAtEnd = false

  /// Opens a table and finds its charset in the first megabyte.
  ///
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`, `.binary` or `.noCharset`.
  init(_ path: FilePath, declaredCharset: String?) throws(ExtractionFailure) {
    var start = [UInt8](repeating: 0, count: ContentSniffer.headBytes)
    do throws(FileStorageError) {
      file = try FileReader(path)
      let count = try file.read(into: &start)
      start.removeSubrange(count...)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    // The cut may stand in the middle of a character.
    let isCut = start.count == ContentSniffer.headBytes
    let sample =
      isCut ? Array(start[..<((start.lastIndex(of: 0x0A) ?? start.count - 1) + 1)]) : start
    guard let decoded = CharsetDecoder.decode(sample, using: declaredCharset) else {
      throw ContentSniffer.looksBinary(start) ? .binary : .noCharset
    }
    var found = decoded
    found.utf8 = []
    decoding = found
    let name = decoded.charset.uppercased()
    isUTF8 = name.hasPrefix("UTF") || name == "US-ASCII"
    lowFirst = name.hasPrefix("UTF-16") ? name != "UTF-16BE" : nil
    let mark = name.hasPrefix("UTF-16") ? 2 : 3
    let isMarked = [[0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE]].contains {
      start.starts(with: $0)
    }
    head = isMarked ? Array(start.dropFirst(mark)) : start
  }

  /// The next bytes, about `count` of them; empty at the end alone.
  ///
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`.
  mutating func read(_ count: Int) throws(ExtractionFailure) -> [UInt8] {
    while !isAtEnd {
      var raw = head
      head = []
      if raw.isEmpty { raw = try readFile(count) }
      let bytes = lowFirst.map { transcode(raw, lowFirst: $0) } ?? raw
      if !bytes.isEmpty { return bytes }
    }
    return []
  }

  private mutating func readFile(_ count: Int) throws(ExtractionFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    do throws(FileStorageError) {
      let size = try file.read(into: &buffer)
      buffer.removeSubrange(size...)
      isAtEnd = size == 0
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    return buffer
  }

  /// UTF-16 as UTF-8; what may be half of a character is kept for the next time.
  private mutating func transcode(_ raw: [UInt8], lowFirst: Bool) -> [UInt8] {
    let bytes = carry + raw
    carry = []
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(lowFirst ? second << 8 | first : first << 8 | second)
    }
    var whole = units.count
    if !isAtEnd, let last = units.last, (0xD800..<0xDC00).contains(last) { whole -= 1 }
    carry = Array(bytes[(whole * 2)...])
    if isAtEnd { carry = [] }
    return Array(String(decoding: units[..<whole], as: UTF16.self).utf8)
  }
}
