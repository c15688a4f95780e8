// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

/// What `search` and `count` print.
@Suite struct SearchOutputTests {
  @Test func `Text names rank, short id, languages, rung, place and snippet`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run("search", "tunnel")
      #expect(run.status == 0)
      #expect(run.errors == "")
      #expect(run.text.hasPrefix("1  "))
      #expect(run.text.contains("tunnel.txt"))
      #expect(run.text.contains("exact · en · 2026-11-02 · Calais"))
      #expect(run.text.contains("[tunnel]"))
      let last = try #require(run.lines.last)
      #expect(last == "exact 1 · fold 1 · stem 1 · sound 2")
    }
  }

  @Test func `Right-to-left snippets and names are isolated, and marks are inside`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run("search", "نفق", "--match", "stem")
      let snippet = try #require(run.lines.first { $0.contains("[") })
      let shown = snippet.trimmingCharacters(in: .whitespaces)
      #expect(shown.hasPrefix("\u{2067}"))
      #expect(shown.hasSuffix("\u{2069}"))
      #expect(run.text.contains("\u{2068}نفق.txt\u{2069}"))
    }
  }

  @Test func `Without a terminal there is no escape sequence`() throws {
    try Scratch.withArchive { (scratch) throws in
      for command in [["search", "tunnel"], ["list"], ["doctor"], ["stats"]] {
        let run = try ProgramRun.run(command, in: scratch.folder)
        #expect(!run.text.contains("\u{1B}"))
        #expect(!run.errors.contains("\u{1B}"))
      }
    }
  }

  @Test func `On a terminal matches are coloured, unless NO_COLOR is set`() throws {
    try Scratch.withArchive { (scratch) throws in
      let coloured = try scratch.runInTerminal("search", "tunnel")
      #expect(coloured.text.contains("\u{1B}[1;31mtunnel\u{1B}[0m"))
      #expect(!coloured.text.contains("[tunnel]"))
      let plain = try scratch.runInTerminal("search", "tunnel", environment: ["NO_COLOR": "1"])
      #expect(plain.text.contains("[tunnel]"))
      #expect(!plain.text.contains("\u{1B}"))
    }
  }

  @Test func `JSON holds totals, hits with marks, and facets and clauses when asked`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run(
        "search", "tunnel", "--format", "json", "--facets", "--explain")
      let answer = try run.object
      #expect(answer["query"] as? String == "tunnel")
      #expect(answer["match"] as? String == "stem")
      #expect(answer["total"] as? Int == 1)
      #expect((answer["totals"] as? [String: Int])?["stem"] == 1)
      let hits = try #require(answer["hits"] as? [[String: Any]])
      let hit = try #require(hits.first)
      #expect(hit["rank"] as? Int == 1)
      #expect(hit["rung"] as? String == "exact")
      #expect(hit["explanation"] != nil)
      let document = try #require(hit["document"] as? [String: Any])
      #expect(document["name"] as? String == "tunnel.txt")
      let snippet = try #require(hit["snippet"] as? [String: Any])
      let text = Array(try #require(snippet["text"] as? String).utf8)
      let mark = try #require((snippet["marks"] as? [[Int]])?.first)
      #expect(String(decoding: text[mark[0]..<mark[1]], as: UTF8.self) == "tunnel")
      #expect((answer["facets"] as? [String: Any])?["languages"] != nil)
      #expect((answer["clauses"] as? [Any])?.count == 1)
    }
  }

  @Test func `NDJSON has one hit a line and ids one id a line`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run("search", "tunnel", "نفق", "--format", "ndjson")
      let objects = try run.objects
      #expect(objects.count >= 2)
      #expect(objects.map { $0["rank"] as? Int } == Array(1...objects.count))
      let ids = try scratch.run("search", "tunnel", "نفق", "--format", "ids").lines
      #expect(ids.count == objects.count)
      #expect(ids.allSatisfy { $0.count == 40 })
    }
  }

  @Test func `CSV quotes what needs quotes and ends lines with CR LF`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run("search", "tunnel", "--format", "csv")
      #expect(run.text.hasPrefix("rank,id,score,rung,"))
      #expect(run.text.contains("\"Red Cross, \"\"port\"\" team\""))
      #expect(run.text.components(separatedBy: "\r\n").count == 3)
    }
  }

  @Test(arguments: ["ids", "csv", "ndjson"])
  func `Lines of hits end with the same status, page and ids as text with totals`(
    format: String
  ) throws {
    try Scratch.withArchive { (scratch) throws in
      func found(_ arguments: [String]) throws -> [String] {
        let answer = try ProgramRun.run(
          ["search"] + arguments + ["--format", "json"], in: scratch.folder
        ).object
        let hits = try #require(answer["hits"] as? [[String: Any]])
        return hits.compactMap { ($0["document"] as? [String: Any])?["id"] as? String }
      }
      for arguments in [["tunnel"], ["t*"], ["nothinglikeit"], ["t*", "--limit", "0"]] {
        let text = try ProgramRun.run(["search"] + arguments, in: scratch.folder)
        let lines = try ProgramRun.run(
          ["search"] + arguments + ["--format", format], in: scratch.folder)
        #expect(lines.status == text.status, "\(arguments)")
        #expect(lines.errors == "", "\(arguments)")
        let ids = try found(arguments)
        #expect(ids.allSatisfy { lines.text.contains($0) }, "\(arguments)")
        if format == "ids" { #expect(lines.lines == ids, "\(arguments)") }
      }
      let page = ["t*", "--limit", "1", "--after", "start"]
      let first = try ProgramRun.run(["search"] + page + ["--format", format], in: scratch.folder)
      #expect(first.errors == (try ProgramRun.run(["search"] + page, in: scratch.folder)).errors)
    }
  }

  @Test func `Nothing found on a fine rung names the coarser rungs that would find`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run("search", "manifestaient", "--match", "exact", "--lang", "fr")
      #expect(run.status == 0 || run.errors.contains("stem"))
      let other = try scratch.run("search", "tunnels", "--match", "exact")
      #expect(other.status == 1)
      #expect(other.text == "")
      #expect(other.errors.contains("nothing found on the rung exact"))
      #expect(other.errors.contains("stem 1"))
      #expect(other.errors.contains("--match stem"))
    }
  }

  @Test func `Options restrict as the query language does`() throws {
    try Scratch.withArchive { (scratch) throws in
      #expect(try scratch.run("search", "tunnel", "--since", "2026-11").status == 0)
      #expect(try scratch.run("search", "tunnel", "--until", "2026-10").status == 1)
      #expect(try scratch.run("search", "tunnel", "--tag", "tunnel").status == 0)
      #expect(try scratch.run("search", "tunnel", "--tag", "strike").status == 1)
      #expect(try scratch.run("search", "tunnel", "--lang", "en,fr").status == 0)
      #expect(try scratch.run("search", "tunnel", "--lang", "fr").status == 1)
    }
  }

  @Test func `Count gives a row for all languages and one a language`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run("count", "tunnel")
      #expect(run.lines[0].split(separator: " ") == ["language", "exact", "fold", "stem", "sound"])
      #expect(run.lines[1].split(separator: " ") == ["all", "1", "1", "1", "2"])
      let json = try scratch.run("count", "tunnel", "--format", "json").object
      #expect((json["rungs"] as? [Any])?.count == 4)
      let csv = try scratch.run("count", "tunnel", "--format", "csv").text
      #expect(csv.contains("stem,en,1\r\n"))
      #expect(try scratch.run("count", "tunnel", "--format", "ndjson").objects.count == 4)
    }
  }
}
