// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tables as text: the same number of separators in each record.

/// Tells tables of text from running text.
package enum TableSniffer {
  /// What separates the cells of a table that begins with `head`, and its kind; nil where it is none.
  ///
  /// Without a name for it, three records of three cells are asked for, and commas with no space
  /// behind them, as prose has it.
  package static func table(_ head: [UInt8], name: String) -> (
    separator: UInt8, mediaType: MediaType
  )? {
    let name = name.lowercased()
    let isNamed = [".csv", ".tsv", ".tab"].contains { name.hasSuffix($0) }
    // In UTF-16 every other byte of ASCII is zero.
    let start = head.prefix(64 << 10).filter { $0 != 0 }
    for separator in [0x09, 0x2C, 0x3B, 0x7C] as [UInt8] {
      guard isTable(start, separator, isNamed: isNamed) else { continue }
      return (separator, separator == 0x09 ? .tsv : .csv)
    }
    return nil
  }

  private static func isTable(_ start: [UInt8], _ separator: UInt8, isNamed: Bool) -> Bool {
    var cursor = RowCursor(start, RowScanner(delimiter: separator, lineEndsOf: start))
    var counts: [Int: Int] = [:]
    var rows = 0
    var spaced = 0
    var cells = 0
    while rows < 30, let record = cursor.next()?.fields {
      // The last record may be cut.
      if cursor.isAtEnd, start.count == 64 << 10 { break }
      if record.allSatisfy(\.isEmpty) { continue }
      rows += 1
      counts[record.count, default: 0] += 1
      // Without a name all rows are alike, so that prose is let go at its first line.
      if !isNamed, record.count < 3 || counts.count > 1 { return false }
      cells += record.count - 1
      spaced += record.dropFirst().count { $0.first == 0x20 }
    }
    guard let (width, same) = counts.max(by: { $0.value < $1.value }) else { return false }
    if isNamed { return width > 1 && same * 10 >= rows * 8 }
    return rows >= 3 && spaced * 4 <= cells
  }
}
