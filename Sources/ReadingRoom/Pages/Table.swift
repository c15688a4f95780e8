// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// A table under a heading.
struct Table {
  /// The name of the section in addresses.
  var id: String
  /// The heading.
  var title: String
  /// The columns.
  var columns: [Column]
  /// The cells; the first of a row names it.
  var rows: [[HTML]]

  /// A column.
  struct Column {
    /// Its heading.
    var title: String
    /// What it holds.
    var kind: Kind

    /// What a column holds.
    enum Kind: Sendable { case text, number }

    /// Makes a column; of text if nothing is said.
    init(_ title: String, _ kind: Kind = .text) {
      self.title = title
      self.kind = kind
    }
  }

  /// The section; empty where there is no row.
  var html: HTML {
    if rows.isEmpty { return "" }
    let head = columns.map { column -> HTML in
      "<th scope=\"col\"\(Self.style(column))>\(column.title)</th>"
    }
    let body = rows.map { row -> HTML in
      let cells = zip(columns, row).enumerated().map { index, pair -> HTML in
        let (column, cell) = pair
        return index == 0
          ? "<th scope=\"row\"\(Self.style(column))>\(cell)</th>"
          : "<td\(Self.style(column))>\(cell)</td>"
      }
      return "<tr>\(cells)</tr>\n"
    }
    return """
      <section aria-labelledby="\(id)"><h2 id="\(id)">\(title)</h2>
      <div class="wide" role="region" aria-labelledby="\(id)" tabindex="0"><table>
      <thead><tr>\(head)</tr></thead>
      <tbody>\(body)</tbody>
      </table></div></section>
      """
  }

  private static func style(_ column: Column) -> HTML {
    column.kind == .number ? " class=\"number\"" : ""
  }
}
