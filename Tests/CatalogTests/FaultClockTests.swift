// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Clocks that go backwards, and clocks that were ahead: what an object tells of itself stays in
// order, and no check of digests is left out for a date that cannot be.

import FileStorage
import OCFL
import SystemPackage
import Testing

@testable import Catalog

@Suite struct FaultClockTests {
  /// 2027-01-15T08:00:00Z.
  private static let start: Int64 = 1_800_000_000
  private static let day: Int64 = 86_400

  private static func at<Result>(
    _ seconds: Int64, _ body: () async throws -> Result
  ) async rethrows -> Result {
    try await Timestamp.$clock.withValue(seconds, operation: body)
  }

  private static func options(_ message: String) -> EditOptions {
    var options = EditOptions()
    options.message = message
    return options
  }

  private static func addOne(_ place: Workplace) async throws -> String {
    try await at(start) {
      let added = try await place.add(try place.file("a.txt", "The meeting is on Tuesday."))
      return try #require(added.outcomes.first?.id)
    }
  }

  @Test func `Versions and acts stay in order, and an act tells what the wrong clock said`()
    async throws
  {
    let place = try Workplace()
    let id = try await Self.addOne(place)
    let behind = Self.start - 400 * Self.day
    try await Self.at(behind) {
      _ = try await place.catalog.edit(
        [Amendment(document: id, steps: [.set(.dublinCore(.title), ["Soup"], sighting: nil)])],
        options: Self.options("edit"))
    }
    try await Self.at(behind - 1) {
      try await place.catalog.remove(id, options: Self.options("remove"))
    }
    try await Self.at(Self.start + 60) {
      try await place.catalog.restore(id, options: Self.options("restore"))
    }
    let (versions, events) = try place.catalog.history(of: id)
    #expect(versions.map(\.created) == versions.map(\.created).sorted())
    #expect(events.map(\.time) == events.map(\.time).sorted())
    #expect(versions.last?.created == "2027-01-15T08:01:00Z")
    let clocks = events.suffix(3).map(\.clock)
    #expect(clocks == ["2025-12-11T08:00:00Z", "2025-12-11T07:59:59Z", nil])
    #expect(events.suffix(3).map(\.note) == ["edit", "remove", "restore"])
    #expect(try await place.catalog.story(StoryFilter(), jobs: 2).map(\.event) == events)
    #expect(try place.archiveFindings().isEmpty)
    #expect(try place.found("meeting") == ["a.txt"])
  }

  @Test func `The one version of a purged document is not older than what it destroyed`()
    async throws
  {
    let place = try Workplace()
    let id = try await Self.addOne(place)
    try await Self.at(Self.start - Self.day) {
      try await place.catalog.purge(id, options: Self.options("purge"))
    }
    let (versions, events) = try place.catalog.history(of: id)
    #expect(versions.map(\.created) == ["2027-01-15T08:00:00Z"])
    #expect(events.map(\.time) == events.map(\.time).sorted())
    #expect(events.last?.clock == "2027-01-14T08:00:00Z")
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test(arguments: [-3600, 3600, 80 * 365 * 86_400] as [Int64])
  func `A check that is dated in the future leaves no object out`(ahead: Int64) async throws {
    let place = try Workplace()
    _ = try await Self.addOne(place)
    func check(_ seconds: Int64, since: Int64) async throws -> Int {
      var request = VerifyRequest()
      request.depth = .digests
      request.selection = .notGoodSince(Timestamp.text(secondsSince1970: since))
      let due = request
      return try await Self.at(seconds) {
        let report = try await place.catalog.verify(due)
        #expect(report.findings.isEmpty)
        return report.selected
      }
    }
    let now = Self.start + 10 * Self.day
    #expect(try await check(now + ahead, since: now + ahead) == 1)
    // The clock is set right: what it said before counts only where that has been.
    #expect(try await check(now, since: now - Self.day) == (ahead > 0 ? 1 : 0))
    #expect(try await check(now + 1, since: now + 1) == 1)
    #expect(try await check(now + 2, since: now - Self.day) == 0)
  }

  @Test func `The latest acts are the last of all acts, whatever the clocks said`() async throws {
    let place = try Workplace()
    var ids: [String] = []
    for number in 0..<12 {
      let time = Self.start + Int64.random(in: -3...3)
      ids += try await Self.at(time) {
        try await place.add(try place.file("\(number).txt", "Leaflet zq\(number)x.")).outcomes
          .compactMap(\.id)
      }
    }
    for id in ids.shuffled().prefix(6) {
      try await Self.at(Self.start + Int64.random(in: -9...9)) {
        _ = try await place.catalog.edit(
          [Amendment(document: id, steps: [.set(.dublinCore(.title), ["Soup"], sighting: nil)])],
          options: EditOptions())
      }
    }
    let all = try await place.catalog.story(StoryFilter(), jobs: 2)
    #expect(all.map(\.event.time) == all.map(\.event.time).sorted())
    for limit in [1, 2, 5, all.count, all.count + 1] {
      var filter = StoryFilter()
      filter.limit = limit
      #expect(try await place.catalog.story(filter, jobs: 2) == Array(all.suffix(limit)))
    }
    for since in ["2027-01-15", "2027-01-15T08:00:02Z", "2027-01-15T08:00:09Z", "2028"] {
      var filter = StoryFilter()
      filter.since = since
      let expected = all.filter { $0.event.time >= since }
      #expect(try await place.catalog.story(filter, jobs: 2) == expected)
      filter.limit = 3
      #expect(try await place.catalog.story(filter, jobs: 2) == Array(expected.suffix(3)))
    }
  }
}
