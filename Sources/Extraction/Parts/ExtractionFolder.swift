// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import FoundationEssentials
internal import Synchronization
package import SystemPackage

/// A folder for what one extraction writes on its way; it goes when nobody holds it any more.
package final class ExtractionFolder: Sendable {
  /// Where it is, once something is in it.
  private let path: FilePath
  private let count = Mutex(0)

  /// Where folders are made unless somebody says otherwise.
  package static let standardParent = FilePath(FileManager.default.temporaryDirectory.path)

  /// A folder in another; both are made when the first file is.
  init(in parent: FilePath) { path = parent.appending("handbill-\(UUID().uuidString)") }

  deinit {
    if count.withLock({ $0 }) > 0 { try? Folder.remove(path) }
  }

  /// The path of a file that is not there yet.
  ///
  /// - Throws: `FileStorageError`.
  func newFile() throws(FileStorageError) -> FilePath {
    let number = count.withLock { count in
      count += 1
      return count
    }
    if number == 1 { _ = try Folder.create(path) }
    return path.appending("\(number)")
  }
}
