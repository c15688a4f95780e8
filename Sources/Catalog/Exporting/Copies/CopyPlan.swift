// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a copy of an archive lacks, decided for all objects before anything is written: a copy that has
// gone its own way is never overwritten.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// What has to be done for each object of an archive so that a copy has it.
struct CopyPlan {
  /// What is done for an object.
  enum Step {
    /// It comes with all its versions.
    case new
    /// It gets the versions that it lacks.
    case updated
    /// It was purged in the archive; its versions are destroyed in the copy as well.
    case purged
  }

  /// The objects to copy: their folders in the archive, and what is done.
  private(set) var steps: [(path: FilePath, step: Step)] = []
  /// Objects that the copy has as they are.
  private(set) var unchanged = 0
  /// Objects of the copy that the archive has not; they are left alone.
  private(set) var extra = 0
  /// Objects whose versions differ from those of the archive, by what they are called.
  private(set) var apart: [String] = []
  /// Objects of the archive that cannot be read.
  private(set) var failures: [ExportFailure] = []

  private let source: ArchiveStore
  private let copy: ArchiveStore

  /// Looks at every object of both.
  ///
  /// O(objects); reads inventories only.
  /// - Throws: `CatalogError.archive`, `.storage`.
  init(from source: ArchiveStore, to copy: ArchiveStore) throws(CatalogError) {
    self.source = source
    self.copy = copy
    var known: Set<String> = []
    for path in try Self.paths(source.root) {
      do throws(CatalogError) {
        let object = try ArchiveStore.archived { () throws(OCFLError) in try OCFLObject(at: path) }
        known.insert(object.inventory.id)
        try look(at: object)
      } catch  where error.concernsOneObject {
        failures.append(ExportFailure(document: path.string, reason: "\(error)"))
      }
    }
    let places = Set(known.map { copy.root.objectPath(for: $0) })
    extra = try Self.paths(copy.root).count { !places.contains($0) }
  }

  private static func paths(_ root: StorageRoot) throws(CatalogError) -> [FilePath] {
    var paths: [FilePath] = []
    try ArchiveStore.archived { () throws(OCFLError) in
      try root.forEachObjectPath { paths.append($0) }
    }
    return paths
  }

  private mutating func look(at object: OCFLObject) throws(CatalogError) {
    let id = object.inventory.id
    let present = try ArchiveStore.archived { () throws(OCFLError) in
      try copy.root.contains(id) ? copy.root.object(id) : nil
    }
    guard let present else { return steps.append((object.path, .new)) }
    if present.inventoryDigest == object.inventoryDigest {
      unchanged += 1
      return
    }
    switch object.relation(to: present) {
    case .same: unchanged += 1
    case .ahead: steps.append((object.path, .updated))
    case .behind, .apart:
      if try wasPurgedSince(id) {
        steps.append((object.path, .purged))
      } else {
        apart.append(id)
      }
    }
  }

  /// Whether the archive purged a document that the copy has as it was before: all acts that the copy
  /// knows of are among those that the purge left the bare facts of.
  private func wasPurgedSince(_ objectID: String) throws(CatalogError) -> Bool {
    let prefix = ArchiveStore.objectID("")
    guard objectID.hasPrefix(prefix) else { return false }
    let id = String(objectID.dropFirst(prefix.count))
    let purged = try source.document(id)
    let first = try purged.metadata(VersionNumber(1))
    guard first.removal?.extent == .purged else { return false }
    let (acts, known) = (try purged.events(), try copy.document(id).events())
    return known.count < acts.count
      && zip(acts, known).allSatisfy {
        $0.id == $1.id && $0.type == $1.type && $0.time == $1.time
      }
  }
}
