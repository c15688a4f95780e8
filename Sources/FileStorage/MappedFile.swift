// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A file seen as memory, read-only.
//
// SAFETY: a mapped file must not change or shrink while it is mapped. The files mapped here are
// immutable by construction: written whole under a temporary name, renamed, never changed after
// (`WholeFile`, `FileWriter`). Removing or replacing the name leaves the mapped file as it is. What
// remains is a disk that fails under the page, or another program that truncates our file: both end
// the process with SIGBUS, as for every program that maps files.

internal import Glibc
package import SystemPackage

/// The bytes of a whole file, mapped into memory for reading.
///
/// Opening costs a few microseconds whatever the size; pages are read from the disk on first use.
/// Unmapped when the last reference goes.
@safe package final class MappedFile: @unchecked Sendable {
  // SAFETY: `@unchecked Sendable` because both fields are constant and the memory is read-only.
  @usableFromInline let base: UnsafeRawPointer?

  /// Where the file was when it was opened.
  package let path: FilePath
  /// Size in bytes.
  package let count: Int

  /// Maps the file at `path`.
  ///
  /// - Throws: `FileStorageError.failed` where it cannot be opened or mapped, or is a folder.
  package init(_ path: FilePath) throws(FileStorageError) {
    let file = try Descriptor(path, O_RDONLY)
    let status = try file.status()
    guard status.kind == .file else {
      throw .failed(operation: .map, path: path, errno: status.kind == .folder ? EISDIR : EINVAL)
    }
    self.path = path
    count = status.size
    unsafe base = try Self.map(file, count: status.size)
  }

  private static func map(
    _ file: Descriptor, count: Int
  ) throws(FileStorageError) -> UnsafeRawPointer? {
    if count == 0 { return nil }  // mmap refuses an empty range
    if let faults = FileFaults.current { try faults.before(.map, file.path) }
    // SAFETY: a new read-only mapping of `count` bytes; the kernel picks the address.
    let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file.number, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      throw .failed(operation: .map, path: file.path, errno: errno)
    }
    return UnsafeRawPointer(address)
  }

  deinit {
    if let base = unsafe base {
      // SAFETY: address and length are those of our own mapping; spans of it cannot outlive `self`.
      unsafe munmap(UnsafeMutableRawPointer(mutating: base), count)
    }
  }

  /// The bytes of the file; borrowed, so they cannot outlive the mapping.
  @inlinable package var bytes: RawSpan {
    @_lifetime(borrow self)
    get {
      // SAFETY: the mapping has `count` readable bytes and lives as long as `self`, which the span
      // borrows.
      let buffer = unsafe UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count)
      let span = unsafe RawSpan(_unsafeBytes: buffer)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }
}
