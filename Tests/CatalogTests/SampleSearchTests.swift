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

@Suite struct SampleSearchTests {
  /// A line of `Samples/searches.tsv`.
  private struct Search {
    var query: String
    var rung: Rung
    var file: String
    var shows: String
  }

  private func searches() throws -> [Search] {
    let path = checkout.appending("Samples").appending("searches.tsv")
    let text = String(decoding: try FileReader.contents(of: path), as: UTF8.self)
    return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      try #require(fields.count == 4, "\(line)")
      let rung = try #require(Rung(name: fields[1]))
      return Search(query: fields[0], rung: rung, file: fields[2], shows: fields[3])
    }
  }

  @Test func `Every telling search finds its leaflet among the first three hits`() async throws {
    let place = try Workplace()
    var options = AddOptions()
    options.jobs = 2
    // The folders of leaflets, as the demo adds them: the table itself would answer its own searches.
    let samples = checkout.appending("Samples")
    let folders = try Folder.list(samples).filter { $0.kind == .folder }
      .map { AddSource.path(samples.appending(String(decoding: $0.name, as: UTF8.self))) }
    let summary = try await place.catalog.add(folders, options: options)
    #expect(summary.failed == 0)
    #expect(try place.archiveFindings().isEmpty)
    let searches = try searches()
    #expect(searches.count >= 30)
    for search in searches {
      let request = SearchRequest(
        query: search.query, options: SearchOptions(match: search.rung, limit: 3))
      let found = try place.catalog.search(request).found.map(\.document.name)
      let name = search.file.split(separator: "/").last.map(String.init) ?? ""
      #expect(found.contains(name), "\(search.query): \(search.shows); found \(found)")
    }
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
