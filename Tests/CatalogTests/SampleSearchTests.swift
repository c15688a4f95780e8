// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The sample collection, archived as a newcomer would, and searched as its table says.

import FileStorage
import Foundation
import SearchIndex
import SystemPackage
import Testing
import TextAnalysis

@testable import Catalog
@testable import Extraction

@Suite struct SampleSearchTests {
  /// A line of `Samples/searches.tsv`.
  private struct Search {
    var query: String
    var rung: Rung
    var file: String
    var shows: String
  }

  /// Folders of files that other programs wrote; their texts are those of leaflets elsewhere.
  private static let foreign = ["layouts", "mail", "office", "packages"]
  /// The folder of photographs and scans.
  ///
  /// Reading one takes seconds, so only those in the table are.
  private static let pictures = "pictures"
  /// What the photographs in the table are read with.
  private static let models = Set(["ara", "fra", "tir"].compactMap { RecognitionModel($0) })

  /// The lines of the table whose files lie in a folder that passes.
  private func searches(_ passes: (String) -> Bool) throws -> [Search] {
    let path = checkout.appending("Samples").appending("searches.tsv")
    let text = String(decoding: try FileReader.contents(of: path), as: UTF8.self)
    return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      try #require(fields.count == 4, "\(line)")
      let rung = try #require(Rung(name: fields[1]))
      return Search(query: fields[0], rung: rung, file: fields[2], shows: fields[3])
    }.filter { passes($0.file.split(separator: "/").first.map(String.init) ?? "") }
  }

  /// Adds files and searches them as the table says; a part is found as the file it lies in.
  private func check(_ searches: [Search], in sources: [FilePath]) async throws {
    let place = try Workplace()
    var options = AddOptions()
    options.jobs = 2
    let summary = try await place.catalog.add(sources.map { .path($0) }, options: options)
    #expect(summary.failed == 0)
    #expect(try place.archiveFindings().isEmpty)
    for search in searches {
      let request = SearchRequest(
        query: search.query, options: SearchOptions(match: search.rung, limit: 3))
      let found = try place.catalog.search(request).found.map(\.document)
        .map { $0.chain?.first ?? $0.name }
      let name = search.file.split(separator: "/").last.map(String.init) ?? ""
      #expect(found.contains(name), "\(search.query): \(search.shows); found \(found)")
    }
  }

  @Test func `Every telling search finds its leaflet among the first three hits`() async throws {
    // The folders of leaflets, as the demo adds them: the table itself would answer its own searches.
    let samples = checkout.appending("Samples")
    let others = Self.foreign + [Self.pictures]
    let folders = try Folder.list(samples).filter { $0.kind == .folder }
      .map { String(decoding: $0.name, as: UTF8.self) }.filter { !others.contains($0) }
    let searches = try searches { !others.contains($0) }
    #expect(searches.count >= 30)
    try await check(searches, in: folders.map { samples.appending($0) })
  }

  @Test func `Sheets in office files, mail, packages and layouts are found by their words`()
    async throws
  {
    let searches = try searches(Self.foreign.contains)
    #expect(searches.count >= 20)
    let samples = checkout.appending("Samples")
    try await check(searches, in: Self.foreign.map { samples.appending($0) })
  }

  @Test(
    .enabled("needs tesseract with the models ara, fra and tir (see Scripts/bootstrap)") {
      await TesseractInstallation.current().models.isSuperset(of: models)
    })
  func `Photographed sheets are found by a word in their script`() async throws {
    let searches = try searches { $0 == Self.pictures }
    #expect(searches.count >= 3)
    let folder = checkout.appending("Samples").appending(Self.pictures)
    let names = Set(searches.compactMap { $0.file.split(separator: "/").last.map(String.init) })
    try await check(searches, in: names.sorted().map { folder.appending($0) })
  }

  @Test func `The files that are broken on purpose are gaps, each with its reason`() async throws {
    let place = try Workplace()
    let bad = checkout.appending("Samples").appending("bad")
    try await place.add(bad)
    let gaps = try place.catalog.gaps()
    let files = try Folder.list(bad).map { String(decoding: $0.name, as: UTF8.self) }
    #expect(files.count >= 5)
    for file in files {
      #expect(gaps.contains { $0.name == file && $0.gap.reason.count > 20 }, "\(file)")
    }
  }
}

@Suite struct ProbeTests {
  /// One writing variant: a text, and a query that should find it.
  private struct Probe: Decodable {
    var id: String
    var text: String
    var query: String
    var what: String
    var rung: String?
  }

  private static let probes = sharedFile("bench/probes.jsonl")

  @Test(.enabled(if: probes != nil, "bench/probes.jsonl is not beside the checkout"))
  func `Every public probe is found on the default rung, or on the one that it names`() async throws
  {
    let path = try #require(Self.probes)
    let lines = try FileReader.contents(of: path).split(separator: 0x0A)
    let probes = try lines.map { try JSONDecoder().decode(Probe.self, from: Data($0)) }
    var texts: [String: [String]] = [:]
    let place = try Workplace()
    for probe in probes {
      if texts[probe.text] == nil { try place.file("\(probe.id).txt", probe.text) }
      texts[probe.text, default: []].append(probe.id)
    }
    try await place.add(place.folder.appending("files"))
    var missed: [String] = []
    for probe in probes {
      let first = try #require(texts[probe.text]?.first)
      let rung = probe.rung.flatMap { Rung(name: $0) } ?? .stem
      if try !place.found(probe.query, match: rung, limit: 80).contains("\(first).txt") {
        missed.append("\(probe.id) (\(probe.what))")
      }
    }
    #expect(missed.isEmpty)
  }
}
