// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents of another archive, taken over with their ids, versions and acts. The other archive is
// foreign: each object is validated, nothing is followed out of it, and each file must have the digest of
// its inventory.

internal import FileStorage
internal import OCFL
internal import SystemPackage

extension Catalog {
  /// Takes over the objects of a storage root.
  ///
  /// - Throws: `CatalogError.unusable` where links lead out of it; as `importing`.
  func importArchive(
    _ folder: FilePath, _ options: EditOptions,
    _ progress: @escaping @Sendable (AddProgress) -> Void
  ) async throws(CatalogError) -> ImportReport {
    if try home.holds(folder) {
      throw .unusable(
        value: folder.string, asWhat: "another archive", advice: "it is this one itself")
    }
    let walk = try ForeignRoot(folder)
    return try await writing(options) { (session) async throws(CatalogError) in
      var run = ArchiveImport(session: session, folder: folder, author: options.author)
      return try await run.take(walk, progress)
    }
  }
}

/// The objects of a storage root of others.
private struct ForeignRoot {
  /// The folders of its objects.
  private(set) var objects: [FilePath] = []
  /// What was not looked into.
  private(set) var failures: [ExportFailure] = []

  /// Walks through the folders; never follows a link.
  init(_ folder: FilePath) throws(CatalogError) {
    let status = try storing { () throws(FileStorageError) in try Folder.status(folder) }
    if status?.kind != .folder {
      throw .unusable(
        value: folder.string, asWhat: "a folder",
        advice: "name the archive itself, not a link to it")
    }
    try walk(folder, isRoot: true)
  }

  private mutating func walk(_ folder: FilePath, isRoot: Bool) throws(CatalogError) {
    let entries = try storing { () throws(FileStorageError) in try Folder.list(folder) }
    if !isRoot, entries.contains(where: { $0.name.starts(with: "0=ocfl_object_".utf8) }) {
      objects.append(folder)
      return
    }
    for entry in entries {
      let place = folder.appending(bytes: entry.name)
      switch entry.kind {
      case .folder where isRoot && entry.name.elementsEqual("extensions".utf8): continue
      case .folder: try walk(place, isRoot: false)
      case .file: continue
      case .symbolicLink, .other:
        failures.append(
          ExportFailure(
            document: place.string,
            reason: "it is a link or a device, which no archive holds; look at what made it"))
      }
    }
  }
}

/// One import of an archive.
private struct ArchiveImport {
  let session: EditSession
  let folder: FilePath
  let author: Author
  private var report = ImportReport(.archive)

  /// Objects that are committed together, at most.
  private static let group = 64

  init(session: EditSession, folder: FilePath, author: Author) {
    self.session = session
    self.folder = folder
    self.author = author
  }

  private enum Outcome {
    case added(StagedObject)
    case updated(StagedObject)
    case present
  }

  mutating func take(
    _ root: ForeignRoot, _ progress: @escaping @Sendable (AddProgress) -> Void
  ) async throws(CatalogError) -> ImportReport {
    report.failures = root.failures
    let meter = ProgressMeter(files: root.objects.count, bytes: 0, report: progress)
    for start in stride(from: 0, to: root.objects.count, by: Self.group) {
      if Task.isCancelled {
        report.interrupted = true
        break
      }
      let group = root.objects[start..<min(start + Self.group, root.objects.count)]
      try await take(Array(group))
      meter.advance(files: group.count)
    }
    return report
  }

  private mutating func take(_ group: [FilePath]) async throws(CatalogError) {
    var staged: [(id: String, object: StagedObject)] = []
    var (added, updated) = (0, 0)
    for path in group {
      do throws(CatalogError) {
        let object = try Self.checked(path)
        let id = try Self.document(of: object)
        if staged.contains(where: { $0.id == id }) { throw Self.refused(id, "it is there twice") }
        switch try stage(object, id) {
        case .added(let new):
          staged.append((id, new))
          added += 1
        case .updated(let new):
          staged.append((id, new))
          updated += 1
        case .present: report.present += 1
        }
      } catch  where error.concernsOneObject {
        report.failures.append(ExportFailure(document: path.string, reason: "\(error)"))
      }
    }
    if staged.isEmpty { return }
    try await session.commit(staged.map(\.object), ids: staged.map(\.id))
    report.added += added
    report.updated += updated
  }

  /// An object that keeps to OCFL; the digests of its files are checked when they are copied.
  private static func checked(_ path: FilePath) throws(CatalogError) -> OCFLObject {
    try ArchiveStore.archived { () throws(OCFLError) in
      let findings = ObjectValidator.validate(path, depth: .structure)
      if let finding = findings.first(where: { $0.severity == .error }) {
        throw .invalidObject(path: path, finding: finding)
      }
      return try OCFLObject(at: path)
    }
  }

  private static func refused(_ id: String, _ reason: String) -> CatalogError {
    .malformedObject(id: id, file: "the object", reason: reason)
  }

  /// The id of the document that an object holds: it must be that of its original.
  private static func document(of object: OCFLObject) throws(CatalogError) -> String {
    let prefix = ArchiveStore.objectID("")
    let id = String(object.inventory.id.dropFirst(prefix.count))
    guard object.inventory.id.hasPrefix(prefix), id.utf8.count == AddPlan.idDigits,
      id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { throw refused(object.inventory.id, "is none of Handbill's; add its files instead") }
    let bytes = try ArchiveStore.archived { () throws(OCFLError) in
      try object.contents(of: ArchiveStore.metadataFile)
    }
    guard let metadata = CatalogCoding.decode(DocumentMetadata.self, from: bytes),
      DocumentMetadata.knownSchemas.contains(metadata.schema), metadata.document == id
    else { throw refused(id, "has metadata of another program version or document") }
    let digest = try originalDigest(of: object) ?? metadata.removal?.sha512
    guard let digest, digest.hasPrefix(id) else {
      throw refused(id, "has an original that is not that of its id")
    }
    return id
  }

  /// SHA-512 of the original of the newest version that has one.
  private static func originalDigest(of object: OCFLObject) throws(CatalogError) -> String? {
    try ArchiveStore.archived { () throws(OCFLError) in
      for version in object.inventory.history.reversed() {
        let paths = try object.logicalPaths(of: version.number)
        guard let path = paths.first(where: { $0.hasPrefix(ArchiveStore.originalFolder) }) else {
          continue
        }
        let file = try object.file(path, version: version.number)
        if object.inventory.digestAlgorithm == .sha512 { return file.digest.lowercased() }
        return try DigestAlgorithm.sha512.digest(of: file.path)
      }
      return nil
    }
  }

  private func stage(_ object: OCFLObject, _ id: String) throws(CatalogError) -> Outcome {
    let store = session.archive.store
    let event = DocumentEvent(
      .importing, user: author.name,
      detail: "taken over from the archive \(folder) with its \(object.inventory.versions.count) "
        + "versions (digest of the inventory: \(object.inventoryDigest))")
    guard try store.contains(id) else {
      return .added(try session.archive.stageTransfer(of: object, event: event))
    }
    let here = try store.document(id).object
    switch object.relation(to: here) {
    case .same, .behind: return .present
    case .ahead: return .updated(try session.archive.stageTransfer(of: object, event: event))
    case .apart:
      switch try session.archive.stageGrowth(of: object, onto: here, event: event) {
      case .grown(let grown): return .updated(grown)
      case .present: return .present
      case .apart: break
      }
      throw Self.refused(
        id, "has other versions than the document here, which stays as it is; compare the two")
    }
  }
}
