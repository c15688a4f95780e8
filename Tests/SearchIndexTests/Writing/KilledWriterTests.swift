// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A process of its own that writes an index and is killed by SIGKILL at the n-th operation on files,
// in the middle of it where that is a write.
//
// A sample of operations; HANDBILL_KILLS=all in the environment for every one of them.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import SearchIndex

@Suite(.serialized) struct KilledWriterTests {
  /// Operations at which the process is killed, unless all are wanted.
  private static let sample = 40

  /// Where the process works: the index, and a file with a byte for each commit that it was told of.
  private struct Place {
    let folder: FilePath
    var index: FilePath { folder.appending("index") }
    private var reports: FilePath { folder.appending("reports") }

    init(_ folder: FilePath) { self.folder = folder }

    func report() throws {
      let file = try FileDescriptor.open(
        reports, .writeOnly, options: [.append, .create], permissions: .ownerReadWrite)
      try file.closeAfter { _ = try file.writeAll([1]) }
    }

    func reported() throws -> Int {
      try Folder.status(reports)?.size ?? 0
    }
  }

  /// The numbers of operations to be killed at.
  private static func numbers(of count: Int) -> [Int] {
    if ProcessInfo.processInfo.environment["HANDBILL_KILLS"] == "all" { return Array(0..<count) }
    let stride = max(1, count / sample)
    let first = Int.random(in: 0..<stride)
    print("killed at every \(stride)th operation from \(first) of \(count)")
    return Array(Swift.stride(from: first, to: count, by: stride))
  }

  private func operations() async throws -> Int {
    let folder = try TemporaryFolder()
    let counter = FileFaults()
    try await FileFaults.$current.withValue(counter) {
      try await IndexLife.run(folder.path.appending("index"))
    }
    return counter.count
  }

  @Test func `Killed at any operation, an index holds a whole commit and the next run goes on`()
    async throws
  {
    let count = try await operations()
    #expect(count > 300)
    var found: Set<Int> = []
    for number in Self.numbers(of: count) {
      let folder = try TemporaryFolder()
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = folder.path.string as String, number = number as Int] in
        let place = Place(FilePath(path))
        try await FileFaults.$current.withValue(FileFaults(.kill(at: number))) {
          try await IndexLife.run(place.index) { _ in try place.report() }
        }
        // Of the few operations more or less that the order of threads makes.
        raise(SIGKILL)
      }
      found.insert(try await check(Place(folder.path), "killed at operation \(number)"))
    }
    #expect(found.count > IndexLife.steps / 2, "\(found)")
  }

  /// Checks what is left, and goes on with it; the number of steps that it holds.
  private func check(_ place: Place, _ what: String) async throws -> Int {
    let reported = try place.reported()
    let steps = try stepsHeld(place.index)
    // A commit may stand of which nobody was told; never the reverse.
    #expect(steps == reported || steps == reported + 1, "\(what)")
    try await IndexLife.run(place.index, from: steps)
    let mended = try IndexSnapshot.open(place.index)
    #expect(try contents(mended) == IndexLife.contents(after: IndexLife.steps), "\(what)")
    #expect(mended.verify() == [], "\(what)")
    let listed = try IndexManifest.read(folder: place.index).manifest.files(in: place.index)
    let names = Set(listed.compactMap(\.lastComponent?.string) + [IndexManifest.fileName])
    let strays = Set(try fileBytes(place.index).keys).symmetricDifference(names)
    #expect(strays == [], "\(what) in step \(steps)")
    return steps
  }

  /// How many steps the index holds, which must be a whole number; 0 where there is no commit.
  private func stepsHeld(_ index: FilePath) throws -> Int {
    let manifest = index.appending(IndexManifest.fileName)
    guard try Folder.status(manifest) != nil else { return 0 }
    let snapshot = try IndexSnapshot.open(index)
    #expect(snapshot.verify() == [])
    let held = try contents(snapshot)
    return try #require((0...IndexLife.steps).first { IndexLife.contents(after: $0) == held })
  }
}
