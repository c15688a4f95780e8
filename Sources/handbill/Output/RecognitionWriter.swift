// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes how sure the recognition of letters was.
enum RecognitionWriter {
  /// Writes the rows in a format.
  static func write(
    _ rows: [RecognitionRow], _ format: TableFormat, to output: inout StandardOutput
  ) throws {
    switch format {
    case .json: try output.write(JSONText.encode(rows, .indented))
    case .ndjson: for row in rows { try output.write(JSONText.encode(row, .oneLine)) }
    case .csv:
      for fields in [titles] + rows.map(fields) { try output.write(CSVRow(fields).description) }
    case .text:
      if rows.isEmpty { return try output.line("Nothing was read from pictures.") }
      for line in table(rows).lines(on: output.terminal) { try output.line(line) }
      try output.line("")
      try output.line("Words by how sure they are, of 100:")
      for line in wordTable(rows).lines(on: output.terminal) { try output.line(line) }
    }
  }

  private static let titles =
    ["language", "documents", "confidence", "doubtful"]
    + (0...9).map { "words-\(10 * $0)-\($0 == 9 ? 100 : 10 * $0 + 9)" }

  private static func fields(_ row: RecognitionRow) -> [String] {
    [
      row.language ?? "", String(row.documents), Amount.decimal(row.confidence, places: 1),
      String(row.doubtful),
    ] + row.words.map(String.init)
  }

  private static func table(_ rows: [RecognitionRow]) -> TextTable {
    var table = TextTable([
      .text("language"), .number("documents"), .number("sure"), .number("doubtful"),
    ])
    for row in rows where row.documents > 0 {
      table.add([
        row.language ?? "-", Amount.count(row.documents),
        "\(Int(row.confidence.rounded())) %", Amount.count(row.doubtful),
      ])
    }
    return table
  }

  /// The shares of words in four steps, the last of which is that of words as sure as clean print.
  private static func wordTable(_ rows: [RecognitionRow]) -> TextTable {
    let steps = [(0..<5, "0–49"), (5..<7, "50–69"), (7..<9, "70–89"), (9..<10, "90–100")]
    var table = TextTable(
      [.text("language"), .number("words")] + steps.map { .number($0.1) })
    for row in rows where row.wordCount > 0 {
      let shares = steps.map { step in
        let count = row.words[step.0].reduce(0, +)
        return "\(Int((100 * Double(count) / Double(row.wordCount)).rounded())) %"
      }
      table.add([row.language ?? "-", Amount.count(row.wordCount)] + shares)
    }
    return table
  }
}
