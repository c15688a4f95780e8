// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The help of every command, word for word. After a wanted change, run the tests once with
// RECORD_SNAPSHOTS=1 in the environment and look at the difference in git.

import Foundation
import Testing

@testable import handbill

/// What `--help` says.
@Suite struct HelpTests {
  static let commands = [
    [], ["init"], ["add"], ["watch"], ["edit"], ["tag"], ["lang"], ["extract"], ["remove"],
    ["restore"],
    ["log"], ["diff"], ["search"], ["count"], ["suggest"], ["receipt"], ["show"], ["list"],
    ["serve"], ["duplicates"], ["similar"],
    ["stats"],
    ["verify"], ["export"], ["import"], ["analyze"], ["gaps"], ["doctor"], ["index"],
    ["index", "rebuild"],
    ["index", "merge"], ["index", "info"], ["index", "inspect"], ["index", "verify"],
  ]

  @Test(arguments: commands)
  func `Help is as recorded`(command: [String]) throws {
    try Scratch.with { (scratch) throws in
      let run = try ProgramRun.run(command + ["--help"], in: scratch.folder)
      #expect(run.status == 0)
      #expect(run.errors == "")
      let file = HelpTests.snapshots
        .appendingPathComponent((["handbill"] + command).joined(separator: "-") + ".txt")
      if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
        try FileManager.default.createDirectory(
          at: HelpTests.snapshots, withIntermediateDirectories: true)
        try run.output.write(to: file)
      }
      let recorded = try String(contentsOf: file, encoding: .utf8)
      #expect(run.text == recorded)
    }
  }

  @Test(arguments: commands)
  func `Help lists every exit status and an example`(command: [String]) throws {
    try Scratch.with { (scratch) throws in
      let run = try ProgramRun.run(command + ["--help"], in: scratch.folder)
      for status in ExitStatus.allCases {
        #expect(run.text.contains("\n  \(status.rawValue) "))
        #expect(run.text.contains(status.meaning))
      }
      #expect(run.text.contains("EXAMPLES:\n  handbill"))
    }
  }

  @Test func `The parser is told of one command alone where a word names it`() {
    let all = Handbill.commands.flatMap(\.subcommands)
    #expect(Set(HelpTests.commands.compactMap(\.first)).count == all.count)
    for command in all {
      let named = Handbill.named(by: command.configuration.commandName)
      #expect(named?.flatMap(\.subcommands).map { "\($0)" } == ["\(command)"])
    }
    for word in [nil, "", "help", "Search", "searc", "--home", "indexinfo"] {
      #expect(Handbill.named(by: word) == nil, "\(word ?? "nothing")")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `Completion scripts name every command`(shell: String) throws {
    try Scratch.with { (scratch) throws in
      let run = try scratch.run("--generate-completion-script", shell)
      #expect(run.status == 0)
      for command in HelpTests.commands.compactMap(\.first) {
        #expect(run.text.contains(command), "\(command) is missing")
      }
    }
  }

  private static let snapshots = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Snapshots")
}
