// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import OCFL
import SystemPackage
import Testing

@testable import Catalog

@Suite struct ExportBagTests {
  private func bag(
    of place: Workplace, _ selection: ExportSelection = ExportSelection()
  ) throws -> (path: FilePath, report: ExportReport) {
    let path = place.folder.appending("bag")
    return (path, try place.catalog.exportBag(selection, to: path, labels: BagLabels()))
  }

  private func lines(_ path: FilePath) throws -> [String] {
    String(decoding: try FileReader.contents(of: path), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  @Test func `A bag comes back with every name, byte and act as it was`() async throws {
    let place = try await Workplace.withHardNames()
    let (path, report) = try bag(of: place)
    #expect(report.documents == HardNames.all.count)
    #expect(report.failures.isEmpty)
    let other = try place.another()
    let imported = try await other.importing(path, options: EditOptions())
    #expect(imported.kind == .bag)
    #expect(imported.added == HardNames.all.count)
    #expect(imported.failures.isEmpty)
    let (here, there) = (try place.catalog.store(), try other.store())
    #expect(try here.ids() == there.ids())
    for id in try here.ids() {
      #expect(try here.metadata(of: id) == there.metadata(of: id))
      #expect(
        CatalogCoding.document(try here.metadata(of: id))
          == CatalogCoding.document(try there.metadata(of: id)))
      let events = try there.document(id).events()
      #expect(try here.document(id).events() == events.dropLast())
      #expect(events.last?.type == DocumentEvent.Kind.importing.rawValue)
      let (one, two) = (try here.document(id).original(), try there.document(id).original())
      #expect(Array(one.name.utf8) == Array(two.name.utf8))
      #expect(
        try FileReader.contents(of: one.path) == FileReader.contents(of: two.path))
      #expect(try here.document(id).pageTexts(count: 1) == there.document(id).pageTexts(count: 1))
    }
    let again = try await other.importing(path, options: EditOptions())
    #expect(again.present == HardNames.all.count)
    #expect(again.added + again.updated == 0)
  }

  @Test func `The manifest is by RFC 8493 and holds the digest of every file`() async throws {
    let place = try await Workplace.withHardNames()
    let (path, report) = try bag(of: place)
    var octets = 0
    var files = 0
    for line in BagText.entries(
      try FileReader.contents(of: path.appending("manifest-sha512.txt")))
    {
      #expect(!line.path.contains(0x0D))
      let file = path.appending(bytes: BagText.decoded(line.path))
      #expect(try DigestAlgorithm.sha512.digest(of: file) == line.digest)
      octets += try Folder.status(file)?.size ?? 0
      files += 1
    }
    let present = try Folder.listTree(path.appending("data")).count { $0.kind == .file }
    #expect(files == present)
    let info = try lines(path.appending("bag-info.txt"))
    #expect(info.contains("Payload-Oxum: \(octets).\(files)"))
    #expect(info.contains("Bag-Software-Agent: \(Catalog.agent)"))
    #expect(
      try lines(path.appending("bagit.txt"))
        == ["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"])
    let tags = try run("/usr/bin/sha512sum", ["-c", "tagmanifest-sha512.txt"], in: path)
    #expect(tags.status == 0, "\(tags.output)")
    #expect(
      report.manifestSHA512
        == (try DigestAlgorithm.sha512.digest(of: path.appending("manifest-sha512.txt"))))
  }

  @Test func `The names of a path are coded as RFC 8493 wants it`() {
    #expect(BagText.encoded(Array("a%\r\nb".utf8)) == Array("a%25%0D%0Ab".utf8))
    #expect(BagText.decoded(Array("a%25%0d%0Ab%41".utf8)) == Array("a%\r\nb%41".utf8))
    #expect(BagText.safe(Array("data/../../x".utf8)) == nil)
    #expect(BagText.safe(Array("/etc/passwd".utf8)) == nil)
    #expect(BagText.safe(Array("./data/x".utf8)) == Array("data/x".utf8))
  }

  @Test func `bagit of PyPI and sha512sum find a bag valid`() async throws {
    let validator = checkout.appending(".build-python/bin/bagit.py")
    guard FileManager.default.fileExists(atPath: validator.string) else { return }
    let place = try Workplace()
    // bagit.py 1.9 decodes no %25 and cuts off spaces at the end of a line.
    for (index, name) in HardNames.all.enumerated() {
      let text = LogicalPath.text(of: name).text
      if text.contains("%") || text.last?.isWhitespace == true { continue }
      try WholeFile.write(
        Array("Leaflet \(index)\n".utf8),
        to: place.folder.appending("files").appending(bytes: name), sync: false)
    }
    try await place.add(place.folder.appending("files"))
    let (path, _) = try bag(of: place)
    let validated = try run(validator.string, ["--validate", path.string], in: place.folder)
    #expect(validated.status == 0, "\(validated.output)")
    for entry in try Folder.listTree(path.appending("data")) where entry.kind == .file {
      #expect(entry.name.last != 0x20)
    }
  }

  @Test func `Twins and names that Windows cannot take are warned of`() async throws {
    let place = try await Workplace.withHardNames()
    let warnings = try bag(of: place).report.warnings
    #expect(warnings.contains { $0.contains("CAF\u{C9}.txt") && $0.contains("case") })
    #expect(warnings.contains { $0.contains("CON is the name of a device") })
    #expect(warnings.contains { $0.contains("\"dot.\"") })
    #expect(NameWarnings.sentences(["caf\u{E9}", "cafe\u{301}"]).contains { $0.contains("NFC") })
    #expect(NameWarnings.sentences(["a.txt", "b.txt", "a.txt"]).isEmpty)
  }

  @Test func `A damaged original is left out and named, the rest is a whole bag`() async throws {
    let place = try Workplace()
    try await place.add(
      try place.file("a.txt", "soup at seven"), try place.file("b.txt", "coats at nine"))
    let id = try #require(try place.ids().first)
    let original = try place.catalog.store().document(id).original().path
    try WholeFile.write(Array("forged".utf8), to: original)
    let (path, report) = try bag(of: place)
    #expect(report.documents == 1)
    #expect(report.failures.map(\.document) == [id])
    #expect(try Folder.status(path.appending("data/\(id)")) == nil)
    _ = try BagReader(path)
  }

  @Test func `Stopped or out of space at any operation, there is no bag under its name`()
    async throws
  {
    let place = try Workplace()
    try await place.add(try place.file("a.txt", "soup"), try place.file("b.txt", "coats"))
    let path = place.folder.appending("bag")
    let counter = FileFaults()
    _ = try counter.run { try bag(of: place) }
    try Folder.remove(path)
    for number in sampled(counter.count, count: 15, of: "bag stopped") {
      for plan in [FileFaults.Plan.stop(at: number), .fail(at: number, errno: 28)] {
        _ = try? FileFaults(plan).run { try bag(of: place) }
        if try Folder.status(path) != nil { _ = try BagReader(path) }
        try Folder.remove(path)
      }
    }
    #expect(try bag(of: place).report.documents == 2)
    #expect(try Folder.status(place.folder.appending("bag.partial")) == nil)
  }

  @Test func `A folder that is in use, or in the archive, is refused`() async throws {
    let place = try Workplace()
    try await place.add(try place.file("a.txt", "soup"))
    for name in ["files", "home/Archive/bag", "home/Indexes/x/../bag"] {
      #expect(throws: CatalogError.self) {
        try place.catalog.exportBag(
          ExportSelection(), to: place.folder.appending(bytes: Array(name.utf8)),
          labels: BagLabels())
      }
    }
    #expect(try place.archiveFindings().isEmpty)
    try Folder.create(place.folder.appending("bag.partial"))
    try WholeFile.write([0x41], to: place.folder.appending("bag.partial/mine.txt"))
    #expect(throws: CatalogError.self) { try bag(of: place) }
    #expect(try Folder.status(place.folder.appending("bag.partial/mine.txt")) != nil)
  }
}
