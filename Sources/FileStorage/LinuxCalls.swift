// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Two calls that glibc declares only under `_GNU_SOURCE`, which Swift's Glibc module does not set.
// They are looked up by name at run time, so that the program also starts on a C library without
// them.

internal import Glibc

/// The calls of Linux that Swift's Glibc module does not declare.
enum LinuxCalls {
  private typealias Exchange =
    @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
  private typealias SyncFileSystem = @convention(c) (Int32) -> Int32

  /// `RENAME_EXCHANGE` of linux/fs.h.
  private static let renameExchange: UInt32 = 1 << 1

  // SAFETY: the C types are those of renameat2(2) and syncfs(2), fixed by the ABI of the C library.
  private static let renameAt2: Exchange? = unsafe dlsym(nil, "renameat2").map {
    unsafe unsafeBitCast($0, to: Exchange.self)
  }
  private static let syncFS: SyncFileSystem? = unsafe dlsym(nil, "syncfs").map {
    unsafe unsafeBitCast($0, to: SyncFileSystem.self)
  }

  /// Lets two paths change places; -1 with `errno` on failure, ENOSYS where there is no such call.
  static func exchange(_ first: UnsafePointer<CChar>, _ second: UnsafePointer<CChar>) -> Int32 {
    guard let renameAt2 = unsafe renameAt2 else {
      errno = ENOSYS
      return -1
    }
    // SAFETY: the caller's C strings are valid for the duration of the call.
    return unsafe renameAt2(AT_FDCWD, first, AT_FDCWD, second, renameExchange)
  }

  /// Writes out all of the file system of an open file; without syncfs(2), of every file system.
  static func syncFileSystem(_ descriptor: Int32) -> Int32 {
    guard let syncFS else {
      sync()
      return 0
    }
    return syncFS(descriptor)
  }
}
