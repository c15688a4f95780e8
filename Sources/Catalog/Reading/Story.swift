// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What happened to documents: `log`.

internal import FoundationEssentials

/// One act upon one document.
package struct StoryEntry: Sendable, Hashable, Codable {
  /// The document id.
  package var document: String
  /// The document's file name; empty for a purged one.
  package var name: String
  /// The act.
  package var event: DocumentEvent
}

/// Which acts a log shows.
package struct StoryFilter: Sendable {
  /// Earliest day, inclusive: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  package var since: String?
  /// At most so many, the latest.
  package var limit: Int?

  /// Makes a filter that lets everything pass.
  package init() {}
}

extension Catalog {
  /// The acts upon one document, oldest first.
  ///
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.archive`, `.index`.
  package func story(
    of id: String, _ filter: StoryFilter = StoryFilter()
  ) throws(CatalogError) -> [StoryEntry] {
    let id = try resolveArchived(id)
    return Self.filtered(try Self.story(of: id, in: store()), filter)
  }

  /// The acts upon all documents, oldest first; acts of one second in the order of the ids.
  ///
  /// Reads the events of every object.
  /// - Throws: `CatalogError.archive`.
  package func story(_ filter: StoryFilter, jobs: Int) async throws(CatalogError) -> [StoryEntry] {
    let store = try store()
    let stories = await mapConcurrently(try store.ids(), jobs: jobs) { id in
      (try? Self.story(of: id, in: store)) ?? []
    }
    let ordered = stories.joined().enumerated().sorted {
      ($0.element.event.time, $0.offset) < ($1.element.event.time, $1.offset)
    }
    return Self.filtered(ordered.map(\.element), filter)
  }

  private static func story(
    of id: String, in store: ArchiveStore
  ) throws(CatalogError) -> [StoryEntry] {
    try store.reading(id) { (document) throws(CatalogError) in
      let name = try document.metadata().name
      return try document.events().map { StoryEntry(document: id, name: name, event: $0) }
    }
  }

  private static func filtered(_ story: [StoryEntry], _ filter: StoryFilter) -> [StoryEntry] {
    // Times are RFC 3339 in UTC: their order is that of their text, and a day is a prefix.
    let recent = filter.since.map { since in story.filter { $0.event.time >= since } } ?? story
    return filter.limit.map { Array(recent.suffix($0)) } ?? recent
  }

  /// Documents that were removed, in the order of their ids.
  ///
  /// Reads the metadata of every object.
  /// - Throws: `CatalogError.archive`.
  package func removedDocuments(
    jobs: Int
  ) async throws(CatalogError) -> [(id: String, name: String, removal: Removal)] {
    let store = try store()
    let found = await mapConcurrently(try store.ids(), jobs: jobs) { id in
      try? store.metadata(of: id)
    }
    return found.compactMap { metadata in
      guard let metadata, let removal = metadata.removal else { return nil }
      return (metadata.document, metadata.name, removal)
    }
  }
}
