// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import TextAnalysis

/// `handbill analyze`: how a text is cut, folded and stemmed.
///
/// Needs no archive.
struct AnalyzeCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show how a text is cut, folded and stemmed, token by token.",
    discussion: HelpText.discussion(
      """
      One row a token: its UTF-8 offsets in the text, its position, whether it is a word, a part \
      of a word or a gram (one or two neighbouring characters of a script without spaces), the \
      text itself, script and language, and its form on each rung. Needs no archive.
      """,
      examples: [
        "handbill analyze 'Les ouvriers manifestaient'", "handbill analyze نامه‌ها --lang fa",
      ]))

  @Argument(help: "The text; several arguments are joined by spaces.")
  var text: [String]

  @Option(help: ArgumentHelp("The language of the text, where you know it.", valueName: "code"))
  var lang: LanguageArgument?

  @Option(help: "How to write the tokens.")
  var format: TableFormat = .text

  func execute() async throws -> ExitStatus {
    let tokens = TokenJSON.tokens(of: text.joined(separator: " "), language: lang?.language)
    var output = StandardOutput()
    switch format {
    case .text:
      var table = TextTable([
        .number("from"), .number("to"), .number("position"), .text("kind"), .text("text"),
        .text("script"), .text("language"), .text("exact"), .text("fold"), .text("stems"),
        .text("sound"),
      ])
      for token in tokens { table.add(token.fields(separator: " ")) }
      for line in table.lines(on: output.terminal) { try output.line(line) }
    case .json: try output.write(JSONText.encode(tokens, .indented))
    case .ndjson:
      for token in tokens { try output.write(JSONText.encode(token, .oneLine)) }
    case .csv:
      let titles = [
        "start", "end", "position", "kind", "text", "script", "language", "exact", "fold", "stems",
        "sound",
      ]
      try output.write(CSVRow(titles).description)
      for token in tokens { try output.write(CSVRow(token.fields(separator: "; ")).description) }
    }
    try output.flush()
    return tokens.isEmpty ? .nothingFound : .done
  }
}

/// One token of `analyze`.
private struct TokenJSON: Encodable {
  /// First byte in the text, UTF-8.
  var start: Int
  /// Byte after the last.
  var end: Int
  /// Ordinal in the text, from 0.
  var position: Int
  /// `word`, `part` or `gram`.
  var kind: String
  /// As it stands in the text.
  var text: String
  /// ISO 15924.
  var script: String
  /// ISO 639, or `und`.
  var language: String
  /// Form on the rung `exact`.
  var exact: String
  /// Form on the rung `fold`.
  var fold: String
  /// Each as `rule/stem`.
  var stems: [String]
  /// Keys on the rung `sound`.
  var sounds: [String]

  /// The tokens of a text.
  static func tokens(of text: String, language: Language?) -> [TokenJSON] {
    let analyzer = TextAnalyzer()
    var analyzed = AnalyzedText()
    let bytes = Array(text.utf8)
    analyzer.analyze(bytes, hints: LanguageHints(declared: language), into: &analyzed)
    return analyzed.tokens.map { TokenJSON($0, analyzer.form($0.form), in: bytes) }
  }

  private init(_ token: Token, _ form: AnalyzedForm, in bytes: [UInt8]) {
    start = Int(token.start)
    end = Int(token.end)
    position = Int(token.position)
    kind =
      switch token.kind {
      case .word: "word"
      case .part: "part"
      case .gram: "gram"
      }
    text = String(decoding: bytes[start..<end], as: UTF8.self)
    script = form.script.code
    language = form.language.code
    exact = String(decoding: form.exact, as: UTF8.self)
    fold = String(decoding: form.fold, as: UTF8.self)
    stems = form.stems.map { "\($0.stemmer)/" + String(decoding: $0.key, as: UTF8.self) }
    sounds = form.sounds.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The cells of a row.
  func fields(separator: String) -> [String] {
    [
      String(start), String(end), String(position), kind, text, script, language, exact, fold,
      stems.joined(separator: separator), sounds.joined(separator: separator),
    ]
  }
}
