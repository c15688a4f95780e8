// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

@Suite struct DateQueryTests {
  private func index() throws -> QueryTestIndex {
    try QueryTestIndex([
      [
        IndexedDocument("day", "We met on 3 June 2015.", "en"),
        IndexedDocument("month", "اجتماع في حزيران ٢٠١٥", "ar"),
        IndexedDocument("persian", "جلسه ۱۲ تیر ۱۳۹۴", "fa"),
      ],
      [
        IndexedDocument("thai", "๓ มิถุนายน ๒๕๕๘", "th"),
        IndexedDocument("year", "民國104年", "zh"),
        IndexedDocument("none", "3/4 cup, 192.168.1.1", "en"),
        IndexedDocument("old", "12 May 1999 meeting", "en"),
      ],
    ])
  }

  @Test func `A date finds the documents whose dates share a day with it`() throws {
    let index = try index()
    let expected: [(query: String, ids: [String])] = [
      ("date:2015-06-03", ["day", "month", "thai", "year"]),
      ("date:2015-06", ["day", "month", "thai", "year"]),
      ("date:2015-06-04", ["month", "year"]),
      ("date:2015-07", ["persian", "year"]),
      ("date:2015-06..2015-07", ["day", "month", "persian", "thai", "year"]),
      ("date:1394-04", ["month", "persian", "year"]),
      ("date:1394-04@persian", ["month", "persian", "year"]),
      ("date:۱۳۹۴-۰۴-۱۲", ["persian", "year"]),
      ("date:2558-06", ["day", "month", "thai", "year"]),
      ("date:104-06@minguo", ["day", "month", "thai", "year"]),
      ("date:..2014", ["old"]),
      ("date:2016..", []),
      ("date:2000..", ["day", "month", "persian", "thai", "year"]),
      ("date:1999 meeting", ["old"]),
      ("meeting -date:1999", []),
    ]
    for (query, ids) in expected {
      #expect(try index.ids(query).sorted() == ids, "\(query)")
    }
  }

  @Test func `Overlap is what looking at every date would say`() throws {
    var generator = SeededGenerator(seed: 1394)
    var documents: [IndexedDocument] = []
    var days: [ClosedRange<Int32>] = []
    for number in 0..<200 {
      let start = Int32.random(in: 0...20_000, using: &generator)
      let civil = CivilDay(start)
      documents.append(IndexedDocument("d\(number)", "on \(civil.iso)", "en"))
      days.append(start...start)
    }
    let index = try QueryTestIndex([documents])
    for _ in 0..<50 {
      let first = Int32.random(in: 0...20_000, using: &generator)
      let last = first + Int32.random(in: 0...3000, using: &generator)
      let query = "date:\(CivilDay(first).iso)..\(CivilDay(last).iso)"
      let expected = days.indices.filter { days[$0].overlaps(first...last) }.map { "d\($0)" }
      #expect(try index.ids(query).sorted() == expected.sorted(), "\(query)")
    }
  }

  @Test func `The answer says how a date was read`() throws {
    let index = try index()
    let notes = try index.answer("date:1394-04").notes.map(\.description)
    let expected =
      "date:1394-04 read as 22 June – 22 July 2015 (Solar Hijri) or 26 April – 25 May 1974 (Hijri) "
      + "or April 1394 (Gregorian)."
    #expect(notes.count == 1 && notes[0].hasPrefix(String(expected.prefix(60))), "\(notes)")
    #expect(try index.answer("date:2015").notes.isEmpty)
    #expect(try index.answer("date:2015-13").total == 0)
  }

  @Test func `What is no date is refused`() {
    for query in [
      "date:June", "date:2015-6-3-1", "date:..", "date:2015@", "date:0", "date:2015-14",
    ] {
      #expect(throws: QuerySyntaxError.self, "\(query)") { try QueryParser.parse(query) }
    }
  }
}
