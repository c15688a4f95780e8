// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The program from its first line to its exit status: read the arguments, run one command, say
// what went wrong in one sentence, and end with a status that scripts can rely on.

internal import ArgumentParser
internal import Catalog
internal import Dispatch
internal import FileStorage
internal import Glibc

/// The program `handbill`.
@main
struct Handbill: ParsableCommand {
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
    groupedSubcommands: named(by: CommandLine.arguments.dropFirst().first) ?? commands)

  /// All commands; each is called as its type, without `Command` and in small letters.
  static let commands = [
    CommandGroup(
      name: "Collect", subcommands: [InitCommand.self, AddCommand.self, WatchCommand.self]),
    CommandGroup(
      name: "Describe",
      subcommands: [
        EditCommand.self, TagCommand.self, LangCommand.self, ExtractCommand.self,
        RemoveCommand.self, RestoreCommand.self, LogCommand.self, DiffCommand.self,
      ]),
    CommandGroup(
      name: "Find",
      subcommands: [
        SearchCommand.self, CountCommand.self, SuggestCommand.self, ReceiptCommand.self,
        ShowCommand.self, ListCommand.self, SimilarCommand.self, DuplicatesCommand.self,
        ServeCommand.self,
      ]),
    CommandGroup(
      name: "Measure",
      subcommands: [StatsCommand.self, AnalyzeCommand.self, GapsCommand.self]),
    CommandGroup(
      name: "Keep",
      subcommands: [
        VerifyCommand.self, ExportCommand.self, ImportCommand.self, IndexCommand.self,
        DoctorCommand.self,
      ]),
  ]

  /// The one command that a word names; nil where it names none.
  ///
  /// Every command that the parser is told of describes itself to it, and all thirty take as long as a
  /// search.
  static func named(by word: String?) -> [CommandGroup]? {
    guard let word, word == word.lowercased() else { return nil }
    for command in commands.lazy.flatMap(\.subcommands) where "\(command)" == typeName(word) {
      return [CommandGroup(name: "", subcommands: [command])]
    }
    return nil
  }

  private static func typeName(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst() + "Command"
  }

  /// Runs the program.
  ///
  /// A command without anything to wait for runs where it stands: for one search, starting a pool
  /// of threads and changing to one of them costs as much as the search.
  static func main() {
    Interruption.install()
    switch parse(Array(CommandLine.arguments.dropFirst())) {
    case .ended(let status):
      Glibc.exit(status.rawValue)
    case .command(let command as any ImmediateCommand):
      Glibc.exit(run(command).rawValue)
    case .command(let command):
      MachineMemory.giveBackLargeBlocks()
      Task { Glibc.exit(await run(command).rawValue) }
      dispatchMain()
    }
  }

  /// What the arguments ask for.
  private enum Request {
    /// A command that is still to run.
    case command(any HandbillCommand)
    /// Help, a version, or a usage error, which has been answered.
    case ended(ExitStatus)
  }

  private static func parse(_ arguments: [String]) -> Request {
    do {
      let moved = TagCommand.withTagsAsOptions(HomeOptions.movedBehindCommand(arguments))
      if let command = commandAlone(moved) { return .command(command) }
      var parsed = try parseAsRoot(moved)
      if let command = parsed as? any HandbillCommand { return .command(command) }
      // The parser's own commands and the groups, which throw their help.
      try parsed.run()
      return .ended(.done)
    } catch {
      return .ended(answer(toParsing: error))
    }
  }

  /// The command that the first word names, where its arguments are right.
  ///
  /// Read as if it were the whole program, it is described to the parser once; as one command of a program
  /// the parser describes it again to know how it takes what follows. Nil where anything is wrong or asked
  /// for besides: the program as a whole knows what to say.
  private static func commandAlone(_ arguments: [String]) -> (any HandbillCommand)? {
    guard let command = named(by: arguments.first)?.first?.subcommands.first else { return nil }
    return try? command.parseAsRoot(Array(arguments.dropFirst())) as? any HandbillCommand
  }

  private static func run(_ command: any ImmediateCommand) -> ExitStatus {
    do {
      return try command.execute()
    } catch {
      return answer(toRunning: error)
    }
  }

  private static func run(_ command: any HandbillCommand) async -> ExitStatus {
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
protocol HandbillCommand: AsyncParsableCommand, Sendable {
  /// Does the command's work and says how it ended.
  func execute() async throws -> ExitStatus
}

/// A command that has nothing to wait for: it runs on the thread that the program started with.
protocol ImmediateCommand: HandbillCommand {
  /// Does the command's work and says how it ended.
  func execute() throws -> ExitStatus
}
