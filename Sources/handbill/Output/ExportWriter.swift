// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SystemPackage

/// Writes what an export of documents has done.
struct ExportWriter {
  /// What there is to say at the end, for people.
  enum Closing {
    case bag, catalogue, evidence, originals
  }

  private let report: ExportReport
  private let folder: String
  private let closing: Closing

  /// Takes a report.
  init(_ report: ExportReport, folder: FilePath, _ closing: Closing) {
    self.report = report
    self.folder = SafeText.inline(folder.string)
    self.closing = closing
  }

  /// Writes it in a format; warnings of the text go to standard error.
  func write(_ format: ReportFormat, to output: inout StandardOutput) throws {
    guard format == .text else { return try output.write(JSONText.encode(report, .indented)) }
    FailureLines.warn(report.failures)
    for warning in report.warnings.prefix(10) { Diagnostics.warn(SafeText.inline(warning)) }
    if report.warnings.count > 10 {
      Diagnostics.warn("\(report.warnings.count - 10) more names; --summary json lists them all")
    }
    if report.documents == 0 { return try output.line("nothing exported") }
    try output.line(
      "exported \(Amount.of(report.documents, "document", "documents")) to \(folder) "
        + "(\(Amount.of(report.files, "file", "files")), \(Amount.bytes(report.bytes)))")
    guard let digest = report.manifestSHA512 else { return }
    switch closing {
    case .bag: try output.line("SHA-512 of manifest-sha512.txt: \(digest)")
    case .evidence, .originals:
      try output.line("SHA-512 of SHA512SUMS, to be quoted: \(digest)")
      try output.line("To check it: cd \(folder) && sha512sum -c SHA512SUMS")
    case .catalogue: break
    }
  }
}

/// Writes what a copy of an archive took.
struct CopyWriter {
  private let report: CopyReport
  private let folder: String

  /// Takes a report.
  init(_ report: CopyReport, folder: FilePath) {
    self.report = report
    self.folder = SafeText.inline(folder.string)
  }

  /// Writes it in a format.
  func write(_ format: ReportFormat, to output: inout StandardOutput) throws {
    guard format == .text else { return try output.write(JSONText.encode(report, .indented)) }
    FailureLines.warn(report.failures)
    var parts = [
      "new \(Amount.count(report.added))", "updated \(Amount.count(report.updated))",
      "there already \(Amount.count(report.unchanged))",
    ]
    if report.purged > 0 { parts.append("purged \(Amount.count(report.purged))") }
    try output.line("\(folder): \(parts.joined(separator: " · "))")
    try output.line(
      "\(Amount.of(report.filesVerified, "file", "files")) (\(Amount.bytes(report.bytesVerified))) "
        + "written, read back from the disk and found as they must be")
    if report.purged > 0 {
      try output.line("What was purged here was destroyed in the copy as well.")
    }
    if report.extra > 0 {
      let objects = Amount.of(report.extra, "object", "objects")
      try output.line("\(objects) of the copy are not in this archive; they were left alone.")
    }
    if report.hasLostIndex || report.added > 0 {
      try output.line("Its index is to be made: handbill index rebuild --home \(folder)")
    }
  }
}

/// Says which documents were left out, on standard error.
enum FailureLines {
  /// One warning each.
  static func warn(_ failures: [ExportFailure]) {
    for failure in failures {
      let reason = Failure.sentence(for: failure.reason)
      Diagnostics.warn("\(SafeText.inline(failure.document)) left out: \(SafeText.inline(reason))")
    }
  }
}

/// Writes a catalogue to standard output.
struct CatalogueOutput {
  private let catalogue: Catalogue
  private let format: CatalogueFormat

  /// Takes a catalogue, and how it is written.
  init(_ catalogue: Catalogue, _ format: CatalogueFormat) {
    self.catalogue = catalogue
    self.format = format
  }

  /// Writes it; damaged documents are left out and named on standard error.
  func write() throws -> ExitStatus {
    if catalogue.count == 0 { return .nothingFound }
    var output = StandardOutput()
    try output.write(catalogue.heading)
    var failures: [ExportFailure] = []
    for index in 0..<catalogue.count {
      let line: String
      do throws(CatalogError) { line = try catalogue.line(index) } catch {
        failures.append(ExportFailure(document: catalogue.id(index), reason: "\(error)"))
        continue
      }
      try output.write(format == .ndjson ? JSONText.escapingControls(line) : line)
    }
    try output.flush()
    FailureLines.warn(failures)
    return failures.isEmpty ? .done : .integrity
  }
}
