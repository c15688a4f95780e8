// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

@testable import Catalog
@testable import handbill

/// Text of strangers on its way to a terminal.
@Suite struct SafeTextTests {
  @Test func `Escape sequences become visible and harmless`() {
    #expect(SafeText.line("a\u{1B}[31mb\u{07}\u{7F}\u{9B}2J") == "a␛[31mb␇␡\u{FFFD}2J")
  }

  @Test func `Line ends and tabs of a line become spaces`() {
    #expect(SafeText.line("a\nb\tc\r\nd\u{2028}e\u{0C}f") == "a b c  d e f")
  }

  @Test func `A block keeps its lines and turns page breaks into line ends`() {
    #expect(SafeText.block("a\r\nb\u{0C}c\u{1B}") == "a\nb\nc␛")
  }

  @Test func `Right-to-left text is isolated and left-to-right text is left alone`() {
    #expect(SafeText.inline("سلام") == "\u{2068}سلام\u{2069}")
    #expect(SafeText.inline("שלום world") == "\u{2068}שלום world\u{2069}")
    #expect(SafeText.inline("ܫܠܡܐ").hasPrefix("\u{2068}"))
    #expect(SafeText.inline("peace 平和 мир") == "peace 平和 мир")
  }

  @Test(arguments: 0x202A...0x202E as ClosedRange<UInt32>)
  func `Embeddings and overrides of the text are left out`(value: UInt32) throws {
    let control = Character(try #require(Unicode.Scalar(value)))
    #expect(SafeText.inline("سلام\(control)x") == "\u{2068}سلامx\u{2069}")
  }

  @Test func `Stray isolate ends cannot close the isolate around a text`() {
    let shown = SafeText.inline("\u{2069}\u{2069}نفق\u{2067}\u{2066}")
    #expect(shown == "\u{2068}نفق\u{2069}")
  }

  @Test func `No scalar at all can open, close or command anything`() {
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = SafeText.line(String(Character(scalar))).unicodeScalars
      let isHarmless = shown.allSatisfy { scalar in
        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
          && !(0x202A...0x202E).contains(scalar.value)
          && !(0x2066...0x2069).contains(scalar.value)
      }
      if !isHarmless { Issue.record("U+\(String(value, radix: 16)) passes") }
    }
  }
}

/// Columns of a terminal.
@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("한국", 4), ("ｱ", 1), ("Ａ", 2),
    ("سلام", 4), ("مُحَمَّد", 4), ("\u{2068}نفق\u{2069}", 3), ("👩‍👩‍👧", 2), ("☎️", 2), ("🇫🇷", 2),
    ("ก็", 1), ("สวัสดี", 4), ("می‌شود", 5), ("\u{1112}\u{1161}\u{11AB}", 2), ("𠮷", 2), ("…", 1),
  ])
  func `A text takes the columns that terminals give it`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test func `A text that is too wide is cut between clusters and ends in an ellipsis`() {
    #expect(DisplayWidth.fitted("日本語", to: 5) == "日本…")
    #expect(DisplayWidth.fitted("日本語", to: 4) == "日…")
    #expect(DisplayWidth.fitted("日本語", to: 6) == "日本語")
  }
}

/// Aligned tables.
@Suite struct TextTableTests {
  private let plain = Terminal(isInteractive: false, columns: 80, hasColour: false)

  @Test func `Columns align by width and isolates take no room`() {
    var table = TextTable([.text("word"), .number("count"), .text("last")])
    table.add(["日本", "7", "x"])
    table.add(["سلام", "12,345", "y"])
    let lines = table.lines(on: plain)
    #expect(lines[0] == "word   count  last")
    #expect(lines[1] == "日本       7  x")
    #expect(lines[2] == "\u{2068}سلام\u{2069}  12,345  y")
  }
}

/// Comma-separated values.
@Suite struct CSVRowTests {
  @Test func `Fields with commas, quotes and line ends are quoted, and quotes are doubled`() {
    let row = CSVRow(["plain", "a,b", "say \"hi\"", "two\nlines", " edge", ""])
    #expect(row.description == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\",\r\n")
  }
}

/// JSON on one line and on several.
@Suite struct JSONTextTests {
  @Test func `Keys are sorted and dangerous characters are escapes that parse back`() throws {
    let value = ["b": "\u{202E}x\u{9B}\u{7F}\u{2028}", "a": "/سلام\u{1B}"]
    let text = try JSONText.encode(value, .oneLine)
    #expect(
      text == #"{"a":"/سلام\u001b","b":"\u202ex\u009b\u007f\u2028"}"# + "\n")
    #expect(try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) == value)
  }
}

/// Numbers for people.
@Suite struct AmountTests {
  @Test func `Counts are grouped by three`() {
    #expect(
      [0, 7, 999, 1000, 356_723, -1_234_567].map { Amount.count($0) }
        == ["0", "7", "999", "1,000", "356,723", "-1,234,567"])
  }

  @Test func `Bytes take the unit that keeps them short`() {
    #expect([999, 1000, 89_000_000].map { Amount.bytes($0) } == ["999 B", "1.0 kB", "89.0 MB"])
  }

  @Test func `Decimals are rounded and keep their zeros`() {
    #expect(Amount.decimal(0.0004, places: 3) == "0.000")
    #expect(Amount.decimal(-2.5, places: 1) == "-2.5")
    #expect(Amount.decimal(12.3456, places: 2) == "12.35")
  }

  @Test func `Durations show hours only where there are some`() {
    #expect([7, 754, 11_100].map { Amount.duration(seconds: $0) } == ["0:07", "12:34", "3:05:00"])
  }
}

/// The line of a progress bar.
@Suite struct ProgressBarTests {
  private let step = ProgressBar.Step(
    done: 25_000_000, total: 100_000_000, counts: "12/80 files", unit: .bytes)

  @Test func `A bar shows share, counts, rate and time left within the width`() {
    let line = ProgressBar.line(step, elapsed: .seconds(5), columns: 80)
    #expect(line == " 25 % [#######-----------------------]  12/80 files  5.0 MB/s  0:15 left")
    #expect(DisplayWidth.of(ProgressBar.line(step, elapsed: .seconds(5), columns: 30)) < 30)
  }

  @Test func `Work of unknown size shows counts and rate alone`() {
    let unknown = ProgressBar.Step(done: 50, total: 0, counts: "50 objects", unit: .items)
    #expect(ProgressBar.line(unknown, elapsed: .seconds(5), columns: 80) == "50 objects  10/s")
  }
}

/// What a stream can show.
@Suite struct TerminalTests {
  @Test func `Without colour a match stands in brackets`() {
    let plain = Terminal(isInteractive: false, columns: 80, hasColour: false)
    let coloured = Terminal(isInteractive: true, columns: 80, hasColour: true)
    #expect(plain.marked("نفق") == "[نفق]")
    #expect(coloured.marked("x") == "\u{1B}[1;31mx\u{1B}[0m")
  }
}
