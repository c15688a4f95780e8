// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes what happened to documents.
struct StoryWriter {
  /// Whether the story is that of one document.
  enum Subject {
    case one, all
  }

  private let story: [StoryEntry]
  private let subject: Subject

  /// Takes a story, oldest first.
  init(_ story: [StoryEntry], subject: Subject) {
    self.story = story
    self.subject = subject
  }

  /// Writes it in a format.
  func write(_ format: LogFormat, to output: inout StandardOutput) throws {
    switch format {
    case .text: for entry in story { try write(entry, to: &output) }
    case .json: try output.write(JSONText.encode(story, .indented))
    case .ndjson: for entry in story { try output.write(JSONText.encode(entry, .oneLine)) }
    case .premis: try output.write(PremisText.document(story))
    }
  }

  private func write(_ entry: StoryEntry, to output: inout StandardOutput) throws {
    let event = entry.event
    let time = output.terminal.styled(SafeText.line(event.time), .faint)
    let document =
      subject == .all
      ? "\(DocumentSummary.shortID(entry.document)) \(SafeText.inline(entry.name)): " : ""
    let who = event.user.map { "  \(SafeText.inline($0))" } ?? ""
    let failed = event.outcome == "failure" ? "failed: " : ""
    try output.line("\(time)\(who)  \(document)\(failed)\(SafeText.inline(event.detail))")
    if let clock = event.clock {
      try output.line("    the clock said \(SafeText.inline(clock)), before what came before")
    }
    if let note = event.note { try output.line("    \u{201C}\(SafeText.inline(note))\u{201D}") }
    if subject == .one {
      let tool = event.tool.map { ", \(SafeText.inline($0))" } ?? ""
      let agent = "\(SafeText.inline(event.type)), \(SafeText.inline(event.agent))\(tool)"
      try output.line(output.terminal.styled("    \(agent)", .faint))
    }
  }
}
