// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

/// `verify` as its users meet it: damage of each kind, runs that are chosen, interrupted, resumed.
@Suite struct VerifyTests {
  /// The folder of the object of the leaflet with a name.
  private static func object(_ scratch: Scratch, _ name: String) throws -> URL {
    let found = try scratch.run("list", "--format", "json")
    let all = try JSONSerialization.jsonObject(with: found.output) as? [[String: Any]]
    let id = try #require(all?.first { $0["name"] as? String == name }?["id"] as? String)
    let archive = scratch.folder.appendingPathComponent("Archive")
    let files = FileManager.default.enumerator(at: archive, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() where file.lastPathComponent.hasSuffix(id) {
      return file
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// Damages an object, and looks at what `verify` says about it.
  private static func check(
    _ code: String, _ arguments: [String] = ["--deep"], at path: String,
    damage: (URL) throws -> Void
  ) throws {
    try Scratch.withArchive { scratch in
      #expect(try scratch.run("verify", "--deep").status == 0)
      try damage(try object(scratch, "tunnel.txt"))
      let run = try ProgramRun.run(["verify"] + arguments, in: scratch.folder)
      #expect(run.status == 4)
      #expect(run.text.contains("error \(code)  "), "\(run.text)")
      #expect(run.text.contains(path), "\(run.text)")
      #expect(run.text.contains("tunnel.txt, last known good 20"), "\(run.text)")
      #expect(run.text.contains("Z (checked)"), "\(run.text)")
      let json = try ProgramRun.run(
        ["verify", "--format", "ndjson"] + arguments, in: scratch.folder)
      let finding = try #require(try json.objects.first { $0["code"] as? String == code })
      #expect(finding["name"] as? String == "tunnel.txt")
      #expect(finding["knownBy"] as? String == "check")
      #expect((finding["document"] as? String)?.count == 40)
    }
  }

  @Test func `A flipped bit is found`() throws {
    try Self.check("E092", at: "v1/content/original/tunnel.txt") { object in
      let file = object.appendingPathComponent("v1/content/original/tunnel.txt")
      var bytes = try Data(contentsOf: file)
      bytes[7] ^= 4
      try bytes.write(to: file)
    }
  }

  @Test func `A truncated file is found`() throws {
    try Self.check("E092", at: "v1/content/original/tunnel.txt") { object in
      let file = object.appendingPathComponent("v1/content/original/tunnel.txt")
      try Data(contentsOf: file).dropLast().write(to: file)
    }
  }

  @Test func `A missing file is found without reading any`() throws {
    try Self.check("E092", [], at: "v1/content/metadata.json") { object in
      try FileManager.default.removeItem(
        at: object.appendingPathComponent("v1/content/metadata.json"))
    }
  }

  @Test func `An extra file is found without reading any`() throws {
    try Self.check("E023", [], at: "v1/content/extra.txt") { object in
      try Data("x".utf8).write(to: object.appendingPathComponent("v1/content/extra.txt"))
    }
  }

  @Test func `Swapped sidecars are found`() throws {
    try Self.check("E060", [], at: "inventory.json.sha512") { object in
      let first = object.appendingPathComponent("inventory.json.sha512")
      let second = object.appendingPathComponent("v1/inventory.json.sha512")
      let (one, two) = (try Data(contentsOf: first), try Data(contentsOf: second))
      try two.write(to: first)
      try one.write(to: second)
    }
  }

  @Test func `A changed inventory with a matching sidecar is found`() throws {
    try Self.check("E064", [], at: "v2/inventory.json") { object in
      try Self.rewrite(object, in: [""])
    }
  }

  @Test func `An inventory that was changed everywhere is found by what the last check saw`() throws
  {
    try Self.check("changed", [], at: "inventory.json") { object in
      try Self.rewrite(object, in: ["", "v2/"])
    }
  }

  /// Puts another message into inventories, and makes sidecars that match.
  private static func rewrite(_ object: URL, in places: [String]) throws {
    for place in places {
      let file = object.appendingPathComponent(place + "inventory.json")
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(text.replacingOccurrences(of: "text extracted", with: "text extracted!").utf8)
        .write(to: file)
      let command = "sha512sum inventory.json > inventory.json.sha512"
      #expect(try ProgramRun.shell(command, in: file.deletingLastPathComponent()).status == 0)
    }
  }

  @Test func `A damaged inventory still tells its document, and an object that is gone is missed`()
    throws
  {
    try Self.check("E033", [], at: "inventory.json") { object in
      let file = object.appendingPathComponent("inventory.json")
      try Data(contentsOf: file).dropLast(40).write(to: file)
    }
    try Scratch.withArchive { scratch in
      #expect(try scratch.run("verify", "--deep").status == 0)
      let object = try Self.object(scratch, "tunnel.txt")
      let parent = object.deletingLastPathComponent()
      try FileManager.default.removeItem(at: parent.deletingLastPathComponent())
      for arguments in [[], [String(object.lastPathComponent.suffix(40).prefix(12))]] {
        let run = try ProgramRun.run(["verify"] + arguments, in: scratch.folder)
        #expect(run.status == 4)
        #expect(run.text.contains("error missing"), "\(run.text)\(run.errors)")
      }
    }
  }

  @Test func `Before any check of digests, a file was last known good when it was archived`() throws
  {
    try Scratch.withArchive { scratch in
      let object = try Self.object(scratch, "repas.txt")
      try Data("Repas".utf8).write(
        to: object.appendingPathComponent("v1/content/original/repas.txt"))
      let run = try scratch.run("verify", "--deep")
      #expect(run.status == 4)
      #expect(run.text.contains("Z (archived, not checked since)"), "\(run.text)")
      let csv = try scratch.run("verify", "--deep", "--format", "csv")
      #expect(
        csv.text.hasPrefix("severity,code,document,path,reason,name,lastKnownGood,knownBy\r\n"))
      #expect(csv.text.contains(",repas.txt,20"))
      #expect(csv.text.contains("Z,archived\r\n"))
    }
  }

  @Test func `Samples take what was not checked for longest, and since takes what is due`() throws {
    try Scratch.withArchive { scratch in
      let first = try scratch.run("verify", "--sample", "2", "--seed", "7", "--format", "json")
        .object
      #expect(first["objects"] as? Int == 2)
      #expect(first["archived"] as? Int == 5)
      #expect(first["seed"] as? Int == 7)
      // Five objects, two at a time: three samples have all of them.
      let second = try scratch.run("verify", "--sample", "40%", "--seed", "8")
      #expect(second.text.hasPrefix("2 of 5 objects (seed 8)"), "\(second.text)")
      let due = try scratch.run("verify", "--since", "1d", "--format", "json").object
      #expect(due["objects"] as? Int == 1)
      #expect(try scratch.run("verify", "--since", "2000").text.hasPrefix("0 of 5 objects"))
      let lines = try String(
        contentsOf: scratch.folder.appendingPathComponent("Indexes/fixity.tsv"), encoding: .utf8
      ).split(separator: "\n")
      #expect(lines.count == 6)
      #expect(Set(lines.dropFirst().map { $0.split(separator: "\t").last }).count == 5)
      let sized = try scratch.run("verify", "--since", "0m", "--rate", "50M")
      #expect(sized.status == 0)
    }
  }

  @Test func `An interrupted check ends with 130, and goes on from there`() throws {
    try Scratch.with { scratch in
      #expect(try scratch.run("init").status == 0)
      for number in 0..<60 {
        try scratch.write("papers/\(number).txt", Data(repeating: UInt8(number), count: 40_000))
      }
      _ = try scratch.run("add", "papers")
      let script = """
        set -m
        \(ProgramRun.program.path) verify --deep --rate 300K -j 1 & pid=$!
        for i in $(seq 100); do sleep 0.1; [ -s Indexes/fixity.tsv ] && break; done
        kill -INT $pid; wait $pid
        """
      let run = try scratch.shell(script)
      #expect(run.status == 130, "\(run.text)\(run.errors)")
      #expect(run.text.contains("Interrupted; go on with `handbill verify --resume`."))
      let rest = try scratch.run("verify", "--resume", "--format", "json")
      #expect(rest.status == 0)
      let objects = try #require(try rest.object["objects"] as? Int)
      #expect((1..<60).contains(objects), "\(objects) of 60")
      #expect(run.text.contains("\(60 - objects) of 60 objects"), "\(run.text)")
      let again = try scratch.run("verify", "--resume")
      #expect(again.status == 2)
      #expect(again.errors.contains("no check was interrupted"))
    }
  }

  @Test
  func `An archive that cannot be written is checked, and one line says that dates are not kept`()
    throws
  {
    try Scratch.withArchive { scratch in
      // Rights do not stop a superuser; a folder in the place of the file does.
      try FileManager.default.createDirectory(
        at: scratch.folder.appendingPathComponent("Indexes/fixity.lock"),
        withIntermediateDirectories: true)
      let run = try scratch.run("verify", "--deep")
      #expect(run.status == 0)
      #expect(run.text.contains("5 objects, "))
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(run.errors.contains("the dates of this check are not kept: "))
    }
  }

  @Test func `Any OCFL root or object is validated without an archive of our own`() throws {
    try Scratch.withArchive { scratch in
      let archive = scratch.folder.appendingPathComponent("Archive").path
      let object = try Self.object(scratch, "tunnel.txt")
      try Scratch.with { elsewhere in
        #expect(try elsewhere.run("verify", "--ocfl", archive).status == 0)
        #expect(try elsewhere.run("verify", "--ocfl", object.path).text.hasPrefix("1 object, "))
        try Data("x".utf8).write(to: object.appendingPathComponent("v1/content/extra.txt"))
        for folder in [archive, object.path] {
          let run = try elsewhere.run("verify", "--ocfl", folder, "--format", "json")
          #expect(run.status == 4)
          let findings = try #require(try run.object["findings"] as? [[String: Any]])
          #expect(findings.map { $0["code"] as? String } == ["E023"])
          #expect(findings.first?["severity"] as? String == "error")
        }
        let original = object.appendingPathComponent("v1/content/original/tunnel.txt")
        try Data("x".utf8).write(to: original)
        let shallow = try elsewhere.run("verify", "--ocfl", archive, "--no-digests")
        #expect(shallow.text.contains("1 error, 0 warnings"))
        #expect(
          try elsewhere.run("verify", "--ocfl", archive).text.contains("2 errors, 0 warnings"))
        let home = try elsewhere.run("verify", "--ocfl", scratch.folder.path)
        #expect(home.status == 10)
        #expect(home.errors.contains("--ocfl \(archive)"))
        #expect(try elsewhere.run("verify", "--ocfl", elsewhere.folder.path).status == 10)
        #expect(try elsewhere.run("verify", "--ocfl", "nowhere").status == 2)
      }
    }
  }

  @Test(arguments: [
    ["--sample", "0"], ["--sample", "101%"], ["--sample", "x"], ["--since", "soon"],
    ["--rate", "fast"], ["--rate", "0"], ["--seed", "1"], ["--resume", "--since", "1d"],
    ["a", "--resume"],
    ["--no-digests", "--deep"], ["--ocfl", ".", "--resume"], ["-j", "0"],
  ])
  func `What cannot be meant is refused with a sentence`(arguments: [String]) throws {
    try Scratch.with { scratch in
      let run = try ProgramRun.run(["verify"] + arguments, in: scratch.folder)
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("Error: "))
    }
  }
}
