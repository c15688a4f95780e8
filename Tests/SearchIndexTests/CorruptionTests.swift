// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
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

  /// Opens an index and reads all that queries could ask for, whatever the checksums say.
  private func readEverything(_ folder: FilePath, merging: Bool) {
    guard let snapshot = try? IndexSnapshot.open(folder) else { return }
    for segment in snapshot.segments {
      for field in Field.allCases {
        try? segment.forEachTerm(field) { form, entries in
          for entry in entries {
            _ = try? segment.positions(entry)
            _ = try? segment.liveCounts(of: entry)
          }
          _ = try? segment.classMembers(.fold(form), field)
        }
      }
      for document in 0..<UInt32(segment.documentCount) {
        _ = try? segment.stored(document)
        _ = try? segment.lengths(of: document)
        _ = try? segment.dates(of: document)
        for facet in Facet.allCases { _ = try? segment.facets(facet, of: document) }
      }
      _ = try? segment.find(id: "w3")
      _ = try? segment.verify()
      if merging { _ = try? SegmentMerger.merge([segment], folder: folder, segment: 99) }
    }
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
        let checksum = CRC32C.checksum(Array(damaged.dropLast(4)))
        var footer = ByteWriter()
        footer.uint32(checksum)
        damaged.replaceSubrange((damaged.count - 4)..., with: footer.bytes)
        try WholeFile.write(damaged, to: folder.path.appending(name), sync: false)
        if kind != .manifest {
          try relist(manifest, kind, checksum).write(unsynced: folder.path)
        }
        readEverything(folder.path, merging: place % 32 < 8)
      }
      try WholeFile.write(original, to: folder.path.appending(name), sync: false)
    }
  }

  private func relist(
    _ manifest: IndexManifest, _ kind: ComponentKind, _ checksum: UInt32
  ) -> IndexManifest {
    var manifest = manifest
    if let index = ComponentKind.ofSegment.firstIndex(of: kind) {
      manifest.segments[0].segment.files[index].checksum = checksum
    } else {
      manifest.segments[0].deletions?.file.checksum = checksum
    }
    return manifest
  }

  @Test func `A file of an older or newer format says so`() throws {
    let folder = try TemporaryFolder()
    try smallIndex(folder.path)
    let path = folder.path.appending("1.terms")
    var bytes = try bytes(of: path)
    bytes[12] = 3
    try WholeFile.write(bytes, to: path, sync: false)
    #expect(
      throws: SearchIndexError.formatTooNew(file: path.string, found: 3, newestKnown: 2)
    ) { try IndexSnapshot.open(folder.path) }
    bytes[12] = 1
    try WholeFile.write(bytes, to: path, sync: false)
    #expect(
      throws: SearchIndexError.formatTooOld(file: path.string, found: 1, oldestReadable: 2)
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
