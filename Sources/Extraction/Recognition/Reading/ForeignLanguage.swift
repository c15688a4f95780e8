// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Text in the letters of a model, but in a language that it does not know: Uyghur read by the Arabic
// model is full of letters that nobody wrote.

internal import TextAnalysis

/// The doubt whether a text is in a language of the models that read it.
struct ForeignLanguage: Sendable {
  /// What is to be said of the page, behind its number.
  let sentence: String

  /// The score that models reach in their own languages, but for bad pictures.
  private static let usual = 77.0
  /// The share of a text that must be in the language that is seen, to be believed.
  private static let mainShare = 0.5

  /// Looks at a reading; nil where there is no such doubt.
  ///
  /// Latin letters are nearly the same in all languages and are left out.
  init?(_ reading: PageReading, _ installed: Set<RecognitionModel>) {
    guard let model = reading.usedModels.first, model.script != .latin, reading.score < Self.usual
    else { return nil }
    let models = RecognitionModel.known(of: model.script)
    let main = reading.languages().first { $0.share > Self.mainShare }?.language
    if let main, !models.contains(where: { $0.language == main }) {
      sentence =
        "is in \(main.code), a language without a model of text recognition; letters that the model "
        + "\(model.name) does not know are wrong"
      return
    }
    let others = models.filter { !installed.contains($0) }.map(\.debianPackage)
    guard !others.isEmpty else { return nil }
    sentence =
      "was read with \(model.name) less surely than that reads its own language "
      + "(\(Int(reading.score)) of 100); if it is in another language with these letters, its model may be "
      + "in \(others.joined(separator: ", "))"
  }
}
