// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Many files made durable together. A disk answers one fsync(2) after the other slowly and many at
// once quickly: a journaling file system writes its journal once for all that wait.

internal import Glibc
internal import Synchronization
package import SystemPackage

extension Folder {
  /// Threads that wait for the disk at a time.
  private static let syncThreads = 16

  /// Waits until the bytes of all files are on the disk; takes hardly longer than for one file.
  ///
  /// - Throws: `FileStorageError.failed`, the first failure in the order of `paths`; the other files
  ///   may be durable then.
  package static func syncFiles(_ paths: [FilePath]) throws(FileStorageError) {
    if paths.count < 2 {
      for path in paths { try syncFile(path) }
      return
    }
    let work = SyncWork(paths)
    // SAFETY: each thread holds a reference of its own to the work, which it gives back at its end;
    // all threads are joined before this function returns.
    var threads: [pthread_t] = []
    for _ in 1..<min(paths.count, syncThreads) {
      var thread = pthread_t()
      let argument = unsafe Unmanaged.passRetained(work)
      let status = unsafe pthread_create(&thread, nil, SyncWork.body, argument.toOpaque())
      if status == 0 { threads.append(thread) } else { unsafe argument.release() }
    }
    // Without threads, the caller's does it all.
    work.run()
    for thread in threads { pthread_join(thread, nil) }
    if let failure = work.failure { throw failure }
  }
}

/// Files to be made durable by several threads, each of which takes the next.
private final class SyncWork: Sendable {
  private let paths: [FilePath]
  private let next = Atomic<Int>(0)
  private let failures = Mutex<[Int: FileStorageError]>([:])
  private let faults = FileFaults.current

  init(_ paths: [FilePath]) { self.paths = paths }

  /// The first failure in the order of the paths.
  var failure: FileStorageError? {
    failures.withLock { $0.min { $0.key < $1.key }?.value }
  }

  /// What a thread does: takes over a reference to the work, and runs it.
  static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    argument in
    // SAFETY: the argument is the retained work that `syncFiles` passed.
    if let argument = unsafe argument {
      unsafe Unmanaged<SyncWork>.fromOpaque(argument).takeRetainedValue().run()
    }
    return nil
  }

  /// Syncs files until none is left, under the faults of the task that asked for it.
  func run() {
    FileFaults.$current.withValue(faults) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < paths.count else { return }
        do throws(FileStorageError) { try Folder.syncFile(paths[index]) } catch {
          failures.withLock { $0[index] = error }
        }
      }
    }
  }
}
