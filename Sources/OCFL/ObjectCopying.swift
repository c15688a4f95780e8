// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Whole objects from one storage root to another: all versions as they are, each file checked against
// the inventory on the way and once more when it has arrived.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage

/// A copy of an object, built to the end in the staging folder.
package struct StagedCopy: Sendable {
  /// The object, for `StagingArea.commit`.
  package let object: StagedObject
  /// The files that were copied or written, with what they must hold; linked ones are not here.
  let written: [WrittenFile]
  /// Bytes of the files that were copied or written.
  package let bytes: Int64

  /// The number of files that were copied or written.
  package var files: Int { written.count }
}

/// A file of a copy, with what it must hold.
struct WrittenFile: Sendable {
  var path: FilePath
  var algorithm: DigestAlgorithm
  var digest: String
}

/// How the versions of one object stand to those of another of the same identifier.
package enum HistoryRelation: Sendable, Equatable {
  /// Both have the same versions.
  case same
  /// This one has all versions of the other, and later ones.
  case ahead
  /// The other has all versions of this one, and later ones.
  case behind
  /// The two differ in a version of the same number.
  case apart
}

extension OCFLObject {
  /// How the versions of this object stand to those of another.
  package func relation(to other: OCFLObject) -> HistoryRelation {
    let (own, others) = (inventory.versions.count, other.inventory.versions.count)
    if sharedVersions(with: other) < min(own, others) { return .apart }
    return own == others ? .same : own > others ? .ahead : .behind
  }

  /// How many versions both have, from the first on.
  private func sharedVersions(with other: OCFLObject) -> Int {
    zip(Self.history(inventory), Self.history(other.inventory)).prefix { $0 == $1 }.count
  }

  /// Each version as bytes, so that names are compared byte for byte.
  private static func history(_ inventory: Inventory) -> [[UInt8]] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return inventory.history.map { _, version in
      // Cannot fail: strings, arrays and objects only.
      (try? encoder.encode(version)).map { [UInt8]($0) } ?? []
    }
  }
}

extension StagingArea {
  /// Builds a copy of an object of another storage root beside this one.
  ///
  /// Files that the object of this identifier has here already are linked; the others are copied, and
  /// must have the digests of the inventory. What no inventory names (logs, extensions) stays behind.
  /// - Throws: `OCFLError.digestMismatch`, `.objectChanged`, `.invalidObject`, `.storage`.
  package func stageCopy(of source: OCFLObject) throws(OCFLError) -> StagedCopy {
    let id = source.inventory.id
    let present = try root.contains(id) ? root.object(id) : nil
    let slot = newSlot()
    let folders = present == nil ? root.layout.folders(for: id) : [Self.nextName]
    var copying = ObjectCopying(
      source: source, present: present, folder: folders.reduce(slot) { $0.appending($1) })
    do throws(OCFLError) { try copying.run() } catch {
      try? emptyFolders.takeApart(slot)
      throw error
    }
    let staged = StagedObject(
      id: id, inventory: source.inventory, slot: slot, folder: copying.folder,
      replaces: present?.inventoryDigest)
    return StagedCopy(object: staged, written: copying.written, bytes: copying.bytes)
  }

  /// Makes copies durable, reads each file that was written back from the disk and computes its digest
  /// again.
  ///
  /// - Throws: `OCFLError.digestMismatch` for the first file that is not as it must be, `.storage`.
  package func verify(_ copies: [StagedCopy]) throws(OCFLError) {
    if copies.isEmpty { return }
    try makeDurable()
    for file in copies.lazy.flatMap(\.written) {
      try DigestedCopy.check(file.path, file.algorithm, digest: file.digest)
    }
  }

  /// Begins the version after the last one of a staged object, which is to be discarded then.
  ///
  /// - Throws: `OCFLError.storage`, `.invalidObject`.
  package func stageVersion(after object: StagedObject) throws(OCFLError) -> ObjectWriter {
    let folders = object.replaces == nil ? root.layout.folders(for: object.id) : [Self.nextName]
    return try ObjectWriter(
      id: object.id, base: OCFLObject(at: object.folder), replaces: object.replaces,
      slot: newSlot(), folders: folders, emptyFolders: emptyFolders)
  }

  /// Removes what was staged.
  package func discard(_ object: StagedObject) {
    try? emptyFolders.takeApart(object.slot)
  }
}

/// One object on its way.
private struct ObjectCopying {
  let source: OCFLObject
  let present: OCFLObject?
  let folder: FilePath
  private(set) var written: [WrittenFile] = []
  private(set) var bytes: Int64 = 0
  private var made: Set<PathBytes> = []

  init(source: OCFLObject, present: OCFLObject?, folder: FilePath) {
    self.source = source
    self.present = present
    self.folder = folder
  }

  mutating func run() throws(OCFLError) {
    try storing { () throws(FileStorageError) in _ = try Folder.create(folder) }
    let algorithm = source.inventory.digestAlgorithm
    for (digest, paths) in source.inventory.manifest.sorted(by: { $0.key < $1.key }) {
      for path in paths { try content(path, digest, algorithm) }
    }
    for (number, _) in source.inventory.history {
      try makeFolder(PathBytes(number.name))
      for entry in try list(source.path.appending(number.name))
      where entry.kind == .file && entry.name.starts(with: "inventory.json".utf8) {
        try small(PathBytes(Array("\(number.name)/".utf8) + entry.name))
      }
    }
    try small(PathBytes(source.inventory.specification.objectDeclaration))
    try small(PathBytes("inventory.json.\(algorithm.rawValue)"))
    try small(PathBytes("inventory.json"), digest: source.inventoryDigest)
  }

  private func list(_ path: FilePath) throws(OCFLError) -> [FolderEntry] {
    try storing { () throws(FileStorageError) in try Folder.list(path) }
  }

  /// Makes the folders that lead to a path, and the path itself a folder.
  private mutating func makeFolder(_ path: PathBytes) throws(OCFLError) {
    if !made.insert(path).inserted { return }
    for parent in path.folders { made.insert(parent) }
    let target = folder.appending(bytes: path.bytes)
    try storing { () throws(FileStorageError) in _ = try Folder.create(target) }
  }

  /// Copies a content file, or links to the one that is there.
  private mutating func content(
    _ contentPath: String, _ digest: String, _ algorithm: DigestAlgorithm
  ) throws(OCFLError) {
    let path = PathBytes(contentPath)
    if let parent = path.folders.last { try makeFolder(parent) }
    let target = folder.appending(bytes: path.bytes)
    if try link(path, digest, algorithm, to: target) { return }
    let origin = source.path.appending(bytes: path.bytes)
    let (found, count) = try DigestedCopy.write(origin, to: target, algorithm)
    if found != digest.lowercased() {
      throw .digestMismatch(path: origin, expected: digest, found: found)
    }
    note(target, algorithm, digest, count)
  }

  /// Links to the file of the object that is there; false where it has no such file, or the disk makes
  /// no links.
  private func link(
    _ path: PathBytes, _ digest: String, _ algorithm: DigestAlgorithm, to target: FilePath
  ) throws(OCFLError) -> Bool {
    guard let present, present.inventory.digestAlgorithm == algorithm,
      present.inventory.manifest[digest]?.contains(where: { PathBytes($0) == path }) == true
    else { return false }
    do throws(FileStorageError) {
      try Folder.hardLink(present.path.appending(bytes: path.bytes), to: target)
      return true
    } catch  where error.cannotLink || error.isMissing {
      return false
    } catch {
      throw .storage(error)
    }
  }

  /// Copies a small file that no manifest names.
  private mutating func small(_ path: PathBytes, digest: String? = nil) throws(OCFLError) {
    let algorithm = source.inventory.digestAlgorithm
    let target = folder.appending(bytes: path.bytes)
    let (found, count) = try DigestedCopy.write(
      source.path.appending(bytes: path.bytes), to: target, algorithm)
    if let digest, digest != found { throw .objectChanged(id: source.inventory.id) }
    note(target, algorithm, found, count)
  }

  private mutating func note(
    _ path: FilePath, _ algorithm: DigestAlgorithm, _ digest: String, _ count: Int
  ) {
    written.append(WrittenFile(path: path, algorithm: algorithm, digest: digest))
    bytes += Int64(count)
  }
}
