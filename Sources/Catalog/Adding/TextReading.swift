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

  /// What there is to do about an object.
  private enum Read: Sendable {
    case text(ReadText)
    case container(ArchivedDocument)
    case removed(Removal)
  }

  /// Reads what is new or `again` asks for, and what has to be indexed again; containers one after
  /// the other, each on all threads, and all others side by side.
  ///
  /// - Returns: the texts, in the order of the ids, and the documents that were removed.
  /// - Throws: `CatalogError.archive`, `.malformedObject`, `.unreadableOriginal`.
  func read(
    _ ids: [String], reindexing: Set<String>, again: Set<String> = []
  ) async throws(CatalogError) -> (texts: [ReadText], removed: [(id: String, removal: Removal)]) {
    let store = store
    let results = await mapConcurrently(ids, jobs: jobs) { id -> Result<Read, CatalogError> in
      do throws(CatalogError) {
        return .success(
          try await Self.read(
            store.document(id), isReindexed: reindexing.contains(id),
            isReadAgain: again.contains(id)))
      } catch {
        return .failure(error)
      }
    }
    var texts: [ReadText] = []
    var removed: [(id: String, removal: Removal)] = []
    for (id, result) in zip(ids, results) {
      switch try result.get() {
      case .text(let text): texts.append(text)
      case .container(let document): texts.append(try await readContainer(document))
      case .removed(let removal): removed.append((id, removal))
      }
    }
    return (texts, removed)
  }

  private static func read(
    _ document: ArchivedDocument, isReindexed: Bool, isReadAgain: Bool
  ) async throws(CatalogError) -> Read {
    let (id, metadata) = (document.id, try document.metadata())
    if let removal = metadata.removal { return .removed(removal) }
    let before = try document.extraction()
    if let extraction = before, !isReadAgain, !extraction.invitesAnotherTry,
      !extraction.wasRead(withoutCharsetOf: metadata)
    {
      if !isReindexed { return .text(ReadText(id: id, extraction: extraction, isNew: false)) }
      if extraction.records != nil { return .container(document) }
      let pages = extraction.pages(texts: try document.pageTexts(count: extraction.pages))
      return .text(
        ReadText(
          id: id, extraction: extraction, isNew: false,
          document: DocumentAssembly.document(metadata, extraction, pages: pages)))
    }
    let input = try document.input(metadata)
    let extractor = Extractor()
    if (try? extractor.mediaType(of: input)) == .jsonLines { return .container(document) }
    let result = await extractor.extract(input)
    let extraction = ExtractionRecord(result.report, document: result.documents.first)
    let pages = result.documents.first?.pages ?? []
    let isSame =
      extraction == before
      ? try document.pageTexts(count: extraction.pages) == pages.map(\.text) : false
    return .text(
      ReadText(
        id: id, extraction: extraction, newPages: pages, isNew: !isSame,
        document: DocumentAssembly.document(metadata, extraction, pages: pages)))
  }

  private func readContainer(_ document: ArchivedDocument) async throws(CatalogError) -> ReadText {
    let metadata = try document.metadata()
    let container = try await ContainerIndexing(
      writer: writer, jobs: jobs, metadata: metadata, path: try document.original().path,
      meter: meter
    ).run()
    let extraction = ExtractionRecord(container)
    return ReadText(
      id: document.id, extraction: extraction, isNew: try document.extraction() == nil,
      document: DocumentAssembly.document(metadata, extraction, pages: []))
  }
}
