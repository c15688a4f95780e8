// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names that file systems allow and programs trip over, through the whole command line.

import Foundation
import Testing

/// Files with hard names, added, listed, shown, checked and told of.
@Suite struct FaultNameTests {
  /// A name of a test file: its bytes.
  private static let names: [[UInt8]] =
    [
      "new\nline.txt", "tab\there.txt", "quo\"te's.txt", "-dash.txt", "--help", "back\\slash.txt",
      "caf\u{E9}.txt", "cafe\u{301}.txt", "Case.txt", "case.txt", " ", "%E9.txt", "a,b;c.txt",
      "\u{1B}[31mred.txt", "\u{202E}gpj.txt", "#hash*?.txt", "~", "$(reboot).txt", "CON",
      String(repeating: "a", count: 251) + ".txt",
      String(repeating: "\u{4F1A}", count: 85),
      String(repeating: "\u{1F600}", count: 63) + "abc",
    ].map { Array($0.utf8) }
    + [
      Array("caf".utf8) + [0xE9] + Array(" 50%.txt".utf8), [0xFF, 0xFE], [0x80, 0x25, 0x34, 0x31],
    ]

  /// The word that only the file of a number holds.
  private static func word(_ number: Int) -> String { "zq\(number)x" }

  private static func text(_ number: Int) -> String { "Leaflet \(word(number)) of soup.\n" }

  /// Writes all files into `papers`, by calls that take bytes.
  private static func write(_ scratch: Scratch) throws {
    let folder = scratch.folder.appendingPathComponent("papers")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (number, name) in names.enumerated() {
      try open(folder, name, "w") { file in
        let bytes = Array(text(number).utf8)
        let written = unsafe fwrite(bytes, 1, bytes.count, file)
        #expect(written == bytes.count)
      }
    }
  }

  /// Opens a file by the bytes of its name.
  private static func open(
    _ folder: URL, _ name: [UInt8], _ mode: String, _ body: (UnsafeMutablePointer<FILE>) -> Void
  ) throws {
    let path = Array(folder.path.utf8) + [0x2F] + name + [0]
    let file = unsafe path.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.flatMap { unsafe fopen($0, mode) }
    }
    let opened = unsafe try #require(file, "\(String(decoding: name, as: UTF8.self))")
    unsafe body(opened)
    unsafe fclose(opened)
  }

  /// The bytes of a name as the archive writes it.
  private static func bytes(of name: String, isEscaped: Bool) -> [UInt8] {
    let text = Array(name.utf8)
    if !isEscaped { return text }
    var bytes: [UInt8] = []
    var index = 0
    while index < text.count {
      let digits = String(decoding: text[(index + 1)...].prefix(2), as: UTF8.self)
      if text[index] == UInt8(ascii: "%"), let byte = UInt8(digits, radix: 16) {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return bytes
  }

  @Test func `Any name of a file is kept byte for byte, and no command trips over it`() throws {
    try Scratch.with { scratch in
      #expect(try scratch.run("init").status == 0)
      try Self.write(scratch)
      let added = try scratch.run("add", "papers", "--format", "ndjson")
      #expect(added.status == 0, "\(added.errors)")
      #expect(try added.objects.count == Self.names.count)
      var kept: Set<[UInt8]> = []
      for document in try documents(scratch) {
        let id = try #require(document["id"] as? String)
        let shown = try scratch.run("show", id, "--metadata", "--format", "json").object
        let metadata = try #require(shown["metadata"] as? [String: Any])
        let sighting = try #require((metadata["sightings"] as? [[String: Any]])?.first)
        let isEscaped = sighting["nameIsEscaped"] as? Bool ?? false
        let name = Self.bytes(
          of: try #require(document["name"] as? String), isEscaped: isEscaped)
        let number = try #require(Self.names.firstIndex(of: name), "\(document)")
        kept.insert(name)
        let path = Self.bytes(
          of: try #require(sighting["path"] as? String),
          isEscaped: sighting["pathIsEscaped"] as? Bool ?? false)
        #expect(path == Array("papers/".utf8) + name)
        let original = try scratch.run("show", id, "--original")
        #expect(original.text == Self.text(number), "\(document)")
        let found = try scratch.run("search", Self.word(number), "--format", "ids")
        #expect(found.lines == [id])
      }
      #expect(kept.count == Self.names.count)
    }
  }

  @Test func `Hard names neither break a line of a list nor reach a terminal as they are`() throws {
    try Scratch.with { scratch in
      #expect(try scratch.run("init").status == 0)
      try Self.write(scratch)
      #expect(try scratch.run("add", "papers").status == 0)
      let list = try scratch.run("list")
      #expect(list.lines.count == Self.names.count + 2, "\(list.text)")
      let log = try scratch.run("log")
      #expect(log.lines.count == 2 * Self.names.count, "\(log.text)")
      for run in [list, log] {
        let stray = run.text.unicodeScalars.contains {
          ($0.properties.generalCategory == .control && $0 != "\n") || $0 == "\u{202E}"
        }
        #expect(run.status == 0 && !stray)
      }
      #expect(try documents(scratch).count == Self.names.count)
      let verified = try scratch.run("verify", "--deep")
      #expect(verified.status == 0)
      #expect(verified.text.hasSuffix("0 errors, 0 warnings\n"), "\(verified.text)")
    }
  }

  @Test func `A file whose name looks like an option is added by its path or after two dashes`()
    throws
  {
    try Scratch.with { scratch in
      #expect(try scratch.run("init").status == 0)
      try scratch.write("--help", "Leaflet one of soup.\n")
      try scratch.write("-dash.txt", "Leaflet two of soup.\n")
      #expect(try scratch.run("add", "./--help").text.hasPrefix("added 1 "))
      #expect(try scratch.run("add", "--", "-dash.txt").text.hasPrefix("added 1 "))
    }
  }

  private func documents(_ scratch: Scratch) throws -> [[String: Any]] {
    let list = try scratch.run("list", "--format", "json")
    let all = try JSONSerialization.jsonObject(with: list.output) as? [[String: Any]]
    return try #require(all)
  }
}
