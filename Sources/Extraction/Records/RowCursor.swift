// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The rows of a table that is in memory, one after the other: for tables as text, for telling them from
// other text, and for the tables that people bring with metadata. RowReader does the same for tables of
// any length, from a file.

/// Goes through the rows of a table.
package struct RowCursor: Sendable {
  /// One row.
  package struct Row: Sendable {
    /// The number of its first line, from 1.
    package var line: Int
    /// Its fields, without quotes and line end.
    package var fields: [[UInt8]]
  }

  private let bytes: [UInt8]
  private let scanner: RowScanner
  private var index = 0
  private var line = 1
  /// The line of the quote that is never closed; nil where all that were read are closed.
  package private(set) var openQuote: Int?

  /// Starts at the beginning of a text in which ASCII is ASCII; a byte order mark is passed over.
  package init(_ bytes: [UInt8], _ scanner: RowScanner) {
    self.bytes = bytes
    self.scanner = scanner
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Whether all was read.
  package var isAtEnd: Bool { index >= bytes.count }

  /// The next row, blank or not; nil at the end.
  ///
  /// O(length of the row).
  package mutating func next() -> Row? {
    guard !isAtEnd else { return nil }
    let start = index
    if let end = scanner.end(ofRowIn: bytes, from: start) {
      index = end
    } else {
      index = bytes.count
      openQuote = scanner.openQuote(in: bytes, from: start).map { quote in
        line + bytes[start..<quote].count { $0 == scanner.lineEnd }
      }
    }
    let row = Row(line: line, fields: scanner.fields(in: bytes, start..<index))
    line += bytes[start..<index].count { $0 == scanner.lineEnd }
    return row
  }
}
