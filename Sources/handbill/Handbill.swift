// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The program from its first line to its exit status: read the arguments, run one command, say
// what went wrong in one sentence, and end with a status that scripts can rely on.

internal import ArgumentParser
internal import Glibc

/// The program `handbill`.
@main
struct Handbill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handbill",
    abstract: "Keeps documents in many languages, and finds any word in any of them.",
    discussion: HelpText.discussion(
      """
      An archive is a folder that holds Archive/ (the originals, unchanged) and Indexes/ (all \
      that can be rebuilt from them). Make one with `handbill init`, fill it with `handbill add`, \
      and ask it with `handbill search`.
      """,
      examples: [
        "handbill init papers && cd papers",
        "handbill add ~/leaflets --found-at Calais --tag tunnel",
        "handbill search 'tunnel نفق'",
      ]),
    version: "handbill \(ProgramVersion.handbill)",
    groupedSubcommands: [
      CommandGroup(
        name: "Collect", subcommands: [InitCommand.self, AddCommand.self]),
      CommandGroup(
        name: "Find",
        subcommands: [
          SearchCommand.self, CountCommand.self, ShowCommand.self, ListCommand.self,
          ServeCommand.self,
        ]),
      CommandGroup(
        name: "Measure",
        subcommands: [StatsCommand.self, AnalyzeCommand.self, GapsCommand.self]),
      CommandGroup(
        name: "Keep",
        subcommands: [VerifyCommand.self, IndexCommand.self, DoctorCommand.self]),
    ])

  /// Runs the program.
  static func main() async {
    Interruption.install()
    Glibc.exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Parses the arguments and runs the command they name.
  static func run(_ arguments: [String]) async -> ExitStatus {
    let command: any HandbillCommand
    do {
      var parsed = try parseAsRoot(HomeOptions.movedBehindCommand(arguments))
      guard let own = parsed as? any HandbillCommand else {
        // The parser's own commands and the groups, which throw their help.
        try parsed.run()
        return .done
      }
      command = own
    } catch {
      return answer(toParsing: error)
    }
    do {
      return try await command.execute()
    } catch {
      return answer(toRunning: error)
    }
  }

  /// Prints help, version or completions on standard output, and usage errors on standard error.
  private static func answer(toParsing error: any Error) -> ExitStatus {
    let message = fullMessage(for: error)
    guard exitCode(for: error) == .success else {
      Diagnostics.write(message + "\n")
      return .usage
    }
    var output = StandardOutput()
    do {
      try output.line(message)
      try output.flush()
      return .done
    } catch {
      return ExitStatus(of: error)
    }
  }

  /// Says what a command could not do.
  private static func answer(toRunning error: any Error) -> ExitStatus {
    let status = ExitStatus(of: error)
    if status != .done { Diagnostics.report(Failure.sentence(for: error)) }
    return status
  }
}

/// A command of the program.
protocol HandbillCommand: AsyncParsableCommand {
  /// Does the command's work and says how it ended.
  func execute() async throws -> ExitStatus
}
