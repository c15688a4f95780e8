// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tables that people bring: RFC 4180, and what spreadsheets really write: a byte order mark, other
// charsets, semicolons or tabs for commas.

internal import Extraction
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
    var cursor = RowCursor(text, RowScanner.sniff(text, allowsBar: true))
    guard let heading = Self.row(&cursor) else {
      throw .unusable(
        value: path.string, asWhat: "a table", advice: "it is empty; its first line names columns")
    }
    var rows: [Row] = []
    while let row = Self.row(&cursor) {
      if row.cells.count > heading.cells.count {
        throw .unusable(
          value: path.string, asWhat: "a table",
          advice: "line \(row.line) has \(row.cells.count) cells, more than the heading")
      }
      let missing = heading.cells.count - row.cells.count
      rows.append(
        Row(line: row.line, cells: row.cells + Array(repeating: "", count: missing)))
    }
    if let line = cursor.openQuote {
      throw .unusable(
        value: path.string, asWhat: "a table",
        advice: "the quote that begins in line \(line) is never closed")
    }
    self.path = path
    self.heading = heading.cells.map(\.trimmed)
    self.rows = rows
  }

  /// The next row that is not an empty line; nil at the end.
  private static func row(_ cursor: inout RowCursor) -> Row? {
    while let row = cursor.next() {
      if row.fields.allSatisfy(\.isEmpty) { continue }
      return Row(line: row.line, cells: row.fields.map { String(decoding: $0, as: UTF8.self) })
    }
    return nil
  }

  /// The column of a name, whatever its case; the first of several names that is there.
  package func column(_ names: String...) -> Int? {
    for name in names {
      if let column = heading.firstIndex(where: { $0.lowercased() == name }) { return column }
    }
    return nil
  }
}
