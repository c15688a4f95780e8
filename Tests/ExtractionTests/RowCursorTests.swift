// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct RowCursorTests {
  private func rows(_ text: String, _ separator: Character? = nil) -> [[String]] {
    let bytes = Array(text.utf8)
    let scanner =
      separator?.asciiValue.map { RowScanner(delimiter: $0, lineEndsOf: bytes) }
      ?? RowScanner.sniff(bytes, allowsBar: true)
    var cursor = RowCursor(bytes, scanner)
    var rows: [[String]] = []
    while let row = cursor.next() {
      rows.append(row.fields.map { String(decoding: $0, as: UTF8.self) })
    }
    return rows
  }

  private func quoted(_ cell: String) -> String {
    "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  @Test func `Any cells come back from a table in which all are quoted`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("rows: seed \(seed)")
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let alphabet = Array("a,;|\t\"\n\ré ")
    for _ in 0..<300 {
      let width = 2 + next(3)
      let cells = (0..<1 + next(5)).map { _ in
        (0..<width).map { _ in String((0..<next(6)).map { _ in alphabet[next(alphabet.count)] }) }
      }
      for (separator, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\r"), ("|", "\n")] {
        let text = cells.map { $0.map(quoted).joined(separator: separator) + end }.joined()
        #expect(rows(text, separator.first) == cells, "\(text.debugDescription)")
      }
    }
  }

  @Test func `A quote that is never closed is told by its own line`() {
    let bytes = Array("a,b\n\"one\ntwo\",\"three\nfour\n".utf8)
    var cursor = RowCursor(bytes, RowScanner.sniff(bytes, allowsBar: true))
    while cursor.next() != nil {}
    #expect(cursor.openQuote == 3)
  }

  @Test func `A byte order mark is no part of the first name`() {
    #expect(rows("\u{FEFF}\"a\";b\n1;2") == [["a", "b"], ["1", "2"]])
  }
}
