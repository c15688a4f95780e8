// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage

/// `handbill import`: documents out of a bag or another archive.
struct ImportCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in a bag, or the documents of another archive.",
    discussion: HelpText.discussion(
      """
      Everything is checked before it is taken in. Documents of another archive keep their ids, \
      versions and acts; a document that has another history here is left out and listed. A bag \
      that Handbill wrote gives back its documents with what was said of them. Of any other bag \
      each file is added, with what bag-info.txt says; a bag that is not whole is refused, and so \
      is one with fetch.txt. Links, devices and paths that lead elsewhere are never followed.
      """,
      examples: [
        "handbill import /media/disk/papers", "handbill import /media/disk/bag --user ada",
      ]))

  @Argument(
    help: ArgumentHelp(
      "The folder of a bag, of an archive, or of an OCFL storage root.", valueName: "path"),
    completion: .directory)
  var source: PathArgument

  @Option(help: "How to write what was done.")
  var format: ReportFormat = .text

  @OptionGroup var author: AuthorArguments

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    var editing = EditOptions()
    editing.author = try author.author()
    editing.jobs = MachineProcessors.usable
    let (options, path) = (editing, source.path)
    let bar = ProgressBar()
    let report = try await Interruption.cancelling {
      defer { bar.finish() }
      return try await catalog.importing(
        path, options: options, progress: { bar.show(ProgressBar.Step($0)) })
    }
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(report, .indented))
    case .text: try writeText(report, &output)
    }
    try output.flush()
    if report.interrupted { return .interrupted }
    return report.failures.isEmpty && report.unreadable == 0 ? .done : .someFailed
  }

  private func writeText(_ report: ImportReport, _ output: inout StandardOutput) throws {
    FailureLines.warn(report.failures)
    var parts = ["new \(Amount.count(report.added))"]
    if report.kind != .foreignBag { parts.append("updated \(Amount.count(report.updated))") }
    parts.append("there already \(Amount.count(report.present))")
    if report.unreadable > 0 {
      parts.append("without readable text \(Amount.count(report.unreadable))")
    }
    if !report.failures.isEmpty {
      parts.append("left out \(Amount.count(report.failures.count))")
    }
    try output.line("\(report.kind.rawValue): \(parts.joined(separator: " · "))")
    if report.interrupted {
      try output.line("Interrupted; what is counted here is safe. Run it again for the rest.")
    }
  }
}
