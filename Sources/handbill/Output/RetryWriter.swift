// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes what came of reading documents again.
struct RetryWriter {
  private let outcomes: [ExtractionOutcome]
  private let total: Int

  /// Takes the outcomes, and how many documents there were to read.
  init(_ outcomes: [ExtractionOutcome], of total: Int) {
    self.outcomes = outcomes
    self.total = total
  }

  /// Writes them in a format.
  func write(_ format: AddFormat, to output: inout StandardOutput) throws {
    switch format {
    case .json: try output.write(JSONText.encode(outcomes, .indented))
    case .ndjson:
      for outcome in outcomes { try output.write(JSONText.encode(outcome, .oneLine)) }
    case .text: try writeText(&output)
    }
  }

  private func writeText(_ output: inout StandardOutput) throws {
    for outcome in outcomes where !outcome.gaps.isEmpty {
      let id = DocumentSummary.shortID(outcome.id)
      let tries = outcome.tries.map { ", tried \(Amount.count($0)) times" } ?? ""
      try output.line("\(id)\(tries)")
      for gap in outcome.gaps.prefix(5) {
        try output.line("  \(gap.code): \(SafeText.inline(gap.reason))")
      }
    }
    let whole = outcomes.count(where: \.gaps.isEmpty)
    let left = total - outcomes.count
    try output.line(
      "read again \(Amount.count(outcomes.count)) · without gaps now \(Amount.count(whole)) · "
        + "still with gaps \(Amount.count(outcomes.count - whole))"
        + (left > 0 ? " · not tried \(Amount.count(left))" : ""))
  }
}
