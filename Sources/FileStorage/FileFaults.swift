// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The seam through which tests make the disk fail. Every operation of this room asks the faults of
// the running task first; outside of such a test there are none, and the price is one look at an
// empty task-local value beside a system call.

internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A plan of what goes wrong on the disk, in force for the task that runs under it.
///
/// Operations are numbered from 0 in the order in which they are asked for. A test counts them in a
/// first run (`FileFaults()`), then runs once for each number:
///
///     for n in 0..<total { FileFaults(.stop(at: n)).run { … } }
///
/// `kill` is for a process of the test's own.
/// Child tasks inherit the plan; threads and detached tasks do not.
package final class FileFaults: Sendable {
  /// What goes wrong, and when.
  package enum Plan: Sendable, Equatable {
    /// Nothing: operations are only counted.
    case none
    /// Operation number `at` fails with the system error `errno`; all others work.
    case fail(at: Int, errno: Int32)
    /// As if the process were killed: operation `at` and all later ones do nothing and fail.
    ///
    /// A write that is stopped has written the first half of its bytes.
    case stop(at: Int)
    /// The process is killed by SIGKILL at operation `at`, before it is done.
    ///
    /// A write has then written the first half of its bytes.
    case kill(at: Int)
    /// Every operation of one kind fails, with the system error `errno`.
    case refuse(FileOperation, errno: Int32)
  }

  /// The faults of the running task.
  @TaskLocal package static var current: FileFaults?

  private let plan: Plan
  private let state = Mutex([(operation: FileOperation, path: FilePath)]())
  private let written = Mutex(Set<UInt64>())

  /// Makes a plan; without one, operations are counted only.
  package init(_ plan: Plan = .none) {
    self.plan = plan
  }

  /// The number of operations asked for so far.
  package var count: Int { state.withLock(\.count) }

  /// The operations asked for so far, as `operation path`, for the messages of tests.
  package var log: [String] {
    state.withLock { $0.map { "\($0.operation.rawValue) \($0.path)" } }
  }

  /// The inodes of files with bytes that were not yet made durable: what a power cut may take.
  ///
  /// A test that stops the work and then cuts these files short has what a machine may find that lost
  /// power: names as they were at some moment after the last sync, and bytes only up to it.
  package var unsynced: Set<UInt64> { written.withLock { $0 } }

  /// Notes that bytes were written to a file.
  func wrote(inode: UInt64) { written.withLock { _ = $0.insert(inode) } }

  /// Notes that a file was made durable.
  func synced(inode: UInt64) { written.withLock { _ = $0.remove(inode) } }

  /// Notes that all files were made durable.
  func syncedAll() { written.withLock { $0.removeAll() } }

  /// Runs `body` under this plan.
  package func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    try Self.$current.withValue(self, operation: body)
  }

  /// Counts an operation.
  ///
  /// - Throws: the planned failure, if this is the operation planned for it.
  func before(_ operation: FileOperation, _ path: FilePath) throws(FileStorageError) {
    let number = state.withLock { log in
      log.append((operation, path))
      return log.count - 1
    }
    switch plan {
    case .none: return
    case .fail(let at, let errno) where number == at:
      throw .failed(operation: operation, path: path, errno: errno)
    case .stop(let at) where number >= at:
      throw .failed(operation: operation, path: path, errno: EIO)
    case .kill(let at) where number >= at:
      // A write dies in `Descriptor.writeAll`, torn.
      if operation != .write { Self.endProcess() }
      throw .failed(operation: operation, path: path, errno: EIO)
    case .refuse(operation, let errno):
      throw .failed(operation: operation, path: path, errno: errno)
    case .fail, .stop, .kill, .refuse: return
    }
  }

  /// Whether the write just refused was the one at which the process was "killed", and so is torn.
  var tearsWrite: Bool {
    switch plan {
    case .stop(let at): count == at + 1
    case .kill: true
    case .none, .fail, .refuse: false
    }
  }

  /// Ends the process after a torn write, if the plan says so.
  func afterTornWrite() {
    if case .kill = plan { Self.endProcess() }
  }

  /// Kills this process: no handler runs, no buffer is flushed.
  private static func endProcess() {
    _ = Glibc.kill(getpid(), SIGKILL)
    // The signal to all threads may come a moment after the call returns.
    while true { pause() }
  }
}
