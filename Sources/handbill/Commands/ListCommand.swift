// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import TextAnalysis

/// `handbill list`: all documents, or those that meet conditions.
struct ListCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the documents.",
    discussion: HelpText.discussion(
      """
      Lists every original, readable or not; with --records, the records inside JSON lines as \
      well. All conditions that are given must hold.
      """,
      examples: [
        "handbill list --lang fa --since 2026-10",
        "handbill list --tag tunnel --format ids",
        "handbill list --missing found-at --missing title",
        "handbill list --removed",
      ]))

  @OptionGroup var filters: FilterOptions

  @Flag(help: "List the records inside containers as well.")
  var records = false

  @Option(
    help: ArgumentHelp(
      "Only documents of which nothing is said under a name, such as found-at, title, language; may be repeated.",
      valueName: "name"),
    transform: MetadataKeyArgument.init(argument:))
  var missing: [MetadataKeyArgument] = []

  @Flag(help: "Documents that were removed, instead.")
  var removed = false

  @Option(help: "How to write the list.")
  var format: ListFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    if removed { return try await listRemoved(catalog) }
    var documents: [DocumentSummary] = []
    try catalog.list(filter) { documents.append($0) }
    var output = StandardOutput()
    try write(documents, &output)
    try output.flush()
    return documents.isEmpty ? .nothingFound : .done
  }

  private func listRemoved(_ catalog: Catalog) async throws -> ExitStatus {
    let jobs = MachineProcessors.usable
    let documents = try await catalog.removedDocuments(jobs: jobs)
    var output = StandardOutput()
    try RemovedWriter(documents).write(format, to: &output)
    try output.flush()
    return documents.isEmpty ? .nothingFound : .done
  }

  private var filter: ListFilter {
    var filter = ListFilter()
    filter.languages = filters.languages.map(\.code)
    filter.tags = filters.tags
    filter.missing = missing.map(\.key)
    filter.since = filters.since?.text
    filter.until = filters.until?.text
    filter.records = records ? .shown : .hidden
    return filter
  }

  private func write(_ documents: [DocumentSummary], _ output: inout StandardOutput) throws {
    switch format {
    case .text: try writeText(documents, &output)
    case .json: try output.write(JSONText.encode(documents, .indented))
    case .ndjson:
      for document in documents { try output.write(JSONText.encode(document, .oneLine)) }
    case .csv:
      try output.write(CSVRow(DocumentSummary.csvTitles).description)
      for document in documents { try output.write(CSVRow(document.csvFields).description) }
    case .ids:
      for document in documents { try output.line(SafeText.line(document.id)) }
    }
  }

  private func writeText(_ documents: [DocumentSummary], _ output: inout StandardOutput) throws {
    var table = TextTable([
      .text("id"), .text("languages"), .number("pages"), .number("size"), .text("found"),
      .text("name"),
    ])
    for document in documents {
      let found = (document.dates.suffix(1) + document.places.suffix(1)).joined(separator: " ")
      table.add([
        document.shortID, document.languages.prefix(4).joined(separator: ","),
        Amount.count(document.pages), Amount.bytes(document.bytes), found, document.caption,
      ])
    }
    guard !table.isEmpty else { return }
    for line in table.lines(on: output.terminal) { try output.line(line) }
    try output.line()
    try output.line(Amount.of(documents.count, "document", "documents"))
  }
}
