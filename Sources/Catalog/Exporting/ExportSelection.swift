// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Which documents are exported: all that are not removed, unless something is asked for.
package struct ExportSelection: Sendable {
  /// Ids or their beginnings; all documents where there are none.
  ///
  /// A record stands for its container.
  package var ids: [String] = []
  /// Conditions that must hold as well.
  package var filter = ListFilter()

  /// Selects everything.
  package init() {}
}

extension Catalog {
  /// The documents of a selection, in the order of their ids.
  ///
  /// O(documents).
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed`, `.unusable`,
  ///   `.archive`, `.index`.
  func documents(_ selection: ExportSelection) throws(CatalogError) -> [DocumentSummary] {
    var wanted: Set<String> = []
    let store = try store()
    for id in selection.ids {
      let whole = try resolveArchived(id)
      if let removal = try store.metadata(of: whole).removal {
        throw .removed(id: whole, removal)
      }
      wanted.insert(whole)
    }
    var found: [DocumentSummary] = []
    try list(selection.filter) { summary in
      if wanted.isEmpty || wanted.contains(summary.id) { found.append(summary) }
    }
    return found.sorted { $0.id < $1.id }
  }
}
