// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import Catalog

/// Which objects a check takes, and the dates that it keeps.
@Suite struct VerifyTests {
  private static let now = "2026-11-26T10:00:00Z"

  private static func check(_ time: String, _ head: String = "v1") -> VerifyDates.GoodCheck {
    VerifyDates.GoodCheck(time: time, head: head, sha512: String(repeating: "ab", count: 64))
  }

  private static func place(_ number: Int) -> [UInt8] { Array("bca/a7d/731/object-\(number)".utf8) }

  /// Dates with one object checked on each day from the first of November.
  private static func dates(_ count: Int, _ work: Workplace) throws -> VerifyDates {
    var dates = try VerifyDates(work.catalog.home)
    for number in 0..<count {
      dates.note(check("2026-11-\(10 + number)T10:00:00Z"), at: place(number))
    }
    return dates
  }

  @Test func `Dates are written byte for byte as the format page says, and read again`() throws {
    let work = try Workplace()
    var dates = try VerifyDates(work.catalog.home)
    let odd: [UInt8] = Array("line\nbreak\t".utf8) + [0xE9]
    dates.note(Self.check("2026-11-26T09:00:00Z", "v2"), at: Self.place(1))
    dates.note(Self.check("2026-11-26T09:00:01Z"), at: odd)
    try dates.write(sync: true)
    let file = work.catalog.home.indexes.appending("fixity.tsv")
    let digest = String(repeating: "ab", count: 16)
    let expected =
      Array(
        """
        handbill-fixity-1
        2026-11-26T09:00:00Z\tv2\t\(digest)\tbca/a7d/731/object-1
        2026-11-26T09:00:01Z\tv1\t\(digest)\tline%0Abreak%09
        """.utf8) + [0xE9, 0x0A]
    #expect(try FileReader.contents(of: file) == expected)
    let read = try VerifyDates(work.catalog.home)
    #expect(read.lastGood(Self.place(1), now: Self.now) == Self.check("2026-11-26T09:00:00Z", "v2"))
    #expect(read.lastGood(odd, now: Self.now)?.time == "2026-11-26T09:00:01Z")
    #expect(read.lastGood(Self.place(2), now: Self.now) == nil)
  }

  @Test func `A time to come counts for none: the clock was wrong then`() throws {
    let work = try Workplace()
    var dates = try VerifyDates(work.catalog.home)
    dates.note(Self.check("2031-01-01T00:00:00Z"), at: Self.place(1))
    #expect(dates.lastGood(Self.place(1), now: Self.now) == nil)
  }

  @Test func `A torn line is passed over, whatever its length, and the next is whole`() throws {
    let work = try Workplace()
    var dates = try Self.dates(3, work)
    try dates.write(sync: false)
    let file = work.catalog.home.indexes.appending("fixity.tsv")
    let whole = try FileReader.contents(of: file)
    for count in 0..<whole.count {
      try WholeFile.write(Array(whole[..<count]), to: file, sync: false)
      var torn = try VerifyDates(work.catalog.home)
      torn.note(Self.check("2026-11-20T10:00:00Z"), at: Self.place(9))
      try torn.write(sync: false)
      let read = try VerifyDates(work.catalog.home)
      #expect(read.lastGood(Self.place(9), now: Self.now)?.time == "2026-11-20T10:00:00Z")
      for number in 0..<3 {
        let time = read.lastGood(Self.place(number), now: Self.now)?.time
        #expect(
          time == nil || time == "2026-11-\(10 + number)T10:00:00Z", "\(count): \(time ?? "")")
      }
    }
  }

  @Test func `A stop or a failure at any operation loses no date that was written before`() throws {
    for number in 0..<24 {
      for plan in [FileFaults.Plan.stop(at: number), .fail(at: number, errno: ENOSPC)] {
        let work = try Workplace()
        var dates = try Self.dates(2, work)
        try dates.write(sync: true)
        FileFaults(plan).run {
          guard var more = try? VerifyDates(work.catalog.home) else { return }
          more.note(Self.check("2026-11-20T10:00:00Z"), at: Self.place(9))
          try? more.write(sync: true)
        }
        let read = try VerifyDates(work.catalog.home)
        for kept in 0..<2 {
          #expect(read.lastGood(Self.place(kept), now: Self.now) != nil, "\(plan)")
        }
      }
    }
  }

  @Test func `The file is written anew when most of its lines are old`() throws {
    let work = try Workplace()
    let file = work.catalog.home.indexes.appending("fixity.tsv")
    var longest = 0
    for round in 0..<40 {
      var dates = try VerifyDates(work.catalog.home)
      for number in 0..<50 {
        dates.note(Self.check("2026-11-25T10:00:\(10 + round)Z"), at: Self.place(number))
      }
      try dates.write(sync: false)
      longest = max(longest, try FileReader.contents(of: file).count(where: { $0 == 0x0A }))
    }
    #expect(longest < 1300)
    let read = try VerifyDates(work.catalog.home)
    #expect(read.lastGood(Self.place(49), now: Self.now)?.time == "2026-11-25T10:00:49Z")
  }

  @Test func `Dates of a newer program are neither read nor changed`() throws {
    let work = try Workplace()
    let file = work.catalog.home.indexes.appending("fixity.tsv")
    try WholeFile.write(Array("handbill-fixity-2\nwho knows\n".utf8), to: file)
    #expect(try VerifyDates(work.catalog.home).isForeign)
  }

  @Test func `A sample takes the longest unchecked, and the seed decides between equals`() throws {
    let work = try Workplace()
    let dates = try Self.dates(10, work)
    let all = (0..<30).map { Self.place($0) }
    let choice = VerifyChoice(dates: dates, now: Self.now, started: nil)
    func sample(_ sample: VerifyRequest.Sample, _ seed: UInt64) -> [[UInt8]] {
      choice.objects(all, .sample(sample, seed: seed))
    }
    #expect(Set(sample(.count(20), 1)) == Set(all[10...]))
    #expect(sample(.count(23), 1).prefix(3) == all[..<3])
    #expect(sample(.count(5), 1) == sample(.count(5), 1))
    #expect(Set((1...20).map { sample(.count(5), $0) }).count > 15)
    #expect(sample(.share(0.05), 1).count == 2)
    #expect(sample(.share(0.001), 1).count == 1)
    #expect(sample(.share(1), 1) == all)
    #expect(choice.objects([], .sample(.share(0.5), seed: 1)).isEmpty)
    #expect(choice.objects(all, .notGoodSince("2026-11-15T00:00:00Z")).count == 25)
  }

  @Test func `What is resumed is what the interrupted check had still to do`() throws {
    let work = try Workplace()
    let all = (0..<40).map { Self.place($0) }
    let started = "2026-11-25T00:00:00Z"
    for seed in 1...20 as ClosedRange<UInt64> {
      var dates = try Self.dates(10, work)
      let selection = VerifyRequest.Selection.sample(.count(35), seed: seed)
      let first = VerifyChoice(dates: dates, now: Self.now, started: nil).objects(all, selection)
      let done = first.shuffled().prefix(12)
      for object in done { dates.note(Self.check("2026-11-25T10:00:00Z"), at: object) }
      let task = VerifyTask(selection, started: started)
      #expect(task.selection == selection)
      let rest = VerifyChoice(dates: dates, now: Self.now, started: task.started)
        .objects(all, task.selection)
      #expect(Set(rest) == Set(first).subtracting(done), "seed \(seed)")
    }
  }
}
