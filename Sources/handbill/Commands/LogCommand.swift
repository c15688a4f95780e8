// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage

/// `handbill log`: what happened to documents.
struct LogCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Tell what happened to a document, or to all.",
    discussion: HelpText.discussion(
      """
      Every act is kept with the document, in the terms of PREMIS 3: when, by whom, with which \
      program, how it ended. Oldest first.
      """,
      examples: [
        "handbill log 3f2a91c04d", "handbill log --since 2026-11 --limit 50",
        "handbill log 3f2a91c04d --format premis > events.xml",
      ]))

  @Argument(help: "The id of a document, or its beginning; all documents without.")
  var id: String?

  @Option(help: ArgumentHelp("Acts of this day and later.", valueName: "date"))
  var since: DateArgument?

  @Option(help: ArgumentHelp("The latest so many.", valueName: "n"))
  var limit: Int?

  @Option(help: "How to write it; premis is XML.")
  var format: LogFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes 1 or more.") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    var filter = StoryFilter()
    filter.since = since?.text
    filter.limit = limit
    let story: [StoryEntry]
    if let id {
      story = try catalog.story(of: id, filter)
    } else {
      story = try await catalog.story(
        filter, jobs: MachineProcessors.usable)
    }
    var output = StandardOutput()
    try StoryWriter(story, subject: id == nil ? .all : .one).write(format, to: &output)
    try output.flush()
    return story.isEmpty ? .nothingFound : .done
  }
}

/// How a log is written.
enum LogFormat: String, ChoiceArgument {
  /// For people.
  case text
  /// One JSON value.
  case json
  /// One JSON value a line.
  case ndjson
  /// PREMIS 3 in XML.
  case premis
}
