// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `export` and `import` as their users run them.

import Foundation
import Testing

@Suite struct ExportOutputTests {
  @Test func `A bag goes out and comes in, with counts and statuses`() throws {
    try Scratch.withArchive { scratch in
      let out = try scratch.run("export", "bag", "--contact", "Ada\nL", "--summary", "json")
      #expect(out.status == 0)
      #expect(try out.object["documents"] as? Int == 5)
      let info = try String(
        contentsOf: scratch.folder.appendingPathComponent("bag/bag-info.txt"), encoding: .utf8)
      #expect(info.contains("Contact-Name: Ada L\n"))
      #expect(try scratch.run("init", "other").status == 0)
      let into = try scratch.run("import", "bag", "--home", "other")
      #expect(into.status == 0)
      #expect(into.text == "bag: new 5 · updated 0 · there already 0\n")
      let found = try scratch.run("search", "تونل", "--home", "other", "--format", "ids")
      #expect(found.lines.count == 1)
      #expect(try scratch.run("verify", "--deep", "--home", "other").status == 0)
      #expect(try scratch.run("export", "bag").status == 2)
    }
  }

  @Test func `Conditions choose documents, and none of them is status 1 without a folder`() throws {
    try Scratch.withArchive { scratch in
      let some = try scratch.run("export", "some", "--lang", "ja", "--summary", "json")
      #expect(try some.object["documents"] as? Int == 1)
      let none = try scratch.run("export", "none", "--tag", "nowhere")
      #expect(none.status == 1)
      #expect(
        !FileManager.default.fileExists(
          atPath: scratch.folder.appendingPathComponent("none").path))
      #expect(try scratch.run("export", "none", "ffffff").status == 1)
    }
  }

  @Test func `Catalogues go to standard output, and edit reads them back`() throws {
    try Scratch.withArchive { scratch in
      let lines = try scratch.run("export", "-", "--format", "ndjson").objects
      #expect(lines.count == 5)
      let csv = try scratch.run("export", "-", "--format", "csv")
      #expect(csv.text.hasPrefix("id,name,sha512,"))
      try scratch.write("c.csv", csv.output)
      let edited = try scratch.run("edit", "--from", "c.csv", "--dry-run")
      #expect(edited.status == 0)
      #expect(edited.text.hasPrefix("0 documents would change"))
    }
  }

  @Test func `A copy is made, brought up to date, and imported elsewhere`() throws {
    try Scratch.withArchive { scratch in
      let first = try scratch.run("export", "copy", "--format", "archive")
      #expect(first.status == 0)
      #expect(first.text.contains("copy: new 5 · updated 0 · there already 0\n"))
      #expect(first.text.contains("handbill index rebuild --home copy"))
      #expect(try scratch.run("export", "copy", "--format", "archive").status == 2)
      let again = try scratch.run("export", "copy", "--format", "archive", "--incremental")
      #expect(again.text.contains("copy: new 0 · updated 0 · there already 5\n"))
      #expect(try scratch.run("init", "third").status == 0)
      let into = try scratch.run("import", "copy", "--home", "third", "--format", "json")
      #expect(into.status == 0)
      #expect(try into.object["added"] as? Int == 5)
    }
  }

  @Test func `Evidence prints the digest to quote, and holds the receipt`() throws {
    try Scratch.withArchive { scratch in
      let found = try scratch.run(
        "search", "tunnel", "--receipt", "r.json", "--format", "ids")
      let id = try #require(found.lines.first)
      let made = try scratch.run("export", "--evidence", "case", id, "--receipt", "r.json")
      #expect(made.status == 0, "\(made.errors)")
      let check = try ProgramRun.shell(
        "cd case && sha512sum -c --quiet SHA512SUMS && sha512sum SHA512SUMS", in: scratch.folder)
      #expect(check.status == 0)
      #expect(made.text.contains(check.text.prefix(128)))
      let page = try String(
        contentsOf: scratch.folder.appendingPathComponent("case/report.html"), encoding: .utf8)
      #expect(page.contains("is hit number 1."))
    }
  }

  @Test(arguments: [
    ["export"], ["export", "-"], ["export", "x", "--format", "bagit", "--incremental"],
    ["export", "x", "--format", "archive", "--tag", "a"], ["export", "--evidence", "x"],
    ["export", "x", "--receipt", "r.json"], ["export", "x", "--format", "csv", "--contact", "a"],
    ["import"], ["import", "nowhere"], ["import", "papers"],
  ])
  func `Wrong usage is one sentence and status 2`(arguments: [String]) throws {
    try Scratch.with { scratch in
      #expect(try scratch.run("init").status == 0)
      let run = try ProgramRun.run(arguments, in: scratch.folder)
      #expect(run.status == 2)
      #expect(!run.errors.isEmpty)
      #expect(run.output.isEmpty)
    }
  }

  @Test func `A bag that is not whole is status 4, a conflict status 3`() throws {
    try Scratch.withArchive { scratch in
      #expect(try scratch.run("export", "bag").status == 0)
      try scratch.write("bag/data/extra", "x")
      #expect(try scratch.run("init", "other").status == 0)
      let refused = try scratch.run("import", "bag", "--home", "other")
      #expect(refused.status == 4)
      #expect(refused.errors.contains("data/extra is in no manifest"))
      #expect(try scratch.run("add", "papers/tunnel.txt", "--home", "other").status == 0)
      let some = try scratch.run("import", ".", "--home", "other")
      #expect(some.status == 3)
      #expect(some.text.contains("new 4 · updated 0 · there already 0 · left out 1"))
    }
  }
}
