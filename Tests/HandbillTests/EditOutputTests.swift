// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

/// What the commands that change and tell of documents print.
@Suite struct EditOutputTests {
  private func id(_ scratch: Scratch) throws -> String {
    try #require(try scratch.run("list", "--format", "ids").lines.first)
  }

  @Test func `Tags are given with a plus and taken with a minus`() throws {
    try Scratch.withArchive { (scratch) throws in
      let id = try id(scratch)
      #expect(try scratch.run("tag", id, "+meals", "+port", "+x").status == 0)
      let run = try scratch.run("tag", id, "-meals", "+two words", "--untag", "x", "-m", "why")
      #expect(run.status == 0)
      #expect(run.text.contains("tags +two words -meals -x"))
      #expect(try scratch.run("tag", id).lines.contains("two words"))
      #expect(try scratch.run("log", id).text.contains("why"))
      #expect(try scratch.run("tag", id, "+ ").status == 2)
      #expect(try scratch.run("tag", "+x").status == 2)
    }
  }

  @Test func `An edit shows what changed; a dry run changes nothing`() throws {
    try Scratch.withArchive { (scratch) throws in
      let id = try id(scratch)
      let dry = try scratch.run("edit", id, "--set", "title=Free meals", "--dry-run")
      #expect(dry.status == 0)
      #expect(dry.text.contains("1 document would change"))
      #expect(try scratch.run("diff", id).text.contains("title") == false)
      let done = try scratch.run("edit", id, "--set", "title=Free meals", "--user", "Zoë")
      #expect(done.text.contains("dc:title: nothing → \"Free meals\""))
      #expect(try scratch.run("log", id).text.contains("Zoë"))
      #expect(try scratch.run("edit", id, "--set", "title").status == 2)
      #expect(try scratch.run("edit", id, "--set", "found-on=2026-13").status == 2)
      #expect(try scratch.run("edit", "ffffffffffff", "--set", "a=b").status == 1)
    }
  }

  @Test func `A table of changes is a preview until it is confirmed`() throws {
    try Scratch.withArchive { (scratch) throws in
      let id = try id(scratch)
      try scratch.write("edits.csv", "id,shelf\n\(id),12\n")
      let preview = try scratch.run("edit", "--from", "edits.csv")
      #expect(preview.status == 0)
      #expect(preview.text.contains("1 document would change"))
      #expect(preview.errors.contains("--yes"))
      #expect(
        try scratch.run("edit", "--from", "edits.csv", "--yes").text.contains("1 document changed"))
      #expect(
        try scratch.run("edit", "--from", "edits.csv", "--yes").text.contains("0 documents changed")
      )
      #expect(try scratch.run("edit", "--from", "missing.csv").status == 2)
    }
  }

  @Test func `Purging wants the id typed, and says what is left`() throws {
    try Scratch.withArchive { (scratch) throws in
      let id = try id(scratch)
      let refused = try scratch.run("remove", id, "--purge")
      #expect(refused.status == 2)
      #expect(refused.errors.contains(String(id.prefix(12))))
      #expect(try scratch.run("remove", id, "--purge", "--confirm", "ffffffffffff").status == 2)
      let purged = try scratch.run("remove", id, "--purge", "--confirm", String(id.prefix(12)))
      #expect(purged.status == 0)
      #expect(try scratch.run("show", id).status == 1)
      #expect(try scratch.run("list", "--removed", "--format", "ids").lines == [id])
      #expect(try scratch.run("log", id).text.contains("destroyed the original"))
      #expect(try scratch.run("verify", "--deep").status == 0)
    }
  }

  @Test func `The log as PREMIS is XML with every act`() throws {
    try Scratch.withArchive { (scratch) throws in
      let id = try id(scratch)
      _ = try scratch.run("edit", id, "--set", "title=<&> \u{1B}")
      let xml = try scratch.run("log", id, "--format", "premis").output
      let parser = XMLDocumentCounter(xml)
      #expect(parser.isWellFormed)
      #expect(parser.counts["event"] == 3)
      #expect(parser.counts["object"] == 1)
    }
  }

  @Test func `Languages are shown and set`() throws {
    try Scratch.withArchive { (scratch) throws in
      let id = try id(scratch)
      #expect(try scratch.run("lang", id).text.contains("set by people: nothing"))
      #expect(try scratch.run("lang", id, "--set", "ckb").status == 0)
      let object = try scratch.run("lang", id, "--format", "json").object
      #expect(object["declared"] as? String == "ckb")
      #expect(try scratch.run("lang", id, "--set", "nosuch").status == 2)
    }
  }
}

/// Counts the elements of an XML text with the system's parser.
private final class XMLDocumentCounter {
  let counts: [String: Int]
  let isWellFormed: Bool

  init(_ data: Data) {
    let script = """
      import sys, collections, xml.etree.ElementTree as t
      root = t.fromstring(sys.stdin.buffer.read())
      for tag, n in collections.Counter(e.tag.split('}')[1] for e in root.iter()).items(): print(tag, n)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try? process.run()
    input.fileHandleForWriting.write(data)
    try? input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    isWellFormed = process.terminationStatus == 0
    var counts: [String: Int] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      if parts.count == 2 { counts[String(parts[0])] = Int(parts[1]) }
    }
    self.counts = counts
  }
}
