// Licensed under the Apache License, Version 2.0; see LICENSE.

package import SystemPackage

/// A table that says something of files which are added, one row a file.
///
/// The column `file` (or `path`, `filename`, `name`) holds a path as it ends: `a.pdf` is every file of
/// that name, `port/a.pdf` the one in a folder `port`. Where several rows fit a file, the longest
/// path counts. Names that differ only by composition (NFC, NFD) are the same.
package struct FileTable: Sendable {
  /// The table.
  package let table: CSVTable
  private let steps: [[AmendmentStep]]
  private let fileColumn: Int
  /// Rows by the last part of their path, those with longer paths first.
  private let rowsOfName: [String: [(parts: [Substring], row: Int)]]

  /// Reads a table.
  ///
  /// - Throws: `CatalogError.unusable`, `.storage`.
  package init(_ path: FilePath) throws(CatalogError) {
    table = try CSVTable(path)
    guard let column = table.column("file", "path", "filename", "name") else {
      throw .unusable(
        value: path.string, asWhat: "a table of files",
        advice: "give it a column `file` with the names of the files")
    }
    fileColumn = column
    steps = try MetadataColumns(table).steps(of: table)
    var rows: [String: [(parts: [Substring], row: Int)]] = [:]
    for (index, row) in table.rows.enumerated() {
      let parts = row.cells[column].split(separator: "/").filter { $0 != "." }
      guard let name = parts.last else { continue }
      rows[String(name), default: []].append((parts, index))
    }
    rowsOfName = rows.mapValues { $0.sorted { $0.parts.count > $1.parts.count } }
  }

  /// What the table says of a file.
  func steps(for file: SourceFile) -> [AmendmentStep] {
    row(for: file).map { steps[$0] } ?? []
  }

  /// Rows that fit none of the files, by what they name.
  func unmatched(_ files: [SourceFile]) -> [(line: Int, file: String)] {
    let matched = Set(files.compactMap(row))
    return table.rows.indices.filter { !matched.contains($0) }.map {
      (table.rows[$0].line, table.rows[$0].cells[fileColumn])
    }
  }

  private func row(for file: SourceFile) -> Int? {
    let parts = (file.shownPath ?? file.displayName).split(separator: "/")
    return rowsOfName[parts.last.map(String.init) ?? ""]?.first { candidate in
      parts.suffix(candidate.parts.count).elementsEqual(candidate.parts)
    }?.row
  }
}
