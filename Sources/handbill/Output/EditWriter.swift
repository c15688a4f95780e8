// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes what an edit changes.
struct EditWriter {
  /// Whether it is done.
  enum Tense {
    /// Nothing is written yet.
    case planned
    /// The new versions are in the archive.
    case done
  }

  private let outcomes: [EditOutcome]

  /// Takes the outcomes, one a document.
  init(_ outcomes: [EditOutcome]) { self.outcomes = outcomes }

  /// Documents that change.
  var changed: Int { outcomes.count { !$0.changes.isEmpty } }

  /// Whether any document changes.
  var changesAnything: Bool { changed > 0 }

  /// Writes it in a format.
  func write(_ format: ReportFormat, _ tense: Tense, to output: inout StandardOutput) throws {
    guard format == .text else {
      return try output.write(JSONText.encode(outcomes, .indented))
    }
    for outcome in outcomes where !outcome.changes.isEmpty {
      let id = output.terminal.styled(DocumentSummary.shortID(outcome.id), .strong)
      try output.line("\(id)  \(SafeText.inline(outcome.name))")
      for change in outcome.changes { try output.line("    \(SafeText.inline(change.words))") }
    }
    let documents = Amount.of(changed, "document", "documents")
    let same = outcomes.count - changed
    let rest = same > 0 ? "; \(Amount.count(same)) as before" : ""
    try output.line("\(documents) \(tense == .done ? "changed" : "would change")\(rest)")
  }
}
