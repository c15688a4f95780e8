// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Changes to what is said of documents, and documents as they were.

import FileStorage
import OCFL
import SystemPackage
import Testing

@testable import Catalog

@Suite struct EditTests {
  /// A place with one leaflet; its id.
  private func leaflet(_ place: Workplace) async throws -> String {
    let outcome = try await place.add(
      try place.file("soup.txt", "Soup at the harbour on Friday.\nBring a bowl.\n"))
    return try #require(outcome.outcomes.first?.id)
  }

  private func set(_ key: MetadataKey, _ values: String...) -> AmendmentStep {
    .set(key, values, sighting: nil)
  }

  private func edit(
    _ place: Workplace, _ id: String, _ steps: AmendmentStep..., message: String? = nil
  ) async throws -> [EditOutcome] {
    var options = EditOptions()
    options.author = try Author(name: "Añes Ünal")
    options.message = message
    return try await place.catalog.edit([Amendment(document: id, steps: steps)], options: options)
  }

  @Test func `Each edit is a version with its message, its author and an event`() async throws {
    let place = try Workplace()
    let id = try await leaflet(place)
    _ = try await edit(
      place, id, set(.dublinCore(.title), "Soup"), set(.field("shelf"), "12"), message: "as printed"
    )
    _ = try await edit(place, id, .add(.tags, "meals"), set(.sighting(.place), "Port-Merle"))
    let (versions, events) = try place.catalog.history(of: id)
    #expect(versions.map(\.version) == ["v1", "v2", "v3", "v4"])
    #expect(versions[2].message == "as printed")
    #expect(versions[2].user == "Añes Ünal")
    #expect(versions[2].changed == ["events.ndjson", "metadata.json"])
    #expect(events.count == 4)
    #expect(events[2].detail == "dc:title: nothing → \"Soup\"; shelf: nothing → \"12\"")
    #expect(events[2].note == "as printed")
    #expect(events[3].detail == "tags +meals; found-at: nothing → \"Port-Merle\"")
    #expect(try place.archiveFindings().isEmpty)
    let detail = try place.catalog.detail(of: id)
    #expect(detail.summary.title == "Soup")
    #expect(detail.summary.places == ["Port-Merle"])
    #expect(try place.found("name:Soup tag:meals place:\"Port-Merle\"") == ["soup.txt"])
  }

  @Test func `An edit that changes nothing makes no version`() async throws {
    let place = try Workplace()
    let id = try await leaflet(place)
    _ = try await edit(place, id, set(.dublinCore(.title), "Soup"))
    let outcome = try await edit(place, id, set(.dublinCore(.title), " Soup "))
    #expect(outcome.first?.changes.isEmpty == true)
    #expect(try place.catalog.history(of: id).versions.count == 3)
  }

  @Test func `One value that cannot be leaves every document as it was`() async throws {
    let place = try Workplace()
    let id = try await leaflet(place)
    await #expect(throws: CatalogError.self) {
      _ = try await place.catalog.edit(
        [
          Amendment(document: id, steps: [self.set(.dublinCore(.title), "Soup")]),
          Amendment(document: id, steps: [self.set(.language, "no such language")]),
        ], options: EditOptions())
    }
    #expect(try place.catalog.history(of: id).versions.count == 2)
  }

  @Test func `A language that people set changes the stems that find the document`() async throws {
    let place = try Workplace()
    let outcome = try await place.add(try place.file("x.txt", "finissait"))
    let id = try #require(outcome.outcomes.first?.id)
    _ = try await edit(place, id, set(.language, "fr"))
    #expect(try place.catalog.detail(of: id).summary.languages == ["fr"])
    #expect(try place.found("finissaient") == ["x.txt"])
    _ = try await edit(place, id, .set(.language, [], sighting: nil))
    #expect(try place.catalog.detail(of: id).metadata.language == nil)
  }

  @Test func `Facts of a sighting are changed one sighting at a time`() async throws {
    let place = try Workplace()
    let id = try await leaflet(place)
    try await place.add(
      try place.file("copy.txt", "Soup at the harbour on Friday.\nBring a bowl.\n"))
    _ = try await edit(
      place, id, .set(.sighting(.place), ["Quai Nord"], sighting: 1),
      set(.sighting(.date), "1404-09-05@persian"))
    let sightings = try place.catalog.detail(of: id).metadata.sightings
    #expect(sightings.map(\.place) == ["Quai Nord", nil])
    #expect(sightings.map(\.date) == [nil, "2025-11-26"])
    #expect(sightings[1].dateAsGiven == "1404-09-05@persian")
    await #expect(throws: CatalogError.self) {
      _ = try await self.edit(place, id, .set(.sighting(.place), ["x"], sighting: 3))
    }
  }

  @Test func `A document is shown as it was, and versions are compared`() async throws {
    let place = try Workplace()
    let id = try await leaflet(place)
    _ = try await edit(place, id, set(.dublinCore(.title), "Soup"))
    let first = try place.catalog.document(id, atVersion: "1")
    #expect(first.pages.isEmpty)
    #expect(first.metadata.dublinCore == nil)
    let second = try place.catalog.document(id, atVersion: "v2")
    #expect(second.pages == ["Soup at the harbour on Friday.\nBring a bowl.\n"])
    let difference = try place.catalog.difference(of: id, from: "1", to: "3")
    #expect(difference.metadata.map(\.key) == ["dc:title"])
    #expect(difference.added == ["text/extraction.json", "text/page-0001.txt"])
    #expect(difference.pages.first?.lines.allSatisfy { $0.side == .to } == true)
    #expect(throws: CatalogError.self) { try place.catalog.document(id, atVersion: "9") }
    #expect(throws: CatalogError.self) { try place.catalog.document(id, atVersion: "v0") }
  }

  @Test func `Reading an original again makes no version where the text is the same`() async throws
  {
    let place = try Workplace()
    let id = try await leaflet(place)
    let outcome = try await place.catalog.extractAgain([id], options: EditOptions())
    #expect(outcome.map(\.isChanged) == [false])
    #expect(try place.catalog.history(of: id).versions.count == 2)
  }

  @Test func `The story of all documents is in the order of time`() async throws {
    let place = try Workplace()
    let id = try await leaflet(place)
    try await place.add(try place.file("b.txt", "Another leaflet."))
    _ = try await edit(place, id, .add(.tags, "meals"))
    let story = try await place.catalog.story(StoryFilter(), jobs: 2)
    #expect(story.count == 5)
    #expect(story.map(\.event.time) == story.map(\.event.time).sorted())
    var filter = StoryFilter()
    filter.limit = 2
    #expect(try await place.catalog.story(filter, jobs: 1).count == 2)
    #expect(try place.catalog.story(of: id).map(\.event.type).last == "metadata modification")
  }

  @Test func `Metadata of the first layout are read, and written in the new one`() throws {
    let old = """
      {"bytes":3,"document":"00","name":"a.txt","schema":"handbill-metadata-1",
       "sightings":[{"added":"2026-11-22T10:00:00Z","name":"a.txt"}],"tags":["x"]}
      """
    let read = CatalogCoding.decode(DocumentMetadata.self, from: Array(old.utf8))
    var metadata = try #require(read)
    try metadata.apply([.add(.tags, "y")])
    #expect(metadata.tags == ["x", "y"])
    #expect(metadata.removal == nil)
  }
}
