// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The system calls of this room, each in one place: asked of the faults of a test first, retried
// when interrupted, and turned into `FileStorageError`.

internal import Glibc
internal import SystemPackage

/// An open file of the system, closed at the end of its life.
final class Descriptor: Sendable {
  let number: Int32
  let path: FilePath

  /// Opens `path` with the flags of open(2); `O_CLOEXEC` is always set.
  init(_ path: FilePath, _ flags: Int32, mode: mode_t = 0o666) throws(FileStorageError) {
    self.path = path
    // SAFETY: the C string is valid for the duration of the call.
    number = Int32(
      try systemCall(.open, path) {
        unsafe path.withPlatformString { Int(unsafe Glibc.open($0, flags | O_CLOEXEC, mode)) }
      })
  }

  /// A second hold on the standard input.
  init(standardInput path: FilePath) throws(FileStorageError) {
    self.path = path
    number = Int32(
      try systemCall(.open, path) { Int(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)) })
  }

  deinit {
    close(number)
  }

  /// Whether a read lease is refused because somebody has the file open for writing.
  var isRefusedLease: Bool {
    let setLease: Int32 = 1024  // F_SETLEASE of linux/fcntl.h
    if fcntl(number, setLease, Int32(F_RDLCK)) == 0 {
      _ = fcntl(number, setLease, Int32(F_UNLCK))
      return false
    }
    return errno == EAGAIN
  }

  /// Reads up to the size of `buffer` from the present place; 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileStorageError) -> Int {
    // SAFETY: base and count are those of one buffer, which the caller keeps alive.
    try systemCall(.read, path) { unsafe Glibc.read(number, buffer.baseAddress, buffer.count) }
  }

  /// Reads up to the size of `buffer` from `offset`, in bytes; 0 at the end of the file.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileStorageError) -> Int {
    // SAFETY: as above.
    try systemCall(.read, path) {
      unsafe pread(number, buffer.baseAddress, buffer.count, off_t(offset))
    }
  }

  /// Writes all of `bytes` at the present place.
  func writeAll(_ bytes: UnsafeRawBufferPointer) throws(FileStorageError) {
    if let faults = FileFaults.current {
      faults.wrote(inode: try inode())
      do {
        try faults.before(.write, path)
      } catch {
        if faults.tearsWrite {
          // SAFETY: half of the buffer lies inside the buffer.
          _ = unsafe Glibc.write(number, bytes.baseAddress, bytes.count / 2)
          faults.afterTornWrite()
        }
        throw error
      }
    }
    var done = 0
    while done < bytes.count {
      // SAFETY: `done` < count, so the rest starts and ends inside the buffer.
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
      done += try retried(.write, path) { unsafe Glibc.write(number, rest.baseAddress, rest.count) }
    }
  }

  /// Waits until all bytes of the file are on the disk.
  func sync() throws(FileStorageError) {
    _ = try systemCall(.sync, path) { Int(fsync(number)) }
    if let faults = FileFaults.current { faults.synced(inode: try inode()) }
  }

  /// The inode, for the faults of a test; asking for it is no operation of theirs.
  private func inode() throws(FileStorageError) -> UInt64 {
    var raw = stat()
    // SAFETY: `raw` is a whole stat structure of our own.
    _ = try retried(.status, path) { unsafe Int(fstat(number, &raw)) }
    return UInt64(raw.st_ino)
  }

  /// What the system knows of the open file.
  func status() throws(FileStorageError) -> FileStatus {
    var raw = stat()
    // SAFETY: `raw` is a whole stat structure of our own.
    _ = try systemCall(.status, path) { unsafe Int(fstat(number, &raw)) }
    return FileStatus(raw)
  }
}

/// Makes a system call that returns a negative number on failure, under the faults of the task.
@inline(__always)
func systemCall(
  _ operation: FileOperation, _ path: FilePath, _ call: () -> Int
) throws(FileStorageError) -> Int {
  if let faults = FileFaults.current { try faults.before(operation, path) }
  return try retried(operation, path, call)
}

/// Makes a system call again for as long as a signal interrupts it.
@inline(__always)
func retried(
  _ operation: FileOperation, _ path: FilePath, _ call: () -> Int
) throws(FileStorageError) -> Int {
  while true {
    let result = call()
    if result >= 0 { return result }
    let reason = errno
    if reason != EINTR { throw .failed(operation: operation, path: path, errno: reason) }
  }
}

/// Makes a system call that takes one path.
func systemCall(
  _ operation: FileOperation, path: FilePath, _ call: (UnsafePointer<CChar>) -> Int32
) throws(FileStorageError) {
  // SAFETY: the C string is valid for the duration of the call.
  _ = try systemCall(operation, path) {
    unsafe path.withPlatformString { Int(unsafe call($0)) }
  }
}

/// Makes a system call that takes two paths; a failure names the second.
func systemCall(
  _ operation: FileOperation, from source: FilePath, to target: FilePath,
  _ call: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
) throws(FileStorageError) {
  // SAFETY: both C strings are valid for the duration of the call.
  _ = try systemCall(operation, target) {
    unsafe source.withPlatformString { source in
      unsafe target.withPlatformString { target in Int(unsafe call(source, target)) }
    }
  }
}
