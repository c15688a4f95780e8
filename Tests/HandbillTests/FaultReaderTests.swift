// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Readers in processes of their own while others merge, rebuild, edit and purge: every answer is
// from before or from after.

import Foundation
import Testing

@Suite(.serialized) struct FaultReaderTests {
  private static let count = 24

  /// A home of leaflets in several segments; their ids, by their numbers.
  private static func fill(_ scratch: Scratch) throws -> [String] {
    #expect(try scratch.run("init").status == 0)
    for part in 0..<4 {
      for number in 0..<(count / 4) {
        let leaflet = part * count / 4 + number
        try scratch.write("papers\(part)/\(leaflet).txt", text(leaflet))
      }
      #expect(try scratch.run("add", "papers\(part)").status == 0)
    }
    return try (0..<count).map { leaflet in
      try #require(try scratch.run("search", "zq\(leaflet)x", "--format", "ids").lines.first)
    }
  }

  private static func text(_ leaflet: Int) -> String {
    "Leaflet zq\(leaflet)x: soup, coats and advice at the port.\n"
  }

  /// Starts a script of writers.
  private static func start(_ scratch: Scratch, _ script: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-ec", script]
    process.currentDirectoryURL = scratch.folder
    process.environment = ProgramRun.environment([:])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: try scratch.write("writer", ""))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  private static func expectEnded(_ process: Process, _ scratch: Scratch) throws {
    process.waitUntilExit()
    let file = scratch.folder.appendingPathComponent("writer")
    let errors = try String(contentsOf: file, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(errors)")
  }

  @Test func `While others rebuild, merge and edit, every search and every document is whole`()
    throws
  {
    try Scratch.with { scratch in
      let ids = try Self.fill(scratch)
      let program = ProgramRun.program.path
      let writer = try Self.start(
        scratch,
        """
        for round in 1 2 3 4; do
          \(program) index rebuild
          \(program) edit \(ids[1]) --set title=round$round
          \(program) index merge
          \(program) tag \(ids[2]) +tag$round
        done
        """)
      var reads = 0
      while writer.isRunning {
        let found = try scratch.run("search", "soup", "--limit", "100", "--format", "ids")
        #expect(found.status == 0 && Set(found.lines) == Set(ids), "\(found.errors)")
        let leaflet = 1 + reads % 2
        let shown = try scratch.run("show", ids[leaflet], "--text")
        #expect(shown.status == 0 && shown.text == Self.text(leaflet), "\(shown.errors)")
        let original = try scratch.run("show", ids[leaflet], "--original")
        #expect(original.status == 0 && original.text == Self.text(leaflet), "\(original.errors)")
        let log = try scratch.run("log", ids[leaflet])
        #expect(log.status == 0, "\(log.errors)")
        reads += 1
      }
      print("\(reads) rounds of reading during rebuilds, merges and edits")
      try Self.expectEnded(writer, scratch)
      #expect(try scratch.run("verify", "--deep").status == 0)
    }
  }

  @Test func `While others purge, a document is shown whole or said to be destroyed`() throws {
    try Scratch.with { scratch in
      let ids = try Self.fill(scratch)
      let purged = ids.prefix(10)
      let program = ProgramRun.program.path
      let writer = try Self.start(
        scratch,
        purged.map { "\(program) remove \($0) --purge --confirm \($0)" }.joined(separator: "\n"))
      var last = ids.count
      while writer.isRunning {
        let found = try scratch.run("search", "soup", "--limit", "100", "--format", "ids")
        #expect(found.status == 0 && found.lines.count <= last, "\(found.errors)")
        #expect(Set(found.lines).isSuperset(of: ids.dropFirst(10)))
        last = found.lines.count
        let leaflet = min(ids.count - last, 9)
        for part in ["--text", "--original"] {
          let shown = try scratch.run("show", ids[leaflet], part)
          let isWhole = shown.status == 0 && shown.text == Self.text(leaflet)
          let isGone =
            shown.status == 1 && shown.text.isEmpty && shown.errors.contains("was purged")
          #expect(isWhole || isGone, "\(shown.status): \(shown.errors)")
        }
      }
      try Self.expectEnded(writer, scratch)
      let found = try scratch.run("search", "soup", "--limit", "100", "--format", "ids")
      #expect(Set(found.lines) == Set(ids.dropFirst(10)))
      #expect(try scratch.run("verify", "--deep").status == 0)
    }
  }
}
