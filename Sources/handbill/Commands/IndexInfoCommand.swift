// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill index info`: the index in numbers.
struct IndexInfoCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Show the index in numbers.",
    discussion: HelpText.discussion(
      "Documents, segments, bytes, and the digest: equal digests mean equal answers.",
      examples: ["handbill index info", "handbill index info --format json"]))

  @Option(help: "How to write it.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    try catalog.warnOfOtherAnalysis()
    let index = try catalog.indexInfo()
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(index, .indented))
    case .text: for line in IndexText.lines(index) { try output.line(line) }
    }
    try output.flush()
    return .done
  }
}
