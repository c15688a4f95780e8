// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Writes what `analyze` knows as tables, one below the other.
struct AnalysisText {
  private let analysis: AnalysisJSON

  /// Takes an analysis.
  init(_ analysis: AnalysisJSON) { self.analysis = analysis }

  /// Writes the tables that have rows.
  ///
  /// - Throws: what the output throws.
  func write(to output: inout StandardOutput) throws {
    var isFirst = true
    for table in [tokens, passages, dates, phoneNumbers, reading] where !table.isEmpty {
      if !isFirst { try output.line() }
      isFirst = false
      for line in table.lines(on: output.terminal) { try output.line(line) }
    }
  }

  private var tokens: TextTable {
    var table = TextTable([
      .number("from"), .number("to"), .number("position"), .text("kind"), .text("text"),
      .text("script"), .text("language"), .text("exact"), .text("fold"), .text("stems"),
      .text("sound"),
    ])
    for token in analysis.tokens { table.add(token.fields(separator: " ")) }
    return table
  }

  private var passages: TextTable {
    var table = TextTable([
      .number("from"), .number("to"), .text("script"), .text("language"), .text("confidence"),
    ])
    for passage in analysis.passages {
      table.add([
        String(passage.start), String(passage.end), passage.script, passage.language,
        Amount.decimal(passage.confidence, places: 2),
      ])
    }
    return table
  }

  private var dates: TextTable {
    var table = TextTable([.number("from"), .number("to"), .text("date"), .text("read as")])
    for date in analysis.dates {
      let readings = date.readings.map(\.text).joined(separator: " or ")
      table.add([String(date.start), String(date.end), date.text, readings])
    }
    return table
  }

  private var phoneNumbers: TextTable {
    var table = TextTable([
      .number("from"), .number("to"), .text("phone number"), .text("digits"), .text("national"),
    ])
    for number in analysis.phoneNumbers {
      table.add([
        String(number.start), String(number.end), number.text, number.digits, number.national,
      ])
    }
    return table
  }

  /// The charset and the repairs.
  private var reading: TextTable {
    var table = TextTable([.text("reading"), .text("what")])
    if let charset = analysis.charset {
      let share = Amount.decimal(charset.confidence, places: 2)
      table.add(["charset", "\(charset.name), \(share)" + (charset.note.map { "; \($0)" } ?? "")])
    }
    for repair in analysis.repairs { table.add(["repaired", repair]) }
    return table
  }
}
