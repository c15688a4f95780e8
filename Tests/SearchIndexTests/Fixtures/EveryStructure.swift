// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A small index with everything that the formats have: for tests that damage it.

import QuerySyntax
import SystemPackage
import TextAnalysis

@testable import SearchIndex

/// Documents that fill lists of more than three blocks, lists of one posting, of one variant and of
/// several; every field, several languages in a document, several blocks of stored text, deletions.
enum EveryStructure {
  private static let languages = ["en", "fr", "de", "ckb"].compactMap { Language(tag: $0) }

  /// Writes the index in two segments, with deletions in both; the first has `count` documents, and a
  /// word that stands in each of them.
  static func write(to folder: FilePath, documents count: Int = 400) throws {
    let writer = try IndexWriter(folder: folder)
    for documents in [(0..<count).map(document), small] {
      let builder = SegmentBuilder()
      for document in documents { try builder.add(document) }
      try writer.publish(segments: [
        try builder.write(to: folder, segment: writer.nextSegmentNumber())
      ])
    }
    try writer.publish(segments: [], deleting: ["w7", "w8", "w399", "s1"])
  }

  /// A document of the large segment.
  private static func document(_ number: Int) -> IndexedDocument {
    var text = "every "
    if number < 131 { text += "loose " }
    if number % 3 == 0 { text += "well-known Hafenbehörde l'école. " }
    if number % 50 == 0 { text += "seen 12.3.1925 at 555-0\(100 + number), 東京の港 \(number). " }
    text += ["Ports running", "ports Running", "PORTS runs"][number % 3]
    let first = text.utf8.count
    text += ". ports running école گەڕان"
    if number % 90 < 5 { text += " seldom seldom" }
    // Long enough for checkpoints.
    if number == 20 { text += String(repeating: " again", count: 900) }
    let ranges = [0..<first, first..<text.utf8.count]
    return IndexedDocument(
      id: "w\(number)", text: Array(text.utf8), pageStarts: number % 7 == 0 ? [0, first] : [0],
      hints: LanguageHints(
        spans: ranges.enumerated().map { place, range in
          .init(range: range, language: languages[(number + place * (number % 4)) % 4])
        }),
      name: "sheet \(number % 7).txt", tags: number % 2 == 0 ? ["lost"] : ["lost", "Found items"],
      places: number % 5 == 0 ? [] : ["Old Port"], sources: ["walk"],
      dates: [20_000 + Int32(number / 3), 19_000],
      // Two of them fill a block of stored text.
      payload: [UInt8](repeating: UInt8(number & 255), count: number % 150 == 0 ? 66_000 : 3))
  }

  /// The documents of the small segment: every list has one block.
  private static let small = (0..<3).map { number in
    IndexedDocument(
      id: "s\(number)", text: Array("often word often every w\(number)".utf8),
      tags: ["lost"], dates: [20_100])
  }

  /// Queries of every kind.
  static func queries() throws -> [QueryNode] { try queryTexts.map { try QueryParser.parse($0) } }

  private static let queryTexts = [
    "every", "loose ports", "PORTS running runs every loose seldom", "\"ports running\"",
    "\"running ports\"~3", "po*", "e* r*", "+every -seldom", "+loose +running seldom",
    "(every AND loose) OR seldom", "well-known hafen", "گەڕان", "lang:fr ports", "tag:lost seldom",
    "since:2024-12 every", "place:port", "date:2024-11", "+ports +running -\"every loose\"",
    "ports NEAR/4 école", "*ning", "/p.rts?/", "runing~1", "name:sheet", "東京", "again^2 w1",
    "port^0.5 OR every^=2", "l'é*", "well-k*", "every NEAR/3 p*",
    "seldom NEAR/9 (r* OR \"every port\")", "agai*",
  ]
}

// MARK: - Reading

extension EveryStructure {
  /// Opens an index that may be damaged and reads all that queries could ask for, whatever the
  /// checksums say.
  static func read(
    _ folder: FilePath, merging: Bool, using random: inout some RandomNumberGenerator
  ) throws {
    let queries = try queries()
    guard let snapshot = try? IndexSnapshot.open(folder) else { return }
    search(snapshot, queries, &random)
    readVocabulary(snapshot)
    for segment in snapshot.segments {
      for field in Field.allCases { readTerms(segment, field) }
      for document in 0..<UInt32(segment.documentCount) {
        // Each decodes a block, and `verify` decodes them all.
        if document % 16 == 0 { _ = try? segment.stored(document) }
        _ = try? segment.lengths(of: document)
        _ = try? segment.dates(of: document)
        _ = try? segment.scripts(of: document)
        for facet in Facet.allCases { _ = try? segment.facets(facet, of: document) }
      }
      _ = try? segment.find(id: "w3")
      _ = try? segment.verify()
      if merging { _ = try? SegmentMerger.merge([segment], folder: folder, segment: 99) }
    }
  }

  /// Reads what statistics ask for.
  private static func readVocabulary(_ snapshot: IndexSnapshot) {
    try? snapshot.forEachType { _, entries in
      for type in entries {
        let segment = snapshot.segments[type.segment]
        guard let first = try? segment.firstDocument(of: type.entry) else { continue }
        _ = segment.rank(of: first, inOrderOf: type.entry.language)
      }
    }
    for segment in snapshot.segments {
      let isWanted = { (document: UInt32) in document % 16 == 1 }
      try? segment.forEachStored(where: isWanted) { _, _ in }
    }
  }

  private static func readTerms(_ segment: Segment, _ field: Field) {
    try? segment.forEachTerm(field) { form, entries in
      for entry in entries {
        _ = try? segment.positions(entry)
        _ = try? segment.liveCounts(of: entry)
      }
      _ = try? segment.classMembers(.fold(form), field)
    }
  }

  /// Asks an index a few queries, drawn at random.
  private static func search(
    _ snapshot: IndexSnapshot, _ queries: [QueryNode],
    _ random: inout some RandomNumberGenerator
  ) {
    let searcher = Searcher(snapshot)
    for round in 0..<4 {
      guard let query = queries.randomElement(using: &random) else { return }
      var options = SearchOptions(
        match: Rung.allCases.randomElement(using: &random) ?? .stem, limit: 5)
      options.content = round == 0 ? .snippets : .ids
      options.facets = round == 1
      options.explain = round == 0
      options.counts = round == 2 ? .ladder : .matches
      options.sort = SearchOptions.Sort.allCases.randomElement(using: &random) ?? .score
      options.collapse = round == 2
      options.suggestions = round == 3 ? 3 : 0
      _ = try? searcher.search(query, options)
      if round == 3 { _ = try? searcher.count(query) }
    }
  }
}
