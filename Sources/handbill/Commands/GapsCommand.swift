// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill gaps`: what cannot be searched, and why.
struct GapsCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps",
    abstract: "List what cannot be searched, and why.",
    discussion: HelpText.discussion(
      """
      Every document, page or record that gave no text, or text of doubtful reading, with one \
      sentence that says why and what would help. Exit status 1 means that there is no gap.
      """,
      examples: ["handbill gaps", "handbill gaps --format csv > gaps.csv"]))

  @Option(help: "How to write the list.")
  var format: TableFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let gaps = try home.catalog().gaps()
    var output = StandardOutput()
    switch format {
    case .text: try writeText(gaps, &output)
    case .json: try output.write(JSONText.encode(gaps.map(GapJSON.init), .indented))
    case .ndjson:
      for gap in gaps { try output.write(JSONText.encode(GapJSON(gap), .oneLine)) }
    case .csv:
      try output.write(CSVRow(["id", "name", "code", "place", "reason"]).description)
      for entry in gaps {
        let fields = [
          entry.id, entry.name, entry.gap.code, entry.gap.place ?? "", entry.gap.reason,
        ]
        try output.write(CSVRow(fields).description)
      }
    }
    try output.flush()
    return gaps.isEmpty ? .nothingFound : .done
  }

  private func writeText(_ gaps: [GapEntry], _ output: inout StandardOutput) throws {
    for entry in gaps {
      let id = SafeText.line(DocumentSummary.shortID(entry.id))
      let tries = entry.tries.map { ", tried \(Amount.count($0)) times" } ?? ""
      let place = (entry.gap.place.map { ", " + SafeText.inline($0) } ?? "") + tries
      let name = output.terminal.styled(SafeText.inline(entry.name), .strong)
      try output.line("\(output.terminal.styled(id, .faint))  \(name)\(place)")
      try output.line("  \(entry.gap.code): \(SafeText.inline(entry.gap.reason))")
    }
    if gaps.isEmpty {
      try output.line("No gaps: everything in the archive can be searched.")
    } else {
      let documents = Set(gaps.map(\.id)).count
      try output.line()
      try output.line(
        "\(Amount.of(gaps.count, "gap", "gaps")) in "
          + Amount.of(documents, "document", "documents"))
    }
  }
}

/// One gap in JSON.
private struct GapJSON: Encodable {
  var id: String
  var name: String
  var code: String
  var reason: String
  var place: String?
  var tries: Int?

  init(_ entry: GapEntry) {
    id = entry.id
    name = entry.name
    code = entry.gap.code
    reason = entry.gap.reason
    place = entry.gap.place
    tries = entry.tries
  }
}
