// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Handbill's engine behind the protocol that the engines of Scripts/bench-engines speak.

import CMalloc
import Glibc
import SearchIndex
import SystemPackage
import TextAnalysis

/// The program `engine-bench`.
@main
enum EngineBench {
  private static let usage = """
    engine-bench build CORPUS.tsv FOLDER THREADS 0|1   (1: a single segment)
                 serve FOLDER
                 oneshot FOLDER QUERY
                 open FOLDER                           (prints nanoseconds)
                 add FOLDER ID TEXT PROBE              (N documents, by the environment)
    HANDBILL_BENCH_RUNG: exact, fold (the default), stem or sound. HANDBILL_BENCH_TEXT=1 builds with stored text.
    """

  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      complain("engine-bench: \(error)")
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) throws {
    switch (arguments.first, arguments.count) {
    case ("build", 5):
      guard let threads = Int(arguments[3]), threads > 0 else { throw EngineBenchError.usage }
      // Large blocks go back to the system as they are freed, as in the program `handbill`. Not in a search:
      // the sets of a large index are such blocks, made anew for each query.
      mallopt(M_MMAP_THRESHOLD, 1 << 20)
      mallopt(M_TRIM_THRESHOLD, 1 << 20)
      try Build.run(
        corpus: FilePath(arguments[1]), folder: FilePath(arguments[2]), threads: threads,
        merge: arguments[4] == "1")
    case ("serve", 2):
      try Serve(folder: FilePath(arguments[1]), rung: try rung()).run()
    case ("oneshot", 3):
      guard let query = try NeutralQuery.parse(arguments[2]) else { return }
      let engine = try SearchEngine(folder: FilePath(arguments[1]))
      for id in try engine.topTen(query, on: try rung()).ids { print(id) }
      // As a program that has answered does: what it opened goes with the process.
      exit(0)
    case ("open", 2):
      let start = ContinuousClock.now
      let engine = try SearchEngine(folder: FilePath(arguments[1]))
      print(start.nanosecondsUntilNow)
      withExtendedLifetime(engine) {}
    case ("add", 5):
      let count = setting("N").flatMap { Int($0) } ?? 10
      try Add(
        folder: FilePath(arguments[1]), id: arguments[2], text: arguments[3], probe: arguments[4]
      ).run(count: count)
    default:
      complain(usage)
      exit(2)
    }
  }

  private static func rung() throws -> Rung {
    guard let name = setting("HANDBILL_BENCH_RUNG") else { return .fold }
    guard let rung = Rung(name: name) else { throw EngineBenchError.noSuchRung(name) }
    return rung
  }

  /// Whether an index that is built keeps its texts, as snippets need them.
  static var storesText: Bool { setting("HANDBILL_BENCH_TEXT") == "1" }

  /// Ends the program with a complaint.
  static func fail(_ reason: String) -> Never {
    complain("engine-bench: \(reason)")
    exit(1)
  }

  private static func complain(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll((text + "\n").utf8)
  }

  private static func setting(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// What the program cannot do.
enum EngineBenchError: Error, CustomStringConvertible {
  /// The number of threads is none.
  case usage
  /// HANDBILL_BENCH_RUNG names no rung.
  case noSuchRung(String)

  var description: String {
    switch self {
    case .usage: "THREADS is a number of 1 or more."
    case .noSuchRung(let name): "\(name) is no rung; there are exact, fold, stem and sound."
    }
  }
}
