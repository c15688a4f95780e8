// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import SearchIndex

/// `handbill suggest`: forms of the index near a word.
struct SuggestCommand: ImmediateCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Suggest words of the documents that are spelled or sound like a word.",
    discussion: HelpText.discussion(
      """
      Words one edit away come first (a letter more, less, other, or two neighbours exchanged), \
      then two edits, then words of the same sound, in any script; each with the number of \
      documents that hold it. Words of up to four letters are looked for at one edit alone.
      """,
      examples: ["handbill suggest tunel", "handbill suggest Muhamed --limit 10 --format json"]))

  @Argument(help: "The word.")
  var word: String

  @Option(help: ArgumentHelp("Suggest at most so many words.", valueName: "n"))
  var limit = 10

  @Option(help: "How to write the words.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes 1 or more.") }
  }

  func execute() throws -> ExitStatus {
    let suggestions = try home.catalog().suggestions(for: word, limit: limit)
    var output = StandardOutput()
    switch format {
    case .json:
      let value = WordSuggestionsJSON(word: word, suggestions)
      try output.write(JSONText.encode(value, .indented))
    case .text:
      for suggestion in suggestions {
        let form = output.terminal.styled(SafeText.inline(suggestion.form), .strong)
        try output.line("\(form)  \(Amount.of(suggestion.documents, "document", "documents"))")
      }
      if suggestions.isEmpty {
        Diagnostics.report("no word of the documents is like \(SafeText.inline(word))")
      }
    }
    try output.flush()
    return suggestions.isEmpty ? .nothingFound : .done
  }
}
