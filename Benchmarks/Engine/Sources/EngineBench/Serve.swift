// Licensed under the Apache License, Version 2.0; see LICENSE.

import SystemPackage
import TextAnalysis

/// `serve DIR`: a line `KIND TAB QUERY` in, a line `COUNT TAB NANOSECONDS TAB ids` out.
///
/// The clock runs from the text of the query to the ids of the hits. KIND is TOP_10 or COUNT, or SNIPPETS
/// for the ten best with their snippets, which are then counted; or one of them with a rung:
/// `TOP_10@sound`. HANDBILL_BENCH_RUNG names another rung than `fold` for all.
struct Serve {
  private let engine: SearchEngine
  private let rung: Rung

  private enum Request: String {
    case count = "COUNT"
    case topTen = "TOP_10"
    case snippets = "SNIPPETS"
  }

  init(folder: FilePath, rung: Rung) throws {
    engine = try SearchEngine(folder: folder)
    self.rung = rung
  }

  /// Answers until standard input ends; what has been read is answered before more is waited for.
  func run() throws {
    var pending: [UInt8] = []
    while true {
      let read = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = try FileDescriptor.standardInput.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if read.isEmpty { return }
      pending += read
      guard let last = pending.lastIndex(of: UInt8(ascii: "\n")) else { continue }
      var output = ""
      for line in pending[..<last].split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      {
        output += try answer(String(decoding: line, as: UTF8.self)) + "\n"
      }
      pending.removeSubrange(...last)
      try FileDescriptor.standardOutput.writeAll(output.utf8)
    }
  }

  private func answer(_ line: String) throws -> String {
    let parts = line.split(separator: "\t", maxSplits: 1)
    let kind = (parts.first ?? "").split(separator: "@", maxSplits: 1)
    guard parts.count == 2, let rung = kind.count == 2 ? Rung(name: String(kind[1])) : rung,
      let request = Request(rawValue: String(kind[0]))
    else { return "UNSUPPORTED" }
    let text = String(parts[1])
    let start = ContinuousClock.now
    guard let query = try NeutralQuery.parse(text) else { return "UNSUPPORTED" }
    let answer =
      switch request {
      case .count: try engine.count(query, on: rung)
      case .topTen: try engine.topTen(query, on: rung)
      case .snippets: try engine.snippets(query, on: rung)
      }
    let nanoseconds = start.nanosecondsUntilNow
    return "\(answer.count)\t\(nanoseconds)\t\(answer.ids.joined(separator: " "))"
  }
}

extension ContinuousClock.Instant {
  /// Nanoseconds from here to now.
  var nanosecondsUntilNow: Int64 {
    let (seconds, attoseconds) = duration(to: .now).components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
