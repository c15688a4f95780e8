// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
package import SystemPackage

/// Copies of files whose digest is computed on the way, and again on what arrived.
package enum DigestedCopy {
  /// Copies a file into a new file, in constant memory; a symbolic link is refused.
  ///
  /// The copy is not durable yet.
  /// - Returns: the digest of the bytes that were read, in lower-case hexadecimal, and their number.
  /// - Throws: `OCFLError.storage`; what was written of the copy is then removed.
  package static func write(
    _ source: FilePath, to target: FilePath, _ algorithm: DigestAlgorithm
  ) throws(OCFLError) -> (digest: String, bytes: Int) {
    var running = RunningDigest(algorithm)
    let bytes = try storing { () throws(FileStorageError) in
      try Folder.copyFile(source, to: target, symbolicLinks: .refuse, sync: false) {
        running.update($0)
      }
    }
    return (running.finish(), bytes)
  }

  /// Makes sure that the disk holds the bytes of a digest: what memory has of the file is dropped
  /// first.
  ///
  /// The file should be durable already.
  /// - Throws: `OCFLError.digestMismatch`, `.storage`.
  package static func check(
    _ file: FilePath, _ algorithm: DigestAlgorithm, digest: String
  ) throws(OCFLError) {
    try storing { () throws(FileStorageError) in try Folder.dropCache(of: file) }
    let found = try algorithm.digest(of: file)
    if found != digest.lowercased() {
      throw .digestMismatch(path: file, expected: digest, found: found)
    }
  }
}
