// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A folder of files that do harm, made by Scripts/make-hostile, in one `add` among good ones.

import Foundation
import Testing

/// What `Scripts/measure/memory_watch.py` saw of a command; memory in bytes.
private struct Watched: Decodable {
  var status: Int32
  var parent: Int
  var child: Int
  var whole: Int
  var descriptors: Int
  var left: [String]
  var seconds: Double
}

/// What the program told of one file.
private struct Outcome: Decodable {
  struct Gap: Decodable { var reason: String }
  var path: String
  var id: String?
  var result: String
  var gaps: [Gap]
}

/// A line of `gaps`.
private struct Named: Decodable {
  var id: String
  var reason: String
}

/// The folder of the checkout.
private let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// Whether what makes the files can be run.
private let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

/// All of the files, with text recognition and the time that it takes, or those that are quick.
private let isFull = ProcessInfo.processInfo.environment["HANDBILL_HOSTILE"] == "full"

@Suite(.enabled(if: hasPython, "needs python3, which makes the files")) struct HostileBatchTests {
  /// Files that cost a reader all the time or bytes that it may take.
  static let slow = [
    "*bomb*", "zip-nested-42.zip", "contents-million.pdf", "form-doubling.pdf", "quadratic.*",
  ]

  @Test func `Hundreds of hostile files in one add stop nothing, and leave nothing behind`() throws
  {
    try Scratch.with { scratch in
      let made = try make(in: scratch)
      for (name, text) in Scratch.leaflets { try scratch.write("papers/good/" + name, text) }
      try FileManager.default.createDirectory(
        at: scratch.folder.appendingPathComponent("tmp"), withIntermediateDirectories: true)
      #expect(try scratch.run("init").status == 0)
      let (watched, outcomes) = try add(scratch)
      #expect(watched.status == 3)
      #expect(outcomes.count == made + Scratch.leaflets.count)
      #expect(watched.left == [], "processes are left")
      #expect(watched.descriptors < 120, "\(watched.descriptors) descriptors at once")
      #expect(watched.parent < 1 << 30, "\(watched.parent >> 20) MB in the program itself")
      try expectNoFiles(scratch)
      try expectNoneSkipped(outcomes, scratch)
      let good = outcomes.filter { $0.path.contains("/good/") }
      #expect(good.count == Scratch.leaflets.count)
      #expect(good.allSatisfy { $0.result == "added" && $0.gaps.isEmpty })
      let found = try scratch.run("search", "\"buses leave at nine\"", "--format", "ids")
      #expect(found.lines == good.filter { $0.path.hasSuffix("/tunnel.txt") }.compactMap(\.id))
      #expect(try scratch.run("verify").status == 0)
      if isFull { #expect(try scratch.run("add", "--retry").status == 3) }
    }
  }

  @Test func `Archives in archives do not multiply what is open at once`() throws {
    try Scratch.with { scratch in
      #expect(try scratch.run("init").status == 0)
      // 4 + 16 + … + 1,024 archives around 4,096 texts.
      let made = try ProgramRun.shell(
        """
        mkdir papers tmp && python3 -c '
        import io, zipfile
        def packed(members):
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w") as archive:
                for name, content in members: archive.writestr(name, content)
            return file.getvalue()
        inner = packed([(f"{number}.txt", f"Soup at noon, table {number}") for number in range(4)])
        for level in range(5): inner = packed([(f"{number}.zip", inner) for number in range(4)])
        open("papers/nested.zip", "wb").write(inner)'
        """, in: scratch.folder)
      try #require(made.status == 0, "\(made.errors)")
      let (watched, outcomes) = try add(scratch)
      #expect(watched.status == 0)
      #expect(outcomes.map(\.result) == ["added"])
      #expect(watched.descriptors < 100, "\(watched.descriptors) descriptors at once")
      #expect(
        try scratch.run("search", "soup", "--format", "ids", "--limit", "5000").lines.count == 4096)
    }
  }

  @Test func `A table of records that is none is a gap, and the files behind it are added`() throws
  {
    try Scratch.with { scratch in
      #expect(try scratch.run("init").status == 0)
      try scratch.write("papers/a.csv", Data("id,text\n".utf8) + Data(count: 5000))
      try scratch.write("papers/b.csv", "id,text\n1,Soup at noon\n2,Bread at nine\n")
      let added = try scratch.run("add", "papers", "--text-field", "text")
      #expect(added.status == 3, "\(added.errors)")
      #expect(try scratch.run("search", "bread", "--format", "ids").lines.count == 1)
      let gaps = try scratch.run("gaps", "--format", "ndjson").objects
      #expect(gaps.map { $0["name"] as? String } == ["a.csv"])
      #expect(try scratch.run("add", "papers", "--text-field", "text").status == 0)
      #expect(try scratch.run("verify").status == 0)
    }
  }

  /// Makes the files; gives how many there are.
  private func make(in scratch: Scratch) throws -> Int {
    let seed = UInt32.random(in: 0 ... .max)
    let without =
      isFull
      ? ""
      : "--most 210 --largest 300000 --without "
        + Self.slow.map { "'\($0)'" }.joined(separator: " ")
    let run = try ProgramRun.shell(
      "python3 '\(checkout.path)/Scripts/make-hostile' papers/bad --seed \(seed) \(without)",
      in: scratch.folder)
    print(run.text)
    try #require(run.status == 0, "\(run.errors)")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: scratch.folder.appendingPathComponent("papers/bad").path)
    #expect(names.count >= 200)
    return names.count
  }

  /// Adds the folder; gives what was seen of it, and what the program told of each file.
  private func add(_ scratch: Scratch) throws -> (Watched, [Outcome]) {
    let recognition = isFull ? "auto" : "never"
    let run = try ProgramRun.shell(
      "TMPDIR=$PWD/tmp PYTHONDONTWRITEBYTECODE=1 python3 '\(checkout.path)/Scripts/measure/memory_watch.py' "
        + "'\(ProgramRun.program.path)' add papers --format ndjson --ocr \(recognition)",
      in: scratch.folder)
    let last = try #require(run.errors.split(separator: "\n").last)
    print("seen: \(last)")
    let outcomes = try run.lines.map {
      try JSONDecoder().decode(Outcome.self, from: Data($0.utf8))
    }
    return (try JSONDecoder().decode(Watched.self, from: Data(last.utf8)), outcomes)
  }

  private func expectNoFiles(_ scratch: Scratch) throws {
    // Folders for new objects are made beforehand.
    for (folder, kept) in [("tmp", []), ("Indexes/Extracting", []), ("Indexes/Staging", ["empty"])]
    {
      let path = scratch.folder.appendingPathComponent(folder).path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      #expect(Set(names).isSubset(of: kept), "left in \(folder): \(names)")
    }
  }

  /// Expects that each file gave text, or is in the list of gaps with a reason of one line.
  private func expectNoneSkipped(_ outcomes: [Outcome], _ scratch: Scratch) throws {
    let gaps = try scratch.run("gaps", "--format", "ndjson")
    #expect(gaps.status == 0)
    let named = try gaps.lines.map { try JSONDecoder().decode(Named.self, from: Data($0.utf8)) }
    // What is amiss with a file inside another stands under its own id: that of the original, `#`, names.
    let ids = Set(named.map { String($0.id.prefix { $0 != "#" }) })
    for outcome in outcomes {
      #expect(["added", "present", "unreadable"].contains(outcome.result), "\(outcome.path)")
      guard outcome.result == "unreadable" else { continue }
      #expect(outcome.id.map(ids.contains) == true, "\(outcome.path) is not in the list of gaps")
      #expect(!outcome.gaps.isEmpty, "\(outcome.path)")
    }
    let controls = named.filter { $0.reason.unicodeScalars.contains { $0.value < 0x20 } }
    #expect(controls.map(\.reason) == [])
  }
}
