// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Runs the built program as its users do.

import Foundation
import Testing

/// One run of the built `handbill`, with what it wrote and how it ended.
struct ProgramRun {
  /// The exit status; 128 + the number of the signal where one ended it.
  let status: Int32
  /// Bytes of standard output.
  let output: Data
  /// Standard error as text.
  let errors: String

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Its lines.
  var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// Standard output as one JSON value.
  func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: output)
  }

  /// Standard output as JSON objects, one a line.
  var objects: [[String: Any]] {
    get throws {
      try lines.map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    }
  }

  /// Standard output as one JSON object.
  var object: [String: Any] {
    get throws { try #require(try JSONSerialization.jsonObject(with: output) as? [String: Any]) }
  }

  /// The folder of the test run's own build, which holds the program beside the tests.
  static let program: URL = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("handbill")
  }()

  /// An environment in which nothing of the machine shows.
  static func environment(_ changes: [String: String]) -> [String: String] {
    var environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "COLUMNS": "80", "HOME": "/"]
    for key in ["LD_LIBRARY_PATH", "TMPDIR"] {
      environment[key] = ProcessInfo.processInfo.environment[key]
    }
    return environment.merging(changes) { $1 }
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], in folder: URL, input: String = "", environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try run(program, arguments, in: folder, input: input, environment: environment)
  }

  /// Runs the program with a terminal as its standard output and standard error, by script(1);
  /// both arrive as one stream, with CR LF at line ends.
  static func runInTerminal(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> ProgramRun {
    let quoted = ([program.path] + arguments).map { argument in
      "'" + argument.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
    let command = quoted.joined(separator: " ")
    return try run(
      URL(fileURLWithPath: "/usr/bin/script"), ["-qec", command, "/dev/null"], in: folder,
      input: "", environment: ["TERM": "xterm", "SHELL": "/bin/sh"].merging(environment) { $1 })
  }

  /// Runs a script of bash to its end.
  static func shell(_ script: String, in folder: URL) throws -> ProgramRun {
    try run(
      URL(fileURLWithPath: "/bin/bash"), ["-c", script], in: folder, input: "", environment: [:])
  }

  private static func run(
    _ executable: URL, _ arguments: [String], in folder: URL, input: String,
    environment: [String: String]
  ) throws -> ProgramRun {
    let files = try Scratch()
    defer { files.remove() }
    let inputFile = try files.write("input", input)
    let outputFile = try files.write("output", "")
    let errorFile = try files.write("errors", "")
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProgramRun.environment(environment)
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    let signalled = process.terminationReason == .uncaughtSignal
    return ProgramRun(
      status: process.terminationStatus + (signalled ? 128 : 0),
      output: try Data(contentsOf: outputFile),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}

/// A folder of a test, outside of any archive.
struct Scratch {
  /// The folder.
  let folder: URL

  /// Makes an empty one.
  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("handbill-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Writes a file, with the folders above it.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> URL {
    try write(name, Data(text.utf8))
  }

  /// Writes a file of bytes, with the folders above it.
  @discardableResult
  func write(_ name: String, _ bytes: Data) throws -> URL {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file
  }

  /// Runs the program in it.
  func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun.run(arguments, in: folder, input: input, environment: environment)
  }

  /// Runs the program in it, before a terminal.
  func runInTerminal(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun.runInTerminal(arguments, in: folder, environment: environment)
  }

  /// Removes the folder with all in it.
  func remove() {
    // Tests take rights away; without them nothing can be removed.
    let folders = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String]
    for name in folders ?? [] {
      let path = folder.appendingPathComponent(name).path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
    }
    try? FileManager.default.removeItem(at: folder)
  }

  /// Runs a body in a fresh folder, and removes it.
  static func with(_ body: (Scratch) throws -> Void) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try body(scratch)
  }

  /// Runs a body in a fresh folder with an archive of the sample leaflets below.
  static func withArchive(_ body: (Scratch) throws -> Void) throws {
    try with { scratch in
      #expect(try scratch.run("init").status == 0)
      for (name, text) in leaflets { try scratch.write("papers/" + name, text) }
      let added = try scratch.run(
        "add", "papers", "--found-at", "Calais", "--found-on", "2026-11-02", "--tag", "tunnel",
        "--source", "Red Cross, \"port\" team")
      try #require(added.status == 0, "add failed: \(added.errors)")
      try body(scratch)
    }
  }

  /// Texts in several languages, our own words.
  static let leaflets = [
    "tunnel.txt":
      "The tunnel is closed tonight.\nWalk back to the old port; buses leave at nine.\n",
    "repas.txt": "Repas chauds chaque soir devant la gare.\nLes ouvriers manifestaient hier.\n",
    "غذا.txt": "غذای گرم هر شب جلوی ایستگاه داده می‌شود.\nتونل امشب بسته است.\n",
    "نفق.txt": "النفق مغلق هذه الليلة.\nالطعام الساخن أمام المحطة كل مساء.\n",
    "会議.txt": "今夜トンネルは閉鎖されます。駅前で温かい食事を配ります。\n",
  ]
}
