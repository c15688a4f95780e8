// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill doctor`: what is installed, what is missing, how to get it.
struct DoctorCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is installed, what is missing, and how the archive is.",
    discussion: HelpText.discussion(
      """
      Versions, the programs that read PDF files, with the Debian package of each that is missing, \
      the terminal's locale, and, where there is an archive, its state in short. Exit status 4 \
      means that the archive or the index needs care; a missing program is only said.
      """,
      examples: ["handbill doctor", "handbill doctor --format json"]))

  @Option(help: "How to write the report.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let report = await DoctorReport(archive: try await examineArchive())
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(report, .indented))
    case .text: for line in report.lines(on: output.terminal) { try output.line(line) }
    }
    try output.flush()
    return report.archive?.problems.isEmpty ?? true ? .done : .integrity
  }

  /// Looks at the archive; nil where there is none and none was named.
  private func examineArchive() async throws -> ArchiveHealth? {
    do {
      return await ArchiveHealth(try home.catalog())
    } catch CatalogError.noArchive(let folder, let upwards) {
      if upwards { return nil }
      throw CatalogError.noArchive(searchedFrom: folder, upwards: upwards)
    }
  }
}
