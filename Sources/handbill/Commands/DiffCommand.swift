// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill diff`: what differs between two versions of a document.
struct DiffCommand: ImmediateCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what differs between two versions of a document.",
    discussion: HelpText.discussion(
      """
      Without versions: what the newest changed. With one: that version and the newest. Status 1 \
      where nothing differs but the log.
      """,
      examples: ["handbill diff 3f2a91c04d", "handbill diff 3f2a91c04d 1 3"]))

  @Argument(help: "The id of the document, or its beginning.")
  var id: String

  @Argument(help: "The older version: 1, 2 or v1, v2 …")
  var from: String?

  @Argument(help: "The newer version.")
  var to: String?

  @Option(help: "How to write it.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() throws -> ExitStatus {
    let difference = try home.catalog().difference(of: id, from: from, to: to)
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(difference, .indented))
    case .text: try write(difference, &output)
    }
    try output.flush()
    let isEmpty =
      difference.metadata.isEmpty && difference.pages.isEmpty && difference.added.isEmpty
      && difference.removed.isEmpty
    return isEmpty ? .nothingFound : .done
  }

  private func write(_ difference: VersionDifference, _ output: inout StandardOutput) throws {
    try output.line(
      output.terminal.styled("\(difference.from) → \(difference.to)", .strong))
    for path in difference.removed { try output.line("- file \(SafeText.inline(path))") }
    for path in difference.added { try output.line("+ file \(SafeText.inline(path))") }
    for change in difference.metadata { try output.line("  \(SafeText.inline(change.words))") }
    for page in difference.pages {
      try output.line(output.terminal.styled("page \(page.page)", .faint))
      for line in page.lines {
        let sign =
          switch line.side {
          case .both: "  "
          case .from: "- "
          case .to: "+ "
          }
        try output.line(sign + SafeText.inline(line.text))
      }
    }
  }
}
