// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import OCFL
internal import SearchIndex
internal import SystemPackage
internal import TextAnalysis

/// The text of one object on its way into the archive and the index.
struct ReadText: Sendable {
  /// The document id.
  let id: String
  /// How the text was obtained.
  let extraction: ExtractionRecord
  /// The pages, where they are to be archived; nil where they are there already.
  var newPages: [ExtractedPage]?
  /// Whether `extraction` is new and to be archived.
  var isNew: Bool
  /// The document for the index; nil where the index has it as it is.
  var document: IndexedDocument?

  /// Builds the version of the object that holds the text; nil where nothing is new.
  func stage(in archive: ArchiveWriter) throws(CatalogError) -> StagedObject? {
    guard isNew else { return nil }
    var files = [(ArchiveStore.extractionFile, CatalogCoding.document(extraction))]
    for (index, page) in (newPages ?? []).enumerated() {
      files.append((ArchiveStore.pageFile(index + 1), [UInt8](page.text.utf8)))
    }
    let failure = extraction.isUnreadable ? extraction.gaps.first : nil
    let event = DocumentEvent(
      .textExtraction, user: archive.author.name, outcome: failure == nil ? .success : .failure,
      detail: failure?.reason ?? "\(extraction.extractor) read \(extraction.amount)",
      tool: extraction.extractor)
    return try archive.stageVersion(
      of: id, Revision(newFiles: files, events: [event], message: "text extracted"))
  }
}

extension ExtractionRecord {
  /// How much was read, in words.
  fileprivate var amount: String {
    if let records { return "\(records) records" }
    return pages == 1 ? "1 page" : "\(pages) pages"
  }
}

/// Reads the text of objects: out of the archive where it is there, else out of the originals.
struct TextReading {
  let store: ArchiveStore
  /// Takes the records of containers at once; they are searchable after its commit.
  let writer: IndexWriter
  /// How many objects are read at a time, at least 1.
  let jobs: Int
  let meter: ProgressMeter

  private typealias Read = Result<ReadText?, CatalogError>

  /// Reads what is new or `again` asks for, and what has to be indexed again; containers one after the other, each on
  /// all threads, and all others side by side.
  ///
  /// - Throws: `CatalogError.archive`, `.malformedObject`, `.unreadableOriginal`.
  func read(
    _ ids: [String], reindexing: Set<String>, again: Set<String> = []
  ) async throws(CatalogError) -> [ReadText] {
    let store = store
    let single = await mapConcurrently(ids, jobs: jobs) { id -> Read in
      do throws(CatalogError) {
        return .success(
          try await Self.readDocument(
            id, in: store, isReindexed: reindexing.contains(id), isReadAgain: again.contains(id)))
      } catch {
        return .failure(error)
      }
    }
    var texts: [ReadText] = []
    for (id, result) in zip(ids, single) {
      if let text = try result.get() {
        texts.append(text)
      } else {
        texts.append(try await readContainer(id))
      }
    }
    return texts
  }

  /// One document; nil where the object is a container that has to be read.
  private static func readDocument(
    _ id: String, in store: ArchiveStore, isReindexed: Bool, isReadAgain: Bool
  ) async throws(CatalogError) -> ReadText? {
    let metadata = try store.metadata(of: id)
    let before = try store.extraction(of: id)
    if let extraction = before, !isReadAgain, !extraction.invitesAnotherTry,
      !extraction.wasRead(withoutCharsetOf: metadata)
    {
      if !isReindexed { return ReadText(id: id, extraction: extraction, isNew: false) }
      if extraction.records != nil { return nil }
      let pages = extraction.pages(texts: try store.pageTexts(of: id, count: extraction.pages))
      return ReadText(
        id: id, extraction: extraction, isNew: false,
        document: DocumentAssembly.document(metadata, extraction, pages: pages))
    }
    let input = try store.input(metadata)
    let extractor = Extractor()
    if (try? extractor.mediaType(of: input)) == .jsonLines { return nil }
    let result = await extractor.extract(input)
    let extraction = ExtractionRecord(result.report, document: result.documents.first)
    let pages = result.documents.first?.pages ?? []
    let isSame =
      extraction == before
      ? try store.pageTexts(of: id, count: extraction.pages) == pages.map(\.text) : false
    return ReadText(
      id: id, extraction: extraction, newPages: pages, isNew: !isSame,
      document: DocumentAssembly.document(metadata, extraction, pages: pages))
  }

  private func readContainer(_ id: String) async throws(CatalogError) -> ReadText {
    let metadata = try store.metadata(of: id)
    let container = try await ContainerIndexing(
      writer: writer, jobs: jobs, metadata: metadata,
      path: try store.original(of: id).path, meter: meter
    ).run()
    let extraction = ExtractionRecord(container)
    return ReadText(
      id: id, extraction: extraction, isNew: try store.extraction(of: id) == nil,
      document: DocumentAssembly.document(metadata, extraction, pages: []))
  }
}
