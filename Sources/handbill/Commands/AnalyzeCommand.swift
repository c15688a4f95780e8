// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SystemPackage
internal import TextAnalysis

/// `handbill analyze`: how a text is read, cut, folded and stemmed.
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
      text itself, script and language, and its form on each rung. Below: the passages with their \
      language, the dates with their readings, the phone numbers, the charset of a file and what \
      was repaired in the text; offsets are those of the repaired text. Needs no archive.
      """,
      examples: [
        "handbill analyze 'Les ouvriers manifestaient'", "handbill analyze نامه‌ها --lang fa",
        "handbill analyze --file leaflet.txt --format json",
      ]))

  @Argument(help: "The text; several arguments are joined by spaces.")
  var text: [String] = []

  @Option(
    help: ArgumentHelp("Read the text from a file, or from standard input.", valueName: "file|-"))
  var file: PathArgument?

  @Option(
    help: ArgumentHelp("The charset of the file, where you know it.", valueName: "name"),
    transform: CharsetArgument.init(argument:))
  var charset: CharsetArgument?

  @Option(help: ArgumentHelp("The language of the text, where you know it.", valueName: "code"))
  var lang: LanguageArgument?

  @Option(help: "How to write the tokens.")
  var format: TableFormat = .text

  func validate() throws {
    if text.isEmpty == (file == nil) {
      throw ValidationError("Give either a text, or --file with a file or “-”.")
    }
    if charset != nil, file == nil {
      throw ValidationError("--charset is of the bytes of a --file; a text given here has none.")
    }
  }

  func execute() async throws -> ExitStatus {
    let decoded = try file.map(decode)
    let repaired = TextRepair.repair(decoded?.utf8 ?? Array(text.joined(separator: " ").utf8))
    let analysis = AnalysisJSON(
      of: repaired, charset: decoded.map(CharsetJSON.init), language: lang?.language)
    var output = StandardOutput()
    switch format {
    case .text: try AnalysisText(analysis).write(to: &output)
    case .json: try output.write(JSONText.encode(analysis, .indented))
    case .ndjson:
      for token in analysis.tokens { try output.write(JSONText.encode(token, .oneLine)) }
    case .csv:
      try output.write(CSVRow(TokenJSON.titles).description)
      for token in analysis.tokens {
        try output.write(CSVRow(token.fields(separator: "; ")).description)
      }
    }
    try output.flush()
    return analysis.tokens.isEmpty ? .nothingFound : .done
  }

  /// The text of the file.
  ///
  /// - Throws: `Failure.notText` where the bytes are no text in any charset.
  private func decode(_ file: PathArgument) throws -> DecodedText {
    let reader = try FileReader(file.isStandardInput ? "/dev/stdin" : file.path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try reader.read(into: &buffer)
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    guard let found = CharsetDecoder.decode(bytes, using: charset?.name) else {
      throw Failure.notText(file: file.path.string)
    }
    return found
  }
}
