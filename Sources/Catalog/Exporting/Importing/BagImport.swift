// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// A document in a bag that Handbill wrote.
struct BagDocument {
  /// The document id.
  let id: String
  /// What people said of it.
  let metadata: DocumentMetadata
  /// Where its events are.
  let events: FilePath?
  /// Its other files, by the logical path that each has in an object.
  let files: [(path: String, file: FilePath)]

  /// The documents of a bag; nil where any of its files belongs to none.
  static func all(in bag: BagReader) -> [BagDocument]? {
    var parts: [String: [String: BagReader.PayloadFile]] = [:]
    for file in bag.payload {
      let path = String(decoding: file.path, as: UTF8.self)
      let names = path.split(separator: "/", maxSplits: 2).map(String.init)
      guard names.count == 3, names[1].utf8.count == AddPlan.idDigits,
        names[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
      else { return nil }
      parts[names[1], default: [:]][names[2]] = file
    }
    var documents: [BagDocument] = []
    for (id, files) in parts.sorted(by: { $0.key < $1.key }) {
      guard let document = BagDocument(id, files, in: bag) else { return nil }
      documents.append(document)
    }
    return documents.isEmpty ? nil : documents
  }

  private init?(
    _ id: String, _ files: [String: BagReader.PayloadFile], in bag: BagReader
  ) {
    let originals = files.filter { $0.key.hasPrefix(ArchiveStore.originalFolder) }
    guard let original = originals.first?.value, originals.count == 1,
      original.sha512.hasPrefix(id), let described = files[ArchiveStore.metadataFile],
      let bytes = try? FileReader.contents(of: bag.file(described), symbolicLinks: .refuse),
      let metadata = CatalogCoding.decode(DocumentMetadata.self, from: bytes),
      DocumentMetadata.knownSchemas.contains(metadata.schema), metadata.document == id,
      metadata.removal == nil
    else { return nil }
    self.id = id
    self.metadata = metadata
    events = files[ArchiveStore.eventsFile].map(bag.file)
    let text = Self.text(files, in: bag)
    self.files =
      [
        (ArchiveStore.originalFolder + metadata.name, bag.file(original)),
        (ArchiveStore.metadataFile, bag.file(described)),
      ] + text + Self.layout(files, in: bag)
  }

  /// The files of the text, where they are all there; the text is read anew where they are not.
  private static func text(
    _ files: [String: BagReader.PayloadFile], in bag: BagReader
  ) -> [(path: String, file: FilePath)] {
    guard let record = files[ArchiveStore.extractionFile],
      let bytes = try? FileReader.contents(of: bag.file(record), symbolicLinks: .refuse),
      let extraction = CatalogCoding.decode(ExtractionRecord.self, from: bytes),
      extraction.pages >= 0, extraction.pages <= files.count
    else { return [] }
    var text = [(ArchiveStore.extractionFile, bag.file(record))]
    for page in 0..<extraction.pages {
      let name = ArchiveStore.pageFile(page + 1)
      guard let file = files[name] else { return [] }
      text.append((name, bag.file(file)))
    }
    for (path, file) in files.sorted(by: { $0.key < $1.key }) where isOfText(path) {
      text.append((path, bag.file(file)))
    }
    return text
  }

  /// Whether a file belongs to the text beyond its pages: layouts, documents inside, corrections.
  private static func isOfText(_ path: String) -> Bool {
    path == ArchiveStore.layoutFile || path == ArchiveStore.partsFile
      || ArchiveStore.correctedPage(path) != nil
  }

  /// The file of layout beside the original; an original has one at most.
  private static func layout(
    _ files: [String: BagReader.PayloadFile], in bag: BagReader
  ) -> [(path: String, file: FilePath)] {
    let found = files.filter { $0.key.hasPrefix(ArchiveStore.besideFolder) }
    return found.count == 1 ? found.map { ($0.key, bag.file($0.value)) } : []
  }
}

extension Catalog {
  /// Takes back documents of a bag that Handbill wrote, with what was said of them and their acts.
  ///
  /// A bag has no older versions: each document is one new version here.
  /// - Throws: `CatalogError.locked`, `.archive`, `.storage`, `.index`.
  func importOwn(
    _ documents: [BagDocument], from path: FilePath, _ options: EditOptions,
    _ progress: @escaping @Sendable (AddProgress) -> Void
  ) async throws(CatalogError) -> ImportReport {
    try await writing(options) { (session) async throws(CatalogError) in
      var run = BagImport(session: session, bag: path, author: options.author)
      return try await run.take(documents, progress)
    }
  }

  /// Adds the files of a bag of others; what the bag says of itself is said of each.
  ///
  /// - Throws: as `add`.
  func importForeign(
    _ bag: BagReader, _ options: EditOptions,
    _ progress: @escaping @Sendable (AddProgress) -> Void
  ) async throws(CatalogError) -> ImportReport {
    var adding = AddOptions()
    adding.author = options.author
    adding.jobs = options.jobs
    adding.patience = options.patience
    adding.steps = bag.steps
    let files = bag.payload.map { AddSource.file(bag.file($0)) }
    let summary = try await add(files, options: adding, progress: progress)
    var report = ImportReport(.foreignBag)
    report.added = summary.added + summary.unreadable
    report.present = summary.present
    report.unreadable = summary.unreadable
    report.interrupted = summary.interrupted
    report.failures = summary.problems.filter { $0.result == .failed }.map {
      ExportFailure(document: $0.path, reason: $0.gaps.first?.reason ?? "unknown reason")
    }
    return report
  }
}

extension BagReader {
  /// What the bag says of itself, as metadata: whose it is as the source of each find, descriptions and
  /// identifiers as Dublin Core, the rest as fields of the same names.
  fileprivate var steps: [AmendmentStep] {
    var steps: [AmendmentStep] = []
    if let source = values("Source-Organization").first(where: { !$0.isEmpty }) {
      steps.append(.set(.sighting(.source), [source], sighting: nil))
    }
    for (label, value) in info where !value.isEmpty {
      switch label.lowercased() {
      case "source-organization", "payload-oxum", "bag-size", "bag-software-agent", "bagging-date",
        "bag-group-identifier", "bag-count":
        continue
      case "external-description": steps.append(.add(.dublinCore(.description), value))
      case "external-identifier": steps.append(.add(.dublinCore(.identifier), value))
      default:
        guard let key = try? MetadataKey(label), case .field = key else { continue }
        steps.append(.add(key, value))
      }
    }
    return steps
  }
}

/// One import of a bag of Handbill's.
private struct BagImport {
  let session: EditSession
  let bag: FilePath
  let author: Author
  private var report = ImportReport(.bag)

  /// Objects that are committed together, at most.
  private static let group = 64

  init(session: EditSession, bag: FilePath, author: Author) {
    self.session = session
    self.bag = bag
    self.author = author
  }

  mutating func take(
    _ documents: [BagDocument], _ progress: @escaping @Sendable (AddProgress) -> Void
  ) async throws(CatalogError) -> ImportReport {
    let meter = ProgressMeter(files: documents.count, bytes: 0, report: progress)
    for start in stride(from: 0, to: documents.count, by: Self.group) {
      if Task.isCancelled {
        report.interrupted = true
        break
      }
      let group = documents[start..<min(start + Self.group, documents.count)]
      try await take(Array(group))
      meter.advance(files: group.count)
    }
    return report
  }

  private mutating func take(_ group: [BagDocument]) async throws(CatalogError) {
    var staged: [StagedObject] = []
    var ids: [String] = []
    var added = 0
    for document in group {
      do throws(CatalogError) {
        let isNew = try !session.archive.store.contains(document.id)
        guard let events = try events(of: document, isNew: isNew) else {
          report.present += 1
          continue
        }
        staged.append(
          try session.archive.stageImported(document.id, files: document.files, events: events))
        ids.append(document.id)
        added += isNew ? 1 : 0
      } catch  where error.concernsOneObject {
        report.failures.append(ExportFailure(document: document.id, reason: "\(error)"))
      }
    }
    if staged.isEmpty { return }
    try await session.commit(staged, ids: ids)
    report.added += added
    report.updated += ids.count - added
  }

  /// The events that the document will have; nil where the document here has them all.
  private func events(
    of document: BagDocument, isNew: Bool
  ) throws(CatalogError) -> [UInt8]? {
    let event = DocumentEvent(
      .importing, user: author.name, detail: "taken over from the bag \(bag)")
    var bytes: [UInt8] = []
    if let file = document.events {
      bytes = try storing { () throws(FileStorageError) in
        try FileReader.contents(of: file, symbolicLinks: .refuse)
      }
      if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    }
    if isNew { return bytes + ArchiveWriter.lines([event]) }
    let store = session.archive.store
    if let removal = try store.metadata(of: document.id).removal {
      throw .removed(id: document.id, removal)
    }
    let coming = CatalogCoding.decodeLines(DocumentEvent.self, from: bytes)
    let here = try store.document(document.id).events()
    let shared = here.filter {
      $0.type != DocumentEvent.Kind.importing.rawValue || coming.contains($0)
    }
    if shared.starts(with: coming) { return nil }
    guard coming.starts(with: shared) else {
      throw .malformedObject(
        id: document.id, file: "the bag",
        reason: "tells of other acts than the document here, which stays as it is; compare the two")
    }
    return ArchiveWriter.lines(here + coming.dropFirst(shared.count) + [event])
  }
}
