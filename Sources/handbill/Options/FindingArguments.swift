// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import TextAnalysis

/// What is said of every file that is added: how it is written, and how it was found.
struct FindingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("The language of the documents, where you know it.", valueName: "code"))
  var lang: LanguageArgument?

  @Option(
    help: ArgumentHelp("The charset of the text files, where you know it.", valueName: "name"),
    transform: CharsetArgument.init(argument:))
  var charset: CharsetArgument?

  @Option(help: ArgumentHelp("Where the papers were found.", valueName: "place"))
  var foundAt: String?

  @Option(
    help: ArgumentHelp(
      "When: 2026, 2026-11, 2026-11-22, or of another calendar: 1404-09-05@persian.",
      valueName: "date"))
  var foundOn: String?

  @Option(help: ArgumentHelp("Who or what they came from.", valueName: "text"))
  var source: String?

  @Option(help: ArgumentHelp("Who found them.", valueName: "name"))
  var foundBy: String?

  @Option(help: ArgumentHelp("Where on the web they were found.", valueName: "url"))
  var url: String?

  @Option(help: ArgumentHelp("A remark on this find.", valueName: "text"))
  var note: String?

  @Option(
    name: .customLong("tag"), help: ArgumentHelp("A tag; may be repeated.", valueName: "tag"))
  var tags: [String] = []

  /// Puts them into the options of an `add`.
  func apply(to options: inout AddOptions) {
    options.set(.language, lang?.language.code)
    options.set(.charset, charset?.name)
    options.set(.sighting(.place), foundAt)
    options.set(.sighting(.date), foundOn)
    options.set(.sighting(.source), source)
    options.set(.sighting(.finder), foundBy)
    options.set(.sighting(.url), url)
    options.set(.sighting(.note), note)
    options.addTags(tags)
  }
}
