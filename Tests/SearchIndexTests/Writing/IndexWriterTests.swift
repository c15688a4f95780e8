// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// Commits, deletions, merges.
@Suite struct IndexWriterTests {
  /// The segment files of a folder without their numbers, and the bytes after the header's number.
  private func comparable(_ folder: FilePath) throws -> [String: ArraySlice<UInt8>] {
    var result: [String: ArraySlice<UInt8>] = [:]
    for (name, bytes) in try fileBytes(folder) where SegmentFiles.owns(name) {
      let suffix = name.split(separator: ".").last.map(String.init) ?? name
      // Header number and checksum differ with the segment's number.
      result[suffix] = bytes[24..<(bytes.count - 4)]
    }
    return result
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `Merging all segments gives the bytes of one segment of the same documents`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let documents = randomDocuments(500, using: &random)
    let merged = try TemporaryFolder()
    let whole = try TemporaryFolder()
    _ = try writeIndex(documents, cut: 61, to: merged.path)
    _ = try writeIndex(documents, cut: 1000, to: whole.path)
    try IndexWriter(folder: merged.path).mergeAll()
    #expect(try comparable(merged.path) == comparable(whole.path), "seed \(seed)")
    #expect(try IndexSnapshot.open(merged.path).verify() == [])
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `Merging after deletions gives the bytes of a build without the deleted`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let documents = randomDocuments(300, using: &random)
    let deleted = Set(
      documents.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map(\.id))
    let merged = try TemporaryFolder()
    let whole = try TemporaryFolder()
    _ = try writeIndex(documents, cut: 70, to: merged.path)
    do {
      let writer = try IndexWriter(folder: merged.path)
      #expect(
        try writer.publish(segments: [], deleting: deleted.sorted() + ["absent"]) == deleted.count)
      #expect(try IndexSnapshot.open(merged.path).verify() == [])
      try writer.mergeAll()
    }
    _ = try writeIndex(documents.filter { !deleted.contains($0.id) }, cut: 1000, to: whole.path)
    #expect(try comparable(merged.path) == comparable(whole.path), "seed \(seed)")
  }

  @Test func `A document of a new segment replaces the old one of its id`() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 3)
    let documents = randomDocuments(40, using: &random)
    _ = try writeIndex(documents, cut: 40, to: folder.path)
    let old = try IndexSnapshot.open(folder.path)
    let writer = try IndexWriter(folder: folder.path)
    let builder = SegmentBuilder()
    try builder.add(IndexedDocument(id: "d7", text: Array("replacement".utf8)))
    let segment = try builder.write(to: folder.path, segment: writer.nextSegmentNumber())
    #expect(try writer.publish(segments: [segment]) == 1)
    let new = try IndexSnapshot.open(folder.path)
    #expect(old.documentCount == 40 && new.documentCount == 40)
    #expect(old.segments[0].deletedCount == 0 && new.segments[0].deletedCount == 1)
    let number = try #require(try new.segments[0].find(id: "d7"))
    #expect(new.segments[0].isDeleted(number) && !old.segments[0].isDeleted(number))
    #expect(try writer.contains(id: "d7") && new.contains(id: "d7"))
    let model = ModelIndex(
      documents.filter { $0.id != "d7" }
        + [IndexedDocument(id: "d7", text: Array("replacement".utf8))])
    let found = Dictionary(
      uniqueKeysWithValues: new.languages.map {
        ($0.language, [$0.documents, $0.passages, $0.words])
      })
    #expect(found == model.statistics)
    #expect(new.verify() == [])
    #expect(try writer.publish(segments: [], deleting: ["d7"]) == 1)
    #expect(try !writer.contains(id: "d7"))
    #expect(old.verify() == [], "an old snapshot stays whole when its files are gone")
  }

  @Test func `Live counts leave out deleted documents`() throws {
    let folder = try TemporaryFolder()
    let documents = (0..<20).map {
      IndexedDocument(id: "d\($0)", text: Array("word word x\($0)".utf8))
    }
    _ = try writeIndex(documents, cut: 20, to: folder.path)
    try IndexWriter(folder: folder.path).publish(segments: [], deleting: ["d3", "d4"])
    let segment = try #require(try IndexSnapshot.open(folder.path).segments.first)
    let entry = try #require(try segment.entries(.text, fold: Array("word".utf8)).first)
    #expect(entry.documentFrequency == 20 && entry.collectionFrequency == 40)
    let live = try segment.liveCounts(of: entry)
    #expect(live.documents == 18 && live.occurrences == 36)
  }

  @Test func `A second writer finds the folder locked`() throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(folder: folder.path)
    #expect(throws: SearchIndexError.locked(folder: folder.path.string)) {
      try IndexWriter(folder: folder.path)
    }
    #expect(writer.generation == 0)
  }

  @Test func `A folder without a manifest holds no index`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SearchIndexError.noIndex(folder: folder.path.string)) {
      try IndexSnapshot.open(folder.path)
    }
  }

  @Test func `Two segments of one commit must not share an id`() throws {
    let folder = try TemporaryFolder()
    let document = IndexedDocument(id: "same", text: Array("text".utf8))
    #expect(throws: SearchIndexError.duplicateDocument(id: "same")) {
      try writeIndex([document, document], cut: 1, to: folder.path)
    }
  }

  @Test func `Stopping before any file operation leaves the old or the new commit`() throws {
    var random = SeededGenerator(seed: 8)
    let first = randomDocuments(12, using: &random)
    let second = randomDocuments(6, using: &random, prefix: "d1")  // replaces d10 and d11
    var stop = 0
    var outcomes: Set<Int> = []
    let start = try TemporaryFolder()
    _ = try writeIndex(first, cut: 6, to: start.path)
    while true {
      let folder = try TemporaryFolder()
      for name in try fileBytes(start.path).keys {
        try Folder.copyFile(
          start.path.appending(name), to: folder.path.appending(name), sync: false)
      }
      let faults = FileFaults(.stop(at: stop))
      let finished = (try? faults.run { try change(folder.path, second) }) != nil
      let snapshot = try IndexSnapshot.open(folder.path)
      #expect(snapshot.verify() == [], "stopped at \(stop): \(faults.log.last ?? "")")
      #expect([12, 16].contains(snapshot.documentCount))
      #expect(!finished || snapshot.documentCount == 16)
      outcomes.insert(snapshot.documentCount)
      // The next writer sweeps what is left and completes the work; every seventh time is enough.
      if !finished, stop % 7 != 0 {
        stop += 1
        continue
      }
      try change(folder.path, second)
      let after = try IndexSnapshot.open(folder.path)
      #expect(after.documentCount == 16 && after.verify() == [])
      let expected =
        1 + 6 * after.segments.count
        + after.segments.filter { $0.deletedCount > 0 }.count
      #expect(try fileBytes(folder.path).count == expected)
      if finished { break }
      stop += 1
    }
    #expect(outcomes == [12, 16] && stop > 20)
  }

  private func change(_ folder: FilePath, _ documents: [IndexedDocument]) throws {
    let writer = try IndexWriter(folder: folder)
    let builder = SegmentBuilder()
    for document in documents { try builder.add(document) }
    let segment = try builder.write(to: folder, segment: writer.nextSegmentNumber())
    try writer.publish(segments: [segment])
    try writer.mergeAll()
  }
}
