// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes the versions of a document and the events of its life.
struct DocumentHistoryWriter {
  private let versions: [DocumentVersion]
  private let events: [DocumentEvent]

  /// Takes a history.
  init(_ history: (versions: [DocumentVersion], events: [DocumentEvent])) {
    versions = history.versions
    events = history.events
  }

  /// Writes it in a format.
  func write(_ format: ReportFormat, to output: inout StandardOutput) throws {
    switch format {
    case .json:
      try output.write(JSONText.encode(HistoryJSON(versions: versions, events: events), .indented))
    case .text:
      for version in versions {
        let head = output.terminal.styled(version.version, .strong)
        try output.line(
          "\(head)  \(version.created)  \(SafeText.inline(version.user)): "
            + SafeText.inline(version.message))
        for path in version.changed { try output.line("    \(SafeText.inline(path))") }
      }
      try output.line()
      for event in events {
        try output.line(
          "\(SafeText.line(event.time))  \(SafeText.line(event.type)): "
            + "\(SafeText.inline(event.outcome)); \(SafeText.inline(event.detail)) "
            + "(\(SafeText.inline(event.agent)))")
      }
    }
  }
}

/// The JSON of `show --history`.
private struct HistoryJSON: Encodable {
  /// Oldest first.
  var versions: [DocumentVersion]
  /// Oldest first.
  var events: [DocumentEvent]
}
