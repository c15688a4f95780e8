// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One writer at a time for a folder, by flock(2) on a file in it.

internal import Glibc
package import SystemPackage

/// The right to write in a folder, held for as long as this object lives.
///
/// The system gives the lock back when the process ends, however it ends: nothing is left to clean
/// up after a crash, and the lock file itself stays. It works between processes of one machine, and
/// between locks of one process; on network file systems it does what their flock does.
package final class FolderLock: Sendable {
  private let file: Descriptor

  /// The name of the lock file where the caller names no other.
  package static let defaultName = "lock"

  /// The lock file.
  package var path: FilePath { file.path }

  /// Takes the lock of `folder`.
  ///
  /// - Parameters:
  ///   - folder: an existing folder.
  ///   - name: the lock file's name in it; made if missing.
  ///   - wait: how long to try before giving up; `.zero` tries once.
  /// - Throws: `FileStorageError.locked` where another holds it until the end of the wait,
  ///   `.failed` where the lock file cannot be made.
  package init(
    folder: FilePath, name: String = defaultName, wait: Duration = .zero
  ) throws(FileStorageError) {
    let path = folder.appending(name)
    file = try Descriptor(path, O_RDWR | O_CREAT)
    let end = ContinuousClock.now + wait
    while try !Self.take(file) {
      if ContinuousClock.now >= end { throw .locked(path: path, holder: Self.holder(file)) }
      usleep(10_000)
    }
    // The number is for the message of others only; a full disk must not stop the lock.
    let line = [UInt8]("\(getpid())\n".utf8)
    _ = ftruncate(file.number, 0)
    // SAFETY: base and count are those of one array.
    _ = unsafe line.withUnsafeBytes { unsafe pwrite(file.number, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    // Closing the file would do; saying it keeps a child process from holding on to the lock.
    flock(file.number, LOCK_UN)
  }

  /// Tries once; false where another holds the lock.
  private static func take(_ file: Descriptor) throws(FileStorageError) -> Bool {
    do throws(FileStorageError) {
      _ = try systemCall(.lock, file.path) { Int(flock(file.number, LOCK_EX | LOCK_NB)) }
      return true
    } catch  where error.errno == EWOULDBLOCK {
      return false
    }
  }

  /// The process id in the lock file.
  private static func holder(_ file: Descriptor) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    // SAFETY: base and count are those of one array.
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(file.number, $0.baseAddress, $0.count, 0)
    }
    guard count > 0 else { return nil }
    return Int32(String(decoding: bytes[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
