// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which objects a batch of files stands for: the same bytes are one object, however many files
// hold them, and every file is a sighting of it.

internal import SystemPackage

/// An original to archive, or one that is there already, with the files of this batch that hold it.
struct PlannedObject: Sendable {
  /// The document id.
  let id: String
  /// SHA-512 of the bytes, lower-case hexadecimal.
  let sha512: String
  /// The files of this batch with these bytes, in order; empty for work that an earlier run left.
  var files: [SourceFile]
  /// Whether the object is in the archive already.
  let isKnown: Bool
}

/// A batch of files, sorted by the objects they hold.
struct AddPlan {
  /// The objects, in the order of their first files.
  private(set) var objects: [PlannedObject] = []
  /// Files that could not be read.
  private(set) var failures: [AddOutcome] = []

  /// Length of a document id in hexadecimal digits.
  static let idDigits = 40

  /// Reads and digests each file of a batch.
  ///
  /// - Throws: `CatalogError.digestClash` where an object has the id of a file but other bytes.
  init(_ files: [SourceFile], store: ArchiveStore, jobs: Int) async throws(CatalogError) {
    let digests = await mapConcurrently(files, jobs: jobs) { file in
      Result { () throws(CatalogError) in try ArchiveStore.sha512(of: file.path) }
    }
    var places: [String: Int] = [:]
    for (file, digest) in zip(files, digests) {
      do throws(CatalogError) {
        let sha512 = try digest.get()
        let id = String(sha512.prefix(Self.idDigits))
        if let place = places[id] {
          guard objects[place].sha512 == sha512 else { throw .digestClash(id: id, path: file.path) }
          objects[place].files.append(file)
          continue
        }
        let isKnown = try store.contains(id)
        if isKnown { try Self.check(file, sha512, isOf: id, in: store) }
        places[id] = objects.count
        objects.append(PlannedObject(id: id, sha512: sha512, files: [file], isKnown: isKnown))
      } catch {
        fail(file, error)
      }
    }
  }

  /// Makes sure that a file may be one more sighting of a document.
  private static func check(
    _ file: SourceFile, _ sha512: String, isOf id: String, in store: ArchiveStore
  ) throws(CatalogError) {
    let document = try store.document(id)
    if let removal = try document.metadata().removal {
      if removal.sha512 != sha512 { throw .digestClash(id: id, path: file.path) }
      throw .removed(id: id, removal)
    }
    if try document.original().sha512 != sha512 { throw .digestClash(id: id, path: file.path) }
  }

  private mutating func fail(_ file: SourceFile, _ error: CatalogError) {
    failures.append(AddOutcome(failed: file, error))
  }
}

extension AddOutcome {
  /// A file that could not be archived.
  init(failed file: SourceFile, _ error: CatalogError) {
    self.init(
      path: file.label, id: nil, result: .failed, documents: 0,
      gaps: [Gap(code: error.gapCode, reason: "\(error)", place: nil)])
  }
}

extension CatalogError {
  /// The code of the gap that a file leaves.
  fileprivate var gapCode: String {
    if case .removed = self { "removed" } else { "file-not-readable" }
  }
}
