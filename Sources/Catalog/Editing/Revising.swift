// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Changes to what is said of documents: each one is a new version of the object, never a rewrite.
// The order is that of an `add`: archive, then index; what is reported is durable and searchable.

package import Extraction
internal import FileStorage
internal import OCFL
internal import SearchIndex

/// Who changes documents, why, and with how much of the machine.
package struct EditOptions: Sendable {
  /// Who is at work.
  package var author = Author.login
  /// Why, in the words of that person; becomes the message of the new version.
  package var message: String?
  /// Whether and how pictures of text are read.
  package var recognition = RecognitionOptions()
  /// How many documents are read at a time, at least 1.
  package var jobs = 1
  /// How long to wait for another writer.
  package var patience: Duration = .seconds(5)

  /// Makes options that say nothing.
  package init() {}
}

/// What a change does, or would do, to one document.
package struct EditOutcome: Sendable, Codable {
  /// The document id.
  package var id: String
  /// Its file name.
  package var name: String
  /// What is said of it before and after; empty where nothing changes.
  package var changes: [MetadataChange]
}

extension Catalog {
  /// What a change would do; nothing is written.
  ///
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed`, `.unusable`,
  ///   `.archive`, `.index`.
  package func preview(_ amendments: [Amendment]) throws(CatalogError) -> [EditOutcome] {
    try EditPlan(amendments, catalog: self, store: store()).edits.map(\.outcome)
  }

  /// Changes what is said of documents; each one that changes gets a new version.
  ///
  /// Nothing is changed where one of them cannot be.
  /// - Throws: as `preview`; `.locked`, `.storage`.
  package func edit(
    _ amendments: [Amendment], options: EditOptions
  ) async throws(CatalogError) -> [EditOutcome] {
    try await writing(options) { (session) async throws(CatalogError) in
      let plan = try EditPlan(amendments, catalog: self, store: session.archive.store)
      var revisions: [(id: String, revision: Revision)] = []
      for edit in plan.edits where !edit.outcome.changes.isEmpty {
        revisions.append((edit.outcome.id, edit.revision(options)))
      }
      try await session.commit(revisions)
      return plan.edits.map(\.outcome)
    }
  }

  /// Opens archive and index for writing, and finishes what an earlier writer left.
  func writing<Result>(
    _ options: EditOptions, _ body: (EditSession) async throws(CatalogError) -> Result
  ) async throws(CatalogError) -> Result {
    let lock = try home.writeLock(patience: options.patience)
    defer { withExtendedLifetime(lock) {} }
    let archive = try ArchiveWriter(home: home, author: options.author)
    let writer = try indexWriter(waiting: options.patience)
    let meter = ProgressMeter(files: 0, bytes: 0) { _ in }
    let session = EditSession(
      archive: archive, writer: writer, journal: PendingJournal(home),
      indexing: DocumentIndexing(
        archive: archive, writer: writer, jobs: options.jobs, meter: meter,
        recognition: options.recognition))
    try await session.indexing.finish(session.journal)
    return try await body(session)
  }
}

/// Archive and index, open for changes to single documents.
struct EditSession {
  let archive: ArchiveWriter
  let writer: IndexWriter
  let journal: PendingJournal
  let indexing: DocumentIndexing

  /// Objects that are committed together, at most.
  private static let group = 256

  /// Makes new versions durable and the index agree with them.
  func commit(_ revisions: [(id: String, revision: Revision)]) async throws(CatalogError) {
    for start in stride(from: 0, to: revisions.count, by: Self.group) {
      let group = revisions[start..<min(start + Self.group, revisions.count)]
      var staged: [StagedObject] = []
      for (id, revision) in group { staged.append(try archive.stageVersion(of: id, revision)) }
      try await commit(staged, ids: group.map(\.id))
    }
    do throws(SearchIndexError) { try await writer.finishMerges() } catch { throw .index(error) }
  }

  /// Moves staged objects into the archive and brings the index to them.
  func commit(_ staged: [StagedObject], ids: [String]) async throws(CatalogError) {
    try journal.begin(ids)
    try archive.commit(staged)
    _ = try await indexing.run(ids, reindexing: Set(ids))
    try journal.end()
  }
}

/// What amendments do to the documents that they name, each document once.
private struct EditPlan {
  /// One document.
  struct Edit {
    var metadata: DocumentMetadata
    var outcome: EditOutcome

    /// The next version of its object.
    func revision(_ options: EditOptions) -> Revision {
      let words = outcome.changes.map(\.words).joined(separator: "; ")
      let event = DocumentEvent(
        .metadataModification, user: options.author.name, detail: words, note: options.message)
      let keys = outcome.changes.map(\.key).joined(separator: ", ")
      return Revision(
        metadata: metadata, events: [event], message: options.message ?? "edited: \(keys)")
    }
  }

  private(set) var edits: [Edit] = []

  init(
    _ amendments: [Amendment], catalog: Catalog, store: ArchiveStore
  ) throws(CatalogError) {
    var places: [String: Int] = [:]
    var before: [DocumentMetadata] = []
    for amendment in amendments {
      let id = try catalog.resolveArchived(amendment.document)
      if places[id] == nil {
        let metadata = try store.metadata(of: id)
        if let removal = metadata.removal { throw .removed(id: id, removal) }
        places[id] = edits.count
        before.append(metadata)
        edits.append(
          Edit(metadata: metadata, outcome: EditOutcome(id: id, name: metadata.name, changes: [])))
      }
      guard let place = places[id] else { continue }
      try edits[place].metadata.apply(amendment.steps)
      edits[place].metadata.schema = DocumentMetadata.newestSchema
      edits[place].outcome.changes = MetadataChange.all(
        from: before[place], to: edits[place].metadata)
    }
  }
}
