// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SearchIndex
internal import TextAnalysis

/// How much of the archive is in which language.
struct StatisticsPage {
  /// Documents that can be searched.
  var documents: Int
  /// The languages, in any order.
  var languages: [LanguageStatistics]

  /// The whole page.
  var html: HTML {
    let sorted = languages.sorted { ($1.documents, $0.language) < ($0.documents, $1.language) }
    let rows = sorted.map { row -> [HTML] in
      [
        "\(row.language.englishName)", "<code>\(row.language.code)</code>",
        "\(Figures.count(row.documents))", "\(Figures.count(row.passages))",
        "\(Figures.count(row.words))",
      ]
    }
    let table = Table(
      id: "languages", title: "By language",
      columns: [
        .init("Language"), .init("Code"), .init("Documents", .number), .init("Passages", .number),
        .init("Words", .number),
      ], rows: rows)
    return PageFrame(
      title: "Statistics", place: .statistics,
      content: """
        <h1>Statistics</h1>
        <p>\(Figures.of(documents, "document", "documents")) can be searched. A document counts \
        once for each of its languages, so the column adds up to more. \
        <code>handbill stats</code> has types, hapaxes, and the words that set a language apart.</p>
        \(table.html)
        """
    ).html
  }
}

/// What cannot be searched, and why.
struct GapsPage {
  /// The gaps, in the order of the index.
  var gaps: [GapEntry]

  /// The whole page.
  var html: HTML {
    let rows = gaps.map { entry -> [HTML] in
      let address = "/document/\(PercentCoding.encode(entry.id))"
      let name: HTML = entry.name.isEmpty ? "(no name)" : HTML.name(entry.name)
      return [
        "<a href=\"\(address)\">\(name)</a>", entry.gap.place.map(HTML.name) ?? "–",
        HTML.name(entry.gap.reason), "<code>\(entry.gap.code)</code>",
      ]
    }
    let documents = Set(gaps.map(\.id)).count
    let summary: HTML =
      gaps.isEmpty
      ? "No gaps: everything in the archive can be searched."
      : "\(Figures.of(gaps.count, "gap", "gaps")) in \(Figures.of(documents, "document", "documents"))."
    let table = Table(
      id: "list", title: "What cannot be searched",
      columns: [.init("Document"), .init("Place"), .init("Why"), .init("Code")], rows: rows)
    return PageFrame(
      title: "Gaps", place: .gaps, content: "<h1>Gaps</h1>\n<p>\(summary)</p>\n\(table.html)"
    ).html
  }
}
