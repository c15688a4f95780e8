// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SearchIndex
internal import TextAnalysis

/// Writes the answer to a search in any of its formats.
struct SearchWriter {
  /// The query as typed.
  let query: String
  /// The rung asked for.
  let match: Rung
  /// How to write.
  let format: ListFormat

  /// Writes everything to standard output.
  func write(_ answer: CatalogAnswer) throws {
    var output = StandardOutput()
    switch format {
    case .text: try writeText(answer, &output)
    case .json:
      let value = SearchAnswerJSON(answer, query: query, match: match)
      try output.write(JSONText.encode(value, .indented))
    case .ndjson:
      for hit in SearchAnswerJSON.hits(answer) {
        try output.write(JSONText.encode(hit, .oneLine))
      }
    case .csv: try writeCSV(answer, &output)
    case .ids:
      for found in answer.found { try output.line(SafeText.line(found.document.id)) }
    }
    try output.flush()
  }

  private func writeCSV(_ answer: CatalogAnswer, _ output: inout StandardOutput) throws {
    try output.write(CSVRow(HitJSON.csvTitles).description)
    for hit in SearchAnswerJSON.hits(answer) {
      try output.write(CSVRow(hit.csvFields).description)
    }
  }

  private func writeText(_ answer: CatalogAnswer, _ output: inout StandardOutput) throws {
    let terminal = output.terminal
    if let explained = answer.answer.query {
      for line in ExplanationText.lines(explained, on: terminal) { try output.line(line) }
      try output.line()
    }
    let before = answer.answer.hitsBefore
    let digits = String(before + answer.found.count).count
    for (index, found) in answer.found.enumerated() {
      for line in lines(found, rank: before + index + 1, digits: digits, on: terminal) {
        try output.line(line)
      }
      try output.line()
    }
    if let facets = answer.answer.facets {
      for line in FacetsText.lines(facets, on: terminal) { try output.line(line) }
    }
    if answer.answer.total > 0 {
      try output.line(SearchWriter.totals(answer.answer))
    }
    for note in answer.answer.notes { Diagnostics.warn(Failure.sentence(for: note)) }
  }

  /// `exact 3 · fold 5 · stem 9 · 4 different`, and how many hits of these are still to come.
  static func totals(_ answer: SearchAnswer) -> String {
    var counts = answer.totalsByRung.map { "\($0.rung.name) \(Amount.count($0.documents))" }
    if let distinct = answer.distinct { counts.append("\(Amount.count(distinct)) different") }
    let hidden = (answer.distinct ?? answer.total) - answer.hitsBefore - answer.hits.count
    let more = hidden > 0 ? "  (\(Amount.count(hidden)) more: --limit)" : ""
    return counts.joined(separator: " · ") + more
  }

  /// The lines of a hit: what it is, where it stands, the snippet, and the reasons if asked for.
  private func lines(
    _ found: FoundDocument, rank: Int, digits: Int, on terminal: Terminal
  ) -> [String] {
    let number = String(rank)
    let head = String(repeating: " ", count: digits - number.count) + number + "  "
    let indent = String(repeating: " ", count: head.count)
    let document = found.document
    let name = terminal.styled(SafeText.inline(document.caption), .strong)
    let container = document.container.map { terminal.styled(" in \(SafeText.inline($0))", .faint) }
    var lines = [
      head + terminal.styled(SafeText.line(document.shortID), .faint) + "  " + name
        + (container ?? "")
    ]
    lines.append(indent + terminal.styled(SearchWriter.facts(found), .faint))
    if !found.hit.snippet.text.isEmpty { lines.append(indent + terminal.shown(found.hit.snippet)) }
    if let explanation = found.hit.explanation {
      lines += ExplanationText.lines(explanation, score: found.hit.score).map { indent + $0 }
    }
    return lines
  }

  /// Rung, languages, page, dates and places of a hit.
  private static func facts(_ found: FoundDocument) -> String {
    let document = found.document
    var languages = document.languages
    if languages.isEmpty { languages = [found.hit.language.code] }
    var facts = [found.hit.rung.name, languages.joined(separator: ", ")]
    if document.pages > 1 { facts.append("page \(found.hit.page) of \(document.pages)") }
    if found.layer == .corrected { facts.append("corrected text") }
    if let confidence = document.confidence, found.layer == .read {
      facts.append("read from a picture, \(Int(confidence.rounded())) % sure")
    }
    if !document.dates.isEmpty { facts.append(document.dates.joined(separator: ", ")) }
    if !document.places.isEmpty { facts.append(document.places.joined(separator: ", ")) }
    if found.hit.duplicates > 0 {
      facts.append("\(Amount.count(found.hit.duplicates)) more with the same words")
    }
    return facts.map(SafeText.inline).joined(separator: " · ")
  }
}
