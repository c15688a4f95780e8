// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import FoundationEssentials
internal import Synchronization
internal import SystemPackage

/// `handbill watch`: adds what appears in a folder.
struct WatchCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Add what appears in a folder, once it is complete.",
    discussion: HelpText.discussion(
      """
      For a folder that a telephone or a scanner writes into. A file is added when it has stayed the \
      same for a while and no program here has it open; names of unfinished downloads and hidden \
      files are left alone. What is deleted there stays in the archive. Ctrl-C ends the watch; \
      started again, it goes on where it was.
      """,
      examples: [
        "handbill watch ~/Telephone --found-at Calais --tag photograph",
        "handbill watch /srv/scanner --once",
      ]))

  @Argument(help: "The folder.", completion: .directory)
  var folder: PathArgument

  @OptionGroup var finding: FindingArguments

  @OptionGroup var recognition: RecognitionArguments

  @Option(
    help: ArgumentHelp(
      "How long a file has to stay as it is, such as 500ms or 10s.", valueName: "time"))
  var settle: DurationArgument?

  @Flag(help: "End as soon as everything that is there has been added.")
  var once = false

  @Option(
    name: [.customShort("j"), .long],
    help: ArgumentHelp("Cores that files are read on; default: all.", valueName: "n"))
  var jobs: Int?

  @Option(help: "How to write what happens; ndjson: a line of JSON for each file.")
  var format: WatchFormat = .text

  @OptionGroup var author: AuthorArguments

  @OptionGroup var home: HomeOptions

  /// How a watch tells of files.
  enum WatchFormat: String, ChoiceArgument {
    /// A line for people.
    case text
    /// A line of JSON.
    case ndjson
  }

  func validate() throws {
    if folder.isStandardInput { throw ValidationError("Name a folder to watch.") }
    if let jobs, jobs < 1 { throw ValidationError("-j takes 1 or more.") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    let path = FilePath(FileManager.default.currentDirectoryPath).pushing(folder.path)
      .lexicallyNormalized()
    guard Self.isFolder(path) else { throw Failure.notAFolder(path) }
    let (options, format) = (try options(), format)
    let seen = WatchTally()
    try await Interruption.cancelling {
      try await catalog.watch(path, options: options) { event in
        seen.count(event)
        Self.write(event, format)
      }
    }
    return Interruption.wasRequested ? .interrupted : seen.hasFailures ? .someFailed : .done
  }

  private static func isFolder(_ path: FilePath) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) && isFolder
  }

  private static func write(_ event: WatchEvent, _ format: WatchFormat) {
    switch event {
    case .waiting(let reason): Diagnostics.report(reason)
    case .file(let outcome):
      var output = StandardOutput()
      let line =
        format == .ndjson
        ? (try? JSONText.encode(outcome, .oneLine)) ?? "" : text(outcome) + "\n"
      try? output.write(line)
      try? output.flush()
      if format == .text {
        for warning in AddSummaryText.warnings(outcome) { Diagnostics.warn(warning) }
      }
    }
  }

  private static func text(_ outcome: AddOutcome) -> String {
    let id = outcome.id.map { DocumentSummary.shortID($0) } ?? "-"
    return "\(outcome.result.rawValue)  \(id)  \(SafeText.inline(outcome.path))"
  }

  private func options() throws -> WatchOptions {
    var options = WatchOptions()
    options.add.author = try author.author()
    options.add.jobs = jobs ?? MachineProcessors.usable
    finding.apply(to: &options.add)
    options.add.recognition = recognition.options
    if let settle { options.patience = settle.duration }
    if once { options.end = .whenTaken }
    return options
  }
}

/// Whether anything that a watch told of failed.
private final class WatchTally: Sendable {
  private let failures = Mutex(0)

  /// Whether a file could not be added or read.
  var hasFailures: Bool { failures.withLock { $0 > 0 } }

  func count(_ event: WatchEvent) {
    guard case .file(let outcome) = event else { return }
    if [.failed, .unreadable].contains(outcome.result) { failures.withLock { $0 += 1 } }
  }
}
