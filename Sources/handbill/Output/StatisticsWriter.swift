// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Statistics
internal import TextAnalysis

/// Writes tables and descriptions of languages in any format.
enum StatisticsWriter {
  /// Writes a table.
  static func write(
    _ table: StatisticsTable, _ format: TableFormat, to output: inout StandardOutput
  ) throws {
    switch format {
    case .text:
      for line in lines(table, on: output.terminal) { try output.line(line) }
    case .json: try output.write(JSONText.encode(StatisticsTableJSON(table), .indented))
    case .ndjson:
      for row in table.rows {
        try output.write(JSONText.encode(StatisticsRowJSON(row, of: table), .oneLine))
      }
    case .csv: try output.write(StatisticsCSV.text(table))
    }
  }

  /// Writes descriptions of languages.
  static func write(
    _ profiles: [LanguageProfile], _ format: TableFormat, to output: inout StandardOutput
  ) throws {
    switch format {
    case .text:
      for profile in profiles {
        for line in lines(profile, on: output.terminal) { try output.line(line) }
      }
    case .json:
      let value = ["languages": profiles.map(LanguageProfileJSON.init)]
      try output.write(JSONText.encode(value, .indented))
    case .ndjson:
      for profile in profiles {
        try output.write(JSONText.encode(LanguageProfileJSON(profile), .oneLine))
      }
    case .csv: try output.write(StatisticsCSV.text(profiles))
    }
  }

  private static func lines(_ table: StatisticsTable, on terminal: Terminal) -> [String] {
    var text = TextTable([
      .text(table.grouping.rawValue), .number("documents"), .number("passages"), .number("tokens"),
      .number("types"), .number("types/token"), .number("hapaxes"), .number("tokens/document"),
    ])
    for row in table.rows { text.add(cells(row, of: table, name: name(row.key, table.grouping))) }
    text.add(cells(table.total, of: table, name: "all"))
    return text.lines(on: terminal)
  }

  private static func name(_ key: String, _ grouping: StatisticsGrouping) -> String {
    switch grouping {
    case .language: Language(tag: key).map { "\(key) \($0.englishName)" } ?? key
    case .script: Script(code: key).map { "\(key) \($0.englishName)" } ?? key
    case .month: key.isEmpty ? "(no date)" : key
    case .source: key.isEmpty ? "(no source)" : key
    }
  }

  private static func cells(
    _ row: StatisticsRow, of table: StatisticsTable, name: String
  ) -> [String] {
    let mean = table.meanDocumentLength(of: row)
    return [
      name, Amount.count(row.documents), Amount.count(row.passages), Amount.count(row.tokens),
      Amount.count(row.types), row.typeTokenRatio.map { Amount.decimal($0, places: 3) } ?? "",
      Amount.count(row.hapaxes), mean.map { Amount.decimal($0, places: 1) } ?? "",
    ]
  }

  private static func lines(_ profile: LanguageProfile, on terminal: Terminal) -> [String] {
    let counts = profile.counts
    let title = "\(profile.language.englishName) (\(profile.language.code))"
    var lines = [
      terminal.styled(title, .strong),
      "\(Amount.of(counts.documents, "document", "documents")), "
        + "\(Amount.of(counts.passages, "passage", "passages")), "
        + "\(Amount.of(counts.tokens, "token", "tokens")), "
        + "\(Amount.of(counts.types, "type", "types")), "
        + Amount.of(counts.hapaxes, "hapax", "hapaxes"),
    ]
    if let ratio = counts.typeTokenRatio, let mean = counts.meanDocumentLength {
      lines.append(
        "types/token \(Amount.decimal(ratio, places: 3)), "
          + "tokens/document \(Amount.decimal(mean, places: 1))")
    }
    let scripts = profile.scripts.map {
      "\($0.script) \(Amount.decimal($0.share * 100, places: 1)) %"
    }
    lines.append("scripts: " + scripts.joined(separator: ", "))
    if let heaps = profile.growth.heaps {
      lines.append(
        "vocabulary growth: types = \(Amount.decimal(heaps.factor, places: 2)) × tokens^"
          + Amount.decimal(heaps.exponent, places: 2))
    }
    return lines + [""] + terms(profile).lines(on: terminal) + [""]
  }

  /// The most frequent words beside the most distinctive ones.
  private static func terms(_ profile: LanguageProfile) -> TextTable {
    var table = TextTable([
      .number("rank"), .text("frequent"), .number("count"), .text("distinctive"), .number("count"),
      .number("elsewhere"), .number("G²"),
    ])
    let frequent = profile.topTerms
    let distinctive = profile.distinctiveTerms
    for index in 0..<max(frequent.count, distinctive.count) {
      var cells = [String(index + 1), "", "", "", "", "", ""]
      if index < frequent.count {
        cells[1] = frequent[index].term
        cells[2] = Amount.count(frequent[index].count)
      }
      if index < distinctive.count {
        let term = distinctive[index]
        cells[3] = term.term
        cells[4] = Amount.count(term.count)
        cells[5] = Amount.count(term.countInRest)
        cells[6] = Amount.decimal(term.logLikelihood, places: 1)
      }
      table.add(cells)
    }
    return table
  }
}

/// A table in JSON.
private struct StatisticsTableJSON: Encodable {
  /// `language`, `script`, `month` or `source`.
  var by: String
  /// The groups.
  var rows: [StatisticsRowJSON]
  /// All counted once.
  var total: StatisticsRowJSON

  init(_ table: StatisticsTable) {
    by = table.grouping.rawValue
    rows = table.rows.map { StatisticsRowJSON($0, of: table) }
    total = StatisticsRowJSON(table.total, of: table)
  }
}

/// A row in JSON.
private struct StatisticsRowJSON: Encodable {
  /// Empty for the total, and for documents without a date or source.
  var key: String
  var documents: Int
  var passages: Int
  var tokens: Int
  var types: Int
  var hapaxes: Int
  /// Absent where there is no token.
  var typeTokenRatio: Double?
  /// Absent where there is no document, and by script.
  var meanDocumentLength: Double?

  init(_ row: StatisticsRow, of table: StatisticsTable) {
    self.init(row, mean: table.meanDocumentLength(of: row))
  }

  init(_ row: StatisticsRow, mean: Double?) {
    key = row.key
    documents = row.documents
    passages = row.passages
    tokens = row.tokens
    types = row.types
    hapaxes = row.hapaxes
    typeTokenRatio = row.typeTokenRatio
    meanDocumentLength = mean
  }
}

/// A language in JSON.
private struct LanguageProfileJSON: Encodable {
  /// ISO 639.
  var language: String
  /// Its counts.
  var counts: StatisticsRowJSON
  /// The most frequent types.
  var frequent: [TermCount]
  /// The most distinctive types.
  var distinctive: [DistinctiveTerm]
  /// Its scripts.
  var scripts: [ScriptShare]
  /// How its vocabulary grows.
  var growth: VocabularyGrowth
  /// Frequency over rank.
  var rankFrequency: [RankedFrequency]

  init(_ profile: LanguageProfile) {
    language = profile.language.code
    counts = StatisticsRowJSON(profile.counts, mean: profile.counts.meanDocumentLength)
    frequent = profile.topTerms
    distinctive = profile.distinctiveTerms
    scripts = profile.scripts
    growth = profile.growth
    rankFrequency = profile.rankFrequency
  }
}
