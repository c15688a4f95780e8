// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

/// Pages, orders, time-outs, suggestions and receipts, as scripts use them.
@Suite struct AnswerOptionTests {
  /// Documents with the same words, and one found on another day.
  private static func withCopies(_ body: (Scratch) throws -> Void) throws {
    try Scratch.withArchive { (scratch) throws in
      let texts = [
        ("one.txt", "Buses to the tunnel leave at nine.", "2026-10-01"),
        ("two.txt", "BUSES to the tunnel, leave at nine!", "2026-12-01"),
        ("three.txt", "The tunnel has two ends.", "2026-11-20"),
      ]
      for (name, text, day) in texts {
        try scratch.write("more/" + name, text)
        try #require(
          try scratch.run("add", "more/" + name, "--found-on", day, "--lang", "en").status == 0)
      }
      try body(scratch)
    }
  }

  private static func ask(_ scratch: Scratch, _ arguments: [String]) throws -> ProgramRun {
    try ProgramRun.run(arguments, in: scratch.folder)
  }

  @Test func `Pages by cursor hold every hit once, in any order`() throws {
    try Self.withCopies { (scratch) throws in
      for order in [["--sort", "score"], ["--sort", "-date"], ["--sort", "date", "--collapse"]] {
        let whole = try Self.ask(scratch, ["search", "tunnel", "--format", "ids"] + order).lines
        #expect(whole.count >= 3)
        var paged: [String] = []
        var cursor = "start"
        while true {
          let page = try Self.ask(
            scratch,
            ["search", "tunnel", "--limit", "1", "--format", "ids", "--after", cursor] + order)
          #expect(page.status == 0)
          paged += page.lines
          try #require(paged.count <= whole.count)
          let mark = "handbill: next page: --after "
          guard page.errors.hasPrefix(mark) else { break }
          cursor = page.errors.dropFirst(mark.count).trimmingCharacters(in: .newlines)
        }
        #expect(paged == whole)
      }
    }
  }

  @Test func `A cursor of another query, or none at all, is wrong usage`() throws {
    try Self.withCopies { (scratch) throws in
      let first = try Self.ask(scratch, ["search", "tunnel", "--limit", "1", "--format", "json"])
        .object
      let cursor = try #require(first["next"] as? String)
      let second = try Self.ask(
        scratch, ["search", "tunnel", "--limit", "1", "--format", "json", "--after", cursor]
      ).object
      #expect(((second["hits"] as? [[String: Any]])?.first?["rank"] as? Int) == 2)
      let other = try scratch.run("search", "buses", "--after", cursor)
      #expect(other.status == 2 && other.errors.contains("another query"))
      let none = try scratch.run("search", "tunnel", "--after", "abc")
      #expect(none.status == 2 && none.errors.contains("no cursor"))
      try scratch.write("new.txt", "tunnel")
      #expect(try scratch.run("add", "new.txt").status == 0)
      let late = try scratch.run("search", "tunnel", "--after", cursor)
      #expect(late.status == 2 && late.errors.contains("the index has changed"))
    }
  }

  @Test func `Sorting by date and collapsing do what they say`() throws {
    try Self.withCopies { (scratch) throws in
      func names(_ options: String...) throws -> [String] {
        let run = try Self.ask(scratch, ["search", "tunnel", "--format", "csv"] + options)
        return run.text.components(separatedBy: "\r\n").dropFirst().compactMap {
          let fields = $0.components(separatedBy: ",")
          return fields.count > 7 ? fields[7] : nil
        }
      }
      let latest = try names("--sort", "-date")
      #expect(latest == ["two.txt", "three.txt", "tunnel.txt", "one.txt"])
      #expect(try names("--sort", "date") == latest.reversed())
      let collapsed = try names("--sort", "-date", "--collapse")
      #expect(collapsed == ["two.txt", "three.txt", "tunnel.txt"])
      let text = try scratch.run("search", "tunnel", "--collapse").text
      #expect(text.contains("1 more with the same words"))
      #expect(text.contains("stem 4 · sound 5 · 3 different"))
      let json = try scratch.run("search", "tunnel", "--collapse", "--format", "json").object
      #expect(json["total"] as? Int == 4 && json["distinct"] as? Int == 3)
    }
  }

  @Test func `A search that runs out of time is partial, and its status stays`() throws {
    try Self.withCopies { (scratch) throws in
      let stopped = try scratch.run("search", "tunnel", "--timeout", "0ms", "--format", "json")
      #expect(stopped.status == 1)
      #expect(try stopped.object["partial"] as? Bool == true)
      let whole = try scratch.run("search", "tunnel", "--timeout", "10min", "--format", "json")
      #expect(whole.status == 0)
      #expect(try whole.object["partial"] as? Bool == false)
      for wrong in ["2", "fast", "-1s", "s", "1e9s", "2h", "99999999s", "١s", "infs"] {
        #expect(try scratch.run("search", "tunnel", "--timeout=" + wrong).status == 2)
      }
    }
  }

  @Test func `Unknown words are suggested for, on request and where nothing is found`() throws {
    try Self.withCopies { (scratch) throws in
      let run = try scratch.run("suggest", "tunel")
      #expect(run.status == 0)
      #expect(run.lines.first == "tunnel  4 documents")
      let json = try scratch.run("suggest", "ouvriirs", "--format", "json").object
      let first = try #require((json["suggestions"] as? [[String: Any]])?.first)
      #expect(first["form"] as? String == "ouvriers" && first["edits"] as? Int == 1)
      let nothing = try scratch.run("suggest", "qqqqqqqq")
      #expect(nothing.status == 1 && nothing.text == "")
      let search = try scratch.run("search", "+tunel", "+closd")
      #expect(search.status == 1 && search.text == "")
      #expect(search.errors.contains("Did you mean, for tunel: tunnel (4)"))
      #expect(search.errors.contains("Did you mean, for closd: closed (1)"))
      let answer = try scratch.run("search", "+tunel", "+nine", "--format", "json").object
      let words = try #require(answer["suggestions"] as? [[String: Any]])
      #expect(words.map { $0["word"] as? String } == ["tunel"])
    }
  }

  @Test func `A receipt is asked again, and differences are named`() throws {
    try Self.withCopies { (scratch) throws in
      let search = [
        "search", "tunnel", "\"two ends\"", "po*^2", "--since", "2026", "--tag", "tunnel",
        "--receipt", "r.json",
      ]
      #expect(try Self.ask(scratch, search).status == 0)
      let same = try scratch.run("receipt", "r.json")
      #expect(same.status == 0 && same.text.hasPrefix("The answer is the same"))
      #expect(try Self.ask(scratch, ["search", "nine", "--receipt", "n.json"]).status == 0)
      try scratch.write("new.txt", "nine nine nine")
      #expect(try scratch.run("add", "new.txt", "--lang", "en").status == 0)
      let other = try scratch.run("receipt", "n.json")
      #expect(other.status == 1)
      #expect(other.text.contains("The index has changed: commit"))
      #expect(other.text.contains("came   1  "))
      #expect(other.text.contains("moved  1 → 2  "))
      let json = try scratch.run("receipt", "n.json", "--format", "json")
      #expect(json.status == 1)
      #expect(try json.object["same"] as? Bool == false)
    }
  }

  private static func object(_ scratch: Scratch, _ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: scratch.folder.appendingPathComponent(name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// What another program says.
  private static func sha256(_ scratch: Scratch, _ name: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    process.arguments = [scratch.folder.appendingPathComponent(name).path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    process.waitUntilExit()
    return String(
      decoding: output.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
  }

  @Test func `A receipt has all hits, and digests that sha256sum gives too`() throws {
    try Self.withCopies { (scratch) throws in
      #expect(
        try scratch.run("search", "tunnel", "--limit", "1", "--receipt", "r.json").lines.count > 0)
      let receipt = try Self.object(scratch, "r.json")
      let hits = try #require(receipt["hits"] as? [[String: String]])
      #expect(hits.count > 1 && hits.count == receipt["total"] as? Int)
      let lines = hits.map { "\($0["id"] ?? "")\t\($0["score"] ?? "")\n" }.joined()
      try scratch.write("lines", lines)
      #expect(receipt["hitsSHA256"] as? String == (try Self.sha256(scratch, "lines")))
      let index = try #require(receipt["index"] as? [String: Any])
      #expect(index["sha256"] as? String == (try Self.sha256(scratch, "Indexes/Search/manifest")))
      // One hit in the place of another is no receipt any more; one of format 1 is compared by pages.
      let text = try String(
        contentsOf: scratch.folder.appendingPathComponent("r.json"), encoding: .utf8)
      let id = try #require(hits[0]["id"])
      try scratch.write("w.json", text.replacingOccurrences(of: id, with: "0" + id.dropFirst()))
      let changed = try scratch.run("receipt", "w.json")
      #expect(changed.status == 2 && changed.errors.contains("SHA-256"))
      var old = receipt
      old["receiptFormat"] = 1
      old["hitsSHA256"] = nil
      old["hits"] = [hits[0]]
      let bytes = try JSONSerialization.data(withJSONObject: old)
      try scratch.write("old.json", String(decoding: bytes, as: UTF8.self))
      #expect(try scratch.run("receipt", "old.json").status == 0)
    }
  }

  @Test func `A file that is no receipt is told apart from a changed answer`() throws {
    try Self.withCopies { (scratch) throws in
      #expect(try scratch.run("search", "tunnel", "--receipt", "r.json").status == 0)
      let good = try String(
        contentsOf: scratch.folder.appendingPathComponent("r.json"), encoding: .utf8)
      let wrong = [
        "", "{}", "[]", String(good.dropLast(3)),
        good.replacingOccurrences(of: "\"receiptFormat\" : 2", with: "\"receiptFormat\" : 3"),
        good.replacingOccurrences(of: "\"receiptFormat\" : 2", with: "\"receiptFormat\" : 0"),
        good.replacingOccurrences(of: "\"limit\" : 10", with: "\"limit\" : -1"),
        good.replacingOccurrences(of: "\"stem\"", with: "\"stern\""),
        good.replacingOccurrences(of: "\"sort\" : \"score\"", with: "\"sort\" : \"scope\""),
        good.replacingOccurrences(of: "\"query\" : \"tunnel\"", with: "\"query\" : \"(\""),
      ]
      #expect(!wrong.contains(good))
      for text in wrong {
        try scratch.write("w.json", text)
        #expect(try scratch.run("receipt", "w.json").status == 2)
      }
      #expect(try scratch.run("receipt", "missing.json").status == 2)
      #expect(
        try scratch.run("search", "tunnel", "--receipt", "r.json", "--after", "start").status == 2)
    }
  }
}
