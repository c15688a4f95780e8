// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SearchIndex

/// `handbill index rebuild`: the index anew from the archive.
struct IndexRebuildCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make the index anew from the archive.",
    discussion: HelpText.discussion(
      """
      The old index serves searches until the new one takes its place. The same documents give \
      the same bytes, whatever -j is, as long as --memory is the same. Objects that cannot be read are listed and left out, with \
      exit status 4.
      """,
      examples: ["handbill index rebuild", "handbill index rebuild -j 2 --format json"]))

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

  @Option(help: "How to write the outcome.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("-j takes 1 or more.") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    let report = try await rebuild(catalog)
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(report, .indented))
    case .text:
      for failure in report.failures {
        try output.line("not indexed: \(SafeText.inline(failure.path))")
        try output.line("  \(SafeText.inline(failure.reason))")
      }
      for line in IndexText.lines(report.index) { try output.line(line) }
    }
    try output.flush()
    return report.failures.isEmpty ? .done : .integrity
  }

  private func rebuild(_ catalog: Catalog) async throws -> RebuildReport {
    let bar = ProgressBar()
    defer { bar.finish() }
    let jobs = jobs ?? MachineProcessors.usable
    return try await catalog.rebuildIndex(
      jobs: jobs, memory: memory?.budget ?? .standard, progress: { bar.show(ProgressBar.Step($0)) })
  }
}
