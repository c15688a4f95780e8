// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tables that people bring: RFC 4180, and what spreadsheets really write: a byte order mark, other
// charsets, semicolons or tabs for commas. A reader of our own because those of Swift's packages
// need all of Foundation, whose start alone takes longer than a search.

internal import FileStorage
package import SystemPackage
internal import TextAnalysis

/// A table with a heading.
package struct CSVTable: Sendable {
  /// A row below the heading.
  package struct Row: Sendable, Equatable {
    /// The line in the file where it begins, from 1.
    package let line: Int
    /// One cell a column.
    package let cells: [String]
  }

  /// The file.
  package let path: FilePath
  /// The names of the columns, trimmed.
  package let heading: [String]
  /// The rows, without empty lines; missing cells at the end of a row are empty.
  package let rows: [Row]

  /// Longest table that is read, in bytes.
  private static let longest = 256 << 20

  /// Reads a file.
  ///
  /// - Throws: `CatalogError.unusable` where it is no table, `.storage`.
  package init(_ path: FilePath) throws(CatalogError) {
    let status: FileStatus?
    var bytes: [UInt8] = []
    do throws(FileStorageError) {
      status = try Folder.status(path, symbolicLinks: .follow)
      if let status, status.kind == .file, status.size <= Self.longest {
        bytes = try FileReader.contents(of: path)
      }
    } catch {
      throw .storage(error)
    }
    guard let status, status.kind == .file, status.size <= Self.longest else {
      throw .unusable(
        value: path.string, asWhat: "a table", advice: "name a CSV file of at most 256 MiB")
    }
    guard let text = CharsetDecoder.decode(bytes)?.utf8 else {
      throw .unusable(value: path.string, asWhat: "a table", advice: "save it as CSV in UTF-8")
    }
    try self.init(utf8: text, path: path)
  }

  /// Reads text, without a byte order mark.
  ///
  /// - Throws: `CatalogError.unusable` for an empty table, a row with more cells than the heading,
  ///   or a quote that is not closed.
  init(utf8 text: [UInt8], path: FilePath) throws(CatalogError) {
    let text = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text[...]
    var reader = RowReader(rest: text, separator: Self.separator(of: text))
    guard let heading = reader.next() else {
      throw .unusable(
        value: path.string, asWhat: "a table", advice: "it is empty; its first line names columns")
    }
    var rows: [Row] = []
    while let row = reader.next() {
      if row.cells.count > heading.cells.count {
        throw .unusable(
          value: path.string, asWhat: "a table",
          advice: "line \(row.line) has \(row.cells.count) cells, more than the heading")
      }
      let missing = heading.cells.count - row.cells.count
      rows.append(
        Row(line: row.line, cells: row.cells + Array(repeating: "", count: missing)))
    }
    if let line = reader.openQuote {
      throw .unusable(
        value: path.string, asWhat: "a table",
        advice: "the quote that begins in line \(line) is never closed")
    }
    self.path = path
    self.heading = heading.cells.map(\.trimmed)
    self.rows = rows
  }

  /// The column of a name, whatever its case; the first of several names that is there.
  package func column(_ names: String...) -> Int? {
    for name in names {
      if let column = heading.firstIndex(where: { $0.lowercased() == name }) { return column }
    }
    return nil
  }

  /// What divides the cells: whichever of comma, semicolon and tab the heading has most of outside
  /// of quotes.
  private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      counts[byte, default: 0] += 1
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? candidates[0]
  }
}

/// Cuts text into rows.
private struct RowReader {
  /// What is still to be read.
  var rest: ArraySlice<UInt8>
  let separator: UInt8
  /// The line in which a quote began that is never closed.
  private(set) var openQuote: Int?
  private var line = 1

  init(rest: ArraySlice<UInt8>, separator: UInt8) {
    self.rest = rest
    self.separator = separator
  }

  /// The next row that is not an empty line; nil at the end.
  mutating func next() -> CSVTable.Row? {
    while !rest.isEmpty {
      let start = line
      let cells = row()
      if cells.contains(where: { !$0.isEmpty }) { return CSVTable.Row(line: start, cells: cells) }
    }
    return nil
  }

  private mutating func row() -> [String] {
    var cells: [String] = []
    while true {
      cells.append(cell())
      guard let byte = rest.popFirst() else { return cells }
      if byte == separator { continue }
      if byte == 0x0D, rest.first == 0x0A { rest.removeFirst() }
      line += 1
      return cells
    }
  }

  /// A cell up to the separator or line end that follows.
  private mutating func cell() -> String {
    if rest.first == UInt8(ascii: "\"") { return quotedCell() }
    let end = rest.firstIndex { $0 == separator || $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
    defer { rest = rest[end...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  /// A cell in quotes; what stands between the closing quote and the separator is taken as it is.
  private mutating func quotedCell() -> String {
    let start = line
    var bytes: [UInt8] = []
    rest.removeFirst()
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") {
        guard rest.first == byte else { return String(decoding: bytes, as: UTF8.self) + cell() }
        rest.removeFirst()
      }
      if byte == 0x0A { line += 1 }
      bytes.append(byte)
    }
    openQuote = start
    return String(decoding: bytes, as: UTF8.self)
  }
}
