// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

@Suite struct PhoneNumberQueryTests {
  @Test func `A number is found however it is grouped, with its country or without`() throws {
    let texts = ["+33 6 12 34 56 78", "06.12.34.56.78", "06 12 34 56 78", "0612345678"]
    let documents = texts.enumerated().map { IndexedDocument("d\($0)", "Call \($1) today", "en") }
    let index = try QueryTestIndex([documents + [IndexedDocument("other", "06 12 34 56 79", "en")]])
    for query in [
      "0612345678", "+33612345678", "06.12.34.56.78", "\"06 12 34 56 78\"", "\"+33 6 12 34 56 78\"",
    ] {
      #expect(try index.ids(query).sorted() == ["d0", "d1", "d2", "d3"], "\(query)")
    }
    #expect(try index.ids("\"12 34\"").count == 4)
  }

  @Test func `Digits in one group find a number in groups`() throws {
    let index = try QueryTestIndex([
      [IndexedDocument("grouped", "Call (415) 555-2671 today", "en")],
      [IndexedDocument("other", "Call (415) 555-2672 today", "en")],
    ])
    #expect(try index.ids("4155552671") == ["grouped"])
    #expect(try index.ids("+1984 war").isEmpty)
  }
}
