// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage

/// Standard input as a file, so that it can be archived like any other.
struct StandardInputSpool {
  /// The file, in the folder for temporary files.
  let path: FilePath

  /// Reads standard input to its end.
  ///
  /// - Throws: `FileStorageError` where it cannot be read or the disk is full.
  init() throws {
    let name = "handbill-\(UUID().uuidString)"
    path = FilePath(FileManager.default.temporaryDirectory.path).appending(name)
    do {
      try copy()
    } catch {
      remove()
      throw error
    }
  }

  private func copy() throws {
    let reader = try FileReader("/dev/stdin")
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    try file.closeAfter {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = try reader.read(into: &buffer)
        if count == 0 { return }
        try file.writeAll(buffer.prefix(count))
      }
    }
  }

  /// Removes the file; what is left behind in the temporary folder is the system's to clean.
  func remove() { try? Folder.removeFile(path) }
}
