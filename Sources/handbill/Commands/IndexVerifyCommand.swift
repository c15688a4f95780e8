// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill index verify`: whether every file of the index is as it was written.
struct IndexVerifyCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every file of the index.",
    discussion: HelpText.discussion(
      """
      Reads every file whole, and checks its checksum and what it says. Damage is exit status 4; \
      `handbill index rebuild` mends it.
      """,
      examples: ["handbill index verify", "handbill index verify --format json"]))

  @Option(help: "How to write the findings.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let findings = try home.catalog().verifyIndex(.digests)
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(findings, .indented))
    case .text:
      for finding in findings {
        try output.line(
          "\(output.terminal.styled(finding.severity.rawValue, .alarm))  "
            + SafeText.inline(finding.path))
        try output.line("  \(SafeText.inline(finding.reason))")
      }
      try output.line(
        findings.isEmpty
          ? "The index is sound." : "The index is damaged; run `handbill index rebuild`.")
    }
    try output.flush()
    return findings.isEmpty ? .done : .integrity
  }
}
