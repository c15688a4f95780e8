// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A server of readers: alone in a sandbox, it waits for orders and reads each file in a child of its own,
// which starts with all libraries in place. A child can do no more than a program that was started
// anew: it has its own limits, its memory is not shared, it holds neither the socket nor another file,
// cannot trace the server or be traced, and nothing that it starts outlives it.

internal import CSocket
internal import Extraction
internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// Reads file after file, each in a child.
struct ReaderServer {
  /// What has the readers.
  let program: any ReaderProgram.Type

  /// Serves until the other side of its standard input is closed, or nothing is asked for a minute.
  ///
  /// - Returns: the status to exit with; nil where it is in no sandbox and must not serve.
  func run() -> Int32? {
    guard Self.isAlone, csocket_hide() == 0 else { return nil }
    program.prepare()
    Self.block(SIGCHLD, isBlocked: true)
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    // SAFETY: the option's value is the struct that its length says.
    unsafe setsockopt(
      STDIN_FILENO, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var buffer = [UInt8](repeating: 0, count: ReaderOrder.mostBytes)
    while true {
      var files: [Int32] = [-1, -1]
      let length = unsafe csocket_receive(STDIN_FILENO, &buffer, buffer.count, &files)
      guard length > 0 else { return 0 }
      let end = serve(Array(buffer.prefix(length)), input: files[0], output: files[1])
      for file in files where file >= 0 { close(file) }
      let message = end.message
      guard unsafe csocket_send(STDIN_FILENO, message, message.count, nil) > 0 else { return 0 }
    }
  }

  /// Whether there is no process in sight but the sandbox's first and this, its only child.
  private static var isAlone: Bool { getpid() == 2 && getppid() == 1 }

  private func serve(_ message: [UInt8], input: Int32, output: Int32) -> ReaderEnd {
    guard input >= 0, output >= 0,
      let order = try? JSONDecoder().decode(ReaderOrder.self, from: Data(message))
    else { return ReaderEnd(status: 2, isLate: false) }
    let child = fork()
    if child == 0 {
      guard dup2(input, STDIN_FILENO) >= 0, dup2(output, STDOUT_FILENO) >= 0, Self.limit(order)
      else { _exit(4) }
      close(input)
      close(output)
      Self.block(SIGCHLD, isBlocked: false)
      _exit(ReaderWork.read(order.format, order.input, by: program))
    }
    guard child > 0 else { return ReaderEnd(status: 4, isLate: false) }
    var isLate: Int32 = 0
    let status = unsafe csocket_wait(
      child, Int32(clamping: order.input.limits.wallSeconds), &isLate)
    Self.endOthers()
    let signal = status & 0x7F
    return ReaderEnd(
      status: Int(signal == 0 ? status >> 8 & 0xFF : 128 + signal), isLate: isLate != 0)
  }

  /// Sets the limits of this process; false where the system refuses one.
  private static func limit(_ order: ReaderOrder) -> Bool {
    let limits = order.input.limits
    return set(RLIMIT_CPU, limits.processorSeconds) && set(RLIMIT_AS, order.memoryBytes)
      && set(RLIMIT_FSIZE, order.writtenBytes) && set(RLIMIT_CORE, 0) && set(RLIMIT_NOFILE, 64)
  }

  private static func set(_ resource: __rlimit_resource, _ value: Int) -> Bool {
    var limit = rlimit(rlim_cur: rlim_t(max(0, value)), rlim_max: rlim_t(max(0, value)))
    // SAFETY: the call reads one struct, which outlives it.
    return unsafe setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0
  }

  /// Ends whatever a child has started: everything in this sandbox but its first process and this.
  private static func endOthers() {
    guard isAlone else { return }
    if kill(-1, SIGKILL) == 0 {
      while waitpid(-1, nil, 0) > 0 {}
    }
  }

  private static func block(_ signal: Int32, isBlocked: Bool) {
    var set = sigset_t()
    // SAFETY: both calls take a set that outlives them.
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, signal)
    unsafe sigprocmask(isBlocked ? SIG_BLOCK : SIG_UNBLOCK, &set, nil)
  }
}
