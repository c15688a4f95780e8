// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import QuerySyntax
import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// Damaged files are refused or found by `verify`, and never end the program.
@Suite struct CorruptionTests {
  /// A small index with every kind of file and every shape of record.
  private func smallIndex(_ folder: FilePath) throws {
    var random = SeededGenerator(seed: 4)
    var documents = randomDocuments(2, using: &random)
    documents += (0..<12).map {
      IndexedDocument(id: "w\($0)", text: Array("often word often".utf8))
    }
    _ = try writeIndex(documents, cut: 100, to: folder)
    try IndexWriter(folder: folder).publish(segments: [], deleting: ["d1"])
  }

  /// Whether opening or verifying finds the damage.
  private func isFound(_ folder: FilePath) -> Bool {
    guard let snapshot = try? IndexSnapshot.open(folder) else { return true }
    return !snapshot.verify().isEmpty
  }

  @Test(arguments: ComponentKind.allCases)
  func `Every flipped byte is found`(kind: ComponentKind) throws {
    let folder = try TemporaryFolder()
    try smallIndex(folder.path)
    for (name, original) in try fileBytes(folder.path) where name.hasSuffix(kind.suffix) {
      let path = folder.path.appending(name)
      for place in original.indices {
        var damaged = original
        damaged[place] ^= UInt8(1 << (place % 8))
        try WholeFile.write(damaged, to: path, sync: false)
        if !isFound(folder.path) { Issue.record("\(name) byte \(place)") }
      }
      try WholeFile.write(original, to: path, sync: false)
    }
    #expect(!isFound(folder.path))
  }

  @Test(arguments: ComponentKind.allCases)
  func `Every truncation is found when the index is opened`(kind: ComponentKind) throws {
    let folder = try TemporaryFolder()
    try smallIndex(folder.path)
    for (name, original) in try fileBytes(folder.path) where name.hasSuffix(kind.suffix) {
      for length in 0..<original.count {
        try WholeFile.write(
          Array(original[..<length]), to: folder.path.appending(name), sync: false)
        if (try? IndexSnapshot.open(folder.path)) != nil {
          Issue.record("\(name) of \(length) bytes")
        }
      }
    }
  }

  /// Whether every place is damaged, not only a sample: HANDBILL_DAMAGE=all in the environment.
  private let damagesEverything =
    ProcessInfo.processInfo.environment["HANDBILL_DAMAGE"] == "all"

  private func places(in count: Int) -> StrideTo<Int> {
    let step = damagesEverything ? 1 : max(1, count / 160)
    return stride(from: Int.random(in: 0..<step), to: count, by: step)
  }

  @Test(arguments: ComponentKind.allCases)
  func `Damage of an index with every structure is found`(kind: ComponentKind) throws {
    let folder = try TemporaryFolder()
    try EveryStructure.write(to: folder.path)
    for (name, original) in try fileBytes(folder.path) where name.hasSuffix(kind.suffix) {
      let path = folder.path.appending(name)
      for place in places(in: original.count) {
        var damaged = original
        damaged[place] ^= UInt8(1 << Int.random(in: 0..<8))
        try WholeFile.write(damaged, to: path, sync: false)
        if !isFound(folder.path) { Issue.record("\(name) byte \(place): \(damaged[place])") }
        try WholeFile.write(Array(original[..<place]), to: path, sync: false)
        if (try? IndexSnapshot.open(folder.path)) != nil {
          Issue.record("\(name) of \(place) bytes")
        }
      }
      try WholeFile.write(original, to: path, sync: false)
    }
    #expect(!isFound(folder.path))
  }

  @Test(arguments: ComponentKind.allCases)
  func `Damage under a right checksum never traps`(kind: ComponentKind) throws {
    // What a checksum cannot catch, such as a fault of the writer, must not end the reader.
    let folder = try TemporaryFolder()
    try smallIndex(folder.path)
    // Every eighth byte in a run, others in the next one.
    let offset = Int.random(in: 0..<8)
    print("damaged bytes \(24 + offset), \(32 + offset), …")
    var random = SeededGenerator(seed: UInt64(kind.rawValue.utf8.first ?? 0))
    let manifest = try IndexManifest.read(folder: folder.path).manifest
    for (name, original) in try fileBytes(folder.path) where name.hasSuffix(kind.suffix) {
      for place in stride(from: 24 + offset, to: original.count - 4, by: 8) {
        var damaged = original
        damaged[place] = UInt8.random(in: 0...255, using: &random)
        try replace(name, by: &damaged, kind, manifest, in: folder.path)
        try EveryStructure.read(folder.path, merging: place % 32 < 8, using: &random)
      }
      try WholeFile.write(original, to: folder.path.appending(name), sync: false)
    }
  }

  @Test(arguments: ComponentKind.allCases)
  func `Damage of many-block lists under a right checksum never traps`(
    kind: ComponentKind
  ) throws {
    let folder = try TemporaryFolder()
    try EveryStructure.write(to: folder.path, documents: 200)
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let manifest = try IndexManifest.read(folder: folder.path).manifest
    for (name, original) in try fileBytes(folder.path) where name.hasSuffix(kind.suffix) {
      for round in 0..<(damagesEverything ? 400 : 16) {
        var damaged = original
        for _ in 0...(round % 3) {
          let place = Int.random(in: 24..<(original.count - 4), using: &random)
          damaged[place] = UInt8.random(in: 0...255, using: &random)
        }
        try replace(name, by: &damaged, kind, manifest, in: folder.path)
        try EveryStructure.read(folder.path, merging: round % 16 == 0, using: &random)
      }
      try WholeFile.write(original, to: folder.path.appending(name), sync: false)
    }
  }

  @Test func `A header with a language that is not there is corrupt`() throws {
    let folder = try TemporaryFolder()
    try EveryStructure.write(to: folder.path)
    let manifest = try IndexManifest.read(folder: folder.path).manifest
    let segment = try IndexSnapshot.open(folder.path).segments[0]
    let term = try #require(try segment.dictionary.term(.text, fold: Array("ports".utf8)))
    guard case .files(let range, _) = term.locator else {
      throw SearchIndexError.noIndex(folder: "")
    }
    #expect(term.postingCount > 2 * BitPacking.blockSize && term.variants.count > 2)
    var damaged = try bytes(of: folder.path.appending("1.postings"))
    // The last byte of the first header is the upper one of its highest language.
    let start = segment.postingsFile.section(0).lowerBound + range.lowerBound
    let shape = BlockHeader.Shape(
      postings: range.count, positions: 0, hasVariants: term.variants.count > 1)
    damaged[start + shape.byteCount - 1] = 0xFF
    try replace("1.postings", by: &damaged, .postings, manifest, in: folder.path)
    let searcher = Searcher(try IndexSnapshot.open(folder.path))
    let query = try QueryParser.parse("every loose ports running")
    #expect(throws: SearchIndexError.self) { try searcher.search(query) }
  }

  @Test func `A manifest that names a segment twice is corrupt`() throws {
    let folder = try TemporaryFolder()
    try EveryStructure.write(to: folder.path)
    var manifest = try IndexManifest.read(folder: folder.path).manifest
    manifest.segments.append(try #require(manifest.segments.first))
    try manifest.write(unsynced: folder.path)
    #expect {
      try IndexSnapshot.open(folder.path)
    } throws: { error in
      guard case SearchIndexError.corrupt(_, _, .inconsistent) = error else { return false }
      return true
    }
  }

  /// Writes a damaged file with a checksum that is right.
  private func replace(
    _ name: String, by damaged: inout [UInt8], _ kind: ComponentKind, _ manifest: IndexManifest,
    in folder: FilePath
  ) throws {
    let checksum = CRC32C.checksum(Array(damaged.dropLast(4)))
    var footer = ByteWriter()
    footer.uint32(checksum)
    damaged.replaceSubrange((damaged.count - 4)..., with: footer.bytes)
    try WholeFile.write(damaged, to: folder.appending(name), sync: false)
    if kind == .manifest { return }
    let number = UInt64(name.prefix { $0.isNumber })
    let place = try #require(manifest.segments.firstIndex { $0.segment.number == number })
    var manifest = manifest
    if let index = ComponentKind.ofSegment.firstIndex(of: kind) {
      manifest.segments[place].segment.files[index].checksum = checksum
    } else {
      manifest.segments[place].deletions?.file.checksum = checksum
    }
    try manifest.write(unsynced: folder)
  }

  @Test(arguments: ComponentKind.ofSegment)
  func `A file of an older or newer format says so`(kind: ComponentKind) throws {
    let folder = try TemporaryFolder()
    try smallIndex(folder.path)
    let path = folder.path.appending("1.\(kind.suffix)")
    var bytes = try bytes(of: path)
    let version = kind.version
    bytes[12] = UInt8(version + 1)
    try WholeFile.write(bytes, to: path, sync: false)
    #expect(
      throws: SearchIndexError.formatTooNew(
        file: path.string, found: version + 1, newestKnown: version)
    ) { try IndexSnapshot.open(folder.path) }
    bytes[12] = UInt8(version - 1)
    try WholeFile.write(bytes, to: path, sync: false)
    #expect(
      throws: SearchIndexError.formatTooOld(
        file: path.string, found: version - 1, oldestReadable: version)
    ) { try IndexSnapshot.open(folder.path) }
  }

  @Test func `A missing file is named`() throws {
    let folder = try TemporaryFolder()
    try smallIndex(folder.path)
    let path = folder.path.appending("1.stored")
    try Folder.removeFile(path)
    #expect(throws: SearchIndexError.missingFile(file: path.string)) {
      try IndexSnapshot.open(folder.path)
    }
    let text = SearchIndexError.missingFile(file: path.string).description
    #expect(text.contains("1.stored") && text.contains("handbill index rebuild"))
  }

  @Test func `Another analysis is reported`() throws {
    let folder = try TemporaryFolder()
    try smallIndex(folder.path)
    let snapshot = try IndexSnapshot.open(folder.path)
    try snapshot.checkAnalysis()
    var other = AnalysisIdentity.current
    other.rules += 1
    #expect(throws: SearchIndexError.self) { try snapshot.checkAnalysis(other) }
  }
}

extension IndexManifest {
  fileprivate func write(unsynced folder: FilePath) throws {
    try WholeFile.write(
      encoded().bytes, to: folder.appending(IndexManifest.fileName), sync: false)
  }
}
