// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SystemPackage
internal import TextAnalysis

/// `handbill export`: documents for others, and the archive for another disk.
struct ExportCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write documents as a bag, a catalogue, evidence, or a copy of the archive.",
    discussion: HelpText.discussion(
      """
      bagit: originals with all that is known of them, by BagIt 1.0 (RFC 8493). csv and ndjson: \
      a catalogue of all metadata, DIR/catalogue.csv or, with - for DIR, on standard output; \
      `handbill edit --from` reads the CSV back. archive: the whole archive on another disk, every \
      file read back and compared; with --incremental, only what is new. originals: the files as \
      they came, each in a folder of its id, and SHA512SUMS; with --redact-location, pictures \
      and PDF, those in zips and office files too, without the place where they were made. --evidence: the documents \
      named, a report for people, and SHA512SUMS, which `sha512sum -c` checks.

      A folder appears whole or not at all; what a stopped export leaves is called DIR.partial.
      """,
      examples: [
        "handbill export /media/disk/bag --tag tunnel --contact 'Ada Lovelace'",
        "handbill export - --format csv > catalogue.csv",
        "handbill export /media/disk/papers --format archive --incremental",
        "handbill export /media/disk/press --format originals --redact-location",
        "handbill export --evidence case 3f2a91c04d 77ab0e21c9 --receipt r.json",
      ]))

  @Argument(
    help: ArgumentHelp(
      "The new folder; - for standard output (csv, ndjson).", valueName: "dir"),
    completion: .directory)
  var folder: PathArgument

  @Argument(help: "Ids of documents, or their beginnings; all documents without.")
  var ids: [String] = []

  @Option(help: "What to write.")
  var format: ExportFormat = .bagit

  @Flag(help: "Write the documents as evidence.")
  var evidence = false

  @Flag(help: "Bring a copy of the archive up to date.")
  var incremental = false

  @Flag(help: "Take the place where pictures were taken out of the copies (originals).")
  var redactLocation = false

  @OptionGroup var filters: FilterOptions

  @Option(help: ArgumentHelp("Who answers for a bag: Contact-Name.", valueName: "name"))
  var contact: String?

  @Option(
    help: ArgumentHelp("Whose a bag is: Source-Organization.", valueName: "name"))
  var organization: String?

  @Option(
    help: ArgumentHelp("What others call a bag: External-Identifier.", valueName: "id"))
  var identifier: String?

  @Option(
    help: ArgumentHelp(
      "The receipt of the search that found the documents, for evidence.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var receipt: PathArgument?

  @Option(help: "How to write what was done.")
  var summary: ReportFormat = .text

  @OptionGroup var author: AuthorArguments

  @OptionGroup var home: HomeOptions

  private var hasFilter: Bool {
    !filters.languages.isEmpty || filters.since != nil || filters.until != nil
      || !filters.tags.isEmpty
  }

  func validate() throws {
    if evidence && ids.isEmpty { throw ValidationError("--evidence wants ids of documents.") }
    if evidence && (incremental || hasFilter) {
      throw ValidationError("--evidence takes ids, and neither conditions nor --incremental.")
    }
    if incremental && format != .archive {
      throw ValidationError("--incremental goes with --format archive.")
    }
    if !evidence && format == .archive && (hasFilter || !ids.isEmpty) {
      throw ValidationError(
        "--format archive copies everything; documents are chosen with --format bagit.")
    }
    if redactLocation && (evidence || format != .originals) {
      throw ValidationError(
        "--redact-location goes with --format originals: all others must hold the bytes that their digests name."
      )
    }
    if receipt != nil && !evidence { throw ValidationError("--receipt goes with --evidence.") }
    let hasLabels = contact != nil || organization != nil || identifier != nil
    if hasLabels && (evidence || format != .bagit) {
      throw ValidationError("--contact, --organization and --identifier go with --format bagit.")
    }
    if folder.isStandardInput && (evidence || ![.csv, .ndjson].contains(format)) {
      throw ValidationError("- goes with --format csv or ndjson.")
    }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    if evidence { return try write(exportEvidence(catalog), closing: .evidence) }
    let bar = ProgressBar()
    defer { bar.finish() }
    let progress: @Sendable (AddProgress) -> Void = { bar.show(ProgressBar.Step($0)) }
    switch format {
    case .archive:
      let report = try catalog.copyArchive(
        to: folder.path, incremental ? .incremental : .new, progress: progress)
      bar.finish()
      return try write(report)
    case .originals:
      let report = try await catalog.exportOriginals(
        selection, to: folder.path, location: redactLocation ? .removed : .kept,
        progress: progress)
      bar.finish()
      return try write(report, closing: .originals)
    case .bagit:
      let report = try catalog.exportBag(
        selection, to: folder.path, labels: labels, progress: progress)
      bar.finish()
      return try write(report, closing: .bag)
    case .csv, .ndjson:
      let format: CatalogueFormat = format == .csv ? .csv : .ndjson
      if folder.isStandardInput {
        return try CatalogueOutput(Catalogue(catalog, selection, as: format), format).write()
      }
      let report = try catalog.exportCatalogue(
        selection, as: format, to: folder.path, progress: progress)
      bar.finish()
      return try write(report, closing: .catalogue)
    }
  }

  private var selection: ExportSelection {
    var selection = ExportSelection()
    selection.ids = ids
    selection.filter.languages = filters.languages.map(\.code)
    selection.filter.tags = filters.tags
    selection.filter.since = filters.since?.text
    selection.filter.until = filters.until?.text
    return selection
  }

  private var labels: BagLabels {
    var labels = BagLabels()
    labels.contact = contact
    labels.organization = organization
    labels.identifier = identifier
    return labels
  }

  private func exportEvidence(_ catalog: Catalog) throws -> ExportReport {
    var options = EvidenceOptions()
    options.author = try author.author()
    if let receipt {
      let read = try ReceiptFile.read(receipt.path)
      options.receipt = (try FileReader.contents(of: receipt.path), read)
    }
    return try catalog.exportEvidence(ids, to: folder.path, options: options)
  }

  private func write(_ report: ExportReport, closing: ExportWriter.Closing) throws -> ExitStatus {
    var output = StandardOutput()
    try ExportWriter(report, folder: folder.path, closing).write(summary, to: &output)
    try output.flush()
    if report.documents == 0 && report.failures.isEmpty { return .nothingFound }
    return report.failures.isEmpty ? .done : .integrity
  }

  private func write(_ report: CopyReport) throws -> ExitStatus {
    var output = StandardOutput()
    try CopyWriter(report, folder: folder.path).write(summary, to: &output)
    try output.flush()
    return report.failures.isEmpty ? .done : .integrity
  }
}

/// What an export writes.
enum ExportFormat: String, ChoiceArgument {
  /// A bag by RFC 8493.
  case bagit
  /// A catalogue by RFC 4180.
  case csv
  /// A catalogue with one JSON value a line.
  case ndjson
  /// The archive itself.
  case archive
  /// The files as they came.
  case originals
}
