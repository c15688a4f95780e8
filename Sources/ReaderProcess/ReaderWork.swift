// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One process that reads one file with one reader, shut in, and says what it found in frames. Its
// standard input is the file, its standard output a file of its parent.

internal import Extraction
internal import FoundationEssentials
internal import SystemPackage

/// Runs one reader in this process.
package enum ReaderWork {
  /// What is said to arguments that are no order of this version.
  private static let refusal =
    "handbill runs this program for each file it reads, and both must be of one version\n"

  /// Reads standard input with the reader that is named, or serves.
  ///
  /// - Parameters:
  ///   - program: what has the readers.
  ///   - arguments: the name of the reader, and what is known of the file as JSON; or `serve`.
  /// - Returns: the status to exit with.
  package static func run(_ program: any ReaderProgram.Type, _ arguments: [String]) -> Int32 {
    if arguments == [ReaderOrder.serving], let status = ReaderServer(program: program).run() {
      return status
    }
    guard arguments.count == 2, let format = WorkerFormat(rawValue: arguments[0]),
      let input = try? JSONDecoder().decode(WorkerInput.self, from: Data(arguments[1].utf8))
    else {
      _ = try? FileDescriptor.standardError.writeAll(refusal.utf8)
      return 2
    }
    return read(format, input, by: program)
  }

  /// Reads standard input with a reader.
  ///
  /// - Returns: 0, 2 where the program has no such reader, or 3 where more came out than the limit allows.
  static func read(
    _ format: WorkerFormat, _ input: WorkerInput, by program: any ReaderProgram.Type
  ) -> Int32 {
    guard let reader = program.reader(of: format) else { return 2 }
    var output = WorkerOutput(.standardOutput)
    do {
      try output.reader(reader.version)
      try reader.read(input, &output)
      try output.finish()
      return 0
    } catch {
      return 3
    }
  }
}
