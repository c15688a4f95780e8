// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the file system says about a file: kind, size, times, identity.

internal import Glibc

/// What kind of thing a name stands for.
package enum FileKind: Sendable, Equatable {
  case file
  case folder
  case symbolicLink
  /// A device, socket or pipe.
  case other

  /// The kind by the mode bits of stat(2).
  init(mode: UInt32) {
    switch mode & UInt32(S_IFMT) {
    case UInt32(S_IFREG): self = .file
    case UInt32(S_IFDIR): self = .folder
    case UInt32(S_IFLNK): self = .symbolicLink
    default: self = .other
    }
  }
}

/// What the file system knows about a file.
package struct FileStatus: Sendable, Equatable {
  /// File, folder, symbolic link or other.
  package var kind: FileKind
  /// Size in bytes.
  package var size: Int
  /// Last change of the content: whole seconds since 1970-01-01 UTC; negative before.
  package var modifiedSeconds: Int64
  /// The rest of the time of the last change, in nanoseconds, 0 ..< 1e9.
  package var modifiedNanoseconds: Int64
  /// The file system the file is on; a rename works only inside one.
  package var device: UInt64
  /// The number of the file on its device: equal for hard links of one file.
  package var inode: UInt64
  /// How many names the file has.
  package var links: Int

  /// Reads the fields of a stat structure.
  init(_ raw: stat) {
    kind = FileKind(mode: UInt32(raw.st_mode))
    size = Int(raw.st_size)
    modifiedSeconds = Int64(raw.st_mtim.tv_sec)
    modifiedNanoseconds = Int64(raw.st_mtim.tv_nsec)
    device = UInt64(raw.st_dev)
    inode = UInt64(raw.st_ino)
    links = Int(raw.st_nlink)
  }
}
