// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// What `add` has done, for people.
struct AddSummaryText {
  private let summary: AddSummary

  /// Takes a summary.
  init(_ summary: AddSummary) { self.summary = summary }

  /// One sentence for each thing amiss with a file, with at most five a file.
  static func warnings(_ outcome: AddOutcome) -> [String] {
    let path = SafeText.inline(outcome.path)
    let notes = (outcome.notes ?? []).map { "\(path): \(SafeText.inline($0))" }
    let gaps = outcome.isNews || outcome.result == .joined ? outcome.gaps : []
    var sentences = gaps.prefix(5).map { gap in
      let place = gap.place.map { ", \($0)" } ?? ""
      return "\(path)\(place): \(Failure.sentence(for: gap.reason))"
    }
    if gaps.count > 5 {
      sentences.append("\(path): \(gaps.count - 5) more gaps; `handbill gaps` lists them all")
    }
    return notes + sentences
  }

  /// Writes the counts, then the files that cannot be searched with their reasons.
  func write(to output: inout StandardOutput) throws(OutputError) {
    try output.line(headline)
    if summary.hidden > 0 {
      try output.line(Amount.of(summary.hidden, "hidden file", "hidden files") + " left alone.")
    }
    try list(.failed, "Not archived:", &output)
    try list(.unreadable, "Archived, but without readable text:", &output)
    if summary.brokenRecords + summary.incompleteContainers > 0 {
      try list(.added, "Archived with gaps:", &output)
      try list(.present, "Archived before, read now with gaps:", &output)
    }
    if summary.interrupted {
      try output.line("Interrupted; what is counted here is safe. Run it again for the rest.")
    }
  }

  /// `added 12 · already there 3 · unreadable 1 · …`, and how fast it went.
  private var headline: String {
    var parts = [
      "added \(Amount.count(summary.added))", "already there \(Amount.count(summary.present))",
      "unreadable \(Amount.count(summary.unreadable))",
    ]
    if summary.readNow > 0 {
      parts.append("archived before, read now \(Amount.count(summary.readNow))")
    }
    if summary.layouts > 0 { parts.append("layouts \(Amount.count(summary.layouts))") }
    if summary.failed > 0 { parts.append("not archived \(Amount.count(summary.failed))") }
    if summary.brokenRecords > 0 {
      parts.append("broken records \(Amount.count(summary.brokenRecords))")
    }
    let documents = Amount.of(summary.documents, "document", "documents")
    let time = Amount.decimal(summary.seconds, places: 1)
    return parts.joined(separator: " · ")
      + "  (\(documents), \(Amount.bytes(summary.bytes)), \(time) s)"
  }

  private func list(
    _ result: AddOutcome.Result, _ title: String, _ output: inout StandardOutput
  ) throws(OutputError) {
    let outcomes = summary.problems.filter { $0.result == result }
    guard !outcomes.isEmpty else { return }
    try output.line(title)
    for outcome in outcomes {
      let reason = outcome.gaps.first.map { Failure.sentence(for: $0.reason) } ?? "unknown reason"
      let more = outcome.gaps.count > 1 ? " (and \(outcome.gaps.count - 1) more)" : ""
      try output.line("  \(SafeText.inline(outcome.path)): \(SafeText.inline(reason))\(more)")
    }
  }
}
