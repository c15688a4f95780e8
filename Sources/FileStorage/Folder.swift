// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is done with names: list, make, remove, rename, exchange, link, and making names durable.

internal import Glibc
package import SystemPackage

/// One name in a folder.
package struct FolderEntry: Sendable, Equatable {
  /// The bytes of the name, as the disk holds them; any bytes but 0 and `/`.
  package var name: [UInt8]
  /// What the name stands for; a symbolic link is not followed.
  package var kind: FileKind

  /// Describes a name.
  package init(name: [UInt8], kind: FileKind) {
    self.name = name
    self.kind = kind
  }
}

/// Whether two folders could change places in one step.
package enum ExchangeOutcome: Sendable, Equatable {
  case exchanged
  /// The file system or kernel cannot do it; nothing was changed.
  case unsupported
}

/// Operations on names.
///
/// An empty path stands for the present folder.
package enum Folder {
  /// What stands at `path`, nil where nothing does.
  ///
  /// Symbolic links are followed only if asked.
  /// - Throws: `FileStorageError.failed`, but not for a missing file.
  package static func status(
    _ path: FilePath, symbolicLinks: SymbolicLinks = .refuse
  ) throws(FileStorageError) -> FileStatus? {
    var raw = stat()
    do throws(FileStorageError) {
      // SAFETY: `raw` is a whole stat structure of our own.
      try unsafe systemCall(.status, path: path.named) {
        unsafe symbolicLinks == .follow ? stat($0, &raw) : lstat($0, &raw)
      }
    } catch {
      if error.isMissing { return nil }
      throw error
    }
    return FileStatus(raw)
  }

  /// Makes a folder, and its parents where they are missing; an existing folder is left as it is.
  ///
  /// Names are durable only after `sync` of each parent, which `createDurably` does.
  /// - Returns: the folders made, outermost first.
  /// - Throws: `FileStorageError.failed`; EEXIST or ENOTDIR where a file is in the way.
  @discardableResult
  package static func create(_ path: FilePath) throws(FileStorageError) -> [FilePath] {
    do throws(FileStorageError) {
      try make(path)
      return [path]
    } catch  where error.errno == EEXIST {
      if try status(path, symbolicLinks: .follow)?.kind == .folder { return [] }
      throw error
    } catch  where error.errno == ENOENT && path.parent != path.named {
      var made = try create(path.parent)
      made += try create(path)
      return made
    }
  }

  /// Makes a folder with its parents, and waits until all new names are on the disk.
  ///
  /// - Throws: as `create`.
  package static func createDurably(_ path: FilePath) throws(FileStorageError) {
    for made in try create(path) { try sync(made.parent) }
  }

  /// Makes one folder, which must not exist, in a folder that does.
  ///
  /// - Throws: `FileStorageError.failed`.
  package static func make(_ path: FilePath) throws(FileStorageError) {
    try unsafe systemCall(.makeFolder, path: path) { unsafe mkdir($0, 0o777) }
  }

  /// Removes one file or symbolic link; a missing one is no failure.
  ///
  /// - Throws: `FileStorageError.failed`.
  package static func removeFile(_ path: FilePath) throws(FileStorageError) {
    do throws(FileStorageError) {
      try unsafe systemCall(.remove, path: path) { unsafe unlink($0) }
    } catch  where error.errno == ENOENT {
      return
    }
  }

  /// Removes a file, or a folder with all that is in it; never follows a symbolic link.
  ///
  /// A missing one is no failure. Stops at the first thing that cannot be removed.
  /// - Throws: `FileStorageError.failed`.
  package static func remove(_ path: FilePath) throws(FileStorageError) {
    guard let status = try status(path) else { return }
    guard status.kind == .folder else { return try removeFile(path) }
    for entry in try list(path) {
      let child = path.appending(bytes: entry.name)
      if entry.kind == .folder { try remove(child) } else { try removeFile(child) }
    }
    try removeEmpty(path)
  }

  /// Removes an empty folder.
  ///
  /// - Throws: `FileStorageError.failed`, with ENOTEMPTY where it is not empty.
  package static func removeEmpty(_ path: FilePath) throws(FileStorageError) {
    try unsafe systemCall(.remove, path: path) { unsafe rmdir($0) }
  }

  /// Gives a file or folder a new name, in one step.
  ///
  /// A file replaces a file of that name, a folder only an empty folder.
  /// - Throws: `FileStorageError.failed`; EXDEV where the two are on different file systems.
  package static func rename(
    _ source: FilePath, to target: FilePath
  ) throws(FileStorageError) {
    try unsafe systemCall(.rename, from: source, to: target) {
      unsafe Glibc.rename($0, $1)
    }
  }

  /// Lets two names change places in one step: no moment at which either is missing.
  ///
  /// - Throws: `FileStorageError.failed`, but not where the file system cannot do it at all.
  package static func exchange(
    _ first: FilePath, with second: FilePath
  ) throws(FileStorageError) -> ExchangeOutcome {
    do throws(FileStorageError) {
      try unsafe systemCall(.exchange, from: first, to: second) {
        unsafe LinuxCalls.exchange($0, $1)
      }
    } catch  where error.errno == EINVAL || error.errno == ENOSYS || error.errno == EOPNOTSUPP {
      return .unsupported
    }
    return .exchanged
  }

  /// Gives the file at `source` a second name; both stand for the same bytes.
  ///
  /// - Throws: `FileStorageError.failed`; EXDEV, EPERM, EMLINK or EOPNOTSUPP where the file system
  ///   cannot.
  package static func hardLink(
    _ source: FilePath, to target: FilePath
  ) throws(FileStorageError) {
    try unsafe systemCall(.link, from: source, to: target) { unsafe link($0, $1) }
  }

  /// Copies the bytes of a file into a new file, in constant memory.
  ///
  /// With `sync`, waits until the bytes are on the disk.
  /// - Returns: the number of bytes copied.
  /// - Throws: `FileStorageError.failed`; what was written of the copy is then removed.
  @discardableResult
  package static func copyFile(
    _ source: FilePath, to target: FilePath, symbolicLinks: SymbolicLinks = .follow, sync: Bool
  ) throws(FileStorageError) -> Int {
    try copyFile(source, to: target, symbolicLinks: symbolicLinks, sync: sync) { _ in }
  }

  /// Copies the bytes of a file into a new file, and shows them on the way to `look`.
  ///
  /// - Throws: `FileStorageError.failed`; what was written of the copy is then removed.
  @discardableResult
  package static func copyFile(
    _ source: FilePath, to target: FilePath, symbolicLinks: SymbolicLinks = .follow, sync: Bool,
    look: (ArraySlice<UInt8>) -> Void
  ) throws(FileStorageError) -> Int {
    let reader = try FileReader(source, symbolicLinks: symbolicLinks)
    let writer = try FileWriter(target, bufferSize: 1)
    do throws(FileStorageError) {
      let size = try reader.status().size
      var buffer = [UInt8](repeating: 0, count: min(max(size + 1, 4096), 1 << 20))
      while true {
        let count = try reader.read(into: &buffer)
        if count > 0 {
          look(buffer[..<count])
          try unsafe writer.write(buffer.span.bytes.extracting(first: count))
        }
        if count < buffer.count { break }
      }
      try writer.finish(sync: sync)
    } catch {
      try? removeFile(target)
      throw error
    }
    return writer.count
  }

  /// Lets go of what memory holds of a file that is on the disk already, so that the next reading
  /// comes from there.
  ///
  /// A hint: a file system that is memory itself, or that knows no such advice, leaves it as it is.
  /// - Throws: `FileStorageError.failed`.
  package static func dropCache(of path: FilePath) throws(FileStorageError) {
    let file = try Descriptor(path, O_RDONLY | O_NOFOLLOW)
    // SAFETY: no pointers; the advice is only a hint, its failure changes nothing.
    _ = posix_fadvise(file.number, 0, 0, POSIX_FADV_DONTNEED)
  }

  /// Waits until the names in a folder are on the disk.
  ///
  /// - Throws: `FileStorageError.failed`.
  package static func sync(_ path: FilePath) throws(FileStorageError) {
    try Descriptor(path.named, O_RDONLY | O_DIRECTORY).sync()
  }

  /// Waits until the bytes of a file are on the disk.
  ///
  /// - Throws: `FileStorageError.failed`.
  package static func syncFile(_ path: FilePath) throws(FileStorageError) {
    try Descriptor(path, O_RDONLY).sync()
  }

  /// Waits until everything written so far to the file system that holds `path` is on the disk.
  ///
  /// One call costs about as much as a single `sync`, plus the time to write out all that any
  /// program has left unwritten there.
  /// - Throws: `FileStorageError.failed`; since Linux 5.8 also for an error of writing back.
  package static func syncFileSystem(
    holding path: FilePath
  ) throws(FileStorageError) {
    let folder = try Descriptor(path.named, O_RDONLY | O_DIRECTORY)
    _ = try systemCall(.sync, path) { Int(LinuxCalls.syncFileSystem(folder.number)) }
    FileFaults.current?.syncedAll()
  }
}
