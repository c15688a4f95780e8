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

      --privacy lists what the files of the archive tell of the people who made them: where a \
      picture was taken, with which camera, by whom. Exit status 1 means that none tells anything.
      """,
      examples: ["handbill doctor", "handbill doctor --format json", "handbill doctor --privacy"]))

  @Flag(help: "List what files tell of the people who made them.")
  var privacy = false

  @Option(help: "How to write the report.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    if privacy { return try await listPrivacy() }
    let report = await DoctorReport(archive: try await examineArchive())
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(report, .indented))
    case .text: for line in report.lines(on: output.terminal) { try output.line(line) }
    }
    try output.flush()
    return report.archive?.problems.isEmpty ?? true ? .done : .integrity
  }

  private func listPrivacy() async throws -> ExitStatus {
    let findings = try await home.catalog().privacyFindings()
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(findings, .indented))
    case .text:
      for finding in findings {
        let place = finding.place.map { "taken at \($0[0]), \($0[1])" }
        let facts = finding.facts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let told = ([place].compactMap { $0 } + facts).joined(separator: " · ")
        try output.line(
          "\(SafeText.line(DocumentSummary.shortID(finding.id)))  \(SafeText.inline(finding.name))")
        try output.line("  \(SafeText.inline(told))")
      }
      let placed = findings.count { $0.place != nil }
      try output.line(
        "\(Amount.of(findings.count, "document tells", "documents tell")) of people, "
          + "\(Amount.count(placed)) of them where they were; copies without places: "
          + "`handbill export --redact-location`")
    }
    try output.flush()
    return findings.isEmpty ? .nothingFound : .done
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
