// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill index merge`: many segments into few, or into one.
struct IndexMergeCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge segments of the index.",
    discussion: HelpText.discussion(
      """
      Merges what an `add` would merge, which is often nothing. With --full, all segments become \
      one: searches are quickest then, and deleted documents free their space.
      """,
      examples: ["handbill index merge", "handbill index merge --full"]))

  @Flag(help: "Merge all segments into one.")
  var full = false

  @Option(help: "How to write the outcome.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let index = try await home.catalog().mergeIndex(full ? .all : .due)
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(index, .indented))
    case .text: for line in IndexText.lines(index) { try output.line(line) }
    }
    try output.flush()
    return .done
  }
}
