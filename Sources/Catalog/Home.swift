// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where an archive and its indexes live. A home is any folder whose `Archive/` is a storage root; it is
// found as git finds its own folder, by looking upwards. `Indexes/` may have been deleted.

internal import FileStorage
package import SystemPackage

/// A folder that holds one archive (`Archive/`) and its derived side (`Indexes/`).
package struct Home: Sendable, Hashable {
  /// The folder itself.
  package let folder: FilePath

  /// The OCFL storage root: what remains when the program is gone.
  package var archive: FilePath { folder.appending("Archive") }
  /// All that can be deleted and rebuilt from the archive.
  package var indexes: FilePath { folder.appending("Indexes") }
  /// Where new objects are built before one rename moves them into the archive.
  package var staging: FilePath { indexes.appending("Staging") }
  /// What readers of files write on their way; the next writer removes what a stop left of it.
  package var extracting: FilePath { indexes.appending("Extracting") }
  /// Pages whose letters were recognized, until the documents are done.
  package var recognized: FilePath { indexes.appending("Recognized") }
  /// The full-text index.
  package var searchIndex: FilePath { indexes.appending("Search") }
  /// The ids of objects that a running `add` has begun and not finished.
  package var pending: FilePath { indexes.appending("pending") }

  /// Takes a folder as a home without looking at it.
  package init(folder: FilePath) { self.folder = folder }

  /// Finds the home to work in: the named folder, or the nearest one at or above `start`.
  ///
  /// - Throws: `CatalogError.noArchive` where there is none.
  package static func find(
    named folder: FilePath?, startingAt start: FilePath
  ) throws(CatalogError) -> Home {
    if let folder {
      let home = Home(folder: folder)
      guard home.isPresent else { throw .noArchive(searchedFrom: folder, upwards: false) }
      return home
    }
    var candidate = start
    while true {
      let home = Home(folder: candidate)
      if home.isPresent { return home }
      guard candidate.removeLastComponent() else { break }
    }
    throw .noArchive(searchedFrom: start, upwards: true)
  }

  /// Whether the archive is there: a storage root.
  package var isPresent: Bool {
    let declaration = archive.appending("0=ocfl_1.1")
    return ((try? Folder.status(declaration, symbolicLinks: .follow)) ?? nil) != nil
  }
}
