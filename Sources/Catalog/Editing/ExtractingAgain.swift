// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What came of reading an original again.
package struct ExtractionOutcome: Sendable, Codable {
  /// The document id.
  package var id: String
  /// The extractor and its version.
  package var extractor: String
  /// Whether the text, or what is known of it, is another now; then the object has a new version.
  package var isChanged: Bool
  /// What cannot be read.
  package var gaps: [Gap]
  /// How often it was tried, where something cannot be read.
  package var tries: Int?
}

extension Catalog {
  /// The documents of which something could not be read that another try may read, in the order of the
  /// index.
  ///
  /// O(documents).
  /// - Throws: `CatalogError.index`.
  package func documentsToRetry() throws(CatalogError) -> [String] {
    var ids: [String] = []
    try list(ListFilter()) { summary in
      if summary.gaps.contains(where: \.invitesRetry) { ids.append(summary.id) }
    }
    return ids
  }

  /// Reads the originals of documents again, with the programs of today; text that differs becomes a
  /// new version.
  ///
  /// The text of a container's records is never kept; they are indexed again.
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed`, `.locked`, `.archive`,
  ///   `.storage`, `.index`.
  package func extractAgain(
    _ ids: [String], options: EditOptions
  ) async throws(CatalogError) -> [ExtractionOutcome] {
    try await writing(options) { (session) async throws(CatalogError) in
      let store = session.archive.store
      var whole: [String] = []
      var versions: [String: Int] = [:]
      for id in ids {
        let id = try resolveArchived(id)
        let document = try store.document(id)
        if let removal = try document.metadata().removal { throw .removed(id: id, removal) }
        if versions.updateValue(document.versions.count, forKey: id) == nil { whole.append(id) }
      }
      try session.journal.begin(whole)
      let read = try await session.indexing.run(whole, reindexing: Set(whole), again: Set(whole))
        .records
      try session.journal.end()
      var outcomes: [ExtractionOutcome] = []
      for id in whole {
        guard let extraction = read[id], let count = versions[id] else { continue }
        outcomes.append(
          ExtractionOutcome(
            id: id, extractor: extraction.extractor,
            isChanged: try store.document(id).versions.count > count, gaps: extraction.gaps,
            tries: extraction.tries))
      }
      return outcomes
    }
  }
}
