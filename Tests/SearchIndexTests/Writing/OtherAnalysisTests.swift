// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import SystemPackage
import Testing

@testable import SearchIndex

@Suite struct OtherAnalysisTests {
  private static let older = AnalysisIdentity(icu: "1.2", unicode: "3.4", rules: 1)

  /// A snapshot of one segment for each of some rules.
  private func snapshot(_ rules: [AnalysisIdentity], in folder: FilePath) throws -> IndexSnapshot {
    let writer = try IndexWriter(folder: folder)
    for (number, analysis) in rules.enumerated() {
      let builder = SegmentBuilder(analysis: analysis)
      try builder.add(IndexedDocument("d\(number)", "tunnel", "en"))
      let segment = try builder.write(to: folder, segment: writer.nextSegmentNumber())
      try writer.publish(segments: [segment])
    }
    return try IndexSnapshot.open(folder)
  }

  @Test(arguments: [[older, .current], [.current, older]])
  func `A segment of other rules is searched, named, and never merged with one of this program's`(
    rules: [AnalysisIdentity]
  ) throws {
    let folder = FilePath(NSTemporaryDirectory()).appending("handbill-rules-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      atPath: folder.string, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    let snapshot = try snapshot(rules, in: folder)
    #expect(try Searcher(snapshot).search(.word("tunnel"), SearchOptions()).hits.count == 2)
    let name = snapshot.segments[rules[0] == .current ? 1 : 0].values.file.path
    let mismatch = SearchIndexError.analysisMismatch(
      file: name, found: Self.older.description, expected: AnalysisIdentity.current.description)
    #expect(throws: mismatch) { try snapshot.checkAnalysis() }
    #expect(throws: mismatch) {
      try SegmentMerger.merge(snapshot.segments, folder: folder, segment: 99)
    }
  }
}
