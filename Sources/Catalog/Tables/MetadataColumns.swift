// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the columns of a table say of a document. An empty cell says nothing; `-` takes away what is
// there. Several values stand behind `;` where lists are usual (tags, and the people, subjects and
// languages of Dublin Core), and in lines of their own elsewhere, so that a title may hold a `;`.

/// The columns of a table that hold metadata.
struct MetadataColumns: Sendable {
  private let keys: [(column: Int, key: MetadataKey)]
  /// Names of columns that only tell what the program knows itself.
  let ignored: [String]

  /// Columns that lists and catalogues have for the reader alone.
  private static let informative: Set = [
    "id", "file", "filename", "path", "name", "sha512", "mediatype", "pages", "bytes", "records",
    "added", "languages", "gaps", "places", "dates", "sources", "versions", "sightings",
  ]

  /// Reads the names in a heading.
  ///
  /// - Throws: `CatalogError.unusable` for a name that is none, or that stands there twice.
  init(_ table: CSVTable) throws(CatalogError) {
    var keys: [(column: Int, key: MetadataKey)] = []
    var ignored: [String] = []
    for (column, name) in table.heading.enumerated() {
      if name.isEmpty || Self.informative.contains(name.lowercased()) {
        ignored.append(name)
        continue
      }
      let key = try MetadataKey(name)
      if keys.contains(where: { $0.key == key }) {
        throw .unusable(
          value: name, asWhat: "a column of its own", advice: "\(table.path) has two that mean it")
      }
      keys.append((column, key))
    }
    self.keys = keys
    self.ignored = ignored
  }

  /// What the rows of a table say, in their order.
  ///
  /// - Throws: `CatalogError.unusable` with the line of the first row that says what cannot be.
  func steps(of table: CSVTable) throws(CatalogError) -> [[AmendmentStep]] {
    var all: [[AmendmentStep]] = []
    for row in table.rows {
      let steps = steps(row)
      do throws(CatalogError) { try steps.check() } catch {
        guard case .unusable(let value, let asWhat, let advice) = error else { throw error }
        throw .unusable(
          value: value, asWhat: "\(asWhat), in line \(row.line) of \(table.path)", advice: advice)
      }
      all.append(steps)
    }
    return all
  }

  private func steps(_ row: CSVTable.Row) -> [AmendmentStep] {
    keys.compactMap { column, key in
      let cell = row.cells[column].trimmed
      if cell.isEmpty { return nil }
      return .set(key, cell == "-" ? [] : Self.values(cell, of: key), sighting: nil)
    }
  }

  /// The values in a cell.
  private static func values(_ cell: String, of key: MetadataKey) -> [String] {
    cell.split(whereSeparator: { key.isList ? $0 == ";" || $0.isNewline : $0.isNewline })
      .map { String($0).trimmed }
  }

  /// The cell that `values` reads as these.
  static func cell(_ values: [String], of key: MetadataKey) -> String {
    values.joined(separator: key.isList ? "; " : "\n")
  }
}

extension MetadataKey {
  /// Whether several values are usual, and stand behind `;` in a cell.
  fileprivate var isList: Bool {
    switch self {
    case .tags, .dublinCore(.subject), .dublinCore(.creator), .dublinCore(.contributor),
      .dublinCore(.language):
      true
    default: false
    }
  }
}
