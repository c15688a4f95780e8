// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Programs that read foreign bytes, run so that a hostile file costs one file: limits on processor
// time, memory and written bytes by prlimit, on the clock by cancellation, on what it can see by
// bwrap. The only importer of Subprocess.

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

  /// Runs the program with the file as its standard input.
  ///
  /// So the program sees neither the file's name nor its folder, and can only read it.
  /// - Throws: `ExtractionFailure` with `.programMissing`, `.programFailed` (it could not be
  ///   started), `.fileNotReadable`, `.timeLimit`, `.sizeLimit`, or `.interrupted` where the task
  ///   was cancelled.
  func run(
    _ arguments: [String], over file: FilePath
  ) async throws(ExtractionFailure) -> ChildOutcome {
    guard let program = tool.path() else { throw tool.missing }
    guard ExtractionTool.prlimit.path() != nil else { throw ExtractionTool.prlimit.missing }
    let sandbox = await Sandbox.current()
    let words = Self.limitArguments(limits) + sandbox.arguments + [program.string] + arguments
    return try await race(words, over: file)
  }

  /// Runs the command against the clock; whichever ends first ends the other.
  private func race(
    _ words: [String], over file: FilePath
  ) async throws(ExtractionFailure) -> ChildOutcome {
    let seconds = limits.wallSeconds
    let result = await withTaskGroup(of: Result<ChildOutcome, ExtractionFailure>?.self) { group in
      group.addTask { await self.attempt(words, over: file) }
      group.addTask {
        try? await Task.sleep(for: .seconds(seconds))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    if let result { return try result.get() }
    if Task.isCancelled { throw .interrupted }
    throw tool.tooSlow(seconds: seconds)
  }

  private func attempt(
    _ words: [String], over file: FilePath
  ) async -> Result<ChildOutcome, ExtractionFailure> {
    do {
      return .success(try await start(words, over: file))
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return .failure(tool.tooMuchOutput(limit: limits.outputBytes))
    } catch let error as Errno {
      return .failure(
        ExtractionFailure(.fileNotReadable, "cannot open \(file): \(error); check the path"))
    } catch {
      if Task.isCancelled { return .failure(.interrupted) }
      return .failure(tool.notStarted("\(error)"))
    }
  }

  private func start(_ words: [String], over file: FilePath) async throws -> ChildOutcome {
    let input = try FileDescriptor.open(file, .readOnly)
    var options = PlatformOptions()
    options.teardownSequence = [.send(signal: .kill, allowedDurationToNextStep: .seconds(1))]
    let result = try await Subprocess.run(
      .name("prlimit"), arguments: Arguments(words), environment: .custom(Self.environment),
      platformOptions: options,
      input: .fileDescriptor(input, closeAfterSpawningProcess: true),
      output: .bytes(limit: limits.outputBytes),
      error: .bytes(limit: 4 << 20))
    let status =
      switch result.terminationStatus {
      case .exited(let code): Int(code)
      case .signaled(let signal): 128 + Int(signal)
      }
    return ChildOutcome(
      status: status, output: result.standardOutput,
      messages: String(decoding: result.standardError, as: UTF8.self))
  }

  private static let environment: [Environment.Key: String] = [
    "PATH": ExtractionTool.searchPath.joined(separator: ":"), "LC_ALL": "C.UTF-8",
  ]

  /// prlimit's own arguments, up to the command that it becomes.
  private static func limitArguments(_ limits: ExtractionLimits) -> [String] {
    [
      "--cpu=\(limits.processorSeconds)", "--as=\(limits.memoryBytes)", "--fsize=0", "--core=0",
      "--nofile=64", "--",
    ]
  }
}

extension ExtractionFailure {
  /// The task was cancelled.
  static let interrupted = ExtractionFailure(
    .interrupted, "reading was interrupted; add the file again")
}
