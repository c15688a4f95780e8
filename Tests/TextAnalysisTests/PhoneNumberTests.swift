// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

@Suite struct PhoneNumberTests {
  private func keys(_ text: String) -> [[String]] {
    PhoneNumbers.find(in: Array(text.utf8)).map { number in
      number.keys.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test func `A number is found whole, and without its country`() {
    let expected: [(String, [String])] = [
      ("+33 6 12 34 56 78", ["33612345678", "612345678"]),
      ("06.12.34.56.78", ["0612345678", "612345678"]),
      ("06 12 34 56 78", ["0612345678", "612345678"]),
      ("0612345678", ["0612345678", "612345678"]),
      ("0033 6 12 34 56 78", ["0033612345678", "612345678"]),
      ("(030) 1234-567", ["0301234567", "301234567"]),
      ("٠٧٧٠ ١٢٣ ٤٥٦٧", ["07701234567", "7701234567"]),
      ("00 44 20 7946 0958", ["00442079460958", "2079460958"]),
      ("+44 (0)20 7946 0958", ["4402079460958", "2079460958"]),
      ("555-1234", ["5551234"]), ("(555) 123-4567", ["5551234567"]),
    ]
    for (text, found) in expected {
      #expect(keys(text) == [found], "\(text)")
      #expect(keys("call \(text), or write") == [found], "in a sentence: \(text)")
    }
  }

  @Test func `Years, dates, addresses and columns are no numbers`() {
    for text in [
      "2014 2015 2016", "1939-1945", "2015-06-03", "03.06.2015", "03/06/2015", "192.168.10.12",
      "01 02 03 04 05", "12 34 56 78", "3:16, 17, 18", "1 2 3 4 5 6 7 8", "1,234,567", "$555-1234",
      "10.4.2015.3", "pp. 123-145", "12:30-14:00", "ISBN 978-3-16-148410-0", "555-12345678901",
    ] { #expect(keys(text) == [], "\(text)") }
  }
}
