// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What can go wrong when objects are stored and read, and the sentence the reader gets for it.

package import FileStorage
package import SystemPackage

/// A failure to store, open or read.
///
/// Faults of foreign objects that a reader can live with are not errors but `Finding`s.
package enum OCFLError: Error, Sendable, Equatable {
  /// The file system refused; its own sentence says what to do.
  case storage(FileStorageError)
  /// There is no declaration `0=ocfl_1.1` (or 1.0) in the folder.
  case notAStorageRoot(path: FilePath)
  /// The storage root follows a version of OCFL that is newer than this program.
  case versionTooNew(found: String, newestKnown: String, path: FilePath)
  /// A storage root was to be made where there is one, or other files.
  case folderInUse(path: FilePath)
  /// The storage root maps identifiers to folders in a way that this program does not know.
  case unsupportedLayout(name: String, path: FilePath)
  /// No object has this identifier.
  case noSuchObject(id: String)
  /// The object has no version of this name.
  case noSuchVersion(id: String, version: String)
  /// The version has no file of this logical path.
  case noSuchFile(id: String, version: String, logicalPath: String)
  /// An object breaks OCFL so that it cannot be read; the finding says how.
  case invalidObject(path: FilePath, finding: Finding)
  /// The bytes of a file are not those that the inventory promises.
  case digestMismatch(path: FilePath, expected: String, found: String)
  /// A logical path that OCFL does not allow, or that stands in the way of another in the version.
  case invalidLogicalPath(id: String, logicalPath: String, reason: PathFault)
  /// The object changed between staging and committing: another writer was at work.
  case objectChanged(id: String)
  /// The same object was staged twice in one group.
  case stagedTwice(id: String)
}

extension OCFLError: CustomStringConvertible {
  /// What, where and what to do, in one sentence.
  package var description: String {
    switch self {
    case .storage(let error):
      error.description
    case .notAStorageRoot(let path):
      "\(path) is no OCFL storage root: name the folder that holds the file 0=ocfl_1.1"
    case .versionTooNew(let found, let newest, let path):
      "\(path) follows OCFL \(found), this program knows up to \(newest): use a newer program"
    case .folderInUse(let path):
      "\(path) is a storage root already, or holds other folders: choose a new folder"
    case .unsupportedLayout(let name, let path):
      "\(path) uses the storage layout \(name), which this program does not know: use another tool"
    case .noSuchObject(let id):
      "no object has the identifier \(id): list the objects to see which there are"
    case .noSuchVersion(let id, let version):
      "object \(id) has no version \(version): look at its history"
    case .noSuchFile(let id, let version, let logicalPath):
      "version \(version) of object \(id) has no file \(logicalPath): list its files"
    case .invalidObject(let path, let finding):
      "object at \(path) cannot be read: \(finding); restore it from a copy"
    case .digestMismatch(let path, let expected, let found):
      "\(path) is damaged: its digest is \(found.prefix(16))…, not \(expected.prefix(16))…; "
        + "restore it from a copy"
    case .invalidLogicalPath(let id, let logicalPath, let reason):
      "object \(id) cannot hold a file at \"\(logicalPath)\": \(reason.rawValue); use another path"
    case .objectChanged(let id):
      "object \(id) was changed by another writer meanwhile: try again"
    case .stagedTwice(let id):
      "object \(id) was staged twice at once: commit the first before staging the second"
    }
  }
}

/// Runs a step of the file system and gives its failure as one of this room.
@inline(__always)
func storing<Result>(
  _ step: () throws(FileStorageError) -> Result
) throws(OCFLError) -> Result {
  do throws(FileStorageError) {
    return try step()
  } catch {
    throw .storage(error)
  }
}
