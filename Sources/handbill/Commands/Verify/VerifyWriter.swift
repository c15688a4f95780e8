// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes what a check has found.
struct VerifyWriter {
  /// What was found.
  var report: VerifyReport
  /// How thorough the check was.
  var depth: VerifyDepth
  /// The seed of the sample; nil where it was none.
  var seed: UInt64?
  /// Whether something else than the archive was checked.
  var isForeign: Bool

  /// Writes the report.
  func write(_ format: TableFormat, to output: inout StandardOutput) throws {
    switch format {
    case .text: try writeText(&output)
    case .json: try output.write(JSONText.encode(VerifyJSON(report, seed: seed), .indented))
    case .ndjson:
      for finding in report.findings { try output.write(JSONText.encode(finding, .oneLine)) }
    case .csv: try writeCSV(&output)
    }
  }

  private func writeCSV(_ output: inout StandardOutput) throws {
    let heading = [
      "severity", "code", "document", "path", "reason", "name", "lastKnownGood", "knownBy",
    ]
    try output.write(CSVRow(heading).description)
    for finding in report.findings {
      let fields = [
        finding.severity.rawValue, finding.code, finding.document ?? "", finding.path,
        finding.reason, finding.name ?? "", finding.lastKnownGood ?? "",
        finding.knownBy?.rawValue ?? "",
      ]
      try output.write(CSVRow(fields).description)
    }
  }

  private func writeText(_ output: inout StandardOutput) throws {
    for finding in report.findings where finding.severity == .error {
      let severity = output.terminal.styled("error", .alarm)
      try output.line("\(severity) \(finding.code)  \(SafeText.inline(finding.path))")
      try output.line("  \(SafeText.inline(finding.reason))")
      if let document = VerifyWriter.document(of: finding) { try output.line("  \(document)") }
    }
    for group in VerifyWriter.warnings(of: report) {
      let more = group.count > 1 ? " and \(Amount.count(group.count - 1)) more" : ""
      let severity = output.terminal.styled("warning", .faint)
      try output.line("\(severity) \(group.code)  \(SafeText.inline(group.path))\(more)")
      try output.line("  \(SafeText.inline(group.reason))")
    }
    try output.line(summary)
    if report.interrupted {
      let advice =
        isForeign || depth == .structure || report.datesNotKept != nil
        ? "run it again" : "go on with `handbill verify --resume`"
      try output.line("Interrupted; \(advice).")
    }
  }

  private var summary: String {
    let errors = report.findings.count { $0.severity == .error }
    let warnings = report.findings.count - errors
    let isPart = report.objects < report.archived
    let all = isPart ? " of \(Amount.count(report.archived))" : ""
    let drawn = seed.map { " (seed \($0))" } ?? ""
    let read =
      depth == .digests
      ? ", \(Amount.bytes(report.bytesDigested)) read again"
      : ", files not read (--deep reads them)"
    return
      "\(Amount.count(report.objects))\(all) \(report.objects == 1 && !isPart ? "object" : "objects")"
      + "\(drawn)\(read): \(Amount.of(errors, "error", "errors")), "
      + Amount.of(warnings, "warning", "warnings")
  }

  /// The document that a finding is about, and when its file was last known to be good.
  private static func document(of finding: VerifyFinding) -> String? {
    guard let document = finding.document else { return nil }
    let name = finding.name.map { " " + SafeText.inline($0) } ?? ""
    let known =
      switch (finding.lastKnownGood, finding.knownBy) {
      case (let time?, .check?): "last known good \(SafeText.inline(time)) (checked)"
      case (let time?, _): "last known good \(SafeText.inline(time)) (archived, not checked since)"
      case (nil, _): "never known to be good"
      }
    return "document \(document.prefix(10))\(name), \(known)"
  }
}

extension VerifyWriter {
  /// Warnings of one code and reason, with the first file they are about.
  private struct WarningGroup {
    var code: String
    var reason: String
    var path: String
    var count: Int
  }

  /// Warnings that say the same, taken together, in the order of their first.
  private static func warnings(of report: VerifyReport) -> [WarningGroup] {
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
  /// Objects that were to be looked at.
  var selected: Int
  /// Objects that are there.
  var archived: Int
  /// Bytes whose digests were computed again.
  var bytesDigested: Int64
  /// The seed of the sample.
  var seed: UInt64?
  /// Whether it was interrupted.
  var interrupted: Bool
  /// What is amiss.
  var findings: [VerifyFinding]

  init(_ report: VerifyReport, seed: UInt64?) {
    sound = report.isSound
    objects = report.objects
    selected = report.selected
    archived = report.archived
    bytesDigested = report.bytesDigested
    self.seed = seed
    interrupted = report.interrupted
    findings = report.findings
  }
}
