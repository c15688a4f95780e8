// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import Catalog

@Suite struct ExportCatalogueTests {
  private func catalogue(_ place: Workplace, _ format: CatalogueFormat) throws -> FilePath {
    let folder = place.folder.appending("catalogue")
    _ = try place.catalog.exportCatalogue(ExportSelection(), as: format, to: folder)
    return folder.appending("catalogue.\(format.rawValue)")
  }

  private static let awkward: [MetadataKey: [String]] = [
    .dublinCore(.title): ["=HYPERLINK(\"x\")", "two; in one", "line\nend"],
    .dublinCore(.creator): ["Ada; Bob", "@ada"],
    .dublinCore(.description): ["-"], .dublinCore(.rights): ["[\"so\"]"],
    .field("versions"): ["an own field"], .field("field:x"): ["y"],
    .field("a;b;c"): ["\tz", "z\\n"],
    .field("quoted \"name\", so"): ["caf\u{E9}", "cafe\u{301} 2"], .field("=f"): ["+1", "-2"],
    .language: ["fa"], .sighting(.url): ["+49 1"], .sighting(.finder): ["-"],
  ]

  @Test func `edit --from reads a catalogue back without any change, byte for byte`() async throws {
    let place = try await Workplace.withHardNames()
    for (number, id) in try place.ids().enumerated() where number < 3 {
      let steps = Self.awkward.map { AmendmentStep.set($0.key, $0.value, sighting: nil) }
      _ = try await place.catalog.edit(
        [Amendment(document: id, steps: steps)], options: EditOptions())
    }
    let before = try place.metadataBytes()
    let table = try AmendmentTable(try catalogue(place, .csv))
    #expect(table.rows.count == HardNames.all.count)
    let amendments = try place.catalog.amendments(table)
    #expect(amendments.count == HardNames.all.count)
    for amendment in amendments {
      var metadata = try place.catalog.store().metadata(of: amendment.document)
      try metadata.apply(amendment.steps)
      #expect(CatalogCoding.document(metadata) == before[amendment.document])
      // Into a document of which nothing is said, the same is written as well.
      var bare = metadata
      bare.dublinCore = nil
      bare.fields = nil
      bare.tags = []
      try bare.apply(amendment.steps)
      #expect(CatalogCoding.document(bare) == before[amendment.document])
    }
  }

  @Test func `Any values survive a cell`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("catalogue cells: seed \(seed)")
    var generator = SeededGenerator(state: seed)
    let pieces = [
      "a", ";", "; ", "\n", "\r\n", "=", "-", "+", "@", "\"", "[\"", "\"]", ",", "\u{301}", "é",
      "غ",
      "\u{2028}", " ", "\t", "x y", "\\", "\u{FF1D}",
    ]
    for _ in 0..<2000 {
      let key: MetadataKey = Bool.random(using: &generator) ? .tags : .field("f")
      let values = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        (0..<Int.random(in: 1...5, using: &generator))
          .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined().trimmed
      }.filter { !$0.isEmpty }
      let cell = MetadataColumns.cell(values, of: key)
      #expect(!TableCell.isFormula(cell))
      let text = "\(MetadataColumns.heading(key)),x\r\n" + CSVRow([cell, "y"]).description
      let table = try CSVTable(utf8: Array(text.utf8), path: "t.csv")
      let steps = try MetadataColumns(table).steps(of: table)[0]
      if values.isEmpty { continue }
      guard
        case .set(key, let read, nil) = try #require(
          steps.first(where: { step in
            if case .set(key, _, _) = step { true } else { false }
          }))
      else { continue }
      #expect(read.map { Array($0.utf8) } == values.map { Array($0.utf8) }, "\(values), \(cell)")
    }
  }

  @Test func `No cell begins as a formula, and another reader reads the same rows`() async throws {
    let place = try await Workplace.withHardNames()
    let path = try catalogue(place, .csv)
    let script = """
      import csv, json, sys
      rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))
      json.dump(rows, sys.stdout)
      """
    let read = try run("/usr/bin/python3", ["-c", script, path.string], in: place.folder)
    #expect(read.status == 0, "\(read.output)")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(read.output.utf8)) as? [[String: String]])
    #expect(rows.count == HardNames.all.count)
    let names = try place.metadataBytes().keys.sorted().map {
      try place.catalog.store().metadata(of: $0).name
    }
    for (row, name) in zip(rows, names) {
      for cell in row.values { #expect(!TableCell.isFormula(cell), "\(cell)") }
      let cell = row["name"] ?? ""
      #expect(Array((TableCell.listed(cell)?.first ?? cell).utf8) == Array(name.utf8))
    }
  }

  @Test func `NDJSON holds all metadata, digests and versions of each document`() async throws {
    let place = try await Workplace.withHardNames()
    let bytes = try FileReader.contents(of: try catalogue(place, .ndjson))
    let entries = CatalogCoding.decodeLines(CatalogueEntry.self, from: bytes)
    #expect(entries.map(\.id) == (try place.ids()))
    let before = try place.metadataBytes()
    for entry in entries {
      #expect(CatalogCoding.document(entry.metadata) == before[entry.id])
      #expect(entry.sha512.hasPrefix(entry.id))
      #expect(entry.versions.count == 2)
    }
  }

  @Test func `Conditions and ids choose documents, and an old catalogue is not overwritten`()
    async throws
  {
    let place = try Workplace()
    var options = AddOptions()
    options.addTags(["soup"])
    try await place.add(try place.file("a.txt", "soup at seven"), options: options)
    try await place.add(try place.file("b.txt", "coats at nine"))
    var selection = ExportSelection()
    selection.filter.tags = ["soup"]
    let soup = try place.catalog.documents(selection)
    #expect(soup.map(\.name) == ["a.txt"])
    selection.ids = [try #require(soup.first).shortID]
    #expect(try Catalogue(place.catalog, selection, as: .csv).count == 1)
    selection.ids = ["ffff"]
    #expect(throws: CatalogError.self) { try Catalogue(place.catalog, selection, as: .csv) }
    let path = try catalogue(place, .csv)
    let before = try FileReader.contents(of: path)
    #expect(throws: CatalogError.self) { try catalogue(place, .csv) }
    #expect(try FileReader.contents(of: path) == before)
  }
}

/// Random numbers that a seed gives again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
