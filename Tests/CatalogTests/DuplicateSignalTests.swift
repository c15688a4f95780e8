// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Catalog

@Suite struct DuplicateSignalTests {
  private func signals(_ text: String) -> [String] {
    SignalReader().signals(in: Array(text.utf8)).mentions
      .map { "\($0.signal.kind.word) \($0.signal.value)" }
  }

  private func smallNumbers(_ text: String) -> [UInt16] {
    SignalReader().signals(in: Array(text.utf8)).smallNumbers
  }

  @Test(arguments: [
    (
      "see https://www.Example.org/fa/help/?lang=fa.",
      ["link example.org/help", "site example.org"]
    ),
    ("Example.org/en-GB/help", ["link example.org/help", "site example.org"]),
    ("(example.org)", ["site example.org"]),
    ("网址https://example.org/x。", ["link example.org/x", "site example.org"]),
    ("Write to Help-Desk@Example.org!", ["mail help-desk@example.org"]),
    (
      "@mouettes_port and #Tunnel and #تونل",
      ["account @mouettes_port", "hashtag #tunnel", "hashtag #تونل"]
    ),
    ("the end.Next e.g. 10.30 p.m. gehen.Er #12", []),
    ("file 62137, 1,234,567 and 1.500 and 2026, 2,5", ["number 62137", "number 1234567"]),
    ("٦٢١٣٧ / 62137", ["number 62137"]),
    ("01 99 00 34 56 = +33 1 99 00 34 56", ["phone 199003456"]),
  ])
  func `Signals are written in one way`(text: String, expected: [String]) {
    #expect(signals(text) == expected)
  }

  @Test(arguments: [
    ("1. Wash\n2) Press\n3 tents\nat 14:30, 112, ۲۵", [2, 3, 25, 30]),
    ("from 2 pm, 911", [2]),
    ("no numbers", []),
    ("١٤ – 14 h", [2]),
  ])
  func `Small numbers leave out lists and emergencies, and fold the hours`(
    text: String, expected: [UInt16]
  ) {
    #expect(smallNumbers(text) == expected)
  }

  @Test func `Any bytes are read without harm`() {
    let seed = UInt64.random(in: 1...1_000_000)
    var numbers = SeededNumbers(seed)
    let alphabet = Array("09.:/@#?-\n aZ".utf8) + [0xFF, 0xC3, 0xA9, 0xD9, 0xA3, 0xF0, 0x9F, 0x80]
    for _ in 0..<2000 {
      let count = Int.random(in: 0...40, using: &numbers)
      let text = (0..<count).map { _ in alphabet.randomElement(using: &numbers) ?? 0 }
      for address in WebAddresses.find(in: text) {
        #expect(address.range.upperBound <= text.count, "seed \(seed)")
      }
      _ = WrittenNumbers.find(in: text)
    }
  }
}
