// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import OCFL
import SystemPackage
import Testing

@testable import Catalog

@Suite struct ExportArchiveTests {
  private func copy(
    _ place: Workplace, _ mode: CopyMode = .new
  ) throws -> (catalog: Catalog, report: CopyReport) {
    let path = place.folder.appending("copy")
    let report = try place.catalog.copyArchive(to: path, mode)
    return (Catalog(home: Home(folder: path), logger: place.catalog.logger), report)
  }

  private func few() async throws -> Workplace {
    let place = try Workplace()
    try await place.add(try place.file("a.txt", "soup at seven"), try place.file("b.txt", "coats"))
    return place
  }

  /// All files below a folder, by path.
  private func files(_ folder: FilePath) throws -> [[UInt8]: [UInt8]] {
    var files: [[UInt8]: [UInt8]] = [:]
    for entry in try Folder.listTree(folder) where entry.kind == .file {
      files[entry.name] = try FileReader.contents(of: folder.appending(bytes: entry.name))
    }
    return files
  }

  private func findings(_ archive: FilePath) throws -> [Finding] {
    var findings: [Finding] = []
    try RootValidator.validate(archive, depth: .content) { findings.append($0) }
    return findings
  }

  @Test func `A copy is the same archive, file by file, and can be searched after a rebuild`()
    async throws
  {
    let place = try await Workplace.withHardNames()
    let (copy, report) = try copy(place)
    #expect(report.added == HardNames.all.count)
    #expect(report.failures.isEmpty)
    #expect(try files(place.catalog.home.archive) == files(copy.home.archive))
    #expect(try findings(copy.home.archive).isEmpty)
    #expect(report.filesVerified >= HardNames.all.count * 10)
    _ = try await copy.rebuildIndex(jobs: 2)
    #expect(try copy.documents(ExportSelection()).count == HardNames.all.count)
    #expect(throws: CatalogError.self) { try self.copy(place) }
  }

  @Test func `An incremental copy takes new versions, removals and purges, and nothing else`()
    async throws
  {
    let place = try await few()
    _ = try copy(place)
    let (same, nothing) = try copy(place, .incremental)
    #expect(nothing.unchanged == 2)
    #expect(nothing.filesVerified == 0)
    _ = try await same.rebuildIndex(jobs: 1)
    let ids = try place.ids()
    _ = try await place.catalog.edit(
      [Amendment(document: ids[0], steps: [.add(.tags, "x")])], options: EditOptions())
    try await place.catalog.remove(ids[1], options: EditOptions())
    try await place.add(try place.file("c.txt", "advice"))
    let (_, second) = try copy(place, .incremental)
    #expect((second.added, second.updated, second.unchanged) == (1, 2, 0))
    #expect(second.hasLostIndex)
    #expect(try files(place.catalog.home.archive) == files(same.home.archive))
    try await place.catalog.purge(ids[0], options: EditOptions())
    let (_, third) = try copy(place, .incremental)
    #expect((third.purged, third.unchanged) == (1, 2))
    #expect(try files(place.catalog.home.archive) == files(same.home.archive))
    #expect(try findings(same.home.archive).isEmpty)
  }

  @Test func `Two archives that went apart are refused, and nothing is written`() async throws {
    let place = try await few()
    let (other, _) = try copy(place)
    _ = try await other.rebuildIndex(jobs: 1)
    let ids = try place.ids()
    _ = try await other.edit(
      [Amendment(document: ids[0], steps: [.add(.tags, "there")])], options: EditOptions())
    _ = try await place.catalog.edit(
      [Amendment(document: ids[1], steps: [.add(.tags, "here")])], options: EditOptions())
    let before = try files(other.home.archive)
    // The copy is ahead.
    #expect(throws: CatalogError.self) { try copy(place, .incremental) }
    _ = try await place.catalog.edit(
      [Amendment(document: ids[0], steps: [.add(.tags, "here")])], options: EditOptions())
    // Both have a third version, and it is not the same.
    #expect(throws: CatalogError.self) { try copy(place, .incremental) }
    #expect(try files(other.home.archive) == before)
    // Purged here, but not before the copy learned something more.
    try await place.catalog.purge(ids[0], options: EditOptions())
    #expect(throws: CatalogError.self) { try copy(place, .incremental) }
    #expect(try files(other.home.archive) == before)
  }

  @Test func `What only the copy has is left alone and counted`() async throws {
    let place = try await few()
    let (other, _) = try copy(place)
    _ = try await other.rebuildIndex(jobs: 1)
    _ = try await other.add(
      [.path(try place.file("only.txt", "only there"))], options: AddOptions())
    let report = try copy(place, .incremental).report
    #expect((report.extra, report.unchanged) == (1, 2))
    #expect(try ArchiveStore(home: other.home).ids().count == 3)
  }

  @Test func `A copy without an index gets one of all documents with the next file added`()
    async throws
  {
    let place = try await few()
    let (other, _) = try copy(place)
    _ = try await other.add(
      [.path(try place.file("more.txt", "advice"))], options: AddOptions())
    #expect(try other.documents(ExportSelection()).count == 3)
    #expect(try other.gaps().isEmpty)
  }

  @Test func `A damaged object stays behind and is named, the others arrive`() async throws {
    let place = try await few()
    let id = try #require(try place.ids().first)
    try WholeFile.write(
      Array("forged".utf8), to: try place.catalog.store().document(id).original().path)
    let (other, report) = try copy(place)
    #expect(report.added == 1)
    #expect(report.failures.count == 1)
    #expect(try findings(other.home.archive).isEmpty)
  }

  @Test func `Stopped or out of space at any operation, a copy is not there or can be finished`()
    async throws
  {
    let place = try await few()
    let counter = FileFaults()
    let copied = try counter.run { try copy(place) }.catalog.home
    let whole = try files(copied.archive)
    try Folder.remove(copied.folder)
    for number in sampled(counter.count, count: 12, of: "copy stopped") {
      let plan: FileFaults.Plan =
        number.isMultiple(of: 2) ? .stop(at: number) : .fail(at: number, errno: 28)
      _ = try? FileFaults(plan).run { try copy(place) }
      if try Folder.status(copied.folder) == nil { _ = try copy(place) }
      #expect(try files(copied.archive) == whole, "stopped at \(number)")
      #expect(try findings(copied.archive).isEmpty, "stopped at \(number)")
      try Folder.remove(copied.folder)
      try Folder.remove(place.folder.appending("copy.partial"))
    }
  }

  @Test
  func `Stopped at any operation, an update leaves valid objects and a note, and is finished`()
    async throws
  {
    let place = try await few()
    let ids = try place.ids()
    let counter = FileFaults()
    _ = try copy(place)
    let old = place.folder.appending("old")
    try Folder.rename(place.folder.appending("copy"), to: old)
    try await place.catalog.purge(ids[0], options: EditOptions())
    _ = try await place.catalog.edit(
      [Amendment(document: ids[1], steps: [.add(.tags, "x")])], options: EditOptions())
    func restored() throws {
      try Folder.remove(place.folder.appending("copy"))
      _ = try run("/bin/cp", ["-a", "old", "copy"], in: place.folder)
    }
    try restored()
    _ = try counter.run { try copy(place, .incremental) }
    for number in sampled(counter.count, count: 12, of: "update stopped") {
      try restored()
      let stopped = FileFaults(.stop(at: number))
      let path = place.folder.appending("copy")
      if (try? stopped.run({ try copy(place, .incremental) })) == nil {
        let hasNote = try Folder.status(path.appending("COPY-UNFINISHED.txt")) != nil
        // An empty file that a writer looks with whether it can rename is swept by the next one.
        let kept = try files(path.appending("Archive")).filter { name, bytes in
          !bytes.isEmpty || !name.starts(with: WholeFile.temporaryPrefix.utf8)
        }
        let isOld = try kept == files(old.appending("Archive"))
        let isNew =
          try files(path.appending("Archive")) == files(place.catalog.home.archive)
        #expect(hasNote || isOld || isNew, "stopped at \(number)")
      }
      #expect(try findings(path.appending("Archive")).allSatisfy { $0.code == "W016" })
      _ = try copy(place, .incremental)
      #expect(try files(path.appending("Archive")) == files(place.catalog.home.archive))
      #expect(try Folder.status(path.appending("COPY-UNFINISHED.txt")) == nil)
    }
  }
}
