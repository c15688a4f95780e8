// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// An `add` that dies between any two operations of the file system. Afterwards the archive is
// valid, what was reported is there, and the next `add` finishes the work.

import FileStorage
import SearchIndex
import Synchronization
import SystemPackage
import Testing

@testable import Catalog

@Suite struct CrashTests {
  private let texts = [
    "a.txt": "The meeting is on Tuesday evening.",
    "b.txt": "Versammlung am Dienstagabend im Rathaus.",
    "c.txt": "الاجتماع مساء الثلاثاء",
    "d.jsonl":
      "{\"id\":\"1\",\"text\":\"strike at the port\"}\n{\"id\":\"2\",\"text\":\"bus times\"}\n",
  ]
  private let words = ["meeting", "Rathaus", "الثلاثاء", "strike"]

  private func fill(_ place: Workplace) throws {
    for (name, text) in texts { try place.file(name, text) }
  }

  /// All files in one batch, and each in a batch of its own: there originals are archived while the
  /// text before is read.
  private static let batches = [
    AddOptions(),
    {
      var options = AddOptions()
      (options.batchWeight, options.jobs) = (1, 2)
      return options
    }(),
  ]

  /// Runs an add under a plan of faults; the paths that were reported as added before it died.
  private func run(
    _ place: Workplace, _ faults: FileFaults, _ options: AddOptions
  ) async -> [AddOutcome] {
    let reported = Reported()
    await FileFaults.$current.withValue(faults) {
      _ = try? await place.catalog.add(
        [.path(place.folder.appending("files"))], options: options,
        outcome: { reported.append($0) })
    }
    return reported.outcomes
  }

  @Test(arguments: batches)
  func `Stopped at any operation, an add leaves a valid archive that the next one finishes`(
    _ options: AddOptions
  ) async throws {
    let whole = try Workplace()
    try fill(whole)
    let counter = FileFaults()
    _ = await run(whole, counter, options)
    let operations = counter.count
    #expect(operations > 50)
    var readLater = 0
    for stop in sampled(operations, count: 24, of: "add stopped") {
      let place = try Workplace()
      try fill(place)
      let reported = await run(place, FileFaults(.stop(at: stop)), options)
      #expect(try place.archiveFindings().isEmpty, "stopped after \(stop)")
      for outcome in reported where outcome.result == .added {
        let id = try #require(outcome.id)
        #expect(try place.catalog.detail(of: id).summary.id == id, "stopped after \(stop)")
      }
      let unread = try place.unread()
      let (summary, outcomes) = try await place.add(place.folder.appending("files"))
      #expect(
        Set(outcomes.filter { $0.readNow == true }.compactMap(\.id)) == unread,
        "stopped after \(stop)")
      #expect(summary.readNow == unread.count, "stopped after \(stop)")
      readLater += unread.count
      for word in words {
        #expect(try place.found(word).count == 1, "stopped after \(stop), searching \(word)")
      }
      #expect(try place.catalog.gaps().isEmpty)
      #expect(try place.archiveFindings().isEmpty)
      #expect(try Folder.status(place.catalog.home.pending) == nil)
    }
    #expect(readLater > 0)
  }

  @Test(arguments: batches)
  func `A full disk ends the add with one sentence and nothing half-written`(
    _ options: AddOptions
  ) async throws {
    let whole = try Workplace()
    try fill(whole)
    let counter = FileFaults()
    _ = await run(whole, counter, options)
    for failing in sampled(counter.count, count: 10, of: "add on a full disk") {
      let place = try Workplace()
      try fill(place)
      _ = await run(place, FileFaults(.fail(at: failing, errno: 28)), options)
      #expect(try place.archiveFindings().isEmpty, "full at \(failing)")
      try await place.add(place.folder.appending("files"))
      for word in words { #expect(try place.found(word).count == 1, "full at \(failing)") }
    }
  }
}

extension Workplace {
  /// Documents in the archive whose text was not read yet.
  fileprivate func unread() throws -> Set<String> {
    let store = try catalog.store()
    return Set(try store.ids().filter { try store.document($0).extraction() == nil })
  }
}

/// Outcomes reported so far.
private final class Reported: Sendable {
  private let state = Mutex<[AddOutcome]>([])
  var outcomes: [AddOutcome] { state.withLock { $0 } }
  func append(_ outcome: AddOutcome) { state.withLock { $0.append(outcome) } }
}
