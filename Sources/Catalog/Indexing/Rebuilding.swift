// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The derived side from the archive alone. The new index is built beside the old one, which serves
// searches until the two change places; the archive is only read.

internal import Extraction
internal import FileStorage
package import SearchIndex
internal import SystemPackage

/// The outcome of a rebuild.
package struct RebuildReport: Sendable, Codable {
  /// The new index.
  package var index: IndexInfo
  /// Objects that could not be read and are not in the index.
  package var failures: [VerifyFinding]
}

extension Catalog {
  /// Builds the index anew from the archive, in the order of the document ids.
  ///
  /// Two rebuilds of the same archive with the same memory give the same bytes, whatever `jobs` is. An object that
  /// cannot be read is reported and left out.
  /// - Throws: `CatalogError.locked`, `.storage`, `.archive`, `.index`.
  package func rebuildIndex(
    jobs: Int, memory: MemoryBudget = .standard, patience: Duration = .seconds(5),
    progress: @escaping @Sendable (AddProgress) -> Void = { _ in }
  ) async throws(CatalogError) -> RebuildReport {
    let lock = try home.writeLock(patience: patience)
    defer { withExtendedLifetime(lock) {} }
    let store = try ArchiveStore(home: home)
    let folder = home.indexes.appending("Search.rebuilt")
    try stored { () throws(FileStorageError) in try Folder.remove(folder) }
    let ids = try store.ids()
    let writer = try indexed { () throws(SearchIndexError) in
      try IndexWriter(folder: folder, options: WriterOptions(memory: memory, threads: jobs))
    }
    let rebuild = IndexRebuild(
      store: store, writer: writer, jobs: jobs,
      meter: ProgressMeter(files: ids.count, bytes: 0, report: progress))
    let failures = try await rebuild.run(ids)
    try stored { () throws(FileStorageError) in try replaceIndex(with: folder) }
    try PendingJournal(home).end()
    return RebuildReport(index: try indexInfo(), failures: failures)
  }

  private func replaceIndex(with folder: FilePath) throws(FileStorageError) {
    if try Folder.status(home.searchIndex) == nil {
      try Folder.rename(folder, to: home.searchIndex)
    } else if try Folder.exchange(folder, with: home.searchIndex) == .exchanged {
      try Folder.remove(folder)
    } else {
      try Folder.remove(home.searchIndex)
      try Folder.rename(folder, to: home.searchIndex)
    }
    try Folder.sync(home.indexes)
  }

  /// Runs a call into the file system with its error in the catalog's terms.
  func stored<Result>(
    _ body: () throws(FileStorageError) -> Result
  ) throws(CatalogError) -> Result {
    try storing(body)
  }
}

/// One rebuild.
private struct IndexRebuild {
  let store: ArchiveStore
  let writer: IndexWriter
  let jobs: Int
  let meter: ProgressMeter

  /// Objects whose documents are held in memory together, at most.
  private static let batch = 512
  /// Batches between two commits; nobody sees the new index before its end, but segments can be
  /// merged meanwhile.
  private static let batchesPerCommit = 8

  private enum Item: Sendable {
    case document(IndexedDocument, inside: IndexedParts?, read: PartsFile?)
    case container(DocumentMetadata)
    case failure(VerifyFinding)
  }

  /// Indexes all objects.
  func run(_ ids: [String]) async throws(CatalogError) -> [VerifyFinding] {
    var failures: [VerifyFinding] = []
    var batches = 0
    for start in stride(from: 0, to: ids.count, by: Self.batch) {
      let batch = Array(ids[start..<min(start + Self.batch, ids.count)])
      let store = store
      let items = await mapConcurrently(batch, jobs: jobs) { id in
        await Self.item(id, in: store)
      }
      for item in items.compactMap(\.self) {
        switch item {
        case .document(let document, let parts, let read):
          try await add(document)
          if let parts {
            try await PartsIndexing(writer: writer, parts: parts, meter: meter).run()
          }
          withExtendedLifetime(read) {}
        case .failure(let finding): failures.append(finding)
        case .container(let metadata):
          let extraction = ExtractionRecord(try await index(metadata))
          try await add(
            DocumentAssembly.document(metadata, extraction, pages: [], corrections: []))
        }
      }
      meter.advance(files: batch.count)
      batches += 1
      if batches.isMultiple(of: Self.batchesPerCommit) { try await commit() }
    }
    try await commit()
    do throws(SearchIndexError) { try await writer.finishMerges() } catch { throw .index(error) }
    return failures
  }

  private func add(_ document: IndexedDocument) async throws(CatalogError) {
    do throws(SearchIndexError) { try await writer.add(document) } catch { throw .index(error) }
    meter.advance(documents: 1)
  }

  private func commit() async throws(CatalogError) {
    do throws(SearchIndexError) { try await writer.commit() } catch { throw .index(error) }
  }

  private func index(_ metadata: DocumentMetadata) async throws(CatalogError) -> IndexedContainer {
    let input = try store.document(metadata.document).input(metadata)
    return try await ContainerIndexing(
      writer: writer, jobs: jobs, metadata: metadata, input: input, meter: meter
    ).run()
  }

  /// What the archive holds under an id; nil where it was removed.
  ///
  /// Text that was never extracted is read now, and kept in the index alone.
  private static func item(_ id: String, in store: ArchiveStore) async -> Item? {
    do throws(CatalogError) {
      let archived = try store.document(id)
      let metadata = try archived.metadata()
      if metadata.removal != nil { return nil }
      if let extraction = try archived.extraction() {
        if extraction.records != nil { return .container(metadata) }
        let pages = extraction.pages(texts: try archived.pageTexts(count: extraction.pages))
        return .document(
          DocumentAssembly.document(
            metadata, extraction, pages: pages, corrections: try archived.corrections()),
          inside: try archived.partsFile().map { IndexedParts(metadata: metadata, path: $0) },
          read: nil)
      }
      let input = try archived.input(metadata)
      let extractor = store.extractor(RecognitionOptions())
      if let type = try? extractor.mediaType(of: input), RecordSource.reads(type, input) {
        return .container(metadata)
      }
      let result = await extractor.extract(input)
      let extraction = ExtractionRecord(result)
      let pages = result.documents.first?.pages ?? []
      return .document(
        DocumentAssembly.document(
          metadata, extraction, pages: pages, corrections: try archived.corrections()),
        inside: result.parts.map { IndexedParts(metadata: metadata, path: $0.path) },
        read: result.parts)
    } catch {
      return .failure(
        VerifyFinding(
          code: "index", document: id, path: store.folder(of: id).string, reason: "\(error)",
          severity: .error))
    }
  }
}
