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
  /// - Throws: `CatalogError.storage`, `.archive`, `.changedWhileRead`.
  mutating func stage(in archive: ArchiveWriter) throws(CatalogError) {
    let now = Timestamp.now()
    let seen = object.files.map { sighting(of: $0, at: now) }
    if object.isKnown {
      try stageSightings(seen, at: now, in: archive)
    } else {
      try stageOriginal(seen, at: now, in: archive)
    }
  }

  private mutating func stageOriginal(
    _ seen: [Sighting], at now: String, in archive: ArchiveWriter
  ) throws(CatalogError) {
    let file = object.files[0]
    var metadata = DocumentMetadata(
      document: object.id, name: file.displayName, bytes: file.size, sightings: seen)
    metadata.language = options.language
    metadata.charset = options.charset
    metadata.tags = Set(options.tags).sorted()
    let ingestion = DocumentEvent(
      type: "ingestion", time: now, agent: Catalog.agent, outcome: "success",
      detail: "archived \(file.label) (\(file.size) bytes, SHA-512 \(object.sha512))")
    staged = try archive.stageNew(
      object, metadata: metadata, events: [ingestion] + seen.dropFirst().map { event(for: $0) })
    changesIndex = true
  }

  private mutating func stageSightings(
    _ seen: [Sighting], at now: String, in archive: ArchiveWriter
  ) throws(CatalogError) {
    let old = try archive.store.metadata(of: object.id)
    var new = old
    new.sightings += seen
    new.tags = Set(old.tags + options.tags).sorted()
    new.language = options.language ?? old.language
    new.charset = options.charset ?? old.charset
    changesIndex = new.differsInIndex(from: old)
    staged = try archive.stageVersion(
      of: object.id, files: [(ArchiveStore.metadataFile, CatalogCoding.document(new))],
      events: seen.map { event(for: $0) }, message: "sighted again")
  }

  private func sighting(of file: SourceFile, at now: String) -> Sighting {
    Sighting(
      added: now, name: file.displayName, nameIsEscaped: file.hasEscapedName ? true : nil,
      path: file.shownPath,
      modified: file.modified.map(Timestamp.text(secondsSince1970:)), place: options.place,
      date: options.date, source: options.source)
  }

  private func event(for sighting: Sighting) -> DocumentEvent {
    let place = sighting.place.map { ", found at \($0)" } ?? ""
    let date = sighting.date.map { ", found on \($0)" } ?? ""
    return DocumentEvent(
      type: "metadata modification", time: sighting.added, agent: Catalog.agent,
      outcome: "success",
      detail: "sighted again as \(sighting.path ?? sighting.name)\(place)\(date)")
  }

  /// One outcome a file, given how the text was obtained.
  func outcomes(_ extraction: ExtractionRecord?) -> [AddOutcome] {
    if let failure { return object.files.map { AddOutcome(failed: $0, failure) } }
    let gaps = extraction?.gaps ?? []
    let isUnreadable = extraction?.isUnreadable ?? false
    let documents = extraction?.records ?? (isUnreadable ? 0 : 1)
    return object.files.enumerated().map { index, file in
      let isNew = index == 0 && !object.isKnown
      return AddOutcome(
        path: file.label, id: object.id,
        result: !isNew ? .present : isUnreadable ? .unreadable : .added,
        documents: documents, gaps: gaps)
    }
  }
}

extension DocumentMetadata {
  /// Whether the index has to say something else of the document.
  ///
  /// That is so for new names, tags, places, dates, sources, another language or charset; a mere further
  /// sighting of the same is no change.
  func differsInIndex(from old: DocumentMetadata) -> Bool {
    func values(_ metadata: DocumentMetadata, _ field: (Sighting) -> String?) -> Set<String> {
      Set(metadata.sightings.compactMap(field))
    }
    return tags != old.tags || language != old.language || charset != old.charset
      || values(self, { $0.name }) != values(old, { $0.name })
      || values(self, \.place) != values(old, \.place)
      || values(self, \.date) != values(old, \.date)
      || values(self, \.source) != values(old, \.source)
  }
}
