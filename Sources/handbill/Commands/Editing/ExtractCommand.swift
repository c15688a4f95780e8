// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill extract`: reads the text of documents again.
struct ExtractCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read the text of documents again.",
    discussion: HelpText.discussion(
      """
      Reads the archived originals with the programs that are installed now. Text that differs \
      becomes a new version of the document; the text before is kept.
      """,
      examples: [
        "handbill extract 3f2a91c04d", "handbill list --format ids | xargs handbill extract",
      ]
    ))

  @Argument(help: "Ids of documents, or their beginnings.")
  var ids: [String]

  @OptionGroup var recognition: RecognitionArguments

  @OptionGroup var edit: EditArguments

  @Option(help: "How to write what came of it.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    var options = try edit.options()
    options.recognition = recognition.options
    let outcomes = try await home.catalog().extractAgain(ids, options: options)
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(outcomes, .indented))
    case .text:
      for outcome in outcomes {
        let result = outcome.isChanged ? "changed; a new version" : "as before"
        try output.line(
          "\(DocumentSummary.shortID(outcome.id))  \(SafeText.inline(outcome.extractor)): \(result)"
        )
        for gap in outcome.gaps.prefix(5) {
          try output.line("    \(gap.code): \(SafeText.inline(gap.reason))")
        }
      }
    }
    try output.flush()
    return outcomes.allSatisfy(\.gaps.isEmpty) ? .done : .someFailed
  }
}
