// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Glibc
import Testing

/// Each exit status, as a script sees it.
@Suite struct ExitStatusTests {
  @Test func `0 when something is found`() throws {
    try Scratch.withArchive { (scratch) throws in
      #expect(try scratch.run("search", "tunnel").status == 0)
      #expect(try scratch.run("count", "tunnel").status == 0)
      #expect(try scratch.run("list").status == 0)
    }
  }

  @Test func `1 when nothing is found`() throws {
    try Scratch.withArchive { (scratch) throws in
      #expect(try scratch.run("search", "zeppelin").status == 1)
      #expect(try scratch.run("search", "zeppelin", "--format", "json").status == 1)
      #expect(try scratch.run("count", "zeppelin").status == 1)
      #expect(try scratch.run("list", "--tag", "zeppelin").status == 1)
      #expect(try scratch.run("show", "0000000000").status == 1)
      #expect(try scratch.run("gaps").status == 1)
    }
  }

  @Test(arguments: [
    ["bogus"], ["search"], ["search", "a", "--match", "smell"], ["search", "a", "--limit", "-1"],
    ["search", "a", "--since", "2026-13"], ["search", " "], ["list", "--lang", "?"], ["add"],
    ["add", "x", "-j", "0"], ["add", "x", "--charset", "cp0"],
    ["add", "x", "--name", "y"], ["add", "-", "-"],
    ["show", "a", "--text", "--history"], ["index", "inspect", "--languages", "--terms", "a"],
    ["analyze"], ["stats", "--by", "colour"], ["add", ""], ["add", "x", ""], ["watch", ""],
  ])
  func `2 for wrong usage, with a sentence on standard error`(arguments: [String]) throws {
    try Scratch.with { (scratch) throws in
      let run = try ProgramRun.run(arguments, in: scratch.folder)
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("Error: "))
      #expect(run.text == "")
    }
  }

  @Test func `2 for a query that cannot be read, with a caret under the place`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run("search", "日本 \"tunnel")
      #expect(run.status == 2)
      let lines = run.errors.split(separator: "\n").map(String.init)
      try #require(lines.count == 3)
      #expect(lines[0].hasPrefix("handbill: "))
      #expect(lines[1] == "  日本 \"tunnel")
      #expect(lines[2].hasPrefix("       ^"))
    }
  }

  @Test func `2 when standard output cannot be written`() throws {
    try Scratch.withArchive { (scratch) throws in
      let script = "\(ProgramRun.program.path) list > /dev/full"
      #expect(try scratch.shell(script).status == 2)
    }
  }

  @Test func `3 when some files cannot be read, and they are listed`() throws {
    try Scratch.withArchive { (scratch) throws in
      var noise = Data()
      for number in 0..<4096 { noise.append(UInt8(truncatingIfNeeded: number * 37 + number / 7)) }
      try scratch.write("bad/noise.bin", noise)
      try scratch.write("bad/good.txt", "A good leaflet among bad ones.\n")
      let run = try scratch.run("add", "bad")
      #expect(run.status == 3)
      #expect(run.text.contains("unreadable 1"))
      #expect(run.text.contains("bad/noise.bin"))
      #expect(run.errors.contains("noise.bin"))
      #expect(try scratch.run("add", "missing.txt").status == 3)
      #expect(try scratch.run("gaps").status == 0)
    }
  }

  @Test func `4 when an original was altered`() throws {
    try Scratch.withArchive { (scratch) throws in
      #expect(try scratch.run("verify", "--deep").status == 0)
      let shown = try scratch.run("search", "tunnel", "--format", "ids").lines.first
      let detail = try scratch.run("show", try #require(shown), "--metadata", "--format", "json")
      let original = try #require(try detail.object["original"] as? String)
      try Data("The tunnel is open.".utf8).write(to: URL(fileURLWithPath: original))
      let deep = try scratch.run("verify", "--deep")
      #expect(deep.status == 4)
      #expect(deep.text.contains("E092"))
    }
  }

  @Test func `4 when the index is damaged, and the advice is to rebuild it`() throws {
    try Scratch.withArchive { (scratch) throws in
      let folder = scratch.folder.appendingPathComponent("Indexes/Search")
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let file = folder.appendingPathComponent(name)
        var bytes = try Data(contentsOf: file)
        if bytes.count < 64 { continue }
        bytes.replaceSubrange(0..<16, with: Data(repeating: 0xA5, count: 16))
        try FileManager.default.removeItem(at: file)
        try bytes.write(to: file)
      }
      let run = try scratch.run("search", "tunnel")
      #expect(run.status == 4)
      #expect(run.errors.contains("index rebuild"))
      #expect(try scratch.run("index", "rebuild").status == 0)
      #expect(try scratch.run("search", "tunnel").status == 0)
    }
  }

  @Test func `10 where there is no archive`() throws {
    try Scratch.with { (scratch) throws in
      for command in [["list"], ["search", "a"], ["add", "x"], ["verify"], ["index", "info"]] {
        let run = try ProgramRun.run(command, in: scratch.folder)
        #expect(run.status == 10)
        #expect(run.errors.contains("handbill init"))
      }
      #expect(try scratch.run("list", "--home", "nowhere").status == 10)
      #expect(try scratch.run("list", environment: ["HANDBILL_HOME": "nowhere"]).status == 10)
    }
  }

  @Test func `11 while another process writes`() throws {
    try Scratch.withArchive { (scratch) throws in
      try scratch.write("more/a.txt", "One more leaflet.\n")
      // flock(1) holds the lock that `add` takes, for longer than `add` waits.
      let script = """
        lock=$(find Indexes -maxdepth 1 -name '*lock*' | head -1)
        flock -x "${lock:-Indexes}" \(ProgramRun.program.path) add more
        """
      #expect(try scratch.shell(script).status == 11)
      #expect(try scratch.run("add", "more").status == 0)
    }
  }

  @Test func `130 after an interruption, and what was reported is safe`() throws {
    try Scratch.withArchive { (scratch) throws in
      // A long file is committed by itself, so that there is a rest to be left.
      let long = try FileHandle(forWritingTo: scratch.write("many/a.bin", "a"))
      try long.truncate(atOffset: 66 << 20)
      try scratch.write("many/d.txt", "Sheet 199.\n")
      let script = """
        \(ProgramRun.program.path) add many -j 1 & pid=$!
        sleep 0.2; kill -INT $pid; wait $pid
        """
      // A shell without job control lets its children ignore SIGINT; bash -m does not.
      let run = try scratch.shell("set -m\n" + script)
      #expect(run.status == 130)
      #expect(try scratch.run("verify", "--deep").status == 0)
      #expect(try scratch.run("add", "many").status == 0)
      #expect(try scratch.run("search", "199").status == 0)
    }
  }

  @Test func `A reader that goes away is no failure`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.shell(
        "\(ProgramRun.program.path) analyze '\(String(repeating: "word ", count: 20_000))'"
          + " --format ndjson | head -1 > first; echo ${PIPESTATUS[0]}")
      #expect(run.text == "0\n")
      #expect(run.errors == "")
    }
  }
}

extension Scratch {
  /// Runs a line of bash in the folder.
  func shell(_ script: String) throws -> ProgramRun {
    try ProgramRun.shell(script, in: folder)
  }
}
