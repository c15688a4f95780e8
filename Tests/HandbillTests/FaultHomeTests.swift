// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A home that is moved, copied, copied while it is written to, or cannot be written at all.

import Foundation
import Testing

@Suite struct FaultHomeTests {
  /// What works on any sound home of the sample leaflets; `--home` names it.
  private func expectSound(_ scratch: Scratch, _ home: String, documents: Int) throws {
    let found = try scratch.run("search", "tunnel", "--home", home, "--format", "ids")
    #expect(found.status == 0 && found.lines.count == 1, "\(found.errors)")
    let verified = try scratch.run("verify", "--deep", "--home", home)
    #expect(verified.status == 0, "\(verified.text)\(verified.errors)")
    #expect(verified.text.hasPrefix("\(documents) objects"), "\(verified.text)")
  }

  @Test(arguments: ["mv home other", "cp -r home other", "cp -r home other && rm -r home"])
  func `A home that is moved or copied goes on as it was`(command: String) throws {
    try Scratch.with { scratch in
      #expect(try scratch.run("init", "home").status == 0)
      for (name, text) in Scratch.leaflets { try scratch.write("papers/" + name, text) }
      #expect(try scratch.run("add", "papers", "--home", "home").status == 0)
      #expect(try scratch.run("verify", "--deep", "--home", "home").status == 0)
      #expect(try scratch.shell(command).status == 0)
      try expectSound(scratch, "other", documents: 5)
      try scratch.write("more.txt", "Another leaflet, about coats.\n")
      let added = try scratch.run("add", "more.txt", "papers", "--home", "other")
      #expect(added.status == 0 && added.text.hasPrefix("added 1 "), "\(added.text)\(added.errors)")
      try expectSound(scratch, "other", documents: 6)
      let since = try scratch.run("verify", "--since", "1d", "--home", "other")
      #expect(since.status == 0, "\(since.text)")
    }
  }

  @Test func `A copy made while an add runs works after a rebuild, or tells what is amiss`() throws
  {
    try Scratch.with { scratch in
      for number in 0..<120 {
        try scratch.write(
          "papers/\(number / 30)/\(number).txt", "Leaflet zq\(number)x: soup at the port.\n")
      }
      #expect(try scratch.run("init", "home").status == 0)
      let copied = try scratch.shell(
        """
        (for part in papers/*; do \(ProgramRun.program.path) add $part --home home; done \
        >/dev/null 2>&1) & add=$!
        sleep 0.$((RANDOM % 8 + 1))
        cp -r home copy 2>/dev/null
        wait $add
        """)
      #expect(copied.status == 0)
      let rebuilt = try scratch.run("index", "rebuild", "--home", "copy")
      #expect([0, 3, 4].contains(rebuilt.status), "\(rebuilt.text)\(rebuilt.errors)")
      let verified = try scratch.run("verify", "--deep", "--home", "copy", "--format", "json")
      #expect([0, 4].contains(verified.status), "\(verified.errors)")
      if verified.status == 4 {
        let findings = try #require(try verified.object["findings"] as? [[String: Any]])
        #expect(!findings.isEmpty)
        #expect(findings.allSatisfy { ($0["reason"] as? String)?.isEmpty == false })
      } else {
        #expect(rebuilt.status == 0, "\(rebuilt.text)\(rebuilt.errors)")
        #expect(try scratch.run("add", "papers", "--home", "copy").status == 0)
        let found = try scratch.run(
          "search", "soup", "--limit", "1000", "--home", "copy", "--format", "ids")
        #expect(found.lines.count == 120)
      }
    }
  }

  /// Runs a script with `home` mounted for reading only; nil where no folder can be mounted here.
  private func runReadOnly(_ scratch: Scratch, _ script: String) throws -> ProgramRun? {
    let mount = "mount --bind home home && mount -o remount,bind,ro home || exit 99"
    try scratch.write("read-only.sh", "\(mount)\n\(script)\n")
    let run = try scratch.shell("unshare -m bash read-only.sh || exit $?")
    if run.status == 99 || run.errors.contains("unshare") {
      print("nothing can be mounted here, so a read-only disk is not tested: \(run.errors)")
      return nil
    }
    return run
  }

  @Test func `On a disk that cannot be written all is read, and what writes says why it cannot`()
    throws
  {
    try Scratch.with { scratch in
      #expect(try scratch.run("init", "home").status == 0)
      for (name, text) in Scratch.leaflets { try scratch.write("papers/" + name, text) }
      #expect(try scratch.run("add", "papers", "--home", "home").status == 0)
      let id = try #require(
        try scratch.run("list", "--home", "home", "--format", "ids").lines.first)
      let reading = [
        "search tunnel", "count tunnel", "show \(id)", "show \(id) --original",
        "show \(id) --history", "show \(id) --version 1", "list", "list --format json", "log",
        "log \(id)", "stats", "verify", "verify --deep", "verify --sample 2", "verify --since 1d",
        "verify \(id)", "index info", "index verify", "diff \(id)", "duplicates --exact",
        "search tunnel --receipt receipt.json", "receipt receipt.json",
      ]
      let writing = [
        "add papers", "edit \(id) --set title=x", "tag \(id) +a", "lang \(id) --set fr",
        "remove \(id)", "remove \(id) --purge --confirm \(id)", "index rebuild", "index merge",
        "extract \(id)",
      ]
      let script = (reading + writing).map { command in
        "\(ProgramRun.program.path) \(command) --home home >out 2>err; "
          + "echo \"$?|$(wc -l <err)|$(tr '\\n' ' ' <err)\""
      }
      guard let run = try runReadOnly(scratch, script.joined(separator: "\n")) else { return }
      try #require(run.lines.count == reading.count + writing.count, "\(run.text)\(run.errors)")
      for (command, line) in zip(reading, run.lines) {
        let fine = line.hasPrefix("0|") || (command == "duplicates --exact" && line == "1|0|")
        #expect(fine, "\(command): \(line)")
      }
      for (command, line) in zip(writing, run.lines.suffix(writing.count)) {
        #expect(line.hasPrefix("2|1|handbill: cannot "), "\(command): \(line)")
        #expect(
          line.hasSuffix(
            "Read-only file system; mount the disk for writing, or work on a copy "),
          "\(command): \(line)")
      }
      try expectSound(scratch, "home", documents: 5)
    }
  }
}
