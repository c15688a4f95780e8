// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Adding to the end of a file that several processes may add to.

internal import Glibc
package import SystemPackage

/// Files that only grow.
package enum AppendedFile {
  /// Adds bytes to the end of a file, which is made where it is missing.
  ///
  /// A crash may leave the first part of the bytes: a reader must know a torn record by itself.
  /// With `sync`, waits until the bytes are on the disk.
  /// - Throws: `FileStorageError.failed`.
  package static func append(
    _ bytes: [UInt8], to path: FilePath, sync: Bool
  ) throws(FileStorageError) {
    let file = try Descriptor(path, O_WRONLY | O_APPEND | O_CREAT)
    var failure: FileStorageError?
    // SAFETY: the buffer is borrowed from the array for the duration of the call.
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(FileStorageError) {
        try unsafe file.writeAll(bytes)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    if sync { try file.sync() }
  }
}
