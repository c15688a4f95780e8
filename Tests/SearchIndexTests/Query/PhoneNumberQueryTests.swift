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
      "06 12 34 56 78", "+33 6 12 34 56 78", "(06) 12-34-56-78", "+33 (6) 12 34 56 78",
      "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "nowhere 06 12 34 56 78", "+Call 06 12 34 56 78 -other",
      "exact:06 12 34 56 78",
      "Call NEAR/3 06 12 34 56 78",
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

  @Test func `Groups of digits that are no number are words`() throws {
    let index = try QueryTestIndex([[IndexedDocument("a", "Room 123 on 12 May 2015", "en")]])
    for query in ["123 124", "1914 1918 2015", "12 05 2015", "12 2015 1000000", "2015 +123"] {
      #expect(try index.ids(query) == ["a"], "\(query)")
    }
    #expect(try index.ids("0123 123 2015").isEmpty)
    #expect(try index.ids("0123 OR 123 OR 2015") == ["a"])
  }

  @Test func `A number is of every language that its document is in`() throws {
    let index = try QueryTestIndex([
      [
        IndexedDocument("ar", "اتصل بنا على الرقم ٠٧٥٠ ١٢٣ ٤٥٦٧ في أي وقت", "ar"),
        IndexedDocument("fr", "Appelez le 0750 123 4567 pour de l'aide", "fr"),
      ]
    ])
    for query in ["07501234567", "0750 123 4567", "\"+964 750 123 4567\""] {
      #expect(try index.ids("lang:ar \(query)") == ["ar"], "\(query)")
      #expect(try index.ids("lang:fr \(query)") == ["fr"], "\(query)")
      #expect(try index.ids("lang:ar,fr \(query)").count == 2, "\(query)")
      #expect(try index.ids("lang:en \(query)").isEmpty, "\(query)")
    }
  }

  @Test(arguments: ["07501234567", "0750 123 4567", "+964 750-123-4567", "(0750) 1234567"])
  func `A number is marked as it is written`(query: String) throws {
    for written in ["07501234567", "0750 123 4567", "+964 (750) 123-4567", "٠٧٥٠ ١٢٣ ٤٥٦٧"] {
      let text = "Call \(written) or 0750 123 4568."
      let index = try QueryTestIndex([[IndexedDocument("a", text, "en")]])
      let snippet = try #require(try index.answer(query).hits.first?.snippet)
      let utf8 = Array(snippet.text.utf8)
      let marked = snippet.marks.map { String(decoding: utf8[$0], as: UTF8.self) }
      #expect(marked == [written], "\(query)")
    }
  }
}
