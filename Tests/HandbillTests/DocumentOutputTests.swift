// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

/// What the commands on documents, the index and the machine print.
@Suite struct DocumentOutputTests {
  @Test func `Init makes an archive once`() throws {
    try Scratch.with { (scratch) throws in
      #expect(try scratch.run("init", "papers").status == 0)
      #expect(scratch.exists("papers/Archive/0=ocfl_1.1"))
      #expect(scratch.exists("papers/Indexes"))
      let again = try scratch.run("init", "papers")
      #expect(again.status == 2)
      #expect(again.errors.contains("already"))
    }
  }

  @Test func `The home is found upwards, by the environment and by the option`() throws {
    try Scratch.withArchive { (scratch) throws in
      try scratch.write("a/b/c.txt", "")
      let below = try ProgramRun.run(["list"], in: scratch.folder.appendingPathComponent("a/b"))
      #expect(below.status == 0)
      let root = URL(fileURLWithPath: "/")
      let home = scratch.folder.path
      #expect(try ProgramRun.run(["list", "--home", home], in: root).status == 0)
      let variable = try ProgramRun.run(
        ["list"], in: root, environment: ["HANDBILL_HOME": home])
      #expect(variable.status == 0)
      #expect(try ProgramRun.run(["--home", home, "list"], in: root).status == 0)
      #expect(try ProgramRun.run(["--home=\(home)", "index", "info"], in: root).status == 0)
    }
  }

  @Test func `Add says what is new and what was there`() throws {
    try Scratch.withArchive { (scratch) throws in
      try scratch.write("more/a.txt", "A new leaflet about buses.\n")
      let run = try scratch.run("add", "more", "papers")
      #expect(run.status == 0)
      #expect(run.text.hasPrefix("added 1 · already there 5 · unreadable 0  ("))
      #expect(run.errors == "")
      try scratch.write("more/b.txt", "A second one about lost papers.\n")
      let json = try scratch.run("add", "more", "--format", "json").object
      #expect(json["added"] as? Int == 1)
      #expect(json["present"] as? Int == 1)
    }
  }

  @Test func `Standard input is added under the name it is given`() throws {
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run(
        "add", "-", "--name", "note.txt", "--lang", "en", input: "Quinces at the gate.\n")
      #expect(run.status == 0)
      let hit = try scratch.run("search", "quinces", "--format", "ndjson").objects.first
      let document = try #require(hit?["document"] as? [String: Any])
      #expect(document["name"] as? String == "note.txt")
      let text = try scratch.run("show", try #require(document["id"] as? String), "--original")
      #expect(text.text == "Quinces at the gate.\n")
    }
  }

  @Test func `File names that are not UTF-8 are added`() throws {
    try Scratch.withArchive { (scratch) throws in
      let script = """
        name=$(printf 'caf\\351.txt'); echo 'Coffee for everybody.' > "$name"
        \(ProgramRun.program.path) add "$name"
        """
      #expect(try scratch.shell(script).status == 0)
      #expect(try scratch.run("search", "coffee").status == 0)
    }
  }

  @Test func `Progress is drawn on a terminal and nowhere else`() throws {
    try Scratch.withArchive { (scratch) throws in
      for number in 0..<50 { try scratch.write("many/\(number).txt", "Sheet \(number).\n") }
      let piped = try scratch.run("add", "many")
      #expect(piped.errors == "")
      for number in 0..<50 { try scratch.write("more/\(number).txt", "Page \(number).\n") }
      let drawn = try scratch.runInTerminal("add", "more")
      #expect(drawn.text.contains("\r\u{1B}[K"))
      #expect(drawn.text.contains("/50 files"))
    }
  }

  @Test func `Show takes the beginning of an id and lists candidates where it is not enough`()
    throws
  {
    try Scratch.withArchive { (scratch) throws in
      let ids = try scratch.run("list", "--format", "ids").lines
      let first = try #require(ids.first)
      let text = try scratch.run("show", String(first.prefix(10)))
      #expect(text.status == 0)
      #expect(text.text.contains(first))
      #expect(text.text.contains("Calais"))
      for number in 0..<40 { try scratch.write("many/\(number).txt", "Sheet \(number).\n") }
      #expect(try scratch.run("add", "many").status == 0)
      let all = try scratch.run("list", "--format", "ids").lines
      let doubled = try #require(
        Dictionary(grouping: all) { $0.prefix(1) }.first { $0.value.count > 1 })
      let run = try scratch.run("show", String(doubled.key))
      #expect(run.status == 2)
      #expect(run.errors.contains(try #require(doubled.value.first).prefix(10)))
    }
  }

  @Test func `Show gives text, metadata, history and the original byte for byte`() throws {
    try Scratch.withArchive { (scratch) throws in
      let id = try #require(try scratch.run("search", "tunnel", "--format", "ids").lines.first)
      let original = try #require(Scratch.leaflets["tunnel.txt"])
      #expect(try scratch.run("show", id, "--original").text == original)
      #expect(try scratch.run("show", id, "--text").text.contains("Walk back to the old port"))
      let metadata = try scratch.run("show", id, "--metadata", "--format", "json").object
      #expect(metadata["pages"] == nil)
      #expect((metadata["sha512"] as? String)?.count == 128)
      #expect((metadata["passages"] as? [Any])?.isEmpty == false)
      let whole = try scratch.run("show", id, "--format", "json").object
      #expect((whole["pages"] as? [String])?.count == 1)
      let history = try scratch.run("show", id, "--history", "--format", "json").object
      #expect((history["versions"] as? [Any])?.isEmpty == false)
      #expect((history["events"] as? [Any])?.isEmpty == false)
      #expect(try scratch.run("show", id, "--history").text.contains("v1"))
    }
  }

  @Test func `Escape sequences of a document never reach a terminal`() throws {
    try Scratch.withArchive { (scratch) throws in
      let text = "The \u{1B}]0;owned\u{07} magpie \u{1B}[2J\u{202E}sings.\n"
      try scratch.write("evil\u{1B}[31m.txt", text)
      #expect(try scratch.run("add", "evil\u{1B}[31m.txt").status != 2)
      let id = try #require(try scratch.run("search", "magpie", "--format", "ids").lines.first)
      let shown = [
        try scratch.runInTerminal("search", "magpie"), try scratch.runInTerminal("list"),
        try scratch.runInTerminal("show", id), try scratch.runInTerminal("show", id, "--text"),
        try scratch.runInTerminal("show", id, "--original"),
      ]
      for run in shown {
        #expect(!run.text.contains("\u{1B}]0"))
        #expect(!run.text.contains("\u{1B}[2J"))
        #expect(!run.text.contains("\u{1B}[31m.txt"))
        #expect(!run.text.contains("\u{202E}"))
      }
      let json = try scratch.run("show", id, "--format", "json")
      #expect(!json.text.contains("\u{1B}"))
      #expect(try scratch.run("show", id, "--original").text == text)
    }
  }

  @Test func `List filters, and its formats hold the same documents`() throws {
    try Scratch.withArchive { (scratch) throws in
      #expect(try scratch.run("list", "--format", "ids").lines.count == 5)
      #expect(try scratch.run("list", "--format", "ndjson").objects.count == 5)
      let array = try JSONSerialization.jsonObject(
        with: try scratch.run("list", "--format", "json").output)
      #expect((array as? [Any])?.count == 5)
      let csv = try scratch.run("list", "--format", "csv").text
      #expect(csv.components(separatedBy: "\r\n").count == 7)
      #expect(try scratch.run("list", "--lang", "fr", "--format", "ids").lines.count == 1)
      #expect(try scratch.run("list", "--since", "2026-12").status == 1)
      #expect(try scratch.run("list").text.hasSuffix("\n5 documents\n"))
    }
  }

  @Test func `Gaps give a code and a reason in every format`() throws {
    try Scratch.withArchive { (scratch) throws in
      try scratch.write("empty.txt", "")
      _ = try scratch.run("add", "empty.txt")
      let run = try scratch.run("gaps")
      #expect(run.status == 0)
      #expect(run.text.contains("empty.txt"))
      #expect(run.text.hasSuffix("1 gap in 1 document\n"))
      let object = try #require(try scratch.run("gaps", "--format", "ndjson").objects.first)
      #expect(Set(object.keys).isSuperset(of: ["id", "name", "code", "reason"]))
      #expect(
        try scratch.run("gaps", "--format", "csv").text.hasPrefix("id,name,code,place,reason"))
    }
  }

  @Test func `Analyze shows every rung of every token`() throws {
    try Scratch.with { (scratch) throws in
      let tokens = try scratch.run(
        "analyze", "Les ouvriers Été", "--lang", "fr", "--format", "ndjson"
      ).objects
      #expect(tokens.map { $0["text"] as? String } == ["Les", "ouvriers", "Été"])
      #expect(tokens.map { $0["fold"] as? String } == ["les", "ouvriers", "ete"])
      #expect(tokens[1]["stems"] as? [String] == ["french/ouvri"])
      #expect(tokens[2]["exact"] as? String == "été")
      #expect(tokens[1]["start"] as? Int == 4)
      let table = try scratch.run("analyze", "日本語 نامه‌ها").lines
      #expect(table[0].hasPrefix("from"))
      #expect(table.contains { $0.contains("gram") && $0.contains("Hani") })
      #expect(table.contains { $0.contains("\u{2068}") })
      #expect(try scratch.run("analyze", "!!").status == 1)
    }
  }

  @Test func `The index is rebuilt to the same digest, merged, shown and verified`() throws {
    try Scratch.withArchive { (scratch) throws in
      #expect(try scratch.run("index", "rebuild", "-j", "1").status == 0)
      let first = try scratch.run("index", "info", "--format", "json").object["digest"] as? String
      #expect(try scratch.run("index", "rebuild", "-j", "3").status == 0)
      let second = try scratch.run("index", "info", "--format", "json").object["digest"] as? String
      #expect(first != nil)
      #expect(first == second)
      #expect(try scratch.run("index", "merge", "--full").status == 0)
      #expect(try scratch.run("index", "verify").text == "The index is sound.\n")
      #expect(try scratch.run("index", "info").text.hasPrefix("5 documents, 1 segment, "))
      #expect(try scratch.run("index", "inspect").text.contains("segment"))
      #expect(try scratch.run("index", "inspect", "--postings", "tunnel").status == 0)
      #expect(
        try scratch.run("index", "inspect", "--terms", "tun", "--limit", "1").lines.count == 1)
      #expect(try scratch.run("index", "inspect", "--postings", "zeppelin").status == 1)
    }
  }

  @Test func `Doctor names versions and the package of each missing program`() throws {
    try Scratch.with { (scratch) throws in
      let bare = try scratch.run("doctor", environment: ["PATH": "/nowhere", "LANG": "C"])
      #expect(bare.status == 0)
      #expect(bare.text.contains("not UTF-8"))
      #expect(bare.text.contains("handbill init"))
      let json = try scratch.run("doctor", "--format", "json").object
      let versions = try #require(json["versions"] as? [String: String])
      #expect(Set(versions.keys) == ["handbill", "icu", "swift", "unicode"])
      let programs = try #require(json["programs"] as? [[String: Any]])
      let names = programs.compactMap { $0["name"] as? String }
      #expect(Set(names).isSuperset(of: ["pdftoppm", "tesseract", "exiftool", "bwrap"]))
      for program in programs {
        let isThere = program["path"] as? String != nil
        let name = try #require(program["name"] as? String)
        let package = program["package"] as? String
        // The one program that comes with this one.
        #expect((package == nil) == ["handbill-reader", "handbill-pdf-reader"].contains(name))
        let remedy = package.map { "apt-get install \($0)" } ?? "put it beside handbill"
        #expect(bare.text.contains(isThere ? "\(name): /" : remedy), "\(name)")
      }
    }
    try Scratch.withArchive { (scratch) throws in
      let run = try scratch.run("doctor")
      #expect(run.status == 0)
      #expect(run.text.contains("5 originals archived"))
      #expect(run.text.contains("in order"))
    }
  }

  @Test func `Statistics come as a table, JSON, CSV and a chart`() throws {
    try Scratch.withArchive { (scratch) throws in
      let table = try scratch.run("stats")
      #expect(table.status == 0)
      #expect(table.text.contains("en"))
      #expect(try scratch.run("stats", "--format", "json").object.isEmpty == false)
      #expect(try scratch.run("stats", "--format", "csv").text.contains(","))
      for key in ["language", "script", "month", "source"] {
        #expect(try scratch.run("stats", "--by", key).status == 0)
      }
      #expect(try scratch.run("stats", "--chart", "chart.svg").status == 0)
      #expect(scratch.exists("chart.svg"))
    }
  }
}

extension Scratch {
  /// Whether a file is there.
  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }
}
