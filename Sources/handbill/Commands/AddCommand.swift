// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SystemPackage

/// `handbill add`: archives files, reads their text, makes them searchable.
struct AddCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Archive files and folders and make them searchable.",
    discussion: HelpText.discussion(
      """
      Keeps each file unchanged, with its SHA-512, before anything tries to read it: text in any \
      charset, web pages, PDF, office files and books, mail, pictures and scans, JSON lines, and \
      archives of any of these; each file inside an archive or a mail is a document of its own. A \
      file that cannot be read is archived all the same, and listed. The same bytes added twice \
      are one document that was found twice. Hidden files inside folders are left alone.

      Interrupted or killed at any time, it loses nothing that it reported as added; running it \
      again finishes the work.
      """,
      examples: [
        "handbill add leaflet.pdf --lang fa --found-at Calais --found-on 2026-11-02",
        "handbill add ~/papers --tag strike --tag port --source 'Red Cross'",
        "handbill add ~/papers --metadata ~/papers/list.csv",
        "handbill add press.csv --text-field headline --text-field body --date-field day",
        "handbill add --retry",
        "curl -s https://example.org/a.html | handbill add - --name a.html",
      ]))

  @Argument(
    help: "Files or folders; - for standard input.", completion: .file())
  var path: [PathArgument] = []

  @Flag(help: "Add nothing: read again what could not be read so far.")
  var retry = false

  @OptionGroup var finding: FindingArguments

  @OptionGroup var recognition: RecognitionArguments

  @OptionGroup var records: RecordArguments

  @Option(
    help: ArgumentHelp(
      "A table that says more of single files: a column `file`, then one column a name, as in `handbill edit`.",
      valueName: "file.csv"),
    completion: .file())
  var metadata: PathArgument?

  @Option(help: ArgumentHelp("The name to keep standard input under.", valueName: "name"))
  var name: String?

  @Option(
    name: [.customShort("j"), .long],
    help: ArgumentHelp("Cores that files are read on; default: all.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Memory for the new index: 256M, 2G …; default: a quarter of this machine's.",
      valueName: "size"),
    transform: MemoryArgument.init(argument:))
  var memory: MemoryArgument?

  @Option(help: "How to write the summary; ndjson: a line for each file, once it is safe.")
  var format: AddFormat = .text

  @OptionGroup var author: AuthorArguments

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if retry, !path.isEmpty || name != nil || metadata != nil {
      throw ValidationError("--retry goes without files.")
    }
    if path.isEmpty, !retry { throw ValidationError("Name a file or a folder to add.") }
    if let jobs, jobs < 1 { throw ValidationError("-j takes 1 or more.") }
    let inputs = path.count(where: \.isStandardInput)
    if inputs > 1 { throw ValidationError("Standard input can be added once.") }
    if name != nil, inputs == 0 { throw ValidationError("--name goes with - (standard input).") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    if retry { return try await readAgain(catalog) }
    let spool = path.contains(where: \.isStandardInput) ? try StandardInputSpool() : nil
    defer { spool?.remove() }
    let sources = path.map { argument in
      if argument.isStandardInput, let spool {
        return AddSource.standardInput(spooled: spool.path, name: name ?? "stdin.txt")
      }
      return AddSource.path(argument.path)
    }
    let summary = try await add(sources, to: catalog)
    var output = StandardOutput()
    switch format {
    case .text: try AddSummaryText(summary).write(to: &output)
    case .json: try output.write(JSONText.encode(summary, .indented))
    case .ndjson: break  // Written file by file.
    }
    try output.flush()
    if summary.interrupted { return .interrupted }
    let faults = [
      summary.unreadable, summary.failed, summary.brokenRecords, summary.incompleteContainers,
    ]
    return faults.contains { $0 > 0 } ? .someFailed : .done
  }

  /// Reads again what could not be read, a few documents between two commits.
  private func readAgain(_ catalog: Catalog) async throws -> ExitStatus {
    let ids = try catalog.documentsToRetry()
    var options = EditOptions()
    options.author = try author.author()
    options.recognition = recognition.options
    options.jobs = jobs ?? MachineProcessors.usable
    let group = 4 * options.jobs
    let bar = ProgressBar()
    defer { bar.finish() }
    let tried = options
    let outcomes = try await Interruption.cancelling {
      var outcomes: [ExtractionOutcome] = []
      for start in stride(from: 0, to: ids.count, by: group) {
        if Task.isCancelled { break }
        let lot = Array(ids[start..<min(start + group, ids.count)])
        outcomes += try await catalog.extractAgain(lot, options: tried)
        bar.show(
          ProgressBar.Step(
            done: Int64(outcomes.count), total: Int64(ids.count),
            counts: "\(Amount.count(outcomes.count))/\(Amount.count(ids.count)) documents",
            unit: .items))
      }
      return outcomes
    }
    bar.finish()
    var output = StandardOutput()
    try RetryWriter(outcomes, of: ids.count).write(format, to: &output)
    try output.flush()
    if Interruption.wasRequested { return .interrupted }
    return outcomes.allSatisfy(\.gaps.isEmpty) ? .done : .someFailed
  }

  /// Runs the work with a progress bar; warnings appear as they are known.
  private func add(_ sources: [AddSource], to catalog: Catalog) async throws -> AddSummary {
    let bar = ProgressBar()
    defer { bar.finish() }
    let (options, format) = (try options(), format)
    return try await Interruption.cancelling {
      try await catalog.add(
        sources, options: options,
        progress: { bar.show(ProgressBar.Step($0)) },
        outcome: { outcome in
          if format == .ndjson { Self.write(outcome) }
          for warning in AddSummaryText.warnings(outcome) { bar.warn(warning) }
        })
    }
  }

  /// Writes one file's outcome at once; where nobody reads any more, the work goes on.
  private static func write(_ outcome: AddOutcome) {
    var output = StandardOutput()
    guard let line = try? JSONText.encode(outcome, .oneLine) else { return }
    try? output.write(line)
    try? output.flush()
  }

  private func options() throws -> AddOptions {
    var options = AddOptions()
    options.author = try author.author()
    options.table = try metadata.map { try FileTable($0.path) }
    finding.apply(to: &options)
    options.recordFields = records.fields
    options.recognition = recognition.options
    options.jobs = jobs ?? MachineProcessors.usable
    if let memory { options.memory = memory.budget }
    return options
  }
}

extension ProgressBar.Step {
  /// The state of an `add` or a rebuild: bytes where they are known beforehand, else files.
  init(_ progress: AddProgress) {
    let files = "\(Amount.count(progress.files))/\(Amount.count(progress.filesTotal)) files"
    let documents =
      progress.documents > progress.files
      ? ", \(Amount.of(progress.documents, "document", "documents"))" : ""
    let pages = progress.pages > 0 ? ", \(Amount.of(progress.pages, "page", "pages"))" : ""
    if progress.bytesTotal > 0 {
      self.init(
        done: progress.bytes, total: progress.bytesTotal, counts: files + documents + pages,
        unit: progress.pages > 0 ? .pages(progress.pages) : .bytes)
    } else {
      self.init(
        done: Int64(progress.files), total: Int64(progress.filesTotal),
        counts: files + documents, unit: .items)
    }
  }
}
