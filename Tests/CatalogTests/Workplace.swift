// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A home of its own for each test, and files to add to it.

import FileStorage
import Foundation
import Logging
import OCFL
import SearchIndex
import Synchronization
import SystemPackage
import TextAnalysis

@testable import Catalog

/// A new home and a folder for files beside it; both are removed when the test ends.
final class Workplace: Sendable {
  let folder: FilePath
  let catalog: Catalog

  init() throws {
    let isMemory = FileManager.default.isWritableFile(atPath: "/dev/shm")
    let parent = isMemory ? "/dev/shm" : NSTemporaryDirectory()
    folder = FilePath(parent).appending("catalog-tests-\(UUID().uuidString)")
    try Folder.create(folder.appending("files"))
    catalog = Catalog(
      home: try Catalog.create(at: folder.appending("home")), logger: Logger(label: "test"))
  }

  deinit { try? Folder.remove(folder) }

  /// Writes a file to be added.
  @discardableResult
  func file(_ name: String, _ text: String) throws -> FilePath {
    try file(name, bytes: Array(text.utf8))
  }

  @discardableResult
  func file(_ name: String, bytes: [UInt8]) throws -> FilePath {
    let path = folder.appending("files").appending(bytes: Array(name.utf8))
    try WholeFile.write(bytes, to: path, sync: false)
    return path
  }

  /// Adds files and gives the summary with all outcomes.
  @discardableResult
  func add(
    _ paths: FilePath..., options: AddOptions = AddOptions()
  ) async throws -> (summary: AddSummary, outcomes: [AddOutcome]) {
    let outcomes = Mutex<[AddOutcome]>([])
    let summary = try await catalog.add(
      paths.map { .path($0) }, options: options,
      outcome: { outcome in outcomes.withLock { $0.append(outcome) } })
    return (summary, outcomes.withLock { $0 })
  }

  /// The names (or record ids) of what a query finds, best first.
  func found(_ query: String, match: Rung = .stem, limit: Int = 10) throws -> [String] {
    let request = SearchRequest(query: query, options: SearchOptions(match: match, limit: limit))
    return try catalog.search(request).found.map {
      DocumentSummary.parts(of: $0.document.id).record ?? $0.document.name
    }
  }

  /// What an independent look at the archive finds amiss, digests included.
  func archiveFindings() throws -> [Finding] {
    var findings: [Finding] = []
    try RootValidator.validate(catalog.home.archive, depth: .content) { findings.append($0) }
    return findings.filter { $0.severity == .error }
  }

  /// The bytes of all files of the index, by name.
  func indexBytes() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for entry in try Folder.list(catalog.home.searchIndex) where entry.kind == .file {
      let name = String(decoding: entry.name, as: UTF8.self)
      if name == FolderLock.defaultName { continue }
      files[name] = try FileReader.contents(of: catalog.home.searchIndex.appending(name))
    }
    return files
  }
}

/// The checkout that the tests were built from.
let checkout = FilePath(#filePath).removingLastComponent().removingLastComponent()
  .removingLastComponent()

/// Public data beside the checkout; nil where they are absent.
func sharedFile(_ path: String) -> FilePath? {
  let shared =
    ProcessInfo.processInfo.environment["HANDBILL_SHARED"].map { FilePath($0) }
    ?? checkout.removingLastComponent().appending("shared")
  let file = path.split(separator: "/").reduce(shared) { $0.appending(String($1)) }
  return FileManager.default.fileExists(atPath: file.string) ? file : nil
}

/// Some operations all along a run, others each time, with a line that says which; each one with
/// HANDBILL_FAULTS=all in the environment.
func sampled(_ operations: Int, count: Int, of what: String) -> [Int] {
  let isAll = ProcessInfo.processInfo.environment["HANDBILL_FAULTS"] == "all"
  let step = isAll ? 1 : max(1, operations / count)
  let first = Int.random(in: 0..<step)
  print("\(what): every \(step)th operation from \(first) of \(operations)")
  return Array(stride(from: first, through: operations, by: step))
}
