// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex

extension Catalog {
  /// The changes of a table, with their documents found.
  ///
  /// Rows that change nothing are left out. O(documents) where the table names them by their files.
  /// - Throws: `CatalogError.unusable` with the line of a row whose document cannot be told.
  package func amendments(_ table: AmendmentTable) throws(CatalogError) -> [Amendment] {
    let ids = table.naming == .name ? try idsByName() : [:]
    var amendments: [Amendment] = []
    for row in table.rows where !row.steps.isEmpty {
      let id: String
      switch table.naming {
      case .id:
        do throws(CatalogError) { id = try resolve(row.document) } catch {
          throw Self.unusable(row, "\(error)")
        }
      case .name:
        let found = ids[row.document] ?? []
        guard let only = found.first, found.count == 1 else {
          throw Self.unusable(
            row, found.isEmpty ? "no document has this name" : "\(found.count) have it; use ids")
        }
        id = only
      }
      amendments.append(Amendment(document: id, steps: row.steps))
    }
    return amendments
  }

  private static func unusable(_ row: AmendmentTable.Row, _ reason: String) -> CatalogError {
    .unusable(
      value: row.document, asWhat: "the document of line \(row.line)", advice: reason)
  }

  private func idsByName() throws(CatalogError) -> [String: [String]] {
    var ids: [String: [String]] = [:]
    try list(ListFilter()) { ids[$0.name, default: []].append($0.id) }
    return ids
  }
}
