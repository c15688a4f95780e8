// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A disk that answers with an I/O error at any operation of each command that works on an archive.
// The command says so in one sentence, nothing that was kept is lost, and the next run needs no
// repair by hand.

import Extraction
import FileStorage
import OCFL
import SearchIndex
import SystemPackage
import Testing

@testable import Catalog

@Suite struct FaultDiskTests {
  /// EIO: the disk reports a fault.
  private static let fault: Int32 = 5
  private static let texts = [
    "a.txt": "The meeting is on Tuesday evening.",
    "b.txt": "Versammlung am Dienstagabend im Rathaus.",
    "c.jsonl": "{\"id\":\"1\",\"text\":\"strike at the port\"}\n",
  ]
  private static let words = ["meeting", "Rathaus", "strike"]

  /// A home with the texts, two files that are still to be added, and the id of the first text.
  private static func filled() async throws -> (place: Workplace, id: String) {
    let place = try Workplace()
    for (name, text) in texts { try place.file(name, text) }
    let added = try await place.add(place.folder.appending("files"))
    let first = added.outcomes.first { $0.path.hasSuffix("a.txt") }
    try place.file("d.txt", "A leaflet about the harbour.")
    try place.file("e.txt", "A leaflet about the station.")
    return (place, try #require(first?.id))
  }

  /// Counts the operations of some work, then does it in a fresh home for a sample of them, each of
  /// which fails once; looks at the sentence of the error, then at the home.
  private static func fail(
    _ name: String, count: Int = 8,
    _ work: (Workplace, String) async throws -> Void,
    look: (Workplace, String, Int) async throws -> Void
  ) async throws {
    let (whole, wholeID) = try await filled()
    let counter = FileFaults()
    try await FileFaults.$current.withValue(counter) { try await work(whole, wholeID) }
    try #require(counter.count > 10)
    for failing in sampled(counter.count, count: count, of: name) {
      let (place, id) = try await filled()
      do {
        try await FileFaults.$current.withValue(FileFaults(.fail(at: failing, errno: fault))) {
          try await work(place, id)
        }
      } catch let error as CatalogError {
        expectSentence(error, in: place, at: failing)
      }
      try await look(place, id, failing)
    }
  }

  /// One sentence that names a place of the home, of the files or of the pictures that were drawn, and
  /// the fault.
  private static func expectSentence(_ error: CatalogError, in place: Workplace, at failing: Int) {
    let text = "\(error)"
    #expect(!text.contains("\n"), "operation \(failing): \(text)")
    let places = [place.folder, PictureCache.standardFolder].map(\.string)
    #expect(places.contains { text.contains($0) }, "operation \(failing): \(text)")
    #expect(text.contains("Input/output error"), "operation \(failing): \(text)")
  }

  /// All that was added is in archive and index.
  private static func expectWhole(_ place: Workplace, at failing: Int) throws {
    #expect(try place.archiveFindings().isEmpty, "failed at \(failing)")
    for word in words { #expect(try place.found(word).count == 1, "failed at \(failing): \(word)") }
    #expect(place.catalog.verifyIndex().isEmpty, "failed at \(failing)")
  }

  @Test func `An add that meets a disk fault says so, and the next one finishes the work`()
    async throws
  {
    try await Self.fail(
      "add", count: 12,
      { place, _ in
        let added = try await place.add(place.folder.appending("files"))
        for outcome in added.outcomes where outcome.result == .failed {
          let reasons = outcome.gaps.map(\.reason)
          #expect(reasons.count == 1 && reasons[0].contains("Input/output error"), "\(reasons)")
        }
      },
      look: { place, _, failing in
        #expect(try place.archiveFindings().isEmpty, "failed at \(failing)")
        try await place.add(place.folder.appending("files"))
        try Self.expectWhole(place, at: failing)
        for word in ["harbour", "station"] {
          #expect(try place.found(word).count == 1, "failed at \(failing): \(word)")
        }
        #expect(try place.catalog.gaps().isEmpty, "failed at \(failing)")
      })
  }

  @Test func `An edit that meets a disk fault is whole or not there, and can be repeated`()
    async throws
  {
    let steps: [AmendmentStep] = [.set(.dublinCore(.title), ["Kuchen"], sighting: nil)]
    try await Self.fail(
      "edit",
      { place, id in
        _ = try await place.catalog.edit(
          [Amendment(document: id, steps: steps)], options: EditOptions())
      },
      look: { place, id, failing in
        #expect(try place.archiveFindings().isEmpty, "failed at \(failing)")
        _ = try await place.catalog.edit(
          [Amendment(document: id, steps: steps)], options: EditOptions())
        #expect(try place.found("name:Kuchen") == ["a.txt"], "failed at \(failing)")
        try Self.expectWhole(place, at: failing)
      })
  }

  @Test func `A purge that meets a disk fault has not begun or is finished by the next writer`()
    async throws
  {
    try await Self.fail(
      "purge",
      { place, id in try await place.catalog.purge(id, options: EditOptions()) },
      look: { place, id, failing in
        #expect(try place.archiveFindings().isEmpty, "failed at \(failing)")
        try await place.add(try place.file("d.txt", "Another leaflet."))
        let isPurged = try ArchiveStore(home: place.catalog.home).metadata(of: id).removal != nil
        #expect(try place.found("meeting").count == (isPurged ? 0 : 1), "failed at \(failing)")
        if !isPurged { try await place.catalog.purge(id, options: EditOptions()) }
        #expect(try place.found("meeting").isEmpty, "failed at \(failing)")
        #expect(try place.found("strike").count == 1, "failed at \(failing)")
        #expect(try place.archiveFindings().isEmpty, "failed at \(failing)")
        #expect(place.catalog.verifyIndex().isEmpty, "failed at \(failing)")
      })
  }

  @Test func `A purge is called done only when the bytes are gone`() async throws {
    let (whole, wholeID) = try await Self.filled()
    let counter = FileFaults()
    try await FileFaults.$current.withValue(counter) {
      try await whole.catalog.purge(wholeID, options: EditOptions())
    }
    let removal = counter.log.firstIndex {
      $0.hasPrefix("remove ") && $0.hasSuffix("original/a.txt")
    }
    let failing = try #require(removal)
    let (place, id) = try await Self.filled()
    let faults = FileFaults(.fail(at: failing, errno: Self.fault))
    await FileFaults.$current.withValue(faults) {
      do throws(CatalogError) {
        try await place.catalog.purge(id, options: EditOptions())
        Issue.record("the original is still on the disk")
      } catch {
        Self.expectSentence(error, in: place, at: failing)
        #expect("\(error)".contains("original/a.txt"))
      }
    }
    try await place.add(try place.file("d.txt", "Another leaflet."))
    #expect(try place.found("meeting").isEmpty)
    let left = try Folder.listTree(place.catalog.home.folder).map {
      String(decoding: $0.name, as: UTF8.self)
    }
    #expect(!left.contains { $0.hasSuffix("a.txt") })
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `A rebuild that meets a disk fault leaves the old index or names what is missing`()
    async throws
  {
    try await Self.fail(
      "rebuild",
      { place, _ in
        let report = try await place.catalog.rebuildIndex(jobs: 1)
        for failure in report.failures {
          #expect(failure.reason.contains("Input/output error"), "\(failure)")
        }
        let missing = try Self.words.count { try place.found($0).isEmpty }
        #expect(missing == report.failures.count)
      },
      look: { place, _, failing in
        #expect(try place.archiveFindings().isEmpty, "failed at \(failing)")
        #expect(try await place.catalog.rebuildIndex(jobs: 1).failures.isEmpty)
        try Self.expectWhole(place, at: failing)
      })
  }

  @Test func `A check that meets a disk fault ends, and the next one is clean`() async throws {
    var request = VerifyRequest()
    request.depth = .digests
    let deep = request
    try await Self.fail(
      "verify",
      { place, _ in
        let report = try await place.catalog.verify(deep)
        for finding in report.findings where finding.code != "index" {
          #expect(finding.code == "unreadable", "\(finding)")
          #expect(finding.reason.contains("Input/output error"), "\(finding)")
        }
      },
      look: { place, _, failing in
        let report = try await place.catalog.verify(deep)
        #expect(report.findings.isEmpty, "failed at \(failing): \(report.findings)")
        try Self.expectWhole(place, at: failing)
      })
  }

  @Test(arguments: [FileOperation.read, .open, .list])
  func `A disk that reads nothing is never called sound`(operation: FileOperation) async throws {
    let (place, _) = try await Self.filled()
    var request = VerifyRequest()
    request.depth = .digests
    let deep = request
    await FileFaults.$current.withValue(FileFaults(.refuse(operation, errno: Self.fault))) {
      do throws(CatalogError) {
        let report = try await place.catalog.verify(deep)
        #expect(Set(report.findings.compactMap(\.document)).count >= 3, "\(report.findings)")
      } catch {
        Self.expectSentence(error, in: place, at: 0)
      }
    }
    #expect(try await place.catalog.verify(deep).findings.isEmpty)
  }
}
