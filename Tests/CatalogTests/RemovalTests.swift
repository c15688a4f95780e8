// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Removing, restoring and purging; also when the work is stopped at any operation.

import FileStorage
import Foundation
import OCFL
import SystemPackage
import Testing

@testable import Catalog

@Suite struct RemovalTests {
  private let secret = "Zwiebelkuchenrezept"

  private func filled() async throws -> (place: Workplace, id: String) {
    let place = try Workplace()
    try await place.add(try place.file("other.txt", "Soup at the harbour."))
    let outcome = try await place.add(try place.file("geheim.txt", "Das \(secret) von Ada.\n"))
    return (place, try #require(outcome.outcomes.first?.id))
  }

  /// Files of the home that hold some bytes, compressed text apart.
  private func files(of place: Workplace, holding text: String) throws -> [String] {
    let home = place.catalog.home.folder
    return try Folder.listTree(home).filter { $0.kind == .file }.compactMap { entry in
      let bytes = try FileReader.contents(of: home.appending(bytes: entry.name))
      let name = String(decoding: entry.name, as: UTF8.self)
      return Data(bytes).range(of: Data(text.utf8)) != nil || name.contains(text) ? name : nil
    }
  }

  @Test func `A removed document is in no search and no list, and comes back as it was`()
    async throws
  {
    let (place, id) = try await filled()
    let before = try place.catalog.detail(of: id)
    var options = EditOptions()
    options.message = "by mistake"
    try await place.catalog.remove(id, options: options)
    #expect(try place.found(secret).isEmpty)
    #expect(try place.catalog.gaps().isEmpty)
    #expect(throws: CatalogError.self) { try place.catalog.detail(of: id) }
    #expect(try await place.catalog.removedDocuments(jobs: 1).map(\.id) == [id])
    #expect(try place.archiveFindings().isEmpty)
    #expect(try place.catalog.document(id, atVersion: "2").pages == ["Das \(secret) von Ada.\n"])
    let again = try await place.add(place.folder.appending("files/geheim.txt"))
    #expect(again.summary.failed == 1)
    #expect(again.outcomes.first?.gaps.first?.code == "removed")
    let rebuilt = try await place.catalog.rebuildIndex(jobs: 1)
    #expect(rebuilt.failures.isEmpty)
    #expect(try place.found(secret).isEmpty)
    try await place.catalog.restore(id, options: EditOptions())
    let after = try place.catalog.detail(of: id)
    #expect(after.pages == before.pages)
    #expect(after.metadata.sightings == before.metadata.sightings)
    #expect(after.sha512 == before.sha512)
    #expect(try place.found(secret) == ["geheim.txt"])
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `Of a purged document no file of archive or index holds a word or its name`()
    async throws
  {
    let (place, id) = try await filled()
    #expect(try !files(of: place, holding: secret).isEmpty)
    var options = EditOptions()
    options.message = "asked by the author"
    try await place.catalog.purge(id, options: options)
    #expect(try files(of: place, holding: secret).isEmpty)
    #expect(try files(of: place, holding: secret.lowercased()).isEmpty)
    #expect(try files(of: place, holding: "geheim").isEmpty)
    #expect(try place.archiveFindings().isEmpty)
    let story = try place.catalog.story(of: id).map(\.event)
    #expect(story.map(\.type) == ["ingestion", "text extraction", "deletion"])
    #expect(story.last?.note == "asked by the author")
    #expect(try place.found("soup") == ["other.txt"])
    await #expect(throws: CatalogError.self) {
      try await place.catalog.restore(id, options: EditOptions())
    }
    await #expect(throws: CatalogError.self) {
      try await place.catalog.restore(
        id, from: place.folder.appending("files/other.txt"), options: EditOptions())
    }
    try await place.catalog.restore(
      id, from: place.folder.appending("files/geheim.txt"), options: EditOptions())
    #expect(try place.found(secret) == ["geheim.txt"])
  }

  @Test func `Stopped at any operation, a purge has not begun or is finished by the next writer`()
    async throws
  {
    let (whole, wholeID) = try await filled()
    let counter = FileFaults()
    try await FileFaults.$current.withValue(counter) {
      try await whole.catalog.purge(wholeID, options: EditOptions())
    }
    for stop in sampled(counter.count, count: 24, of: "purge stopped") {
      let (place, id) = try await filled()
      await FileFaults.$current.withValue(FileFaults(.stop(at: stop))) {
        _ = try? await place.catalog.purge(id, options: EditOptions())
      }
      #expect(try place.archiveFindings().isEmpty, "stopped at \(stop)")
      try await place.add(try place.file("third.txt", "A third leaflet."))
      let isPurged = try ArchiveStore(home: place.catalog.home).metadata(of: id).removal != nil
      #expect(try place.found(secret).count == (isPurged ? 0 : 1), "stopped at \(stop)")
      #expect(try files(of: place, holding: secret).isEmpty == isPurged, "stopped at \(stop)")
      #expect(try place.archiveFindings().isEmpty, "stopped at \(stop)")
    }
  }

  @Test func `Stopped or refused at any operation, an edit is whole or not there`() async throws {
    let steps: [AmendmentStep] = [.set(.dublinCore(.title), ["Kuchen"], sighting: nil)]
    let (whole, wholeID) = try await filled()
    let counter = FileFaults()
    _ = try await FileFaults.$current.withValue(counter) {
      try await whole.catalog.edit(
        [Amendment(document: wholeID, steps: steps)], options: EditOptions())
    }
    for stop in sampled(counter.count, count: 16, of: "edit stopped") {
      for plan in [FileFaults.Plan.stop(at: stop), .fail(at: stop, errno: ENOSPC)] {
        let (place, id) = try await filled()
        await FileFaults.$current.withValue(FileFaults(plan)) {
          _ = try? await place.catalog.edit(
            [Amendment(document: id, steps: steps)], options: EditOptions())
        }
        #expect(try place.archiveFindings().isEmpty, "\(plan)")
        try await place.add(try place.file("third.txt", "A third leaflet."))
        let title = try ArchiveStore(home: place.catalog.home).metadata(of: id).dublinCore?["title"]
        #expect(try place.catalog.detail(of: id).summary.title == title?.first, "\(plan)")
        #expect(try place.found("name:Kuchen").count == (title == nil ? 0 : 1), "\(plan)")
        #expect(try place.found(secret) == ["geheim.txt"], "\(plan)")
      }
    }
  }
}
