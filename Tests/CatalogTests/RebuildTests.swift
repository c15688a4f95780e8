// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SearchIndex
import SystemPackage
import Testing

@testable import Catalog

@Suite struct RebuildTests {
  private func filled() async throws -> Workplace {
    let place = try Workplace()
    try place.file("fr.txt", "Repas gratuits chaque soir au port, sans papiers.")
    try place.file("fa.txt", "غذای گرم رایگان هر شب در بندر")
    try place.file("zh.txt", "每天晚上在港口免费供餐。")
    try place.file("empty.txt", "")
    try place.file(
      "web.html",
      "<html lang=en><title>Meals</title><p>Free meals<p lang=ar>وجبات مجانية</html>")
    let records = (0..<200).map { #"{"id":"r\#($0)","text":"record number \#($0) about the sea"}"# }
    try place.file("press.jsonl", records.joined(separator: "\n"))
    var options = AddOptions()
    options.addTags(["meals"])
    options.set(.sighting(.place), "Calais")
    try await place.add(place.folder.appending("files"), options: options)
    return place
  }

  @Test func `An index that was deleted comes back with the same answers`() async throws {
    let place = try await filled()
    let queries = ["gratuit", "رایگان", "免费", "meals", "مجانية", "sea tag:meals", "place:calais"]
    let before = try queries.map { try place.found($0, limit: 300).sorted() }
    try Folder.remove(place.catalog.home.searchIndex)
    #expect(throws: CatalogError.self) { try place.found("meals") }
    let report = try await place.catalog.rebuildIndex(jobs: 2)
    #expect(report.failures.isEmpty)
    #expect(try queries.map { try place.found($0, limit: 300).sorted() } == before)
    #expect(try place.catalog.gaps().map(\.name) == ["empty.txt"])
  }

  @Test func `Indexes that were deleted as a whole come back, with a rebuild or an add`()
    async throws
  {
    let place = try await filled()
    let home = place.catalog.home
    let before = try place.found("gratuit", limit: 300).sorted()
    try Folder.remove(home.indexes)
    #expect(try Home.find(named: nil, startingAt: home.archive) == home)
    #expect(throws: CatalogError.self) { try Catalog.create(at: home.folder) }
    let other = Catalog(home: home, logger: place.catalog.logger)
    let error = #expect(throws: CatalogError.self) { _ = try other.snapshot() }
    #expect("\(String(describing: error))".contains("index rebuild"))
    #expect(try await place.catalog.rebuildIndex(jobs: 2).failures.isEmpty)
    #expect(try place.found("gratuit", limit: 300).sorted() == before)
    // An index of what is added from now on would be taken for one of all.
    try Folder.remove(home.indexes)
    try await place.add(try place.file("later.txt", "Repas gratuit, plus tard."))
    #expect(try place.found("gratuit", limit: 300).count == before.count + 1)
    #expect(try place.found("sea", limit: 300).count == 200)
  }

  @Test func `Two rebuilds give the same bytes, whatever the number of jobs`() async throws {
    let place = try await filled()
    // As little memory as there can be, and so many words that the records of one file become several segments.
    let memory = MemoryBudget(bytes: MemoryBudget.least)
    let records = (0..<5000).map { number in
      let words = (0..<16).map { "w\(number)x\($0)" }.joined(separator: " ")
      return #"{"id":"s\#(number)","text":"wind \#(words) over the sea"}"#
    }
    try await place.add(try place.file("wind.jsonl", records.joined(separator: "\n")))
    _ = try await place.catalog.rebuildIndex(jobs: 1, memory: memory)
    let first = try place.indexBytes()
    _ = try await place.catalog.rebuildIndex(jobs: 4, memory: memory)
    let second = try place.indexBytes()
    #expect(try place.catalog.snapshot().segments.count > 2)
    #expect(first.keys.sorted() == second.keys.sorted())
    #expect(first == second)
  }

  @Test
  func `A corrupt index is named with file and byte, and rebuilt without the archive changing`()
    async throws
  {
    let place = try await filled()
    let home = place.catalog.home
    let archive = try Folder.listTree(home.archive).map(\.name)
    for entry in try Folder.list(home.searchIndex)
    where entry.kind == .file && entry.name.count > 8 {
      let path = home.searchIndex.appending(bytes: entry.name)
      var bytes = try FileReader.contents(of: path)
      bytes.removeLast(bytes.count / 2)
      try WholeFile.write(bytes, to: path)
      break
    }
    // Another run of the program: this one still has the index that it opened.
    let other = Catalog(home: home, logger: place.catalog.logger)
    let error = #expect(throws: CatalogError.self) { _ = try other.snapshot() }
    #expect("\(String(describing: error))".contains("index rebuild"))
    let report = try await place.catalog.rebuildIndex(jobs: 2)
    #expect(report.failures.isEmpty)
    #expect(try place.found("meals").contains("web.html"))
    #expect(try Folder.listTree(home.archive).map(\.name) == archive)
  }
}
