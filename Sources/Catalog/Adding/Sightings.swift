// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// The sightings of one object in a batch, on their way into the archive.
struct Sightings: Sendable {
  /// The object and its files.
  let object: PlannedObject
  /// What the adder says of them.
  private let options: AddOptions
  /// The object's next version, built and not yet moved into the archive.
  var staged: StagedObject?
  /// Why it could not be built.
  var failure: CatalogError?
  /// Whether the documents in the index say something else now.
  private(set) var changesIndex = false

  /// Takes an object of a plan.
  init(_ object: PlannedObject, options: AddOptions) {
    self.object = object
    self.options = options
  }

  /// Builds the object, or its next version, beside the archive.
  ///
  /// - Throws: `CatalogError.storage`, `.archive`, `.changedWhileRead`, `.unusable`.
  mutating func stage(in archive: ArchiveWriter) throws(CatalogError) {
    if object.isKnown {
      try stageSightings(in: archive)
    } else {
      try stageOriginal(in: archive)
    }
  }

  private mutating func stageOriginal(in archive: ArchiveWriter) throws(CatalogError) {
    let file = object.files[0]
    var metadata = DocumentMetadata(
      document: object.id, name: file.displayName, bytes: file.size, sightings: [])
    metadata.recordFields = options.recordFields
    var events: [DocumentEvent] = []
    for (index, file) in object.files.enumerated() {
      try metadata.add(sighting(of: file), saying: steps(for: file))
      let words = metadata.sightings[index].words
      events.append(
        index > 0
          ? event(words, archive)
          : DocumentEvent(
            .ingestion, user: archive.author.name,
            detail: "archived \(words) (\(file.size) bytes, SHA-512 \(object.sha512))"))
    }
    if let layout = object.layout { events.append(layout.event(archive.author)) }
    staged = try archive.stageNew(object, metadata: metadata, events: events)
    changesIndex = true
  }

  private mutating func stageSightings(in archive: ArchiveWriter) throws(CatalogError) {
    let old = try archive.store.metadata(of: object.id)
    var new = old
    var events: [DocumentEvent] = []
    for file in object.files where file.isAdded {
      let before = new
      try new.add(sighting(of: file), saying: steps(for: file))
      let sighted = new.sightings.last?.words ?? ""
      let further = MetadataChange.all(from: before, to: new).filter {
        !$0.key.hasPrefix("sighting ")
      }
      events.append(event(([sighted] + further.map(\.words)).joined(separator: "; "), archive))
    }
    if let fields = options.recordFields { new.recordFields = fields }
    changesIndex = new.differsInIndex(from: old) || new.recordFields != old.recordFields
    var revision = Revision(metadata: new, events: events, message: "sighted again")
    if let layout = object.layout {
      try revision.put(layout, beside: archive.store.document(object.id), archive.author)
    }
    if revision.events.isEmpty { return }
    staged = try archive.stageVersion(of: object.id, revision)
  }

  private func steps(for file: SourceFile) -> [AmendmentStep] {
    options.steps + (options.table?.steps(for: file) ?? [])
  }

  private func sighting(of file: SourceFile) -> Sighting {
    var sighting = Sighting(added: Timestamp.now(), name: file.displayName)
    sighting.nameIsEscaped = file.hasEscapedName ? true : nil
    sighting.path = file.shownPath
    sighting.pathIsEscaped = file.hasEscapedPath ? true : nil
    sighting.modified = file.modified.map(Timestamp.text(secondsSince1970:))
    return sighting
  }

  private func event(_ words: String, _ archive: ArchiveWriter) -> DocumentEvent {
    DocumentEvent(
      .metadataModification, user: archive.author.name, detail: "sighted again as \(words)")
  }

  /// Whether the object is new.
  var isNew: Bool { !object.isKnown }

  /// One outcome a file, given how the text was obtained, and whether that of a known object was now.
  func outcomes(_ extraction: ExtractionRecord?, isReadNow: Bool) -> [AddOutcome] {
    if let failure { return object.files.map { AddOutcome(failed: $0, failure) } }
    let gaps = extraction?.gaps ?? []
    let isUnreadable = extraction?.isUnreadable ?? false
    let documents = extraction?.documents ?? 1
    return object.files.enumerated().map { index, file in
      let isNew = index == 0 && !object.isKnown
      let layout = object.layout.flatMap { $0.file.path == file.beside.first?.path ? $0 : nil }
      var outcome = AddOutcome(
        path: file.isAdded ? file.label : file.beside.first?.label ?? file.label, id: object.id,
        result: layout != nil && !isNew && !file.isAdded
          ? .joined
          : isUnreadable && (isNew || isReadNow) ? .unreadable : isNew ? .added : .present,
        documents: documents, gaps: gaps)
      outcome.layout = layout?.file.label
      outcome.notes = file.remarks.isEmpty ? nil : file.remarks
      outcome.readNow = isReadNow && !isNew && outcome.result != .joined ? true : nil
      return outcome
    }
  }
}

extension ExtractionRecord {
  /// Documents that can be searched: itself, its records, and what is inside it.
  fileprivate var documents: Int { records ?? (pages > 0 ? 1 : 0) + readableParts }
}

extension DocumentMetadata {
  /// Notes one more sighting, and what is said with it.
  ///
  /// - Throws: `CatalogError.unusable`.
  fileprivate mutating func add(
    _ sighting: Sighting, saying steps: [AmendmentStep]
  ) throws(CatalogError) {
    schema = Self.newestSchema
    sightings.append(sighting)
    try apply(steps)
  }

  /// Whether the index has to say something else of the document.
  ///
  /// A mere further sighting of the same is no change.
  func differsInIndex(from old: DocumentMetadata) -> Bool {
    let keys = Set(keys + old.keys)
    return keys.contains { Set(values(of: $0)) != Set(old.values(of: $0)) }
      || Set(sightings.map(\.name)) != Set(old.sightings.map(\.name))
  }
}
