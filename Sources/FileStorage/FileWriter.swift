// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writing a new file from front to end through a buffer, and writing a small file whole or not at
// all.

internal import Glibc
internal import Synchronization
package import SystemPackage

/// A new file, written from front to end through a buffer.
///
/// The file is complete only after `finish`; a writer that goes away without it leaves the bytes
/// that were flushed so far, for the caller to remove.
package final class FileWriter {
  private let file: Descriptor
  private var buffer: [UInt8] = []
  private let capacity: Int

  /// Bytes given to the writer so far.
  package private(set) var count = 0

  /// Where the file is.
  package var path: FilePath { file.path }

  /// Makes the file at `path`, which must not exist yet.
  ///
  /// `bufferSize` bytes are kept before they are handed to the system.
  /// - Throws: `FileStorageError.failed`, with EEXIST where something has that name.
  package init(_ path: FilePath, bufferSize: Int = 1 << 16) throws(FileStorageError) {
    precondition(bufferSize > 0, "a buffer holds at least one byte")
    capacity = bufferSize
    file = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL)
  }

  /// Appends bytes.
  ///
  /// - Throws: `FileStorageError.failed`.
  package func write(_ bytes: [UInt8]) throws(FileStorageError) {
    try unsafe write(bytes.span.bytes)
  }

  /// Appends bytes.
  ///
  /// - Throws: `FileStorageError.failed`.
  package func write(_ bytes: RawSpan) throws(FileStorageError) {
    count += bytes.byteCount
    if bytes.byteCount >= capacity {
      try flush()
      return try Self.writeAll(bytes, to: file)
    }
    if buffer.count + bytes.byteCount > capacity { try flush() }
    // SAFETY: the buffer is borrowed from the span for the duration of the call.
    unsafe bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
  }

  /// Hands what is buffered to the system.
  ///
  /// - Throws: `FileStorageError.failed`.
  package func flush() throws(FileStorageError) {
    if buffer.isEmpty { return }
    var full: [UInt8] = []
    swap(&full, &buffer)
    try unsafe Self.writeAll(full.span.bytes, to: file)
    full.removeAll(keepingCapacity: true)
    swap(&full, &buffer)
  }

  /// Ends the file: nothing may be written after.
  ///
  /// With `sync`, waits until the bytes are on the disk. The name in its folder is durable only
  /// after `Folder.sync` of that folder.
  /// - Throws: `FileStorageError.failed`.
  package func finish(sync: Bool) throws(FileStorageError) {
    try flush()
    if sync { try file.sync() }
  }

  private static func writeAll(
    _ bytes: RawSpan, to file: Descriptor
  ) throws(FileStorageError) {
    var failure: FileStorageError?
    // SAFETY: the buffer is borrowed from the span for the duration of the call.
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(FileStorageError) {
        try unsafe file.writeAll(bytes)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

/// Files that are replaced as a whole: a reader sees the old bytes or the new, never a mixture.
package enum WholeFile {
  private static let number = Atomic<UInt64>(0)

  /// The first bytes of the names of unfinished files, which a later writer may sweep away.
  package static let temporaryPrefix = ".unfinished-"

  /// Removes what interrupted writers have left in a folder; none may be at work in it.
  ///
  /// - Throws: `FileStorageError.failed`.
  package static func sweep(_ folder: FilePath) throws(FileStorageError) {
    for entry in try Folder.list(folder)
    where entry.kind == .file && entry.name.starts(with: temporaryPrefix.utf8) {
      try Folder.removeFile(folder.appending(bytes: entry.name))
    }
  }

  /// A name that no other live writer of this machine uses, beginning with `temporaryPrefix`.
  package static func temporaryName() -> String {
    let count = number.wrappingAdd(1, ordering: .relaxed).oldValue
    return "\(temporaryPrefix)\(getpid())-\(count)"
  }

  /// Makes or replaces the file at `path`.
  ///
  /// Written under a temporary name in the same folder, then renamed over the old file.
  /// With `sync`, waits until both bytes and name are on the disk. Without it a crash of the
  /// machine may bring back the old file, or on some file systems an empty one.
  /// - Throws: `FileStorageError.failed`; the old file is then untouched.
  package static func write(
    _ bytes: [UInt8], to path: FilePath, sync: Bool = true
  ) throws(FileStorageError) {
    try unsafe write(bytes.span.bytes, to: path, sync: sync)
  }

  /// Makes or replaces the file at `path`; as `write(_:to:sync:)` above.
  ///
  /// - Throws: `FileStorageError.failed`; the old file is then untouched.
  package static func write(
    _ bytes: RawSpan, to path: FilePath, sync: Bool = true
  ) throws(FileStorageError) {
    let temporary = path.removingLastComponent().appending(temporaryName())
    do throws(FileStorageError) {
      let writer = try FileWriter(temporary, bufferSize: 1)
      try writer.write(bytes)
      try writer.finish(sync: sync)
      try Folder.rename(temporary, to: path)
    } catch {
      try? Folder.removeFile(temporary)
      throw error
    }
    if sync { try Folder.sync(path.removingLastComponent()) }
  }

  /// Makes or replaces the file at `path` after `files` of the same folder, all of them durable on
  /// return: the files are on the disk before the name stands for the new bytes.
  ///
  /// Waits for the disk twice, however many files there are.
  /// - Throws: `FileStorageError.failed`; the old file then stands, unless the folder alone could
  ///   not be made durable.
  package static func write(
    _ bytes: [UInt8], to path: FilePath, after files: [FilePath]
  ) throws(FileStorageError) {
    let folder = path.removingLastComponent()
    let temporary = folder.appending(temporaryName())
    do throws(FileStorageError) {
      let writer = try FileWriter(temporary, bufferSize: 1)
      try writer.write(bytes)
      try writer.finish(sync: false)
      try Folder.syncFiles(files + [temporary])
      try Folder.rename(temporary, to: path)
    } catch {
      try? Folder.removeFile(temporary)
      throw error
    }
    try Folder.sync(folder)
  }
}
