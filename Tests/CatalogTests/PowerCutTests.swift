// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The machine loses power: the work stops at an operation, and bytes that nobody made durable are
// gone from the files that were written. What was reported is there all the same.

import FileStorage
import Foundation
import OCFL
import Synchronization
import SystemPackage
import Testing

@testable import Catalog

@Suite struct PowerCutTests {
  private let texts = [
    "a.txt": "The meeting is on Tuesday evening.",
    "b.txt": "Versammlung am Dienstagabend im Rathaus.",
    "c.txt": "الاجتماع مساء الثلاثاء",
    "d.jsonl": "{\"id\":\"1\",\"text\":\"strike at the port\"}\n",
  ]
  private let words = ["meeting", "Rathaus", "الثلاثاء", "strike"]

  private func fill(_ place: Workplace) throws {
    for (name, text) in texts { try place.file(name, text) }
  }

  /// Runs an add under faults; the outcomes reported until it ended or died.
  private func add(_ place: Workplace, _ faults: FileFaults) async -> [AddOutcome] {
    let reported = Mutex<[AddOutcome]>([])
    await FileFaults.$current.withValue(faults) {
      _ = try? await place.catalog.add(
        [.path(place.folder.appending("files"))], options: AddOptions(),
        outcome: { outcome in reported.withLock { $0.append(outcome) } })
    }
    return reported.withLock { $0 }
  }

  /// Cuts files that were not durable to a random part of their length.
  private func cut(_ place: Workplace, _ faults: FileFaults) throws -> Int {
    let home = place.catalog.home.folder
    var cut = 0
    for entry in try Folder.listTree(home) where entry.kind == .file {
      let path = home.appending(bytes: entry.name)
      guard let status = try Folder.status(path), faults.unsynced.contains(status.inode) else {
        continue
      }
      let length = Bool.random() ? 0 : Int.random(in: 0...status.size)
      truncate(path.string, off_t(length))
      cut += 1
    }
    return cut
  }

  @Test func `Power lost at any operation of an add takes nothing that was reported`() async throws
  {
    let whole = try Workplace()
    try fill(whole)
    let counter = FileFaults()
    _ = await add(whole, counter)
    var cuts = 0
    for stop in sampled(counter.count, count: 40, of: "power cut in add") {
      let place = try Workplace()
      try fill(place)
      let faults = FileFaults(.stop(at: stop))
      let reported = await add(place, faults)
      cuts += try cut(place, faults)
      for outcome in reported where outcome.result == .added {
        let id = try #require(outcome.id)
        #expect(try place.catalog.detail(of: id).summary.id == id, "power lost at \(stop)")
      }
      #expect(try place.archiveFindings().isEmpty, "power lost at \(stop)")
      try await place.add(place.folder.appending("files"))
      for word in words {
        #expect(try place.found(word).count == 1, "power lost at \(stop), searching \(word)")
      }
      #expect(try place.archiveFindings().isEmpty, "power lost at \(stop)")
      #expect(place.catalog.verifyIndex().isEmpty, "power lost at \(stop)")
    }
    #expect(cuts > 0, "some files were not durable when the power went")
  }

  @Test func `Power lost at any operation of an edit leaves the document before or after it`()
    async throws
  {
    func filled() async throws -> (Workplace, String) {
      let place = try Workplace()
      let outcome = try await place.add(try place.file("a.txt", texts["a.txt"] ?? ""))
      return (place, try #require(outcome.outcomes.first?.id))
    }
    func edit(_ place: Workplace, _ id: String) async throws {
      _ = try await place.catalog.edit(
        [Amendment(document: id, steps: [.set(.dublinCore(.title), ["Town hall"], sighting: nil)])],
        options: EditOptions())
    }
    let (whole, wholeID) = try await filled()
    let counter = FileFaults()
    try await FileFaults.$current.withValue(counter) { try await edit(whole, wholeID) }
    for stop in sampled(counter.count, count: 24, of: "edit stopped") {
      let (place, id) = try await filled()
      let faults = FileFaults(.stop(at: stop))
      var isDone = false
      await FileFaults.$current.withValue(faults) {
        do {
          try await edit(place, id)
          isDone = true
        } catch {}
      }
      _ = try cut(place, faults)
      #expect(try place.archiveFindings().isEmpty, "power lost at \(stop)")
      let title = try ArchiveStore(home: place.catalog.home).metadata(of: id).dublinCore?["title"]
      #expect(!isDone || title == ["Town hall"], "power lost at \(stop)")
      try await place.add(try place.file("b.txt", "Another leaflet."))
      #expect(
        try place.catalog.detail(of: id).summary.title == title?.first, "power lost at \(stop)")
      #expect(try place.found("meeting") == ["a.txt"], "power lost at \(stop)")
    }
  }
}
