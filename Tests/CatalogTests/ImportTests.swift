// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents out of other archives and bags; the hostile ones are in ImportHostileTests.swift.

import FileStorage
import Foundation
import OCFL
import SystemPackage
import Testing

@testable import Catalog

@Suite struct ImportTests {
  private func few() async throws -> Workplace {
    let place = try Workplace()
    try await place.add(try place.file("a.txt", "soup at seven"), try place.file("b.txt", "coats"))
    return place
  }

  private func findings(_ catalog: Catalog) throws -> [Finding] {
    var findings: [Finding] = []
    try RootValidator.validate(catalog.home.archive, depth: .content) { findings.append($0) }
    return findings
  }

  @Test func `An archive comes over with names, ids, versions and acts, and can be searched`()
    async throws
  {
    let place = try await Workplace.withHardNames()
    let ids = try place.ids()
    _ = try await place.catalog.edit(
      [Amendment(document: ids[0], steps: [.add(.tags, "zq17x")])], options: EditOptions())
    let other = try place.another()
    let report = try await other.importing(place.catalog.home.folder, options: EditOptions())
    #expect((report.kind, report.added) == (.archive, ids.count))
    #expect(report.failures.isEmpty)
    #expect(try findings(other).isEmpty)
    let (here, there) = (try place.catalog.store(), try other.store())
    for id in ids {
      #expect(try there.document(id).versions.dropLast() == here.document(id).versions[...])
      let events = try there.document(id).events()
      #expect(try events.dropLast() == here.document(id).events()[...])
      #expect(events.last?.type == "transfer")
      #expect(
        CatalogCoding.document(try here.metadata(of: id))
          == CatalogCoding.document(try there.metadata(of: id)))
      let (one, two) = (try here.document(id).original(), try there.document(id).original())
      #expect(Array(one.name.utf8) == Array(two.name.utf8))
      #expect(try FileReader.contents(of: one.path) == FileReader.contents(of: two.path))
    }
    #expect(try other.documents(ExportSelection()).count == ids.count)
    #expect(try other.gaps().isEmpty)
    let again = try await other.importing(place.catalog.home.archive, options: EditOptions())
    #expect((again.added, again.updated, again.present) == (0, 0, ids.count))
  }

  @Test func `Removed and purged documents come over as such`() async throws {
    let place = try await few()
    let ids = try place.ids()
    try await place.catalog.remove(ids[0], options: EditOptions())
    try await place.catalog.purge(ids[1], options: EditOptions())
    let other = try place.another()
    let report = try await other.importing(place.catalog.home.folder, options: EditOptions())
    #expect(report.added == 2)
    #expect(try other.documents(ExportSelection()).isEmpty)
    #expect(try await other.removedDocuments(jobs: 1).map(\.id) == ids)
    #expect(try findings(other).isEmpty)
  }

  @Test func `A document with another history here is left out and named, the rest goes on`()
    async throws
  {
    let place = try await few()
    let other = try place.another()
    _ = try await other.add([.path(place.folder.appending("files/a.txt"))], options: AddOptions())
    let first = try #require(try other.store().ids().first)
    let before = try other.store().document(first).versions
    let report = try await other.importing(place.catalog.home.folder, options: EditOptions())
    #expect(report.added == 1)
    #expect(report.failures.count == 1)
    #expect(report.failures.first?.reason.contains("other versions") == true)
    #expect(try other.store().ids().count == 2)
    let id = try #require(report.failures.first?.document.suffix(AddPlan.idDigits))
    #expect(try other.store().document(String(id)).versions == before)
  }

  @Test func `What happened over there since the last import follows, version by version`()
    async throws
  {
    let place = try await few()
    let ids = try place.ids()
    let other = try place.another()
    _ = try await other.importing(place.catalog.home.folder, options: EditOptions())
    var why = EditOptions()
    why.message = "better"
    why.author = try Author(name: "Zoë")
    for tag in ["x", "zq31y"] {
      _ = try await place.catalog.edit(
        [Amendment(document: ids[0], steps: [.add(.tags, tag)])], options: why)
    }
    try await place.catalog.remove(ids[1], options: why)
    let report = try await other.importing(place.catalog.home.folder, options: EditOptions())
    #expect((report.added, report.updated, report.failures.count) == (0, 2, 0))
    #expect(try findings(other).isEmpty)
    let (here, there) = (try place.catalog.store(), try other.store())
    for id in ids { #expect(try here.metadata(of: id) == there.metadata(of: id)) }
    let versions = try there.document(ids[0]).versions
    #expect(versions.suffix(2).map(\.message) == ["better", "better"])
    #expect(versions.last?.user == "Zoë")
    #expect(
      versions.suffix(2).map(\.created)
        == (try here.document(ids[0]).versions).suffix(2).map(\.created))
    let kinds = try there.document(ids[0]).events().map(\.type)
    #expect(kinds.filter { $0 == "transfer" }.count == 2)
    #expect(kinds.filter { $0 == "metadata modification" }.count == 2)
    #expect(try other.documents(ExportSelection()).map(\.tags) == [["x", "zq31y"]])
    let again = try await other.importing(place.catalog.home.folder, options: EditOptions())
    #expect((again.updated, again.present) == (0, 2))
    // Once something else happens here, the two are apart.
    _ = try await other.edit(
      [Amendment(document: ids[0], steps: [.add(.tags, "ours")])], options: EditOptions())
    _ = try await place.catalog.edit(
      [Amendment(document: ids[0], steps: [.add(.tags, "theirs")])], options: EditOptions())
    let apart = try await other.importing(place.catalog.home.folder, options: EditOptions())
    #expect((apart.present, apart.failures.count) == (1, 1))
  }

  @Test func `A foreign bag is added file by file with what it says of itself`() async throws {
    let place = try Workplace()
    let bag = try place.bag(
      ["a/soup.txt": "soup", ".hidden": "h", "50%.txt": "p", "two\nlines.txt": "t"],
      info: "Source-Organization: Port Team\nContact-Name: Zoë\n  Müller\nExternal-Description: d\n"
    )
    let report = try await place.catalog.importing(bag, options: EditOptions())
    #expect((report.kind, report.added) == (.foreignBag, 4))
    let store = try place.catalog.store()
    for id in try store.ids() {
      let metadata = try store.metadata(of: id)
      #expect(metadata.sightings.last?.source == "Port Team")
      #expect(metadata.fields?["Contact-Name"] == ["Zoë Müller"])
      #expect(metadata.dublinCore?["description"] == ["d"])
      #expect(metadata.sightings.last?.path?.contains("/data/") == true)
    }
    let names = try store.ids().map { try store.metadata(of: $0).name }.sorted()
    #expect(names == [".hidden", "50%.txt", "soup.txt", "two\nlines.txt"])
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func `Bags of every algorithm are read, and a changed byte is found`(
    algorithm: DigestAlgorithm
  ) async throws {
    let place = try Workplace()
    let bag = try place.bag(["x.txt": "soup", "y.txt": "coats"], algorithm)
    #expect(try BagReader(bag).payload.count == 2)
    try WholeFile.write(Array("coast".utf8), to: bag.appending("data/y.txt"))
    await #expect(throws: CatalogError.self) {
      try await place.catalog.importing(bag, options: EditOptions())
    }
    #expect(try place.ids().isEmpty)
  }

  @Test
  func `Stopped at any operation, an import leaves a valid archive that the next one finishes`()
    async throws
  {
    let place = try await few()
    let bag = place.folder.appending("bag")
    _ = try place.catalog.exportBag(ExportSelection(), to: bag, labels: BagLabels())
    for source in [place.catalog.home.folder, bag] {
      let counter = FileFaults()
      let counted = try place.another("counted-\(source.lastNameBytes.count)")
      _ = try await FileFaults.$current.withValue(counter) {
        try await counted.importing(source, options: EditOptions())
      }
      for number in sampled(counter.count, count: 8, of: "import stopped") {
        let other = try place.another("other")
        await FileFaults.$current.withValue(FileFaults(.stop(at: number))) {
          _ = try? await other.importing(source, options: EditOptions())
        }
        #expect(try findings(other).allSatisfy { $0.code == "W016" }, "stopped at \(number)")
        let report = try await other.importing(source, options: EditOptions())
        #expect(report.added + report.updated + report.present == 2, "stopped at \(number)")
        #expect(report.failures.isEmpty, "stopped at \(number)")
        #expect(try other.documents(ExportSelection()).count == 2)
        for id in try other.store().ids() {
          #expect(try other.store().document(id).events().last?.type == "transfer")
        }
        try Folder.remove(other.home.folder)
      }
    }
  }
}
