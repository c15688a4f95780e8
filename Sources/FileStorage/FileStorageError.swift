// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What can go wrong between this program and the disk, and the sentence the reader gets for it.

internal import Glibc
package import SystemPackage

/// A thing this room asks of the file system.
package enum FileOperation: String, Sendable, CaseIterable {
  case open
  case read
  case write
  case sync
  case map
  case lock
  case rename
  case exchange
  case link
  case makeFolder
  case remove
  case list
  case status

  /// The words that complete "cannot …" before the path.
  var words: String {
    switch self {
    case .open: "open"
    case .read: "read"
    case .write: "write to"
    case .sync: "make durable"
    case .map: "map into memory"
    case .lock: "lock"
    case .rename: "rename to"
    case .exchange: "exchange"
    case .link: "make the hard link"
    case .makeFolder: "make the folder"
    case .remove: "remove"
    case .list: "list the folder"
    case .status: "look at"
    }
  }
}

/// A failure of the file system.
///
/// Every case names the path; the description is one sentence that ends with what to do.
package enum FileStorageError: Error, Sendable, Equatable {
  /// The system refused an operation; `errno` is its number for the reason.
  case failed(operation: FileOperation, path: FilePath, errno: Int32)
  /// Another process (or another lock of this one) holds the lock file `path`.
  ///
  /// `holder` is the process id written in the lock file, nil where it cannot be read.
  case locked(path: FilePath, holder: Int32?)

  /// The path that the failure is about.
  package var path: FilePath {
    switch self {
    case .failed(_, let path, _), .locked(let path, _): path
    }
  }

  /// The system's number for the reason, nil for a lock held by another.
  package var errno: Int32? {
    switch self {
    case .failed(_, _, let errno): errno
    case .locked: nil
    }
  }

  /// Whether the file or one of its folders does not exist.
  package var isMissing: Bool { errno == ENOENT || errno == ENOTDIR }

  /// Whether the disk, or the share of this user on it, is full.
  package var isFull: Bool { errno == ENOSPC || errno == EDQUOT }

  /// Whether the file system makes no hard links, or no more of this file, so that a copy must do.
  package var cannotLink: Bool {
    guard case .failed(.link, _, let errno) = self else { return false }
    return [EXDEV, EPERM, EMLINK, EOPNOTSUPP, ENOSYS].contains(errno)
  }

  /// Whether a rename or link was to lead to another file system.
  package var crossesFileSystems: Bool { errno == EXDEV }

  /// Whether permissions or a read-only disk are the reason.
  package var isDenied: Bool { errno == EACCES || errno == EPERM || errno == EROFS }
}

extension FileStorageError: CustomStringConvertible {
  /// What, where and what to do, in one sentence.
  package var description: String {
    switch self {
    case .failed(let operation, let path, let errno):
      // SAFETY: strerror returns a terminated string, which is copied at once.
      let reason = unsafe String(validatingCString: strerror(errno)) ?? "error \(errno)"
      return "cannot \(operation.words) \(path): \(reason)\(Self.advice(for: errno))"
    case .locked(let path, let holder?):
      return "\(path) is held by process \(holder): wait until it has finished, then try again"
    case .locked(let path, nil):
      return "\(path) is held by another process: wait until it has finished, then try again"
    }
  }

  private static func advice(for errno: Int32) -> String {
    switch errno {
    case ENOSPC: "; free some space on this disk and run the command again"
    case EDQUOT: "; free some of this user's quota and run the command again"
    case EACCES, EPERM: "; give this user permission to it, or run as its owner"
    case EROFS: "; mount the disk for writing, or work on a copy"
    case ENOENT: "; check the path"
    case ENOTDIR: "; a part of the path is a file, not a folder"
    case EISDIR: "; name a file, not a folder"
    case EEXIST, ENOTEMPTY: "; remove it or choose another name"
    case EIO: "; the disk reports a fault: check it (dmesg, smartctl) and restore from a copy"
    case EMFILE, ENFILE: "; raise the limit of open files (ulimit -n)"
    case ELOOP: "; symbolic links are not followed here, name the file itself"
    case ENAMETOOLONG: "; use a shorter name"
    case EXDEV: "; both paths must be on the same disk"
    case ENOMEM: "; free some memory and run the command again"
    default: "; check the disk and the path"
    }
  }
}
