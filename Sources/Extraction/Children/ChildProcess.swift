// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Programs that read foreign bytes, run so that a hostile file costs one file: limits on processor
// time, memory and written bytes by prlimit, on the clock by timeout, on what it can see by bwrap.
// The only importer of Subprocess.

internal import Subprocess
internal import SystemPackage

/// A program that ran to its end, whatever its status.
struct ChildOutcome: Sendable {
  /// Its exit status; 128 and the signal's number where a signal ended it.
  var status: Int
  /// What it wrote to its standard output.
  var output: [UInt8]
  /// What it wrote to its standard error, as text.
  var messages: String

  /// Whether it ended as it should.
  var isSuccess: Bool { status == 0 }
}

/// Runs one program over one file.
struct ChildProcess: Sendable {
  /// The program.
  var tool: ExtractionTool
  /// What it may cost.
  var limits: ExtractionLimits
  /// Folders and files beyond the system's that it must see, read-only.
  var visible: [FilePath] = []

  /// Runs the program with the file as its standard input.
  ///
  /// So the program sees neither the file's name nor its folder, and can only read it.
  /// - Throws: `ExtractionFailure` with `.programMissing`, `.programFailed` (it could not be
  ///   started), `.fileNotReadable`, `.timeLimit`, `.sizeLimit`, or `.interrupted` where the task
  ///   was cancelled.
  func run(
    _ arguments: [String], over file: FilePath
  ) async throws(ExtractionFailure) -> ChildOutcome {
    try await run(arguments, over: file, into: nil)
  }

  /// Runs the program with the file as its standard input; what it writes goes into another, made
  /// here, as far as the limit allows.
  ///
  /// - Throws: as `run(_:over:)`.
  func run(
    _ arguments: [String], over file: FilePath, into output: FilePath?
  ) async throws(ExtractionFailure) -> ChildOutcome {
    guard let program = tool.path() else { throw tool.missing }
    return try await run([program.string] + arguments, reading: file, into: output)
  }

  /// Runs a script of the shell in the program's place, with input and output as above.
  ///
  /// The script runs the program and others of its package, one after the other: each has the limits
  /// for itself, but for the clock.
  /// - Throws: as `run(_:over:)`.
  func run(
    script: String, _ arguments: [String], over file: FilePath, into output: FilePath
  ) async throws(ExtractionFailure) -> ChildOutcome {
    guard tool.path() != nil else { throw tool.missing }
    return try await run(["/bin/sh", "-c", script, "sh"] + arguments, reading: file, into: output)
  }

  private func run(
    _ command: [String], reading file: FilePath, into output: FilePath?
  ) async throws(ExtractionFailure) -> ChildOutcome {
    guard let prlimit = ExtractionTool.prlimit.path() else { throw ExtractionTool.prlimit.missing }
    guard let timeout = ExtractionTool.timeout.path() else { throw ExtractionTool.timeout.missing }
    let sandbox = await Sandbox.current()
    let slots = ChildSlots.shared
    var limits = limits
    limits.memoryBytes = memoryBytes
    let words =
      Self.limitArguments(limits, written: output == nil ? 0 : limits.writtenBytes)
      + sandbox.arguments(visible: visible) + [timeout.string]
      + Self.clockArguments(seconds: limits.wallSeconds) + command
    let run = Command(program: prlimit, words: words, input: file, output: output)
    let outcome = try await slots.whileHeld(memory: limits.memoryBytes) {
      () async throws(ExtractionFailure) in
      try await attempt(run)
    }
    // Killed with its task, it looks like a program that reached a limit.
    if Task.isCancelled, !outcome.isSuccess { throw .interrupted }
    if outcome.messages.contains(Self.clockMessage) {
      throw tool.tooSlow(seconds: limits.wallSeconds)
    }
    return outcome
  }

  /// The address space that it may take, in bytes.
  var memoryBytes: Int { min(limits.memoryBytes, tool.memoryBytes, ChildSlots.shared.memory) }

  /// What is run over which file.
  private struct Command: Sendable {
    /// The program by its path: a name would cost a fork for each folder that has none of it.
    var program: FilePath
    var words: [String]
    var input: FilePath
    /// Where its output goes; nil where it is kept in memory.
    var output: FilePath?
  }

  private func attempt(_ command: Command) async throws(ExtractionFailure) -> ChildOutcome {
    if Task.isCancelled { throw .interrupted }
    do {
      if let output = command.output { return try await start(command, into: output) }
      return try await start(command)
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw tool.tooMuchOutput(limit: limits.outputBytes)
    } catch let error as Errno {
      throw ExtractionFailure(
        .fileNotReadable, "cannot open \(command.input): \(error); check the path")
    } catch {
      throw Task.isCancelled ? .interrupted : tool.notStarted("\(error)")
    }
  }

  private func start(_ command: Command) async throws -> ChildOutcome {
    let input = try FileDescriptor.open(command.input, .readOnly)
    let result = try await Subprocess.run(
      .path(command.program), arguments: Arguments(command.words),
      environment: .custom(Self.environment), platformOptions: Self.options,
      input: .fileDescriptor(input, closeAfterSpawningProcess: true),
      output: .bytes(limit: limits.outputBytes), error: .bytes(limit: 4 << 20))
    return ChildOutcome(
      result.terminationStatus, output: result.standardOutput, messages: result.standardError)
  }

  private func start(_ command: Command, into path: FilePath) async throws -> ChildOutcome {
    let input = try FileDescriptor.open(command.input, .readOnly)
    // Appending, so that a program that opens its output once more by name does not write over what
    // it says on the first.
    let output = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate, .append], permissions: .ownerReadWrite)
    let result = try await Subprocess.run(
      .path(command.program), arguments: Arguments(command.words),
      environment: .custom(Self.environment), platformOptions: Self.options,
      input: .fileDescriptor(input, closeAfterSpawningProcess: true),
      output: .fileDescriptor(output, closeAfterSpawningProcess: true),
      error: .bytes(limit: 4 << 20))
    return ChildOutcome(result.terminationStatus, output: [], messages: result.standardError)
  }

  /// Each program leads a process group of its own, which is killed whole: bwrap's first child waits for
  /// it for ever where it is killed before it has made the sandbox, and only then dies with it by itself.
  static var options: PlatformOptions {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
    ]
    return options
  }

  /// All that programs see of the environment.
  static let environment: [Environment.Key: String] = [
    "PATH": ExtractionTool.searchPath.joined(separator: ":"), "LC_ALL": "C.UTF-8",
    // Programs run side by side, one a core: threads of their own would only stand in the way.
    "OMP_THREAD_LIMIT": "1",
  ]

  /// prlimit's own arguments, up to the command that it becomes.
  ///
  /// - Parameters:
  ///   - limits: what it may cost.
  ///   - written: the longest file that it may write.
  /// - Returns: the words before the command.
  private static func limitArguments(_ limits: ExtractionLimits, written: Int) -> [String] {
    [
      "--cpu=\(limits.processorSeconds)", "--as=\(limits.memoryBytes)", "--fsize=\(written)",
      "--core=0", "--nofile=64", "--",
    ]
  }

  /// timeout's own arguments, up to the command that it runs.
  ///
  /// A program has the clock beside it, in its sandbox: a task of this process that waits for the end of
  /// a program may wait for a core much longer than the program takes.
  private static func clockArguments(seconds: Int) -> [String] {
    ["--verbose", "--signal=KILL", String(seconds)]
  }

  /// What timeout says before it kills; a program that says it itself is refused like one that was killed.
  private static let clockMessage = "timeout: sending signal KILL"
}

extension ChildOutcome {
  fileprivate init(_ status: TerminationStatus, output: [UInt8], messages: [UInt8]) {
    self.status =
      switch status {
      case .exited(let code): Int(code)
      case .signaled(let signal): 128 + Int(signal)
      }
    self.output = output
    self.messages = String(decoding: messages, as: UTF8.self)
  }
}

extension ExtractionFailure {
  /// The task was cancelled.
  static let interrupted = ExtractionFailure(
    .interrupted, "reading was interrupted; add the file again")
}
