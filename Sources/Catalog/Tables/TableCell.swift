// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a plain cell of a table cannot say: a value with a `;` or a line end in it, a lone `-`, and
// text that a spreadsheet would run as a formula. Such a cell is a JSON list of texts, `["=1+1"]`.

/// The second form of a cell: a JSON list of texts, which stands for exactly these.
enum TableCell {
  /// The texts of a cell that is such a list; nil for every other cell.
  static func listed(_ cell: String) -> [String]? {
    guard cell.utf8.starts(with: "[\"".utf8), cell.utf8.last == UInt8(ascii: "]") else {
      return nil
    }
    return CatalogCoding.decode([String].self, from: Array(cell.utf8))
  }

  /// The cell that `listed` reads as these texts.
  static func list(_ texts: [String]) -> String {
    String(decoding: CatalogCoding.line(texts), as: UTF8.self)
  }

  /// One text for the reader: as it is, unless a spreadsheet would run it or it looks like a list.
  static func text(_ text: String) -> String {
    isFormula(text) || listed(text) != nil ? list([text]) : text
  }

  /// Whether a spreadsheet may take a cell for a formula, by how it begins.
  ///
  /// Source: OWASP, CSV Injection; the full-width signs count in East Asian versions.
  static func isFormula(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first else { return false }
    switch first {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    default: return first.value < 0x20
    }
  }
}
