// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SearchIndex
internal import Synchronization
internal import TextAnalysis

/// `handbill duplicates`: the same file, the same text, nearly the same text, the same sheet.
struct DuplicatesCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract:
      "Find documents that are the same, nearly the same, or one sheet in several languages.",
    discussion: HelpText.discussion(
      """
      --exact: files that were found more than once, and records with the same text. --near: texts \
      whose likeness (shared shingles of five letters, of all shingles) is at least the \
      threshold. --families: sheets that share what survives translation: telephone numbers, \
      addresses, days in any calendar, tags, long numbers, names by their sound; a sheet without \
      any is in no family. Without a choice, all three. Every pair comes with its evidence. The rules are in \
      Documentation/Guides/duplicates.md.
      """,
      examples: [
        "handbill duplicates",
        "handbill duplicates --near --threshold 0.6",
        "handbill duplicates --families --lang fa --format json",
      ]))

  @Flag(help: "Files found more than once, and records with the same text.")
  var exact = false

  @Flag(help: "Texts that share most of their shingles.")
  var near = false

  @Flag(help: "The same sheet in other prints or languages.")
  var families = false

  @Option(
    help: ArgumentHelp("Least likeness of near duplicates, from 0.3 to 1.", valueName: "likeness"))
  var threshold = 0.8

  @Option(
    help: ArgumentHelp(
      "Only groups with one of these languages, such as fa,ar.", valueName: "codes"))
  var lang: LanguageList?

  @Option(help: ArgumentHelp("Describe at most so many groups of each kind.", valueName: "n"))
  var limit = 20

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Threads; as many as the machine has, by default.", valueName: "n"))
  var jobs: Int?

  @Option(help: "How to write the groups.")
  var format: TableFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    guard DuplicateRequest.thresholds.contains(threshold) else {
      throw ValidationError("--threshold takes a number from 0.3 to 1.")
    }
    if limit < 1 { throw ValidationError("--limit takes 1 or more.") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes 1 or more.") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    let bar = ProgressBar()
    let total = Int64(try catalog.snapshot().documentCount)
    let read = Atomic(Int64(0))
    let report = try await catalog.duplicates(request) { count in
      let done = read.wrappingAdd(Int64(count), ordering: .relaxed).newValue
      bar.show(
        ProgressBar.Step(
          done: done, total: total, counts: "\(Amount.count(done)) documents", unit: .items))
    }
    bar.finish()
    for id in report.unreadable {
      Diagnostics.warn(
        "the object of \(DocumentSummary.shortID(id)) cannot be read; check it with `handbill verify`"
      )
    }
    var output = StandardOutput()
    try DuplicateWriter(report).write(format, to: &output)
    try output.flush()
    if !report.unreadable.isEmpty { return .someFailed }
    return report.groups.isEmpty ? .nothingFound : .done
  }

  private var request: DuplicateRequest {
    var request = DuplicateRequest()
    if exact || near || families {
      request.kinds = []
      if exact { request.kinds.formUnion([.file, .text]) }
      if near { request.kinds.insert(.near) }
      if families { request.kinds.insert(.family) }
    }
    request.threshold = threshold
    request.languages = lang?.languages ?? []
    request.limit = limit
    request.jobs = jobs ?? MachineProcessors.usable
    return request
  }
}
