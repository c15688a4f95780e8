// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Taking documents out of sight, taking them back, and destroying their bytes.
//
// A removed document is a version with nothing but metadata and events: it is in no list and no
// search, its older versions are whole, and it can be taken back. Of a purged one there is left that
// it was there: id, digest, length, when it came and went, by whom. See Decisions/0024-removal.md.

internal import Extraction
internal import FileStorage
internal import OCFL
package import SystemPackage

extension Catalog {
  /// Takes a document out of every list and search; all versions are kept.
  ///
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed` where it is already,
  ///   `.locked`, `.archive`, `.storage`, `.index`.
  package func remove(_ id: String, options: EditOptions) async throws(CatalogError) {
    let id = try resolveArchived(id)
    try await writing(options) { (session) async throws(CatalogError) in
      let store = session.archive.store
      var metadata = try store.metadata(of: id)
      if let removal = metadata.removal { throw .removed(id: id, removal) }
      metadata.schema = DocumentMetadata.newestSchema
      metadata.removal = try Self.removal(.hidden, of: id, in: store, options)
      let event = DocumentEvent(
        .deaccession, user: options.author.name,
        detail: "removed \"\(metadata.name)\"; all versions before this one are kept",
        note: options.message)
      let revision = Revision(
        metadata: metadata, files: .metadataAndEvents, events: [event],
        message: options.message ?? "removed")
      try await session.commit([(id, revision)])
    }
  }

  /// Destroys a document's original, texts, names and all else but the bare facts, in the archive and
  /// in the index.
  ///
  /// Segments of the index are merged so that nothing of the text stays in them: O(index). Copies
  /// that were exported, and backups, are not reached.
  /// - Throws: as `remove`, but a removed document can be purged.
  package func purge(_ id: String, options: EditOptions) async throws(CatalogError) {
    let id = try resolveArchived(id)
    try await writing(options) { (session) async throws(CatalogError) in
      let store = session.archive.store
      let before = try store.metadata(of: id)
      if let removal = before.removal, removal.extent == .purged {
        throw .removed(id: id, removal)
      }
      var bare = DocumentMetadata(document: id, name: "", bytes: before.bytes, sightings: [])
      bare.removal = try Self.removal(.purged, of: id, in: store, options)
      let event = DocumentEvent(
        .deletion, user: options.author.name,
        detail: "destroyed the original (\(before.bytes) bytes), its text and what was said of it",
        note: options.message)
      let revision = Revision(
        metadata: bare, events: try Self.bareEvents(of: id, in: store) + [event],
        message: options.message ?? "purged")
      // First, so that a stop in between leaves no copy of a document that is gone.
      try await forgetCopies(of: try store.document(id).original().sha512)
      let staged = try session.archive.stageReplacement(of: id, revision)
      try await session.commit([staged], ids: [id])
    }
  }

  /// Removes what caches hold of a purged document: recognized pages of whatever document, and the
  /// pictures of its pages.
  private func forgetCopies(of digest: String) async throws(CatalogError) {
    let pages = home.recognized
    do throws(FileStorageError) {
      if try Folder.status(pages) != nil { try Folder.remove(pages) }
      try await PictureCache().forget(digest: digest)
    } catch {
      throw .storage(error)
    }
  }

  /// Takes a removed document back as it was before.
  ///
  /// - Parameters:
  ///   - id: the document's id, or its beginning.
  ///   - file: the original, for a purged document.
  ///   - options: who takes it back, and why.
  /// - Throws: as `remove`; `.unusable` where the document was not removed, or the file is not its
  ///   original.
  package func restore(
    _ id: String, from file: FilePath? = nil, options: EditOptions
  ) async throws(CatalogError) {
    let id = try resolveArchived(id)
    try await writing(options) { (session) async throws(CatalogError) in
      let store = session.archive.store
      var metadata = try store.metadata(of: id)
      guard let removal = metadata.removal else {
        throw .unusable(
          value: String(id.prefix(12)), asWhat: "a removed document", advice: "it is in the archive"
        )
      }
      metadata.removal = nil
      var revision = Revision(
        metadata: metadata,
        events: [
          DocumentEvent(
            .recovery, user: options.author.name,
            detail: "taken back; it was \(removal.words)", note: options.message)
        ], message: options.message ?? "restored")
      if removal.extent == .purged {
        revision.takenFiles = [try Self.original(file, removal, of: &metadata)]
        revision.metadata = metadata
      } else {
        revision.takenFiles = try store.filesBeforeRemoval(of: id)
      }
      try await session.commit([(id, revision)])
    }
  }

  private static func removal(
    _ extent: Removal.Extent, of id: String, in store: ArchiveStore, _ options: EditOptions
  ) throws(CatalogError) -> Removal {
    Removal(
      time: Timestamp.now(), user: options.author.name, reason: options.message, extent: extent,
      sha512: try store.document(id).original().sha512)
  }

  /// The acts upon a document without their details, which may tell names and places.
  private static func bareEvents(
    of id: String, in store: ArchiveStore
  ) throws(CatalogError) -> [DocumentEvent] {
    try store.document(id).events().map { event in
      var bare = event
      bare.detail = "details destroyed"
      bare.note = nil
      return bare
    }
  }

  /// The file that gives a purged document its bytes again.
  private static func original(
    _ file: FilePath?, _ removal: Removal, of metadata: inout DocumentMetadata
  ) throws(CatalogError) -> (path: String, file: FilePath) {
    let short = metadata.document.prefix(12)
    guard let file else {
      throw .unusable(
        value: String(short), asWhat: "a document whose bytes are kept",
        advice: "it was \(removal.words); if you have the file, give it with --from")
    }
    guard try ArchiveStore.sha512(of: file) == removal.sha512 else {
      throw .unusable(
        value: file.string, asWhat: "the original of \(short)", advice: "its SHA-512 is another")
    }
    let name = LogicalPath.text(of: file.lastNameBytes)
    metadata.name = name.text
    var sighting = Sighting(added: Timestamp.now(), name: name.text)
    sighting.nameIsEscaped = name.isExact ? nil : true
    let path = LogicalPath.text(of: file.bytes)
    sighting.path = path.text
    sighting.pathIsEscaped = path.isExact ? nil : true
    metadata.sightings.append(sighting)
    return (ArchiveStore.originalFolder + name.text, file)
  }
}

extension ArchiveStore {
  /// The files of the version before a document was removed, but for metadata and events.
  fileprivate func filesBeforeRemoval(
    of id: String
  ) throws(CatalogError) -> [(path: String, file: FilePath)] {
    let object = try document(id).object
    return try Self.archived { () throws(OCFLError) in
      for version in object.inventory.history.reversed() {
        let paths = try object.logicalPaths(of: version.number)
        guard paths.contains(where: { $0.hasPrefix(Self.originalFolder) }) else { continue }
        var files: [(path: String, file: FilePath)] = []
        for path in paths where path != Self.metadataFile && path != Self.eventsFile {
          files.append((path, try object.file(path, version: version.number).path))
        }
        return files
      }
      return []
    }
  }
}
