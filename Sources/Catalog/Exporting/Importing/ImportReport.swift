// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
package import SystemPackage

/// What an import took in.
package struct ImportReport: Sendable, Codable {
  /// What was imported.
  package enum Kind: String, Sendable, Codable {
    /// An archive of Handbill's, or an OCFL storage root with objects of it.
    case archive
    /// A bag that Handbill wrote.
    case bag
    /// Any other bag.
    case foreignBag = "foreign bag"
  }

  /// What was imported.
  package var kind: Kind
  /// Documents that are new here.
  package var added = 0
  /// Documents that were here and got what they lacked.
  package var updated = 0
  /// Documents that were here with all that came.
  package var present = 0
  /// Documents that came without readable text; they are counted above as well.
  package var unreadable = 0
  /// Documents that were left out, and why.
  package var failures: [ExportFailure] = []
  /// Whether the run was stopped before its end; what is counted here is safe.
  package var interrupted = false

  /// Makes an empty report.
  init(_ kind: Kind) { self.kind = kind }
}

extension Catalog {
  /// Takes in a bag, or another archive.
  ///
  /// Everything is checked before it is taken: of a bag that is not whole nothing is, of an archive not
  /// the objects that are damaged, or whose history is not that of the same document here. Links,
  /// devices, `..` and absolute paths are refused. Cancelling the task ends the run after the group
  /// that is under way.
  /// - Throws: `CatalogError.unusable` for what is neither; `.invalidBag`; `.locked`, `.archive`,
  ///   `.storage`, `.index`.
  package func importing(
    _ path: FilePath, options: EditOptions,
    progress: @escaping @Sendable (AddProgress) -> Void = { _ in }
  ) async throws(CatalogError) -> ImportReport {
    func has(_ name: String) throws(CatalogError) -> Bool {
      try storing { () throws(FileStorageError) in
        try Folder.status(path.appending(name), symbolicLinks: .follow) != nil
      }
    }
    if try has("bagit.txt") {
      let bag = try BagReader(path)
      guard let documents = BagDocument.all(in: bag) else {
        return try await importForeign(bag, options, progress)
      }
      return try await importOwn(documents, from: path, options, progress)
    }
    for folder in ["Archive/", ""] {
      for version in ["1.1", "1.0"] where try has("\(folder)0=ocfl_\(version)") {
        let root = folder.isEmpty ? path : path.appending("Archive")
        return try await importArchive(root, options, progress)
      }
    }
    throw .unusable(
      value: path.string, asWhat: "a bag or an archive",
      advice: "name a folder that holds bagit.txt, Archive/ or 0=ocfl_1.1")
  }
}
