// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill verify`: whether the archive is as it was written.
struct VerifyCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that the archive is as it was written.",
    discussion: HelpText.discussion(
      """
      Checks every object against OCFL 1.1: files, names, inventories and their digests. With \
      --deep, every file is read and its SHA-512 computed again. Findings carry the codes of the \
      OCFL validation rules; `index` is the code for the derived side. Any error is exit status 4; \
      warnings alone are not.
      """,
      examples: ["handbill verify", "handbill verify --deep --format json"]))

  @Flag(help: "Read every file and compute its digest again.")
  var deep = false

  @Option(help: "How to write the findings.")
  var format: TableFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let report = try check(home.catalog())
    var output = StandardOutput()
    switch format {
    case .text: try writeText(report, &output)
    case .json: try output.write(JSONText.encode(VerifyJSON(report), .indented))
    case .ndjson:
      for finding in report.findings { try output.write(JSONText.encode(finding, .oneLine)) }
    case .csv:
      try output.write(CSVRow(["severity", "code", "document", "path", "reason"]).description)
      for finding in report.findings {
        let fields = [
          finding.severity.rawValue, finding.code, finding.document ?? "", finding.path,
          finding.reason,
        ]
        try output.write(CSVRow(fields).description)
      }
    }
    try output.flush()
    return report.isSound ? .done : .integrity
  }

  private func check(_ catalog: Catalog) throws -> VerifyReport {
    let bar = ProgressBar()
    defer { bar.finish() }
    return try catalog.verify(deep ? .digests : .structure) { objects in
      let counts = Amount.of(objects, "object", "objects")
      bar.show(ProgressBar.Step(done: Int64(objects), total: 0, counts: counts, unit: .items))
    }
  }

  private func writeText(_ report: VerifyReport, _ output: inout StandardOutput) throws {
    for finding in report.findings where finding.severity == .error {
      let severity = output.terminal.styled("error", .alarm)
      try output.line("\(severity) \(finding.code)  \(SafeText.inline(finding.path))")
      try output.line("  \(SafeText.inline(finding.reason))")
    }
    for group in VerifyCommand.warnings(of: report) {
      let more = group.count > 1 ? " and \(Amount.count(group.count - 1)) more" : ""
      let severity = output.terminal.styled("warning", .faint)
      try output.line("\(severity) \(group.code)  \(SafeText.inline(group.path))\(more)")
      try output.line("  \(SafeText.inline(group.reason))")
    }
    let errors = report.findings.count { $0.severity == .error }
    let warnings = report.findings.count - errors
    let digested = deep ? ", \(Amount.bytes(report.bytesDigested)) read again" : ""
    try output.line(
      "\(Amount.of(report.objects, "object", "objects"))\(digested): "
        + "\(Amount.of(errors, "error", "errors")), \(Amount.of(warnings, "warning", "warnings"))")
  }
}

extension VerifyCommand {
  /// Warnings of one code and reason, with the first file they are about.
  fileprivate struct WarningGroup {
    var code: String
    var reason: String
    var path: String
    var count: Int
  }

  /// Warnings that say the same, taken together, in the order of their first.
  fileprivate static func warnings(of report: VerifyReport) -> [WarningGroup] {
    var groups: [WarningGroup] = []
    var numbers: [[String]: Int] = [:]
    for finding in report.findings where finding.severity == .warning {
      let key = [finding.code, finding.reason]
      if let number = numbers[key] {
        groups[number].count += 1
      } else {
        numbers[key] = groups.count
        groups.append(
          WarningGroup(code: finding.code, reason: finding.reason, path: finding.path, count: 1))
      }
    }
    return groups
  }
}

/// The JSON of `verify`.
private struct VerifyJSON: Encodable {
  /// Whether no finding is an error.
  var sound: Bool
  /// Objects looked at.
  var objects: Int
  /// Bytes whose digests were computed again.
  var bytesDigested: Int64
  /// What is amiss.
  var findings: [VerifyFinding]

  init(_ report: VerifyReport) {
    sound = report.isSound
    objects = report.objects
    bytesDigested = report.bytesDigested
    findings = report.findings
  }
}
