// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Columns of Chinese and Japanese, read from top to bottom and from right to left. Browsers draw them
// glyph by glyph, upright; poppler then takes each glyph for a line and reads across the columns.

/// Puts glyphs that stand below one another into columns.
enum PDFColumns {
  /// Fewest glyphs of a page that can be columns.
  private static let fewest = 8

  /// The page with its columns as lines of one block; the page itself where it has none.
  static func restored(_ page: PopplerPage) -> PopplerPage {
    let lines = page.blocks.flatMap(\.lines)
    let glyphs = lines.compactMap(glyph)
    guard glyphs.count >= fewest, glyphs.count * 5 >= lines.count * 3 else { return page }
    let columns = columns(of: glyphs)
    let inPlace = columns.reduce(0) { $0 + followed(in: $1) }
    guard inPlace * 5 >= glyphs.count * 3 else { return page }
    var result = page
    result.blocks = [PopplerPage.Block(lines: columns, endsFlow: true)]
    for var block in page.blocks {
      block.lines.removeAll { glyph($0) != nil }
      if !block.lines.isEmpty { result.blocks.append(block) }
    }
    return result
  }

  /// The only glyph of a line, where it is one of those that can stand in columns.
  private static func glyph(_ line: PopplerLine) -> PopplerWord? {
    guard line.count == 1, let scalar = line[0].text.unicodeScalars.first,
      line[0].text.unicodeScalars.count == 1, isEastAsian(scalar)
    else { return nil }
    return line[0]
  }

  /// The glyphs by columns, the rightmost first, each from top to bottom.
  private static func columns(of glyphs: [PopplerWord]) -> [PopplerLine] {
    var columns: [PopplerLine] = []
    for glyph in glyphs.sorted(by: { $0.left + $0.right > $1.left + $1.right }) {
      let width = glyph.right - glyph.left
      if let last = columns.last?.first,
        abs(last.left + last.right - glyph.left - glyph.right) < width
      {
        columns[columns.count - 1].append(glyph)
      } else {
        columns.append([glyph])
      }
    }
    return columns.map { $0.sorted { $0.top < $1.top } }
  }

  /// How many glyphs of a column have the next one right below them.
  private static func followed(in column: PopplerLine) -> Int {
    zip(column, column.dropFirst()).reduce(0) { count, pair in
      let step = pair.1.top - pair.0.top
      let height = pair.0.bottom - pair.0.top
      return count + (step * 2 > height && step * 2 < height * 3 ? 1 : 0)
    }
  }

  /// Whether a character is of those that stand upright in columns, and without spaces between them.
  static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x30FF, 0x31C0...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
