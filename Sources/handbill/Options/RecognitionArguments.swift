// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Extraction

extension RecognitionOptions.Use: ExpressibleByArgument {}

/// Whether and how pictures of text are read.
struct RecognitionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read letters from pictures: auto (where there is no other text), always, never.",
      valueName: "when"))
  var ocr: RecognitionOptions.Use = .auto

  @Option(
    help: ArgumentHelp(
      "The models to read with, such as ara+fra; default: found out page by page.",
      valueName: "models"),
    transform: Self.models)
  var ocrLang: [String]?

  /// The choice.
  var options: RecognitionOptions {
    var options = RecognitionOptions()
    options.use = ocr
    options.languages = ocrLang ?? []
    return options
  }

  private static func models(_ text: String) throws -> [String] {
    if let models = RecognitionOptions.languages(in: text) { return models }
    throw ValidationError(
      "'\(text)' is no list of models; write their names with + between, such as ara+fra.")
  }
}
