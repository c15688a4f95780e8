// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SearchIndex
import SystemPackage
import Testing
import TextAnalysis

@testable import Catalog

@Suite struct AddTests {
  @Test func `A run in which a reading was stopped was interrupted, though all is archived`() {
    var summary = AddSummary()
    let gap = { Gap(code: $0, reason: "reading ended", place: nil) }
    summary.count(
      AddOutcome(
        path: "a.jpg", id: nil, result: .unreadable, documents: 0, gaps: [gap("time-limit")]))
    #expect(!summary.interrupted)
    summary.count(
      AddOutcome(
        path: "b.jpg", id: nil, result: .unreadable, documents: 0, gaps: [gap("interrupted")]))
    #expect(summary.interrupted && summary.unreadable == 2)
  }

  @Test func `An added file is archived byte for byte and found by its words`() async throws {
    let place = try Workplace()
    let text = "Free soup tonight at the harbour.\n"
    let path = try place.file("soup.txt", text)
    let (summary, outcomes) = try await place.add(path)

    #expect(summary.added == 1 && summary.documents == 1 && summary.problems.isEmpty)
    #expect(try place.found("harbour") == ["soup.txt"])
    let detail = try place.catalog.detail(of: try #require(outcomes.first?.id))
    #expect(try FileReader.contents(of: detail.original) == Array(text.utf8))
    #expect(detail.sha512.hasPrefix(detail.summary.id))
    #expect(detail.pages == [text.trimmingCharacters(in: .newlines)] || detail.pages == [text])
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `The same bytes added twice are one object with two sightings`() async throws {
    let place = try Workplace()
    let first = try place.file("a.txt", "Lost: a brown bag with papers.")
    let second = try place.file("b.txt", "Lost: a brown bag with papers.")
    try await place.add(first)
    var options = AddOptions()
    options.set(.sighting(.place), "Quai Nord")
    options.set(.sighting(.date), "2026-11-20")
    let (summary, outcomes) = try await place.add(second, options: options)

    #expect(summary.added == 0 && summary.present == 1)
    let detail = try place.catalog.detail(of: try #require(outcomes.first?.id))
    #expect(detail.metadata.sightings.map(\.name) == ["a.txt", "b.txt"])
    #expect(detail.metadata.sightings.map(\.place) == [nil, "Quai Nord"])
    #expect(try place.catalog.indexInfo().documents == 1)
    #expect(try place.found("bag place:quai since:2026-11") == ["a.txt"])
    let history = try place.catalog.history(of: detail.summary.id)
    #expect(history.versions.map(\.message) == ["added", "text extracted", "sighted again"])
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `Equal files in one batch are one object with a sighting each`() async throws {
    let place = try Workplace()
    for name in ["x.txt", "y.txt", "z.txt"] { try place.file(name, "The ferry leaves at noon.") }
    let (summary, outcomes) = try await place.add(place.folder.appending("files"))
    #expect(summary.added == 1 && summary.present == 2)
    #expect(Set(outcomes.map(\.id)).count == 1)
    let detail = try place.catalog.detail(of: try #require(outcomes.first?.id))
    #expect(detail.metadata.sightings.count == 3)
  }

  /// What came of each file, by its name.
  private static func results(_ outcomes: [AddOutcome]) -> [String?: [AddOutcome.Result]] {
    Dictionary(grouping: outcomes) { FilePath($0.path).lastComponent?.string }
      .mapValues { $0.map(\.result) }
  }

  @Test(arguments: [1, 4])
  func `Batches that hold the same files give what one batch gives`(_ jobs: Int) async throws {
    let texts = (0..<24).map { "Leaflet of the number\($0 % 9)." }
    func filled(_ weight: Int64) async throws -> (Workplace, [AddOutcome]) {
      let place = try Workplace()
      for (index, text) in texts.enumerated() { try place.file("\(100 + index).txt", text) }
      var options = AddOptions()
      (options.batchWeight, options.jobs) = (weight, jobs)
      let added = try await place.add(place.folder.appending("files"), options: options)
      return (place, added.outcomes)
    }
    let (whole, expected) = try await filled(1024)
    for weight: Int64 in 1...5 {
      let (place, outcomes) = try await filled(weight)
      #expect(Self.results(outcomes) == Self.results(expected))
      for number in 0..<9 {
        #expect(try place.found("number\(number)") == whole.found("number\(number)"))
      }
      for id in Set(expected.compactMap(\.id)) {
        let names = try whole.catalog.detail(of: id).metadata.sightings.map(\.name)
        #expect(try place.catalog.detail(of: id).metadata.sightings.map(\.name) == names)
      }
      #expect(try place.archiveFindings().isEmpty)
      #expect(try Folder.status(place.catalog.home.pending) == nil)
    }
  }

  @Test func `A file that no extractor can read is archived and listed as a gap`() async throws {
    let place = try Workplace()
    try place.file("empty.txt", "")
    try place.file(
      "noise.bin", bytes: (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) })
    try place.file("good.txt", "Shoes and coats on Monday.")
    let (summary, _) = try await place.add(place.folder.appending("files"))
    #expect(summary.added == 1 && summary.unreadable == 2)
    let gaps = try place.catalog.gaps()
    #expect(Set(gaps.map(\.name)) == ["empty.txt", "noise.bin"])
    #expect(gaps.allSatisfy { !$0.gap.reason.isEmpty })
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `A path that does not exist is reported and the rest is added`() async throws {
    let place = try Workplace()
    let good = try place.file("good.txt", "Bus 12 stops at the hospital.")
    let (summary, outcomes) = try await place.add(place.folder.appending("nowhere"), good)
    #expect(summary.failed == 1 && summary.added == 1)
    #expect(outcomes.contains { $0.result == .failed && $0.gaps[0].reason.contains("nowhere") })
    #expect(try place.found("hospital") == ["good.txt"])
  }

  @Test func `Records of JSON lines are documents, and broken ones are named by their lines`()
    async throws
  {
    let place = try Workplace()
    let lines = [
      #"{"id":"one","lang":"en","text":"A red bicycle was found."}"#, "not json",
      #"{"id":"two","lang":"fr","title":"Avis","text":"Une bicyclette rouge trouvée."}"#,
    ]
    let path = try place.file("press.jsonl", lines.joined(separator: "\n"))
    let (summary, _) = try await place.add(path)
    #expect(summary.documents == 2 && summary.brokenRecords == 1)
    #expect(try place.found("bicycle") == ["one"])
    #expect(try place.found("bicyclette lang:fr") == ["two"])
    #expect(try place.catalog.gaps().map(\.gap.place) == ["line 2"])
    let record = try #require(
      try place.catalog.search(SearchRequest(query: "bicyclette")).found.first)
    #expect(record.document.title == "Avis")
    #expect(try place.catalog.detail(of: record.document.id).pages.count == 1)
  }

  @Test func `A record with the id of an earlier one gets its line behind it`() async throws {
    let place = try Workplace()
    let lines = [#"{"id":"same","text":"first words"}"#, #"{"id":"same","text":"second words"}"#]
    try await place.add(try place.file("twins.jsonl", lines.joined(separator: "\n") + "\n"))
    #expect(try place.found("words").sorted() == ["same", "same~2"])
  }

  @Test func `A bad option is refused before anything is written`() async throws {
    let place = try Workplace()
    let path = try place.file("a.txt", "text")
    var options = AddOptions()
    options.set(.sighting(.date), "2026-13")
    await #expect(throws: CatalogError.self) { try await place.add(path, options: options) }
    #expect(try place.catalog.indexInfo().documents == 0)
  }

  @Test func `A second writer is told that the home is locked`() async throws {
    let place = try Workplace()
    let path = try place.file("a.txt", "text")
    let lock = try FolderLock(folder: place.catalog.home.indexes)
    var options = AddOptions()
    options.patience = .zero
    do {
      try await place.add(path, options: options)
      Issue.record("a locked home must not be written")
    } catch CatalogError.locked {}
    withExtendedLifetime(lock) {}
  }

  @Test func `A file name that is not UTF-8 keeps its bytes as escapes`() async throws {
    let place = try Workplace()
    let path = place.folder.appending("files").appending(bytes: [0x63, 0xE9, 0x2E, 0x74])
    try WholeFile.write(Array("latin name".utf8), to: path, sync: false)
    let (summary, outcomes) = try await place.add(place.folder.appending("files"))
    #expect(summary.added == 1)
    let detail = try place.catalog.detail(of: try #require(outcomes.first?.id))
    #expect(detail.metadata.sightings.map(\.name) == ["c%E9.t"])
    #expect(detail.metadata.sightings.map(\.nameIsEscaped) == [true])
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `A file name in any script is kept byte for byte`() async throws {
    let place = try Workplace()
    let names = [
      "غذای‌گرم.txt", "cafe\u{301}.txt", "caf\u{e9}.txt", "無料食事.txt", "a\nb.txt", "😀.txt",
    ]
    for name in names { try place.file(name, "words of \(name)") }
    let (summary, outcomes) = try await place.add(place.folder.appending("files"))
    #expect(summary.added == names.count)
    var kept: Set<[UInt8]> = []
    for outcome in outcomes {
      let detail = try place.catalog.detail(of: try #require(outcome.id))
      kept.insert(Array(detail.summary.name.utf8))
    }
    #expect(kept == Set(names.map { Array($0.utf8) }))
    #expect(try place.archiveFindings().isEmpty)
  }
}
