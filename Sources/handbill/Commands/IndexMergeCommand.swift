// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill index merge`: all segments into one.
struct IndexMergeCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge all segments into one.",
    discussion: HelpText.discussion(
      "Searches are quickest on one segment, and deleted documents free their space.",
      examples: ["handbill index merge"]))

  @Option(help: "How to write the outcome.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let index = try home.catalog().mergeIndex()
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(index, .indented))
    case .text: for line in IndexText.lines(index) { try output.line(line) }
    }
    try output.flush()
    return .done
  }
}
