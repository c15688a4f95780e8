// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import FoundationEssentials
internal import OCFL
internal import SystemPackage

/// The archive, open for writing.
///
/// The caller holds the write lock of the home.
struct ArchiveWriter: Sendable {
  /// The archive, open for reading.
  let store: ArchiveStore
  private let staging: StagingArea
  private let user: Inventory.User

  /// Opens the archive of a home, and clears what an interrupted writer has left.
  ///
  /// - Throws: `CatalogError.archive`, `.storage`.
  init(home: Home) throws(CatalogError) {
    let store = try ArchiveStore(home: home)
    self.store = store
    staging = try ArchiveStore.archived { () throws(OCFLError) in
      try StagingArea(root: store.root, folder: home.staging)
    }
    user = Self.person
  }

  /// Builds a new object beside the archive: the original, what is known of it, and how it came.
  ///
  /// - Throws: `CatalogError.changedWhileRead` where the bytes are not those that were digested;
  ///   `.storage`, `.archive`.
  func stageNew(
    _ planned: PlannedObject, metadata: DocumentMetadata, events: [DocumentEvent]
  ) throws(CatalogError) -> StagedObject {
    let file = planned.files[0]
    let (user, id) = (user, ArchiveStore.objectID(planned.id))
    let name = LogicalPath.text(of: file.name).text
    var digest = ""
    let staged = try ArchiveStore.archived { () throws(OCFLError) in
      let writer = try staging.stage(id)
      digest = try writer.add(file: file.path, as: ArchiveStore.originalFolder + name)
      try writer.add(CatalogCoding.document(metadata), as: ArchiveStore.metadataFile)
      try writer.add(Self.lines(events), as: ArchiveStore.eventsFile)
      return try writer.finish(message: "added", user: user, created: Timestamp.now())
    }
    guard digest == planned.sha512 else { throw .changedWhileRead(file.path) }
    return staged
  }

  /// Builds the next version of an object beside the archive: files added or replaced, and events
  /// after those that it has.
  ///
  /// - Throws: `CatalogError.storage`, `.archive`.
  func stageVersion(
    of id: String, files: [(path: String, bytes: [UInt8])], events: [DocumentEvent],
    message: String
  ) throws(CatalogError) -> StagedObject {
    let user = user
    return try ArchiveStore.archived { () throws(OCFLError) in
      let writer = try staging.stage(ArchiveStore.objectID(id))
      let before = try writer.base?.contents(of: ArchiveStore.eventsFile) ?? []
      for file in files { try writer.add(file.bytes, as: file.path) }
      try writer.add(before + Self.lines(events), as: ArchiveStore.eventsFile)
      return try writer.finish(message: message, user: user, created: Timestamp.now())
    }
  }

  /// Makes staged objects durable together and moves them into the archive.
  ///
  /// - Throws: `CatalogError.storage`, `.archive`.
  func commit(_ objects: [StagedObject]) throws(CatalogError) {
    try ArchiveStore.archived { () throws(OCFLError) in try staging.commit(objects) }
  }

  /// Who makes the versions: the name of the user on this machine.
  ///
  /// OCFL wants an address that tells users apart; a mail address would be a guess.
  private static var person: Inventory.User {
    let login = ProcessInfo.processInfo.userName
    let name = login.isEmpty ? "unknown" : login
    let plain = name.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        ? String(scalar) : "-"
    }
    return Inventory.User(name: name, address: "urn:handbill:user:" + plain.joined())
  }

  private static func lines(_ events: [DocumentEvent]) -> [UInt8] {
    events.flatMap { CatalogCoding.line($0) + [0x0A] }
  }
}
