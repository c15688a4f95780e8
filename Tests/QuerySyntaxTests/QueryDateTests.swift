// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing

@Suite struct QueryDateTests {
  @Test(arguments: [
    ("1970-01-01", 0, 0), ("1970-01", 0, 30), ("1970", 0, 364), ("2000-02", 10_988, 11_016),
    ("1900-02", -25_536, -25_509), ("2026-11-22", 20_779, 20_779), ("1969-12-31", -1, -1),
    ("0001", -719_162, -718_798), ("9999-12-31", 2_932_896, 2_932_896),
  ])
  func `Dates cover whole days, months and years`(text: String, first: Int32, last: Int32) {
    let date = QueryDate(text)
    #expect(date?.firstDay == first)
    #expect(date?.lastDay == last)
  }

  @Test(arguments: [
    "", "26", "2026-", "2026-13", "2026-00", "2026-02-29", "2026-11-31", "2026-1-1", "20261122",
    "2026-11-22-1", "٢٠٢٦", "+026", "0000", "2026/11",
  ])
  func `What is not a date is refused`(text: String) {
    #expect(QueryDate(text) == nil)
  }

  @Test func `Days follow one another without a gap`() throws {
    var next = try #require(QueryDate("1896-01-01")).firstDay
    for year in 1896...2105 {
      for month in 1...12 {
        let pad = month < 10 ? "0" : ""
        let date = try #require(QueryDate("\(year)-\(pad)\(month)"))
        #expect(date.firstDay == next)
        next = date.lastDay + 1
      }
      #expect(QueryDate("\(year)")?.lastDay == next - 1)
    }
  }
}
