// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Readers that need not start anew for each file: a sandbox with its libraries costs more than most files
// take to read. The server on the other side is `ReaderServer` of the room Readers.

internal import CSocket
internal import Dispatch
internal import Subprocess
internal import SystemPackage

/// The servers of readers of this process: one for each file that is read at a time, kept for the next.
actor ReaderServers {
  /// Those of this process.
  static let shared = ReaderServers()

  private var idle: [ExtractionTool: [ReaderServer]] = [:]

  /// Reads a file in a child of a server.
  ///
  /// - Parameters:
  ///   - order: what is to be read, and what it may cost.
  ///   - program: the program that reads it.
  ///   - input: the file.
  ///   - output: where frames go.
  /// - Returns: how the reader ended; nil where there is no sandbox to serve in, or the server came to an
  ///   end before it said so.
  nonisolated func read(
    _ order: [UInt8], by program: ExtractionTool, _ input: FileDescriptor, _ output: FileDescriptor
  ) async -> ReaderEnd? {
    guard order.count <= ReaderOrder.mostBytes, let server = await take(program) else { return nil }
    guard let end = await server.read(order, input, output) else { return nil }
    await giveBack(server, program)
    return end
  }

  private func take(_ program: ExtractionTool) async -> ReaderServer? {
    if let server = idle[program]?.popLast() { return server }
    guard case .bubblewrap(let bwrap) = await Sandbox.current(), let reader = program.path()
    else { return nil }
    // What a child would leave in the sandbox, the next one would find.
    let sandbox = Sandbox.bubblewrap(bwrap).arguments(
      visible: WorkerProgram.visible, isReadOnly: true)
    return ReaderServer(bwrap, sandbox.dropFirst() + [reader.string, ReaderOrder.serving])
  }

  private func giveBack(_ server: ReaderServer, _ program: ExtractionTool) {
    idle[program, default: []].append(server)
  }
}

/// One server, which reads one file at a time; it ends with the last reference to it.
private final class ReaderServer: Sendable {
  private let socket: FileDescriptor
  private let process: Task<Void, Never>
  /// Where its answers are waited for: the threads of tasks are not to stand still.
  private let queue = DispatchQueue(label: "handbill.reader-server")

  /// Starts one; nil where the system has no sockets left.
  init?(_ program: FilePath, _ arguments: [String]) {
    var (own, theirs): (Int32, Int32) = (-1, -1)
    // SAFETY: the call writes two numbers.
    guard unsafe csocket_pair(&own, &theirs) == 0 else { return nil }
    socket = FileDescriptor(rawValue: own)
    let input = FileDescriptor(rawValue: theirs)
    process = Task.detached {
      _ = try? await Subprocess.run(
        .path(program), arguments: Arguments(arguments),
        environment: .custom(ChildProcess.environment), platformOptions: ChildProcess.options,
        input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .discarded,
        error: .discarded)
    }
  }

  deinit { try? socket.close() }

  /// Sends an order and waits for its answer; nil where the server is gone.
  ///
  /// Cancelling the task ends the server.
  func read(
    _ order: [UInt8], _ input: FileDescriptor, _ output: FileDescriptor
  ) async -> ReaderEnd? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue.async { [self] in continuation.resume(returning: exchange(order, input, output)) }
      }
    } onCancel: {
      process.cancel()
    }
  }

  private func exchange(
    _ order: [UInt8], _ input: FileDescriptor, _ output: FileDescriptor
  ) -> ReaderEnd? {
    let files = [input.rawValue, output.rawValue]
    // SAFETY: the calls read and write no more than the counts that they are told.
    guard unsafe csocket_send(socket.rawValue, order, order.count, files) == order.count else {
      return nil
    }
    var answer = [UInt8](repeating: 0, count: 16)
    var none = files
    let length = unsafe csocket_receive(socket.rawValue, &answer, answer.count, &none)
    return length > 0 ? ReaderEnd(Array(answer.prefix(length))) : nil
  }
}
