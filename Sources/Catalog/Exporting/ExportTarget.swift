// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A folder that comes to be whole or not at all. It is written as `DIR.partial/content` and gets its
// name in one rename; what a killed export leaves can be told by its name and by the note in it.

internal import FileStorage
internal import SystemPackage

/// Where an export goes.
struct ExportTarget {
  /// What becomes of what an earlier, unfinished export to the same place has left.
  enum Leftover {
    /// It is removed.
    case removed
    /// It is gone on with.
    case continued
  }

  /// The folder under its final name.
  let path: FilePath
  /// The folder while it is written.
  let content: FilePath
  private let wrapper: FilePath
  private let lock: FolderLock

  private static let suffix = Array(".partial".utf8)
  private static let noteName = "UNFINISHED-EXPORT.txt"

  /// Makes the folder in which the export is written.
  ///
  /// - Throws: `CatalogError.unusable` where `path` is in use, or lies in the archive or its indexes;
  ///   `.storage`, also where another export to the same place runs.
  init(_ path: FilePath, leftover: Leftover, outside home: Home) throws(CatalogError) {
    let name = path.lastNameBytes
    if name.isEmpty || name.allSatisfy({ $0 == UInt8(ascii: ".") }) {
      throw Self.inUse(path)
    }
    self.path = path
    wrapper = path.removingLastComponent().appending(bytes: name + Self.suffix)
    content = wrapper.appending("content")
    if try !Self.isFree(path) { throw Self.inUse(path) }
    if try home.holds(path.parent) {
      throw .unusable(
        value: path.string, asWhat: "a place for an export",
        advice: "choose a folder outside of Archive/ and Indexes/")
    }
    if try !Self.isOwn(wrapper) { throw Self.inUse(wrapper) }
    lock = try Self.open(wrapper, content, leftover)
  }

  /// Whether nothing stands at a path, or an empty folder, which a rename replaces.
  private static func isFree(_ path: FilePath) throws(CatalogError) -> Bool {
    try storing { () throws(FileStorageError) in
      guard let status = try Folder.status(path) else { return true }
      return status.kind == .folder ? try Folder.list(path).isEmpty : false
    }
  }

  /// Whether a folder was left by an unfinished export, or is not there.
  ///
  /// It has the note, or what is made before the note comes.
  private static func isOwn(_ wrapper: FilePath) throws(CatalogError) -> Bool {
    if try isFree(wrapper) { return true }
    return try storing { () throws(FileStorageError) in
      guard try Folder.status(wrapper)?.kind == .folder else { return false }
      let names = try Folder.list(wrapper).map { String(decoding: $0.name, as: UTF8.self) }
      return names.contains(noteName)
        || names.allSatisfy {
          $0 == FolderLock.defaultName || $0.hasPrefix(WholeFile.temporaryPrefix)
        }
    }
  }

  private static func inUse(_ path: FilePath) -> CatalogError {
    .unusable(
      value: path.string, asWhat: "a new folder", advice: "name one that does not exist yet")
  }

  private static func open(
    _ wrapper: FilePath, _ content: FilePath, _ leftover: Leftover
  ) throws(CatalogError) -> FolderLock {
    try storing { () throws(FileStorageError) in
      try Folder.create(wrapper)
      let lock = try FolderLock(folder: wrapper)
      try WholeFile.write([UInt8](note.utf8), to: wrapper.appending(noteName), sync: false)
      if leftover == .removed { try Folder.remove(content) }
      try Folder.create(content)
      return lock
    }
  }

  private static let note =
    "An export that is not finished. Nothing in here is complete.\n"
    + "The next export to the same place takes it up or removes it; you may remove it too.\n"

  /// Makes all that was written durable and gives it its name.
  ///
  /// - Throws: `CatalogError.storage`.
  func finish() throws(CatalogError) {
    try storing { () throws(FileStorageError) in
      try Folder.syncFileSystem(holding: content)
      try Folder.rename(content, to: path)
      try Folder.sync(path.parent)
    }
    // What is left is empty; where it cannot be removed now, the next export to this place does it.
    try? Folder.remove(wrapper)
  }

  /// Removes what was written.
  ///
  /// The note goes last: what is left by a stop in between can still be told by it.
  func discard() {
    try? Folder.remove(content)
    try? Folder.remove(wrapper)
  }
}

extension Home {
  /// Whether a folder lies in the archive or in the indexes, or is one of them.
  ///
  /// Goes upwards by `..`, so that symbolic links are seen through; begins with the nearest folder that
  /// is there.
  func holds(_ folder: FilePath) throws(CatalogError) -> Bool {
    try storing { () throws(FileStorageError) in
      var own: [FileStatus] = []
      for place in [archive, indexes] {
        if let status = try Folder.status(place, symbolicLinks: .follow) { own.append(status) }
      }
      var place = folder
      if try Folder.status(place, symbolicLinks: .follow) == nil {
        place = place.lexicallyNormalized()
      }
      while try Folder.status(place, symbolicLinks: .follow) == nil, !place.isEmpty {
        place.removeLastComponent()
      }
      var before: FileStatus?
      while let status = try Folder.status(place, symbolicLinks: .follow) {
        if own.contains(where: { $0.isSameFile(as: status) }) { return true }
        if before?.isSameFile(as: status) == true { return false }
        before = status
        place = place.appending("..")
      }
      return false
    }
  }
}

extension FileStatus {
  /// Whether both are of one file, whatever it is called.
  fileprivate func isSameFile(as other: FileStatus) -> Bool {
    inode == other.inode && device == other.device
  }
}
