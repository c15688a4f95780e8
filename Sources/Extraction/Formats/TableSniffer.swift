// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tables as text: the same number of separators in each record.

/// Tells tables of text from running text.
enum TableSniffer {
  /// What separates the cells of a table that begins with `head`, and its kind; nil where it is none.
  ///
  /// Without a name for it, three records of three cells are asked for, and commas with no space
  /// behind them, as prose has it.
  static func table(_ head: [UInt8], name: String) -> (separator: UInt8, mediaType: MediaType)? {
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
    var scanner = SeparatedValues(start, separator: separator)
    var counts: [Int: Int] = [:]
    var rows = 0
    var spaced = 0
    var cells = 0
    while rows < 30, let record = scanner.next() {
      // The last record may be cut.
      if scanner.isAtEnd, start.count == 64 << 10 { break }
      if record.allSatisfy(\.isEmpty) { continue }
      rows += 1
      counts[record.count, default: 0] += 1
      cells += record.count - 1
      spaced += record.dropFirst().count { $0.first == 0x20 }
    }
    guard let (width, same) = counts.max(by: { $0.value < $1.value }) else { return false }
    if isNamed { return width > 1 && same * 10 >= rows * 8 }
    return rows >= 3 && width >= 3 && same == rows && spaced * 4 <= cells
  }
}

/// Records of cells with a separator between them, which may stand in quotes.
///
/// - SeeAlso: RFC 4180.
struct SeparatedValues {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var index = 0

  /// Starts at the beginning of a text in which ASCII is ASCII.
  init(_ bytes: [UInt8], separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Whether all was read.
  var isAtEnd: Bool { index >= bytes.count }

  /// The next record; nil at the end.
  mutating func next() -> [[UInt8]]? {
    guard !isAtEnd else { return nil }
    var record: [[UInt8]] = []
    var cell: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x22 where cell.isEmpty: quoted(&cell)
      case separator:
        record.append(cell)
        cell = []
      case 0x0A: return record + [cell]
      case 0x0D: continue
      default: cell.append(byte)
      }
    }
    return record + [cell]
  }

  /// Reads up to the closing quote; one that is doubled stands for itself.
  private mutating func quoted(_ cell: inout [UInt8]) {
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x22 {
        guard index < bytes.count, bytes[index] == 0x22 else { return }
        index += 1
      }
      cell.append(byte)
    }
  }
}
