// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import FoundationEssentials
internal import OCFL
internal import SystemPackage

/// The archive, open for writing.
///
/// The caller holds the write lock of the home.
struct ArchiveWriter: Sendable {
  /// The message of a version that notes an import.
  static let importMessage = "imported"

  /// The archive, open for reading.
  let store: ArchiveStore
  /// Where archive and indexes are.
  let home: Home
  /// Who is at work.
  let author: Author
  /// Where objects are built.
  let staging: StagingArea

  /// Opens the archive of a home, and clears what an interrupted writer has left.
  ///
  /// - Throws: `CatalogError.archive`, `.storage`.
  init(home: Home, author: Author = .login) throws(CatalogError) {
    let store = try ArchiveStore(home: home)
    self.store = store
    staging = try ArchiveStore.archived { () throws(OCFLError) in
      try StagingArea(root: store.root, folder: home.staging)
    }
    self.home = home
    self.author = author
    try storing { () throws(FileStorageError) in
      if try Folder.status(home.extracting) != nil { try Folder.remove(home.extracting) }
    }
  }

  /// Builds a new object beside the archive: the original, what is known of it, and how it came.
  ///
  /// - Throws: `CatalogError.changedWhileRead` where the bytes are not those that were digested;
  ///   `.storage`, `.archive`.
  func stageNew(
    _ planned: PlannedObject, metadata: DocumentMetadata, events: [DocumentEvent]
  ) throws(CatalogError) -> StagedObject {
    let file = planned.files[0]
    let (user, id) = (author.user, ArchiveStore.objectID(planned.id))
    let name = LogicalPath.text(of: file.name).text
    var digest = ""
    let staged = try ArchiveStore.archived { () throws(OCFLError) in
      let writer = try staging.stage(id)
      digest = try writer.add(file: file.path, as: ArchiveStore.originalFolder + name)
      if let layout = planned.layout {
        _ = try writer.add(file: layout.file.path, as: layout.logicalPath)
      }
      try writer.add(CatalogCoding.document(metadata), as: ArchiveStore.metadataFile)
      try writer.add(Self.lines(events), as: ArchiveStore.eventsFile)
      return try writer.finish(message: "added", user: user, created: Self.created(events, ""))
    }
    guard digest == planned.sha512 else { throw .changedWhileRead(file.path) }
    return staged
  }

  /// Builds the next version of an object beside the archive.
  ///
  /// - Throws: `CatalogError.storage`, `.archive`.
  func stageVersion(of id: String, _ revision: Revision) throws(CatalogError) -> StagedObject {
    let user = author.user
    return try ArchiveStore.archived { () throws(OCFLError) in
      let writer = try staging.stage(ArchiveStore.objectID(id))
      let before = try writer.base?.contents(of: ArchiveStore.eventsFile) ?? []
      if revision.files == .metadataAndEvents {
        for path in writer.logicalPaths { try writer.remove(path) }
      }
      if let metadata = revision.metadata {
        try writer.add(CatalogCoding.document(metadata), as: ArchiveStore.metadataFile)
      }
      for path in revision.removedFiles { try writer.remove(path) }
      for file in revision.newFiles { try writer.add(file.bytes, as: file.path) }
      for taken in revision.takenFiles { try writer.add(file: taken.file, as: taken.path) }
      let earliest = Self.latestTime(writer.base?.inventory, before)
      let events = revision.events.map { $0.notBefore(earliest) }
      try writer.add(before + Self.lines(events), as: ArchiveStore.eventsFile)
      return try writer.finish(
        message: revision.message, user: user, created: Self.created(events, earliest))
    }
  }

  /// Builds an object that takes the place of one with all its versions; those are destroyed by the
  /// commit.
  ///
  /// - Throws: `CatalogError.storage`, `.archive`.
  func stageReplacement(of id: String, _ revision: Revision) throws(CatalogError) -> StagedObject {
    let user = author.user
    return try ArchiveStore.archived { () throws(OCFLError) in
      let writer = try staging.stageReplacement(ArchiveStore.objectID(id))
      let replaced = try store.root.object(writer.id)
      let earliest = Self.latestTime(
        replaced.inventory, try replaced.contents(of: ArchiveStore.eventsFile))
      if let metadata = revision.metadata {
        try writer.add(CatalogCoding.document(metadata), as: ArchiveStore.metadataFile)
      }
      for path in revision.removedFiles { try writer.remove(path) }
      for file in revision.newFiles { try writer.add(file.bytes, as: file.path) }
      var events = revision.events
      if let act = events.popLast() { events.append(act.notBefore(earliest)) }
      try writer.add(Self.lines(events), as: ArchiveStore.eventsFile)
      return try writer.finish(
        message: revision.message, user: user, created: Self.created(events, earliest))
    }
  }

  /// Builds a copy of an object of another archive, with one more version that notes how it came.
  ///
  /// - Throws: `CatalogError.archive` where a file has not the digest of the inventory, `.storage`.
  func stageTransfer(
    of object: OCFLObject, event: DocumentEvent
  ) throws(CatalogError) -> StagedObject {
    let user = author.user
    return try ArchiveStore.archived { () throws(OCFLError) in
      let copy = try staging.stageCopy(of: object).object
      defer { staging.discard(copy) }
      let writer = try staging.stageVersion(after: copy)
      let before = try object.contents(of: ArchiveStore.eventsFile)
      let earliest = Self.latestTime(object.inventory, before)
      let events = [event.notBefore(earliest)]
      try writer.add(before + Self.lines(events), as: ArchiveStore.eventsFile)
      return try writer.finish(
        message: Self.importMessage, user: user, created: Self.created(events, earliest))
    }
  }

  /// Builds a document out of files, in the place of all that its newest version has, if there is one.
  ///
  /// - Parameters:
  ///   - id: the document.
  ///   - files: its files but for the events, by logical path.
  ///   - events: the lines of its events.
  /// - Returns: the object, for `commit`.
  /// - Throws: `CatalogError.archive`, `.storage`; `.digestClash` where the original is not that of the
  ///   id.
  func stageImported(
    _ id: String, files: [(path: String, file: FilePath)], events: [UInt8]
  ) throws(CatalogError) -> StagedObject {
    let user = author.user
    var clash: FilePath?
    let staged = try ArchiveStore.archived { () throws(OCFLError) in
      let writer = try staging.stage(ArchiveStore.objectID(id))
      for path in writer.logicalPaths { try writer.remove(path) }
      for (path, file) in files {
        let digest = try writer.add(file: file, as: path)
        if path.hasPrefix(ArchiveStore.originalFolder), !digest.hasPrefix(id) { clash = file }
      }
      try writer.add(events, as: ArchiveStore.eventsFile)
      let earliest = Self.latestTime(writer.base?.inventory, events)
      return try writer.finish(
        message: Self.importMessage, user: user, created: Self.created([], earliest))
    }
    if let clash { throw .digestClash(id: id, path: clash) }
    return staged
  }

  /// When a version is made: now, but not before its acts nor before what was there.
  private static func created(_ events: [DocumentEvent], _ earliest: String) -> String {
    events.reduce(max(Timestamp.now(), earliest)) { max($0, $1.time) }
  }

  /// The latest time that an object tells of itself: no later version or act is dated before it,
  /// whatever the clock says.
  private static func latestTime(_ inventory: Inventory?, _ events: [UInt8]) -> String {
    let last = events.split(separator: 0x0A).last.map { Array($0) } ?? []
    let times = [
      inventory?.newest?.created, CatalogCoding.decode(DocumentEvent.self, from: last)?.time,
    ]
    return times.compactMap { $0.flatMap(Timestamp.normal) }.max() ?? ""
  }

  /// Makes staged objects durable together and moves them into the archive.
  ///
  /// - Throws: `CatalogError.storage`, `.archive`.
  func commit(_ objects: [StagedObject]) throws(CatalogError) {
    try ArchiveStore.archived { () throws(OCFLError) in try staging.commit(objects) }
  }

  /// As above for many objects: so many at a time are cleared up behind the commit.
  ///
  /// - Throws: `CatalogError.storage`, `.archive`.
  func commit(_ objects: [StagedObject], jobs: Int) async throws(CatalogError) {
    let staging = staging
    try ArchiveStore.archived { () throws(OCFLError) in try staging.publish(objects) }
    let cleared = await mapConcurrently(objects, jobs: jobs) { object in
      Result { () throws(OCFLError) in try staging.clear(object) }
    }
    try ArchiveStore.archived { () throws(OCFLError) in
      for result in cleared { try result.get() }
    }
  }

  static func lines(_ events: [DocumentEvent]) -> [UInt8] {
    events.flatMap { CatalogCoding.line($0) + [0x0A] }
  }
}

/// What the next version of a document's object has that the one before had not.
struct Revision {
  /// What is kept of the files of the version before.
  enum Carried {
    /// All of them.
    case all
    /// Metadata and events alone: the document is removed.
    case metadataAndEvents
  }

  /// The new metadata; nil where they stay as they are.
  var metadata: DocumentMetadata?
  /// Files that are new or replaced, by logical path.
  var newFiles: [(path: String, bytes: [UInt8])] = []
  /// Logical paths of files that it has no more.
  var removedFiles: [String] = []
  /// Files that are copied into it, by logical path.
  var takenFiles: [(path: String, file: FilePath)] = []
  /// What is kept of the files before.
  var files = Carried.all
  /// Acts to be noted after those before.
  var events: [DocumentEvent]
  /// Why the version is made.
  var message: String
}
