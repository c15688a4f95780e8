// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill similar ID`: the documents most like one.
struct SimilarCommand: ImmediateCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Show the documents most like one, and why.",
    discussion: HelpText.discussion(
      """
      First the same sheet in other languages, then other prints of it, then texts that are \
      alike; each with its evidence: what signals both share, how many shingles, and the longest \
      passage. The rules are in Documentation/Guides/duplicates.md.
      """,
      examples: [
        "handbill similar 3915748a06d4",
        "handbill similar '9f0c2c1d#news-17' --limit 3 --format json",
      ]))

  @Argument(help: "The id of the document or record, or its beginning.")
  var id: String

  @Option(help: ArgumentHelp("Show at most so many documents.", valueName: "n"))
  var limit = 10

  @Option(help: "How to write them.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes 1 or more.") }
  }

  func execute() throws -> ExitStatus {
    let report = try home.catalog().similar(to: id, limit: limit)
    var output = StandardOutput()
    switch format {
    case .json: try output.write(JSONText.encode(report, .indented))
    case .text: try writeText(report, &output)
    }
    try output.flush()
    return report.similar.isEmpty ? .nothingFound : .done
  }

  private func writeText(_ report: SimilarReport, _ output: inout StandardOutput) throws {
    if report.similar.isEmpty {
      Diagnostics.report(
        "nothing is like \(DocumentSummary.shortID(report.document.id)), "
          + SafeText.inline(report.document.caption))
    }
    if !report.alsoIn.isEmpty {
      try output.line(
        output.terminal.styled("also in: " + report.alsoIn.joined(separator: ", "), .strong))
    }
    for similar in report.similar {
      let document = similar.document
      let id = output.terminal.styled(SafeText.line(DocumentSummary.shortID(document.id)), .faint)
      let score = Amount.decimal(similar.score, places: 2)
      let main = document.languages.first ?? "-"
      try output.line("\(score)  \(id)  \(main)  \(SafeText.inline(document.caption))")
      try PairText.writeEvidence(similar.evidence, to: &output)
    }
  }
}
