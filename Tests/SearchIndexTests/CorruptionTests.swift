// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
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

  /// An index with lists of several blocks, packed and loose, of one variant and of several, with
  /// parts, classes of several rules, and documents in several languages.
  private func shapedIndex(_ folder: FilePath) throws {
    let languages = ["en", "fr", "de", "ckb"].compactMap { Language(tag: $0) }
    let documents = (0..<150).map { number in
      var text = "every "
      if number < 131 { text += "loose " }
      if number % 3 == 0 { text += "well-known Hafenbehörde l'école. " }
      text += ["Ports running", "ports Running", "PORTS runs"][number % 3]
      let first = text.utf8.count
      text += ". ports running école گەڕان"
      if number < 5 { text += " seldom seldom" }
      let ranges = [0..<first, first..<text.utf8.count]
      return IndexedDocument(
        id: "w\(number)", text: Array(text.utf8),
        hints: LanguageHints(
          spans: ranges.enumerated().map { place, range in
            .init(range: range, language: languages[(number + place * (number % 4)) % 4])
          }),
        tags: ["lost"], places: ["Old Port"], sources: ["walk"], dates: [20_000 + Int32(number)],
        payload: [UInt8(number)])
    }
    _ = try writeIndex(documents, cut: 200, to: folder)
    try IndexWriter(folder: folder).publish(segments: [], deleting: ["w7", "w8"])
  }

  /// Queries of every kind.
  private static let queries = [
    "every", "loose ports", "PORTS running runs every loose seldom", "\"ports running\"",
    "\"running ports\"~3", "po*", "e* r*", "+every -seldom", "+loose +running seldom",
    "(every AND loose) OR seldom", "well-known hafen", "گەڕان", "lang:fr ports", "tag:lost seldom",
    "since:2024-12 every", "place:port", "date:2024-11", "+ports +running -\"every loose\"",
  ].compactMap { try? QueryParser.parse($0) }

  /// Asks an index a few queries, drawn at random.
  private func search(_ snapshot: IndexSnapshot, _ random: inout SeededGenerator) {
    let searcher = Searcher(snapshot)
    for round in 0..<4 {
      guard let query = Self.queries.randomElement(using: &random) else { return }
      var options = SearchOptions(
        match: Rung.allCases.randomElement(using: &random) ?? .stem, limit: 5)
      options.content = round == 0 ? .snippets : .ids
      options.facets = round == 1
      options.explain = round == 0
      options.counts = round == 2 ? .ladder : .matches
      _ = try? searcher.search(query, options)
      if round == 3 { _ = try? searcher.count(query) }
    }
  }

  /// Opens an index and reads all that queries could ask for, whatever the checksums say.
  private func readEverything(
    _ folder: FilePath, merging: Bool, _ random: inout SeededGenerator
  ) {
    guard let snapshot = try? IndexSnapshot.open(folder) else { return }
    search(snapshot, &random)
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
        try replace(name, by: &damaged, kind, manifest, in: folder.path)
        readEverything(folder.path, merging: place % 32 < 8, &random)
      }
      try WholeFile.write(original, to: folder.path.appending(name), sync: false)
    }
  }

  @Test(arguments: ComponentKind.allCases)
  func `Damage of many-block lists under a right checksum never traps`(
    kind: ComponentKind
  ) throws {
    let folder = try TemporaryFolder()
    try shapedIndex(folder.path)
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let manifest = try IndexManifest.read(folder: folder.path).manifest
    for (name, original) in try fileBytes(folder.path) where name.hasSuffix(kind.suffix) {
      for round in 0..<80 {
        var damaged = original
        for _ in 0...(round % 3) {
          let place = Int.random(in: 24..<(original.count - 4), using: &random)
          damaged[place] = UInt8.random(in: 0...255, using: &random)
        }
        try replace(name, by: &damaged, kind, manifest, in: folder.path)
        readEverything(folder.path, merging: round % 16 == 0, &random)
      }
      try WholeFile.write(original, to: folder.path.appending(name), sync: false)
    }
  }

  @Test func `A header with a language that is not there is corrupt`() throws {
    let folder = try TemporaryFolder()
    try shapedIndex(folder.path)
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
    damaged[start + BlockHeader.byteCount - 1] = 0xFF
    try replace("1.postings", by: &damaged, .postings, manifest, in: folder.path)
    let searcher = Searcher(try IndexSnapshot.open(folder.path))
    let query = try QueryParser.parse("every loose ports running")
    #expect(throws: SearchIndexError.self) { try searcher.search(query) }
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
    if kind != .manifest { try relist(manifest, kind, checksum).write(unsynced: folder) }
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
    bytes[12] = 4
    try WholeFile.write(bytes, to: path, sync: false)
    #expect(
      throws: SearchIndexError.formatTooNew(file: path.string, found: 4, newestKnown: 3)
    ) { try IndexSnapshot.open(folder.path) }
    bytes[12] = 2
    try WholeFile.write(bytes, to: path, sync: false)
    #expect(
      throws: SearchIndexError.formatTooOld(file: path.string, found: 2, oldestReadable: 3)
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
