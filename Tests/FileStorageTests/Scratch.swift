// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage

/// A new folder, removed with all that is in it when the test ends.
final class Scratch: Sendable {
  let path: FilePath

  init() throws {
    path = FilePath(NSTemporaryDirectory()).appending("storage-tests-\(UUID().uuidString)")
    try Folder.create(path)
  }

  deinit { try? Folder.remove(path) }

  /// The names in the folder.
  var names: [String] {
    get throws { try Folder.list(path).map { String(decoding: $0.name, as: UTF8.self) } }
  }
}

extension FileStorageError {
  /// What `body` throws, as an error of this room.
  static func thrown(by body: () throws -> Void) -> FileStorageError? {
    do {
      try body()
      return nil
    } catch {
      return error as? FileStorageError
    }
  }
}
