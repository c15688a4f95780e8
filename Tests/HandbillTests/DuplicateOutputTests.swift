// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

/// `duplicates` and `similar`, as people and scripts use them.
@Suite struct DuplicateOutputTests {
  /// The sample archive with a leaflet twice, its near duplicate, and a sheet in two languages.
  private static func withDuplicates(_ body: (Scratch) throws -> Void) throws {
    try Scratch.withArchive { (scratch) throws in
      let text = "The kitchen serves hot soup and bread every evening before the old station.\n"
      let files = [
        ("soup.txt", text), ("again/soup.txt", text),
        ("soup-2.txt", text.replacingOccurrences(of: "hot", with: "warm")),
        ("clinic.txt", "The clinic is open.\nCall 01 99 00 34 57 or see example.org/clinic\n"),
        ("soins.txt", "La clinique est ouverte.\n+33 1 99 00 34 57, example.org/clinic\n"),
      ]
      for (name, text) in files { try scratch.write("more/" + name, text) }
      try #require(try scratch.run("add", "more", "--found-at", "Port").status == 0)
      try body(scratch)
    }
  }

  @Test func `Text shows each kind with the evidence`() throws {
    try Self.withDuplicates { (scratch) throws in
      let run = try scratch.run("duplicates", "--threshold", "0.7")
      #expect(run.status == 0)
      #expect(run.errors == "")
      for part in [
        "Same file: 1 file found more than once", "found 2 times",
        "Nearly the same text, likeness 0.70 or more: 1 group", "shingles", "both: “",
        "Same sheet in other prints or languages: 1 family", "phone 199003457",
        "link example.org/clinic", "can be in no family",
      ] {
        #expect(run.text.contains(part), "\(part)")
      }
    }
  }

  @Test func `JSON holds every group with its pairs, and CSV and NDJSON the same`() throws {
    try Self.withDuplicates { (scratch) throws in
      let object = try scratch.run("duplicates", "--threshold", "0.7", "--format", "json").object
      let groups = try #require(object["groups"] as? [[String: Any]])
      #expect(groups.compactMap { $0["kind"] as? String } == ["file", "near", "family"])
      let near = try #require((groups[1]["pairs"] as? [[String: Any]])?.first)
      let likeness = try #require(near["likeness"] as? Double)
      #expect(likeness >= 0.7 && likeness < 1)
      let shared = try #require(near["sharedShingles"] as? Int)
      let all = try #require(near["allShingles"] as? Int)
      #expect(abs(likeness - Double(shared) / Double(all)) < 1e-9)
      let lines = try scratch.run("duplicates", "--threshold", "0.7", "--format", "ndjson").objects
      #expect(lines.count == groups.count)
      let rows = try scratch.run("duplicates", "--threshold", "0.7", "--format", "csv").text
        .components(separatedBy: "\r\n")
      #expect(rows.count == 1 + 2 + 1 + 1 + 1)
    }
  }

  @Test func `A kind, a language and a limit choose what is shown`() throws {
    try Self.withDuplicates { (scratch) throws in
      let families = try scratch.run("duplicates", "--families", "--format", "ndjson").objects
      #expect(families.compactMap { $0["kind"] as? String } == ["family"])
      let none = try scratch.run("duplicates", "--lang", "fa")
      #expect(none.status == 1)
      let one = try scratch.run(
        "duplicates", "--exact", "--near", "--threshold", "0.7", "--limit", "1", "--format", "csv")
      #expect(one.status == 0)
    }
  }

  @Test func `Similar gives the best first, and nothing for what stands alone`() throws {
    try Self.withDuplicates { (scratch) throws in
      let ids = try scratch.run("search", "clinic", "--format", "ids").lines
      let id = try #require(ids.first)
      let run = try scratch.run("similar", id)
      #expect(run.status == 0)
      #expect(run.text.contains("phone 199003457"))
      let object = try scratch.run("similar", String(id.prefix(12)), "--format", "json").object
      let similar = try #require(object["similar"] as? [[String: Any]])
      #expect(similar.count == 1)
      let alone = try #require(
        try scratch.run("search", "manifestaient", "--format", "ids").lines.first)
      let nothing = try scratch.run("similar", alone)
      #expect(nothing.status == 1)
      #expect(nothing.errors.contains("nothing is like"))
    }
  }

  @Test(arguments: [
    ["duplicates", "--threshold", "2"], ["duplicates", "--threshold", "0"],
    ["duplicates", "--limit", "0"], ["duplicates", "--jobs", "0"], ["similar"],
    ["similar", "abc", "--limit", "0"],
  ])
  func `Wrong usage is refused in one sentence`(arguments: [String]) throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try ProgramRun.run(arguments, in: scratch.folder)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(!run.errors.isEmpty)
    }
  }

  @Test func `An unknown document is not found, and an empty archive has no duplicates`() throws {
    try Scratch.with { (scratch) throws in
      #expect(try scratch.run("duplicates").status == 10)
      #expect(try scratch.run("init").status == 0)
      #expect(try scratch.run("similar", "abcdef").status == 1)
      #expect(try scratch.run("duplicates").status == 1)
    }
  }
}
