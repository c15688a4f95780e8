// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import OCFL
internal import SearchIndex

/// Brings the index to what the archive says of single documents.
struct DocumentIndexing: Sendable {
  let archive: ArchiveWriter
  let writer: IndexWriter
  /// How many objects are read at a time, at least 1.
  let jobs: Int
  let meter: ProgressMeter
  /// Whether and how pictures of text are read.
  var recognition = RecognitionOptions()

  /// Objects that are read and committed together where many are left to do.
  private static let batch = 512

  /// How the texts of some documents were obtained.
  struct Outcome: Sendable {
    /// The record of each document that has one.
    var records: [String: ExtractionRecord] = [:]
    /// Documents whose text was read in this run, and not before.
    var read: Set<String> = []
  }

  /// Finishes what an earlier writer began, and forgets it.
  ///
  /// - Returns: the documents whose text was read for that.
  /// - Throws: as `run`.
  @discardableResult
  func finish(_ journal: PendingJournal) async throws(CatalogError) -> Set<String> {
    var read: Set<String> = []
    var ids: [String] = []
    for id in try journal.unfinished() where try archive.store.contains(id) { ids.append(id) }
    for start in stride(from: 0, to: ids.count, by: Self.batch) {
      let batch = Array(ids[start..<min(start + Self.batch, ids.count)])
      read.formUnion(try await run(batch, reindexing: Set(batch)).read)
    }
    try journal.end()
    return read
  }

  /// Reads the text of documents that have none yet, archives it, and commits the index; removed
  /// documents leave it, and where one was purged, segments are merged until nothing of it is left.
  ///
  /// - Parameters:
  ///   - ids: what to read; all are in the archive.
  ///   - reindexing: ids whose documents are replaced even though their text is unchanged.
  ///   - again: ids whose originals are read again.
  /// - Returns: how the text of each document was obtained.
  /// - Throws: `CatalogError.archive`, `.storage`, `.index`, `.malformedObject`,
  ///   `.unreadableOriginal`.
  func run(
    _ ids: [String], reindexing: Set<String>, again: Set<String> = []
  ) async throws(CatalogError) -> Outcome {
    let reading = TextReading(
      store: archive.store, writer: writer, jobs: jobs, meter: meter, recognition: recognition)
    var outcome = Outcome()
    var isPurged = false
    var rest = ids
    while !rest.isEmpty {
      let lot = try await reading.read(rest, reindexing: reindexing, again: again)
      try await take(lot, isLast: lot.count == rest.count)
      for text in lot.texts {
        outcome.records[text.id] = text.extraction
        if text.isNew { outcome.read.insert(text.id) }
      }
      isPurged = isPurged || lot.removed.contains { $0.removal.extent == .purged }
      rest.removeFirst(lot.count)
    }
    do throws(SearchIndexError) {
      try await writer.commit()
      if isPurged { try writer.mergeAll() }
    } catch {
      throw .index(error)
    }
    return outcome
  }

  /// Archives texts, and gives them to the index; they are searchable after its commit.
  ///
  /// The segment of the last ones is built while the archive waits for the disk. Where earlier ones end
  /// depends on the clock, and segments must not.
  private func take(_ lot: TextReading.Lot, isLast: Bool) async throws(CatalogError) {
    for (id, _) in lot.removed { try delete(id) }
    for text in lot.texts where text.isNew && text.parts != nil { try delete(text.id) }
    let archive = archive
    let versions = await mapConcurrently(lot.texts, jobs: jobs) { text in
      Result { () throws(CatalogError) in try text.stage(in: archive) }
    }
    var staged: [StagedObject] = []
    for version in versions { if let object = try version.get() { staged.append(object) } }
    async let kept = keep(staged)
    do throws(SearchIndexError) {
      for document in lot.texts.lazy.compactMap(\.document) { try await writer.add(document) }
    } catch {
      throw .index(error)
    }
    if isLast, lot.texts.allSatisfy({ $0.parts == nil }) { writer.begin() }
    try await kept.get()
    meter.advance(documents: lot.texts.count { $0.document != nil })
    for parts in lot.texts.lazy.compactMap(\.parts) {
      try await PartsIndexing(writer: writer, parts: parts, meter: meter).run()
    }
  }

  private func keep(_ staged: [StagedObject]) async -> Result<Void, CatalogError> {
    do throws(CatalogError) {
      return .success(try await archive.commit(staged, jobs: jobs))
    } catch {
      return .failure(error)
    }
  }

  /// Takes a document and its records out of the index, at the next commit.
  private func delete(_ id: String) throws(CatalogError) {
    do throws(SearchIndexError) {
      let snapshot = try IndexSnapshot.open(archive.home.searchIndex)
      // No id holds a 0 byte, so none is left out.
      for record in try snapshot.ids(withPrefix: id, without: 0, limit: .max) {
        writer.delete(id: record)
      }
    } catch {
      throw .index(error)
    }
  }
}
