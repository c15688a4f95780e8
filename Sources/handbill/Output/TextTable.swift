// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Rows and columns aligned for a terminal, by the width that characters really take.
struct TextTable {
  /// Which side of its column a cell keeps to.
  enum Alignment {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  /// A column.
  struct Column {
    /// Its heading.
    var title: String
    /// Where its cells stand.
    var alignment: Alignment

    /// A column of text.
    static func text(_ title: String) -> Column { Column(title: title, alignment: .left) }
    /// A column of numbers.
    static func number(_ title: String) -> Column { Column(title: title, alignment: .right) }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  /// Makes an empty table.
  init(_ columns: [Column]) { self.columns = columns }

  /// Whether there is no row.
  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; cells are made safe and isolated here.
  ///
  /// - Precondition: one cell a column.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row needs one cell a column")
    rows.append(cells.map(SafeText.inline))
  }

  /// The lines, heading first, without trailing spaces.
  ///
  /// O(cells).
  func lines(on terminal: Terminal) -> [String] {
    let titles = columns.map(\.title)
    let widths = columns.indices.map { column in
      rows.reduce(DisplayWidth.of(titles[column])) { max($0, DisplayWidth.of($1[column])) }
    }
    let heading = terminal.styled(aligned(titles, widths), .strong)
    return [heading] + rows.map { aligned($0, widths) }
  }

  private func aligned(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let space = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
      line += index == 0 ? "" : "  "
      line += columns[index].alignment == .left ? cell + space : space + cell
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
