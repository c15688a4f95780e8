// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The grammar of RFC 4180, as files really are: any delimiter, line ends of all systems, quotes inside
// fields that are not quoted.

/// Finds rows and their fields in the bytes of a table.
package struct RowScanner: Sendable, Hashable {
  /// Between fields.
  let delimiter: UInt8
  /// Whether a carriage return alone ends a row, as on the first Macintosh.
  let endsAtReturn: Bool

  /// Makes a scanner.
  init(delimiter: UInt8, endsAtReturn: Bool = false) {
    self.delimiter = delimiter
    self.endsAtReturn = endsAtReturn
  }

  /// Makes a scanner for a table that begins with `head`, with its line ends.
  package init(delimiter: UInt8, lineEndsOf head: [UInt8]) {
    self.init(delimiter: delimiter, endsAtReturn: Self.endsAtReturn(head))
  }

  /// Whether the first line ends at a carriage return alone; line ends inside quotes are text.
  private static func endsAtReturn(_ head: [UInt8]) -> Bool {
    var isQuoted = false
    for index in head.indices {
      if head[index] == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if head[index] == 0x0A { return false }
      if head[index] == 0x0D { return index + 1 == head.count || head[index + 1] != 0x0A }
    }
    return !head.contains(0x0A) && head.contains(0x0D)
  }

  /// The byte that ends a line.
  var lineEnd: UInt8 { endsAtReturn ? 0x0D : 0x0A }

  private static let quote = UInt8(ascii: "\"")

  private enum State {
    case fieldStart
    case plain
    case quoted
    case afterQuote
  }

  /// Where the row that begins at `start` ends, behind its line end; nil where it does not end in
  /// `bytes`.
  func end(ofRowIn bytes: [UInt8], from start: Int) -> Int? {
    var state = State.fieldStart
    for index in start..<bytes.count {
      let byte = bytes[index]
      if state != .quoted, isEnd(byte) { return index + 1 }
      state = next(state, byte)
    }
    return nil
  }

  /// The quote of the row that begins at `start` which is open at the end of `bytes`; nil where none is.
  func openQuote(in bytes: [UInt8], from start: Int) -> Int? {
    var state = State.fieldStart
    var quote = start
    for index in start..<bytes.count {
      let after = next(state, bytes[index])
      if state == .fieldStart, after == .quoted { quote = index }
      state = after
    }
    return state == .quoted ? quote : nil
  }

  private func next(_ state: State, _ byte: UInt8) -> State {
    switch state {
    case .quoted: return byte == Self.quote ? .afterQuote : .quoted
    case .afterQuote where byte == Self.quote: return .quoted
    case .fieldStart where byte == Self.quote: return .quoted
    default: return byte == delimiter ? .fieldStart : .plain
    }
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == 0x0A || (endsAtReturn && byte == 0x0D)
  }

  /// The fields of the row in `range`, without quotes, doubled quotes and the line end.
  func fields(in bytes: [UInt8], _ range: Range<Int>) -> [[UInt8]] {
    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    /// How much of the field stood in quotes, up to its last byte that did: no line end of the row.
    var quoted = 0
    var state = State.fieldStart
    for byte in bytes[range] {
      let after = next(state, byte)
      switch (state, after) {
      case (.plain, .plain), (.fieldStart, .plain), (.afterQuote, .plain): field.append(byte)
      case (.quoted, .quoted), (.afterQuote, .quoted):
        field.append(byte)
        quoted = field.count
      case (_, .fieldStart):
        fields.append(field)
        (field, quoted) = ([], 0)
      default: break
      }
      state = after
    }
    while field.count > quoted, field.last == 0x0A || field.last == 0x0D { field.removeLast() }
    return fields + [field]
  }

  /// The delimiter and line ends of a table that begins with `head`.
  ///
  /// The delimiter is the one that gives the most rows as many fields as the first, and at least two;
  /// a comma where none does. A bar counts only in charsets where it is never half of a character.
  package static func sniff(_ head: [UInt8], allowsBar: Bool) -> RowScanner {
    let endsAtReturn = endsAtReturn(head)
    var best = RowScanner(delimiter: UInt8(ascii: ","), endsAtReturn: endsAtReturn)
    var most = 0.0
    for delimiter in ",;\t|".utf8 where allowsBar || delimiter != UInt8(ascii: "|") {
      let scanner = RowScanner(delimiter: delimiter, endsAtReturn: endsAtReturn)
      let counts = scanner.counts(of: head)
      guard let first = counts.first, first > 1 else { continue }
      let score = Double(counts.count { $0 == first }) / Double(counts.count) + Double(first) / 1000
      if score > most { (best, most) = (scanner, score) }
    }
    return best
  }

  /// How many fields each of the first hundred whole rows has; of all where the head is one row.
  private func counts(of head: [UInt8]) -> [Int] {
    var counts: [Int] = []
    var start = 0
    while counts.count < 100, let end = end(ofRowIn: head, from: start) {
      let fields = fields(in: head, start..<end)
      if fields != [[]] { counts.append(fields.count) }
      start = end
    }
    return counts.isEmpty ? [fields(in: head, 0..<head.count).count] : counts
  }
}
