// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A writer's work in steps, each of which ends with a commit: what a test needs that kills the
// program anywhere in it.

import SystemPackage
import TextAnalysis

@testable import SearchIndex

/// Steps of adding, replacing, deleting and merging, and what the index holds after each.
enum IndexLife {
  /// How many steps there are.
  static let steps = 13
  /// The step that merges all segments before its commit; background merges come before it.
  private static let mergeStep = 10

  /// The texts of the index by id after so many steps.
  static func contents(after steps: Int) -> [String: String] {
    var result: [String: String] = [:]
    for step in 0..<steps {
      for document in documents(step) {
        result[document.id] = String(decoding: document.text, as: UTF8.self)
      }
      for id in deletions(step) { result[id] = nil }
    }
    return result
  }

  /// The documents of a step: two of its own, and one that every step replaces.
  private static func documents(_ step: Int) -> [IndexedDocument] {
    let own = (0..<2).map { ("\(step)-\($0)", "Leaflet \($0) of step \(step): soup at the port.") }
    return (own + [("replaced", "Version \(step), la soupe au port.")]).map { id, text in
      IndexedDocument(
        id: id, text: Array(text.utf8), tags: ["step \(step)"], dates: [20_000 + Int32(step)],
        payload: [UInt8](repeating: UInt8(step), count: 10))
    }
  }

  private static func deletions(_ step: Int) -> [String] {
    step >= 2 ? ["\(step - 2)-0", "never there"] : []
  }

  /// Opens the index for writing and takes the steps from one on; `report` is told of each commit
  /// that was reported.
  static func run(
    _ folder: FilePath, from first: Int = 0, report: (_ step: Int) throws -> Void = { _ in }
  ) async throws {
    let writer = try IndexWriter(
      folder: folder, waiting: .seconds(20), options: WriterOptions(threads: 2))
    for step in first..<steps {
      if step == mergeStep { try writer.mergeAll() }
      for document in documents(step) { try await writer.add(document) }
      for id in deletions(step) { writer.delete(id: id) }
      try await writer.commit()
      try report(step)
    }
    try await writer.finishMerges()
  }
}
