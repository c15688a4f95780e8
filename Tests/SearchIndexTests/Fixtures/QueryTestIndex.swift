// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import QuerySyntax
import SystemPackage
import TextAnalysis

@testable import SearchIndex

/// An index in a folder of its own, removed with the value.
final class QueryTestIndex {
  let folder: FilePath
  let snapshot: IndexSnapshot
  private(set) var written: [OracleDocument] = []
  private let deleted: Set<String>

  /// Writes one segment for each list of documents, then deletes some.
  init(_ segments: [[IndexedDocument]], deleting ids: [String] = []) throws {
    let name = "handbill-query-\(UUID().uuidString)"
    folder = FilePath(FileManager.default.temporaryDirectory.path).appending(name)
    try FileManager.default.createDirectory(
      atPath: folder.string, withIntermediateDirectories: true)
    deleted = Set(ids)
    let writer = try IndexWriter(folder: folder)
    let analyzer = TextAnalyzer()
    for (number, documents) in segments.enumerated() {
      let builder = SegmentBuilder()
      for document in documents {
        try builder.add(document)
        written.append(OracleDocument(document, segment: number, analyzer))
      }
      let segment = try builder.write(to: folder, segment: writer.nextSegmentNumber())
      try writer.publish(segments: [segment])
    }
    if !ids.isEmpty { try writer.publish(segments: [], deleting: ids) }
    snapshot = try IndexSnapshot.open(folder)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder.string) }

  /// The documents that are not deleted.
  var live: [OracleDocument] { written.filter { !deleted.contains($0.id) } }

  /// The ids of all hits, best first.
  func ids(_ query: String, _ options: SearchOptions = SearchOptions(limit: 1000)) throws
    -> [String]
  {
    try Searcher(snapshot).search(QueryParser.parse(query), options).hits.map(\.documentID)
  }

  /// The answer to a query.
  func answer(_ query: String, _ options: SearchOptions = SearchOptions()) throws -> SearchAnswer {
    try Searcher(snapshot).search(QueryParser.parse(query), options)
  }
}

extension IndexedDocument {
  /// A document in one language.
  init(_ id: String, _ text: String, _ language: String? = nil) {
    let hints = LanguageHints(declared: language.flatMap { Language(tag: $0) })
    self.init(id: id, text: Array(text.utf8), hints: hints)
  }
}

func naturalLogarithm(_ value: Double) -> Double { log(value) }

/// A small random generator with a seed.
///
/// - SeeAlso: Steele, Lea & Flood, OOPSLA 2014 (SplitMix64).
struct QuerySplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
