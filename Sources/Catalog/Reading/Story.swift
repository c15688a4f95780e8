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
  /// Reads the events of every object, or, for the latest acts, a look at every inventory and the
  /// events of few objects: no act is later than the newest version of its object.
  /// - Throws: `CatalogError.archive`.
  package func story(_ filter: StoryFilter, jobs: Int) async throws(CatalogError) -> [StoryEntry] {
    let store = try store()
    let ids = try store.ids()
    if filter.since == nil && filter.limit == nil {
      return Self.ordered(await Self.stories(of: ids, in: store, jobs))
    }
    let bounds = await mapConcurrently(ids, jobs: jobs) { (id: $0, time: store.newestTime(of: $0)) }
    let due = bounds.filter { $0.time >= filter.since ?? "" }.sorted { $0.time > $1.time }
    let limit = filter.limit ?? due.count
    var stories: [[StoryEntry]] = []
    var story: [StoryEntry] = []
    while stories.count < due.count {
      if story.count == limit, due[stories.count].time < story[0].event.time { break }
      let next = due[stories.count...].prefix(max(limit, 256, stories.count)).map(\.id)
      stories += await Self.stories(of: next, in: store, jobs)
      let byID = zip(due, stories).sorted { $0.0.id < $1.0.id }.map(\.1)
      story = Self.filtered(Self.ordered(byID), filter)
    }
    return story
  }

  /// The acts upon each of some documents; none for one that cannot be read.
  private static func stories(
    of ids: [String], in store: ArchiveStore, _ jobs: Int
  ) async -> [[StoryEntry]] {
    await mapConcurrently(ids, jobs: jobs) { id in
      (try? story(of: id, in: store)) ?? []
    }
  }

  /// By time; acts of one second stay in the order given.
  private static func ordered(_ stories: [[StoryEntry]]) -> [StoryEntry] {
    stories.joined().enumerated().sorted {
      ($0.element.event.time, $0.offset) < ($1.element.event.time, $1.offset)
    }.map(\.element)
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
