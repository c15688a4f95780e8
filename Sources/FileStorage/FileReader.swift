// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reading a file from the front in pieces, in constant memory.

internal import Glibc
package import SystemPackage

/// What to do where the last part of a path is a symbolic link.
package enum SymbolicLinks: Sendable {
  case follow
  /// Refuse with "Too many levels of symbolic links".
  case refuse
}

/// An open file, read from the front in pieces of the caller's choice.
package final class FileReader: Sendable {
  private let file: Descriptor

  /// Opens `path` for reading.
  ///
  /// - Throws: `FileStorageError.failed`.
  package init(
    _ path: FilePath, symbolicLinks: SymbolicLinks = .follow
  ) throws(FileStorageError) {
    file = try Descriptor(path, O_RDONLY | (symbolicLinks == .refuse ? O_NOFOLLOW : 0))
  }

  private init(_ file: Descriptor) { self.file = file }

  /// The standard input, at the place where it stands.
  ///
  /// - Throws: `FileStorageError.failed`.
  package static func standardInput() throws(FileStorageError) -> FileReader {
    FileReader(try Descriptor(standardInput: "standard input"))
  }

  /// What the system knows of the open file.
  ///
  /// - Throws: `FileStorageError.failed`.
  package func status() throws(FileStorageError) -> FileStatus { try file.status() }

  /// Fills `buffer` from the front with the next bytes, as many as fit.
  ///
  /// Gives less than `buffer.count` only at the end of the file.
  /// - Returns: how many bytes were read; 0 at the end.
  /// - Throws: `FileStorageError.failed`.
  package func read(into buffer: inout [UInt8]) throws(FileStorageError) -> Int {
    try unsafe fill(&buffer) { (rest, _) throws(FileStorageError) in
      try unsafe file.read(into: rest)
    }
  }

  /// Fills `buffer` from the front with the bytes from byte `offset` of the file on.
  ///
  /// - Returns: how many bytes were read; less than `buffer.count` only at the end of the file.
  /// - Throws: `FileStorageError.failed`.
  package func read(into buffer: inout [UInt8], at offset: Int) throws(FileStorageError) -> Int {
    try unsafe fill(&buffer) { (rest, done) throws(FileStorageError) in
      try unsafe file.read(into: rest, at: offset + done)
    }
  }

  private func fill(
    _ buffer: inout [UInt8],
    _ readSome: (UnsafeMutableRawBufferPointer, Int) throws(FileStorageError) -> Int
  ) throws(FileStorageError) -> Int {
    let count = buffer.count
    var done = 0
    var failure: FileStorageError?
    unsafe buffer.withUnsafeMutableBytes { bytes in
      do throws(FileStorageError) {
        while done < count {
          // SAFETY: `done` < count, so the rest lies inside the buffer.
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
          let size = try unsafe readSome(rest, done)
          if size == 0 { break }
          done += size
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return done
  }

  /// Whether some program on this machine has a file open for writing, as far as the system tells.
  ///
  /// Asks for a lease (fcntl(2), `F_SETLEASE`), which the system refuses then; where it gives no leases,
  /// such as on network file systems, the answer is no.
  package static func isBeingWritten(_ path: FilePath) -> Bool {
    guard let file = try? Descriptor(path, O_RDONLY) else { return false }
    return file.isRefusedLease
  }

  /// Reads a whole file into memory.
  ///
  /// - Throws: `FileStorageError.failed`.
  package static func contents(
    of path: FilePath, symbolicLinks: SymbolicLinks = .follow
  ) throws(FileStorageError) -> [UInt8] {
    try FileReader(path, symbolicLinks: symbolicLinks).rest()
  }

  /// Reads all that is left into memory.
  ///
  /// - Throws: `FileStorageError.failed`.
  package func rest() throws(FileStorageError) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more than the size, so that the usual file ends in one call; pipes say size 0.
    var buffer = [UInt8](repeating: 0, count: max(try status().size + 1, 4096))
    while true {
      let count = try read(into: &buffer)
      if bytes.isEmpty && count < buffer.count {
        buffer.removeSubrange(count...)
        return buffer
      }
      bytes += buffer[..<count]
      if count < buffer.count { return bytes }
    }
  }
}
