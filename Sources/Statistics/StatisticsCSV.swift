// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Comma-separated values as RFC 4180 has them: CR LF, quotes where needed, a header line.
package enum StatisticsCSV {
  /// A table: a line for each row, then the total.
  ///
  /// Ratios have six digits behind the point and are empty where they are undefined.
  package static func text(_ table: StatisticsTable) -> String {
    let header = [
      table.grouping.rawValue, "documents", "passages", "tokens", "types", "hapaxes",
      "type_token_ratio", "mean_document_length",
    ]
    return text(lines: [header] + (table.rows + [table.total]).map { fields($0, table) })
  }

  /// Profiles: a line for each of their terms, script shares and points.
  package static func text(_ profiles: [LanguageProfile]) -> String {
    var lines = [["language", "section", "item", "value", "other_value", "score"]]
    for profile in profiles {
      let code = profile.language.code
      let counts = profile.counts
      let named = [
        ("documents", counts.documents), ("passages", counts.passages), ("tokens", counts.tokens),
        ("types", counts.types), ("hapaxes", counts.hapaxes),
      ]
      lines += named.map { [code, "count", $0.0, String($0.1), "", ""] }
      lines += profile.topTerms.map { [code, "frequent", $0.term, String($0.count), "", ""] }
      lines += profile.distinctiveTerms.map {
        [
          code, "distinctive", $0.term, String($0.count), String($0.countInRest),
          decimal($0.logLikelihood),
        ]
      }
      lines += profile.scripts.map {
        [code, "script", $0.script, String($0.tokens), "", decimal($0.share)]
      }
      lines += profile.growth.points.map {
        [code, "growth", String($0.documents), String($0.tokens), String($0.types), ""]
      }
      lines += profile.rankFrequency.map {
        [code, "rank", String($0.rank), String($0.frequency), "", ""]
      }
    }
    return text(lines: lines)
  }

  private static func fields(_ row: StatisticsRow, _ table: StatisticsTable) -> [String] {
    let counts = [row.documents, row.passages, row.tokens, row.types, row.hapaxes]
    return [row.key] + counts.map { String($0) }
      + [decimal(row.typeTokenRatio), decimal(table.meanDocumentLength(of: row))]
  }

  private static func text(lines: [[String]]) -> String {
    lines.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    guard needsQuotes else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// A number with six digits behind the point; empty for nil.
  static func decimal(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    let scaled = (abs(value) * 1_000_000).rounded()
    guard scaled < 9e18 else { return String(value) }
    let units = UInt64(scaled)
    let digits = String(units % 1_000_000)
    let fraction = String(repeating: "0", count: 6 - digits.count) + digits
    return (value < 0 && units > 0 ? "-" : "") + "\(units / 1_000_000).\(fraction)"
  }
}
