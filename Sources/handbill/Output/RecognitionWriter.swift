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
      let titles = ["language", "documents", "confidence", "doubtful"]
      for fields in [titles] + rows.map(fields) { try output.write(CSVRow(fields).description) }
    case .text:
      if rows.isEmpty { return try output.line("Nothing was read from pictures.") }
      var table = TextTable([
        .text("language"), .number("documents"), .number("sure"), .number("doubtful"),
      ])
      for row in rows {
        table.add([
          row.language ?? "-", Amount.count(row.documents),
          "\(Int(row.confidence.rounded())) %", Amount.count(row.doubtful),
        ])
      }
      for line in table.lines(on: output.terminal) { try output.line(line) }
    }
  }

  private static func fields(_ row: RecognitionRow) -> [String] {
    [
      row.language ?? "", String(row.documents), Amount.decimal(row.confidence, places: 1),
      String(row.doubtful),
    ]
  }
}
