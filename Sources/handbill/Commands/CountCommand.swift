// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import SearchIndex
internal import TextAnalysis

/// `handbill count`: documents per rung and per language.
struct CountCommand: ImmediateCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count the documents a query finds, on each rung and in each language.",
    discussion: HelpText.discussion(
      """
      A document counts once in the total of a rung, and once under each language in which a \
      word of the query stands in it. The query language is that of `handbill search`.
      """,
      examples: ["handbill count tunnel", "handbill count '\"lost papers\"' --format csv"]))

  @OptionGroup var query: QueryArguments
  @OptionGroup var filters: FilterOptions

  @Option(help: "How to write the counts.")
  var format: TableFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() throws -> ExitStatus {
    let catalog = try home.catalog()
    try catalog.warnOfOtherAnalysis()
    let count: LadderCount
    do throws(CatalogError) {
      count = try catalog.count(filters.request(query.text, SearchOptions()))
    } catch {
      return try query.refuse(error)
    }
    try write(count)
    return count.rows.contains { $0.documents > 0 } ? .done : .nothingFound
  }

  private func write(_ count: LadderCount) throws {
    var output = StandardOutput()
    let rows = count.rows.map(CountJSON.init)
    switch format {
    case .text:
      for line in CountCommand.table(count).lines(on: output.terminal) { try output.line(line) }
    case .json:
      try output.write(JSONText.encode(CountAnswerJSON(query: query.text, rungs: rows), .indented))
    case .ndjson:
      for row in rows { try output.write(JSONText.encode(row, .oneLine)) }
    case .csv:
      try output.write(CSVRow(["rung", "language", "documents"]).description)
      for row in rows {
        try output.write(CSVRow([row.rung, "", String(row.documents)]).description)
        for language in row.languages {
          let fields = [row.rung, language.language, String(language.documents)]
          try output.write(CSVRow(fields).description)
        }
      }
    }
    try output.flush()
  }

  /// One column a rung; a row for all languages, then one a language.
  static func table(_ count: LadderCount) -> TextTable {
    var table = TextTable([.text("language")] + count.rows.map { .number($0.rung.name) })
    table.add(["all"] + count.rows.map { Amount.count($0.documents) })
    var languages: [Language] = []
    for row in count.rows.reversed() {
      for entry in row.languages where !languages.contains(entry.language) {
        languages.append(entry.language)
      }
    }
    for language in languages {
      let cells = count.rows.map { row in
        Amount.count(row.languages.first { $0.language == language }?.documents ?? 0)
      }
      table.add([language.code] + cells)
    }
    return table
  }
}

/// The JSON of `count`.
private struct CountAnswerJSON: Encodable {
  /// As typed.
  var query: String
  /// From the finest rung.
  var rungs: [CountJSON]
}

/// One rung.
private struct CountJSON: Encodable {
  /// Its name.
  var rung: String
  /// Documents that the whole query finds on it.
  var documents: Int
  /// The same by language.
  var languages: [LanguageJSON]

  /// One language of a rung.
  struct LanguageJSON: Encodable {
    var language: String
    var documents: Int
  }

  init(_ row: LadderCount.Row) {
    rung = row.rung.name
    documents = row.documents
    languages = row.languages.map {
      LanguageJSON(language: $0.language.code, documents: $0.documents)
    }
  }
}
