// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The real program, killed for real at random moments, and two of them at once.

import Foundation
import Testing

@Suite(.serialized) struct KillTests {
  /// Writes enough files that an add takes several batches.
  private func writeFiles(_ scratch: Scratch, count: Int) throws {
    for number in 0..<count {
      try scratch.write(
        "papers/\(number).txt", "Leaflet zq\(number)x: soup, coats and advice at the port.\n")
    }
    let records = (0..<2000).map { #"{"id":"r\#($0)","text":"record wq\#($0)x of the press"}"# }
    try scratch.write("papers/press.jsonl", records.joined(separator: "\n"))
  }

  private func start(_ scratch: Scratch, _ arguments: [String], output: String) throws -> Process {
    let process = Process()
    process.executableURL = ProgramRun.program
    process.arguments = arguments
    process.currentDirectoryURL = scratch.folder
    process.environment = ProgramRun.environment([:])
    process.standardOutput = try FileHandle(forWritingTo: try scratch.write(output, ""))
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func `Killed at any moment, an add loses nothing it reported and the next one completes`()
    throws
  {
    try Scratch.with { scratch in
      try writeFiles(scratch, count: 150)
      var generator = SystemRandomNumberGenerator()
      var reported: Set<String> = []
      #expect(try scratch.run("init").status == 0)
      for round in 0..<5 {
        let process = try start(
          scratch, ["add", "papers", "--format", "ndjson"], output: "out-\(round)")
        let number = process.processIdentifier
        try #require(number > 0)
        usleep(UInt32.random(in: 5_000...900_000, using: &generator))
        if process.isRunning { kill(number, SIGKILL) }
        process.waitUntilExit()
        let output = try String(
          contentsOf: scratch.folder.appendingPathComponent("out-\(round)"), encoding: .utf8)
        for line in output.split(separator: "\n") {
          let outcome = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
          if let path = outcome?["path"] as? String, outcome?["id"] is String {
            reported.insert(path)
          }
        }
        let verified = try scratch.run("verify", "--deep")
        #expect(verified.status == 0, "round \(round): \(verified.text)\(verified.errors)")
        for path in reported where path.hasSuffix(".txt") {
          let number = path.drop { !$0.isNumber }.prefix { $0.isNumber }
          let found = try scratch.run("search", "zq\(number)x", "--format", "ids")
          #expect(found.lines.count == 1, "round \(round): \(path) was reported and is not found")
          if round < 4 { break }  // All of them after the last round, one after each other.
        }
      }
      let last = try scratch.run("add", "papers")
      #expect(last.status == 0, "\(last.errors)")
      for number in stride(from: 0, to: 150, by: 29) {
        #expect(try scratch.run("search", "zq\(number)x", "--format", "ids").lines.count == 1)
      }
      #expect(try scratch.run("search", "wq1999x", "--format", "ids").lines.count == 1)
      #expect(try scratch.run("verify", "--deep").status == 0)
      #expect(try scratch.run("gaps").status == 1)
    }
  }

  @Test func `Of two adds at once the second waits or says that the archive is locked`() throws {
    try Scratch.with { scratch in
      try writeFiles(scratch, count: 40)
      #expect(try scratch.run("init").status == 0)
      let first = try start(scratch, ["add", "papers"], output: "first")
      let second = try start(scratch, ["add", "papers"], output: "second")
      first.waitUntilExit()
      second.waitUntilExit()
      let statuses = [first.terminationStatus, second.terminationStatus].sorted()
      #expect(statuses == [0, 0] || statuses == [0, 11], "\(statuses)")
      #expect(try scratch.run("search", "zq39x", "--format", "ids").lines.count == 1)
      #expect(try scratch.run("verify", "--deep").status == 0)
    }
  }

  @Test func `A search during an add sees a whole commit, old or new`() throws {
    try Scratch.with { scratch in
      try writeFiles(scratch, count: 150)
      #expect(try scratch.run("init").status == 0)
      let process = try start(scratch, ["add", "papers"], output: "first")
      var last = 0
      while process.isRunning {
        let found = try scratch.run("search", "soup", "--limit", "1000", "--format", "ids")
        #expect([0, 1].contains(found.status), "\(found.errors)")
        #expect(found.lines.count >= last)
        last = found.lines.count
      }
      #expect(
        try scratch.run("search", "soup", "--limit", "1000", "--format", "ids").lines.count == 150)
    }
  }
}
