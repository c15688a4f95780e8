// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Glibc
internal import Synchronization

/// What Ctrl-C does.
///
/// Reading commands end at once; a command that writes is told, finishes the
/// commit it is in, and ends then. A second Ctrl-C ends either at once, which is safe as well:
/// what was not committed is not reported.
enum Interruption {
  private static let isRequested = Atomic(false)
  private static let isDeferred = Atomic(false)

  /// Whether Ctrl-C was pressed.
  static var wasRequested: Bool { isRequested.load(ordering: .relaxed) }

  /// Takes over SIGINT, and ignores SIGPIPE so that a closed pipe is an error code.
  static func install() {
    // Both atomics must exist before a handler may run.
    isRequested.store(false, ordering: .relaxed)
    isDeferred.store(false, ordering: .relaxed)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGINT) { _ in Interruption.receive() }
  }

  /// Lets the current command end by itself after Ctrl-C.
  private static func deferToCommand() { isDeferred.store(true, ordering: .relaxed) }

  /// Runs work that stops by itself when its task is cancelled, which Ctrl-C then does.
  static func cancelling<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    deferToCommand()
    let task = Task { try await work() }
    let watch = Task {
      while !wasRequested { try await Task.sleep(for: .milliseconds(50)) }
      task.cancel()
    }
    defer { watch.cancel() }
    return try await task.value
  }

  /// Runs inside the signal handler: only atomics and `_exit`.
  private static func receive() {
    let isSecond = isRequested.exchange(true, ordering: .relaxed)
    if isSecond || !isDeferred.load(ordering: .relaxed) {
      _exit(ExitStatus.interrupted.rawValue)
    }
  }
}
