// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import TextAnalysis

/// `handbill lang`: shows the languages of a document, and corrects them.
struct LangCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "lang",
    abstract: "Show the languages of documents, and correct them.",
    discussion: HelpText.discussion(
      """
      Without --set, shows what was declared and what was detected, passage by passage. A language \
      that is set wins over detection in the scripts it is written in; it adds stems and changes \
      counts, and takes nothing away from what can be found.
      """,
      examples: ["handbill lang 3f2a91c04d", "handbill lang 3f2a91c04d --set ckb"]))

  @Argument(help: "Ids of documents, or their beginnings.")
  var ids: [String]

  @Option(help: ArgumentHelp("The language of the whole document.", valueName: "code"))
  var set: LanguageArgument?

  @Flag(help: "Go back to what is detected.")
  var unset = false

  @OptionGroup var edit: EditArguments

  @Option(help: "How to write it.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if set != nil && unset { throw ValidationError("--set and --unset exclude each other.") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    var output = StandardOutput()
    if set == nil && !unset {
      for id in ids { try LanguagesWriter(catalog.detail(of: id)).write(format, to: &output) }
    } else {
      let values = [set?.language.code].compactMap(\.self)
      let amendments = ids.map {
        Amendment(document: $0, steps: [.set(.language, values, sighting: nil)])
      }
      let outcome = try await catalog.edit(amendments, options: edit.options())
      try EditWriter(outcome).write(format, .done, to: &output)
    }
    try output.flush()
    return .done
  }
}
