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
  /// The file of layout that is to be kept beside the original; nil where there is none, or it is there.
  var layout: PlannedLayout?
}

/// A file of layout on its way into the object of what it is of.
struct PlannedLayout: Sendable {
  /// The file.
  var file: SourceFile
  /// SHA-512 of its bytes, lower-case hexadecimal.
  var sha512: String
}

/// A batch of files, sorted by the objects they hold.
struct AddPlan {
  /// The objects, in the order of their first files.
  private(set) var objects: [PlannedObject] = []
  /// Files that could not be read.
  private(set) var failures: [AddOutcome] = []
  private var places: [String: Int] = [:]

  /// The ids of the objects, and of layouts that are to be kept beside them: what the journal lists.
  var ids: Set<String> {
    Set(objects.map(\.id) + objects.compactMap(\.layout).map(\.id))
  }

  /// Length of a document id in hexadecimal digits.
  static let idDigits = 40

  /// The id of the document with such a SHA-512.
  static func id(ofDigest sha512: String) -> String { String(sha512.prefix(idDigits)) }

  /// Reads and digests each file of a batch.
  ///
  /// - Throws: `CatalogError.digestClash` where an object has the id of a file but other bytes.
  init(_ files: [SourceFile], store: ArchiveStore, jobs: Int) async throws(CatalogError) {
    let digests = await mapConcurrently(files, jobs: jobs) { file in
      Result { () throws(CatalogError) in try ArchiveStore.sha512(of: file.path) }
    }
    for (file, digest) in zip(files, digests) {
      do throws(CatalogError) {
        let place = try plan(file, digest.get(), store)
        try planLayout(of: file, at: place, store)
      } catch {
        fail(file, error)
        for layout in file.beside { planAlone(layout, store) }
      }
    }
  }

  /// Plans a file as one of its object; gives the object's place.
  @discardableResult
  private mutating func plan(
    _ file: SourceFile, _ sha512: String, _ store: ArchiveStore
  ) throws(CatalogError) -> Int {
    let id = Self.id(ofDigest: sha512)
    if let place = places[id] {
      guard objects[place].sha512 == sha512 else { throw .digestClash(id: id, path: file.path) }
      objects[place].files.append(file)
      return place
    }
    let isKnown = try store.contains(id)
    if isKnown { try Self.check(file, sha512, isOf: id, in: store) }
    places[id] = objects.count
    objects.append(PlannedObject(id: id, sha512: sha512, files: [file], isKnown: isKnown))
    return objects.count - 1
  }

  /// Plans what lies beside a file; the same bytes in two places have one layout, and another stays a
  /// document of its own, as does one that cannot be read.
  private mutating func planLayout(
    of file: SourceFile, at place: Int, _ store: ArchiveStore
  ) throws(CatalogError) {
    guard let layout = file.beside.first else { return }
    guard let sha512 = try? ArchiveStore.sha512(of: layout.path) else {
      return planAlone(layout, store)
    }
    if let other = objects[place].layout {
      if other.sha512 != sha512 { planAlone(layout, store) }
      return
    }
    if objects[place].isKnown, let kept = try store.document(objects[place].id).layoutFile(),
      kept.sha512 == sha512
    {
      return
    }
    objects[place].layout = PlannedLayout(file: layout, sha512: sha512)
  }

  /// Plans a file of layout as a document of its own.
  private mutating func planAlone(_ layout: SourceFile, _ store: ArchiveStore) {
    do throws(CatalogError) {
      try plan(layout, ArchiveStore.sha512(of: layout.path), store)
    } catch {
      fail(layout, error)
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
