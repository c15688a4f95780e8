// Licensed under the Apache License, Version 2.0; see LICENSE.

package import SystemPackage

/// A table that says what is to be changed of documents, one row a document.
///
/// The column `id` holds ids or their beginnings; without one, the column `name` (or `file`) holds
/// file names, each of which must be that of one document alone.
package struct AmendmentTable: Sendable {
  /// One row.
  package struct Row: Sendable {
    /// The line in the file, from 1.
    package let line: Int
    /// What identifies the document: an id, its beginning, or a name.
    package let document: String
    /// The steps, in the order of the columns.
    package let steps: [AmendmentStep]
  }

  /// How a row names its document.
  package enum Naming: Sendable { case id, name }

  /// The rows.
  package let rows: [Row]
  /// How they name their documents.
  package let naming: Naming
  /// Names of columns that change nothing.
  package let ignored: [String]

  /// Reads a table.
  ///
  /// - Throws: `CatalogError.unusable`, `.storage`.
  package init(_ path: FilePath) throws(CatalogError) {
    let table = try CSVTable(path)
    let id = table.column("id")
    guard let column = id ?? table.column("name", "file", "filename") else {
      throw .unusable(
        value: path.string, asWhat: "a table of documents",
        advice: "give it a column `id`, or `name`; `handbill export --format csv` writes one")
    }
    naming = id == nil ? .name : .id
    let columns = try MetadataColumns(table)
    ignored = columns.ignored
    rows = zip(table.rows, try columns.steps(of: table)).map { row, steps in
      let cell = row.cells[column].trimmed
      return Row(line: row.line, document: TableCell.listed(cell)?.first ?? cell, steps: steps)
    }
  }
}
