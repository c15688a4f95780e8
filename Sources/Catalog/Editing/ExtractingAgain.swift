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
}

extension Catalog {
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
      var before: [String: ExtractionRecord] = [:]
      for id in ids {
        let id = try resolveArchived(id)
        if let removal = try store.metadata(of: id).removal { throw .removed(id: id, removal) }
        before[id] = try store.extraction(of: id)
        if !whole.contains(id) { whole.append(id) }
      }
      let versions = try whole.map { (id) throws(CatalogError) in try store.versions(of: id).count }
      try session.journal.begin(whole)
      let read = try await session.indexing.run(whole, reindexing: Set(whole), again: Set(whole))
      try session.journal.end()
      var outcomes: [ExtractionOutcome] = []
      for (id, count) in zip(whole, versions) {
        guard let extraction = read[id] else { continue }
        outcomes.append(
          ExtractionOutcome(
            id: id, extractor: extraction.extractor,
            isChanged: try store.versions(of: id).count > count, gaps: extraction.gaps))
      }
      return outcomes
    }
  }
}
