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
  var extraction: ExtractionRecord
  /// The pages, where they are to be archived; nil where they are there already.
  var newPages: [ExtractedPage]?
  /// Whether `extraction` is new and to be archived.
  var isNew: Bool
  /// Logical paths of what was read before; what is not written anew is taken away.
  var stale: [String] = []
  /// The documents inside, where they are to be archived; nil where there are none, or they are there.
  var newParts: PartsFile?
  /// The document for the index; nil where the index has it as it is.
  var document: IndexedDocument?
  /// The documents inside for the index; nil where there are none, or the index has them.
  var parts: IndexedParts?

  /// What it holds in memory, roughly, in bytes: its text, and a hundred for each word with a place.
  var bytes: Int {
    let pages = newPages ?? []
    let words = pages.lazy.compactMap(\.layout).flatMap(\.blocks).flatMap(\.lines)
      .reduce(0) { $0 + $1.words.count }
    return pages.reduce(document?.text.count ?? 0) { $0 + $1.text.utf8.count } + 100 * words
  }

  /// Builds the version of the object that holds the text; nil where nothing is new.
  func stage(in archive: ArchiveWriter) throws(CatalogError) -> StagedObject? {
    guard isNew else { return nil }
    var files = [(ArchiveStore.extractionFile, CatalogCoding.document(extraction))]
    for (index, page) in (newPages ?? []).enumerated() {
      files.append((ArchiveStore.pageFile(index + 1), [UInt8](page.text.utf8)))
    }
    if let layouts = newPages?.layoutLines { files.append((ArchiveStore.layoutFile, layouts)) }
    let taken = newParts.map { [(path: ArchiveStore.partsFile, file: $0.path)] } ?? []
    let written = Set(files.map(\.0) + taken.map(\.path))
    let failure = extraction.isUnreadable ? extraction.gaps.first : nil
    let event = DocumentEvent(
      .textExtraction, user: archive.author.name, outcome: failure == nil ? .success : .failure,
      detail: failure?.reason ?? "\(extraction.extractor) read \(extraction.amount)",
      tool: extraction.extractor)
    return try archive.stageVersion(
      of: id,
      Revision(
        newFiles: files, removedFiles: stale.filter { !written.contains($0) }, takenFiles: taken,
        events: [event], message: "text extracted"))
  }
}

extension [ExtractedPage] {
  /// Where their words stand, a line of JSON for each page; nil where nobody knows of any.
  fileprivate var layoutLines: [UInt8]? {
    guard contains(where: { $0.layout != nil }) else { return nil }
    var lines: [UInt8] = []
    for page in self {
      lines.append(contentsOf: page.layout?.jsonLine ?? [UInt8]("null".utf8))
      lines.append(0x0A)
    }
    return lines
  }
}

extension ExtractionRecord {
  /// How much was read, in words.
  fileprivate var amount: String {
    if let records { return "\(records) records" }
    let own = pages == 1 ? "1 page" : "\(pages) pages"
    guard let parts else { return own }
    let inside = parts == 1 ? "1 document inside" : "\(parts) documents inside"
    return pages == 0 ? inside : "\(own) and \(inside)"
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
  /// Whether and how pictures of text are read.
  var recognition = RecognitionOptions()

  /// Text that is held in memory together, in bytes with all that belongs to it; what is being read
  /// when it is reached comes on top.
  static let mostText = 64 << 20
  /// How long objects are read before what came of them is archived: who stops the program in between
  /// has that read again.
  private static let mostTime = Duration.seconds(120)

  /// What there is to do about an object.
  private enum Read: Sendable {
    case text(ReadText)
    case container(ArchivedDocument)
    case removed(Removal)
  }

  /// What was read of some objects.
  struct Lot: Sendable {
    /// How many ids it is of, from the first; at least 1 where there were any.
    var count = 0
    /// The texts, in the order of the ids.
    var texts: [ReadText] = []
    /// The documents that were removed.
    var removed: [(id: String, removal: Removal)] = []
  }

  /// Reads what is new or `again` asks for, and what has to be indexed again, until there is much text
  /// or it has taken long; containers one after the other, each on all threads, and all others side by side.
  ///
  /// - Throws: `CatalogError.archive`, `.malformedObject`, `.unreadableOriginal`.
  func read(
    _ ids: [String], reindexing: Set<String>, again: Set<String> = []
  ) async throws(CatalogError) -> Lot {
    let extractor = store.extractor(recognition)
    let (store, meter) = (store, meter)
    let begin = ContinuousClock.now
    var held = 0
    let isEnough = { (result: Result<Read, CatalogError>) in
      if case .success(.text(let text)) = result { held += text.bytes }
      return held > Self.mostText || ContinuousClock.now - begin > Self.mostTime
    }
    // One more than jobs: while one waits for a file to be written, another keeps the core busy.
    let readers = jobs > 1 ? jobs + 1 : 1
    let results = await mapConcurrently(ids, jobs: readers, until: isEnough) {
      id -> Result<Read, CatalogError> in
      do throws(CatalogError) {
        return .success(
          try await Self.read(
            store.document(id), extractor, meter, isReindexed: reindexing.contains(id),
            isReadAgain: again.contains(id)))
      } catch {
        return .failure(error)
      }
    }
    var lot = Lot(count: results.count)
    for (id, result) in zip(ids, results) {
      switch try result.get() {
      case .text(let text): lot.texts.append(text)
      case .container(let document): lot.texts.append(try await readContainer(document))
      case .removed(let removal): lot.removed.append((id, removal))
      }
    }
    return lot
  }

  private static func read(
    _ document: ArchivedDocument, _ extractor: Extractor, _ meter: ProgressMeter,
    isReindexed: Bool, isReadAgain: Bool
  ) async throws(CatalogError) -> Read {
    let (id, metadata) = (document.id, try document.metadata())
    if let removal = metadata.removal { return .removed(removal) }
    let before = try document.extraction()
    if let extraction = before, !isReadAgain, !extraction.invitesAnotherTry,
      !extraction.wasRead(withoutCharsetOf: metadata),
      !extraction.wasRead(withoutFieldsOf: metadata),
      try !extraction.wasRead(withoutLayoutOf: document)
    {
      if extraction.records != nil, isReindexed { return .container(document) }
      return .text(try asBefore(document, metadata, extraction, isReindexed: isReindexed))
    }
    let input = try document.input(metadata)
    if let type = try? extractor.mediaType(of: input), RecordSource.reads(type, input) {
      return .container(document)
    }
    let result = await extractor.extract(input) {
      meter.read($0, of: id, bytes: metadata.bytes)
    }
    if let failure = result.report.failure, failure.reason == .interrupted, let before {
      var text = try asBefore(document, metadata, before, isReindexed: isReindexed)
      // Said, and not kept: what was read before is still what there is.
      text.extraction.gaps.append(Gap(code: Gap.interrupted, reason: failure.sentence, place: nil))
      return .text(text)
    }
    var extraction = ExtractionRecord(result)
    extraction.layout = try document.layoutFile()?.sha512
    if let before, before.hasGapsToRetry, extraction.hasGapsToRetry {
      extraction.tries = (before.tries ?? 1) + 1
    }
    let pages = result.documents.first?.pages ?? []
    let isSame = extraction == before ? try document.holds(pages, result.parts) : false
    return .text(
      ReadText(
        id: id, extraction: extraction, newPages: pages, isNew: !isSame,
        stale: before == nil || isSame ? [] : try document.textFiles(), newParts: result.parts,
        document: DocumentAssembly.document(
          metadata, extraction, pages: pages, corrections: try document.corrections()),
        parts: result.parts.map { IndexedParts(metadata: metadata, path: $0.path) }))
  }

  /// What was read before, out of the archive where the index needs it.
  private static func asBefore(
    _ document: ArchivedDocument, _ metadata: DocumentMetadata, _ extraction: ExtractionRecord,
    isReindexed: Bool
  ) throws(CatalogError) -> ReadText {
    var text = ReadText(id: document.id, extraction: extraction, isNew: false)
    guard isReindexed else { return text }
    let pages = extraction.pages(texts: try document.pageTexts(count: extraction.pages))
    text.document = DocumentAssembly.document(
      metadata, extraction, pages: pages, corrections: try document.corrections())
    text.parts = try document.partsFile().map { IndexedParts(metadata: metadata, path: $0) }
    return text
  }

  private func readContainer(_ document: ArchivedDocument) async throws(CatalogError) -> ReadText {
    let metadata = try document.metadata()
    let container = try await ContainerIndexing(
      writer: writer, jobs: jobs, metadata: metadata, input: try document.input(metadata),
      meter: meter
    ).run()
    let extraction = ExtractionRecord(container)
    return ReadText(
      id: document.id, extraction: extraction, isNew: try document.extraction() == nil,
      document: DocumentAssembly.document(metadata, extraction, pages: [], corrections: []))
  }
}

extension ArchivedDocument {
  /// Logical paths of the pages that were read, of their layouts and of the documents inside.
  fileprivate func textFiles() throws(CatalogError) -> [String] {
    try ArchiveStore.archived { () throws(OCFLError) in
      try object.logicalPaths().filter { path in
        path == ArchiveStore.layoutFile || path == ArchiveStore.partsFile
          || ArchiveStore.readPage(path) != nil
      }
    }
  }

  /// Whether the archive has these texts, places of words and documents inside already.
  fileprivate func holds(_ pages: [ExtractedPage], _ parts: PartsFile?) throws(CatalogError) -> Bool
  {
    guard try pageTexts(count: pages.count) == pages.map(\.text) else { return false }
    let layouts = pages.map(\.layout)
    guard try self.layouts() == (layouts.contains { $0 != nil } ? layouts : []) else {
      return false
    }
    guard let known = try partsFile() else { return parts == nil }
    guard let parts else { return false }
    return try ArchiveStore.sha512(of: known) == ArchiveStore.sha512(of: parts.path)
  }
}
