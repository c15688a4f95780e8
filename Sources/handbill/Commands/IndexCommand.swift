// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser

/// `handbill index`: the derived side.
///
/// Its commands are in IndexRebuildCommand.swift and so on.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Look after the index, which can always be rebuilt.",
    discussion: HelpText.discussion(
      """
      The index holds nothing that is not in the archive. None of these commands writes to the \
      archive.
      """,
      examples: ["handbill index rebuild", "handbill index info"]),
    subcommands: [
      IndexRebuildCommand.self, IndexMergeCommand.self, IndexInfoCommand.self,
      IndexInspectCommand.self, IndexVerifyCommand.self,
    ])
}
