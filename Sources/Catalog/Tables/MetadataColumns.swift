// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the columns of a table say of a document. An empty cell says nothing; `-` takes away what is
// there. Several values stand behind `;` where lists are usual (tags, and the people, subjects and
// languages of Dublin Core), and in lines of their own elsewhere, so that a title may hold a `;`.
// What cannot stand so is a JSON list of texts (TableCell.swift).

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
      let key = try Self.key(name)
      if keys.contains(where: { $0.key == key }) {
        throw .unusable(
          value: name, asWhat: "a column of its own", advice: "\(table.path) has two that mean it")
      }
      keys.append((column, key))
    }
    self.keys = keys
    self.ignored = ignored
  }

  /// What stands before the name of a field whose bare name means something else in a heading.
  private static let fieldPrefix = "field:"

  private static func key(_ name: String) throws(CatalogError) -> MetadataKey {
    name.hasPrefix(fieldPrefix)
      ? .field(String(name.dropFirst(fieldPrefix.count))) : try MetadataKey(name)
  }

  /// The heading that is read as a key.
  static func heading(_ key: MetadataKey) -> String {
    let name = key.name
    let isPlain =
      !informative.contains(name.lowercased()) && (try? Self.key(name)) == key
    return isPlain ? name : fieldPrefix + name
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
      if let values = TableCell.listed(cell) { return .set(key, values, sighting: nil) }
      return .set(key, cell == "-" ? [] : Self.values(cell, of: key), sighting: nil)
    }
  }

  /// The values in a cell.
  private static func values(_ cell: String, of key: MetadataKey) -> [String] {
    cell.split(whereSeparator: { key.isList ? $0 == ";" || $0.isNewline : $0.isNewline })
      .map { String($0).trimmed }
  }

  /// The cell that is read as these values, byte for byte; an empty one for none, which says nothing.
  static func cell(_ values: [String], of key: MetadataKey) -> String {
    if values.isEmpty { return "" }
    let plain = values.joined(separator: key.isList ? "; " : "\n")
    // Compared as bytes: Swift holds composed and decomposed letters for the same.
    let isRead = Self.values(plain.trimmed, of: key).map { Array($0.utf8) }
      .elementsEqual(values.map { Array($0.utf8) })
    let isPlain = isRead && !TableCell.isFormula(plain) && TableCell.listed(plain) == nil
    return isPlain ? plain : TableCell.list(values)
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
