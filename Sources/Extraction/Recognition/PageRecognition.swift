// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One page: upright, in its script, in its languages, and the better reading of each line.

internal import TextAnalysis

/// What came of a page.
struct PageOutcome: Sendable {
  /// The lines; empty where nothing can be read.
  var reading: PageReading
  /// By how many quarters the prepared page was turned clockwise.
  var quarters = 0
  /// Models that would read it better and are not installed.
  var missing: [RecognitionModel] = []
  /// Whether there is something like text that no model reads.
  var isUnread = false
  /// Models that are installed.
  var installed: Set<RecognitionModel> = []
}

/// Recognizes one prepared page.
struct PageRecognition: Sendable {
  let bench: PageBench
  /// Models that somebody asked for; empty to find them out.
  let wished: [RecognitionModel]
  /// The language that somebody declared; nil where nobody did.
  let declared: Language?

  /// The score below which a line is weak.
  static let weakLine = 70.0
  /// Letters in words of several that a script must have in a trial to be one of the page.
  static let leastLetters = 8
  /// Scripts of one page at most.
  static let mostScripts = 3
  /// The share of a text that a second language of the same script must have to be read for itself.
  private static let secondShare = 0.15
  /// The share of a text that a language must have for the page to be in it alone.
  private static let mainShare = 0.9

  /// Recognizes a page.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func read(_ page: GrayPage) async throws(ExtractionFailure) -> PageOutcome {
    let search = PageSearch(bench: bench, declared: declaredScripts)
    let upright = try await search.upright(page)
    var outcome = PageOutcome(
      reading: PageReading(lines: [], models: []), quarters: upright.quarters)
    if !wished.isEmpty {
      outcome.reading = try await readAsWished(upright.page)
      return outcome
    }
    if let missing = upright.missing {
      outcome.missing = Array(RecognitionModel.known(of: missing).prefix(3))
      return outcome
    }
    let whole = upright.script == nil ? try await scriptOfFewWords(on: upright.page) : nil
    guard let script = upright.script ?? whole else {
      outcome.isUnread = upright.isUnread
      return outcome
    }
    outcome.reading = try await readInLanguages(upright.page, script)
    let others = OtherScripts(bench: bench, page: upright.page, declared: declared)
    outcome.reading = try await others.added(to: outcome.reading)
    let rest = PageRest(bench: bench, page: upright.page)
    outcome.reading = try await rest.withColumns(outcome.reading)
    outcome.reading = try await rest.withLatinLines(outcome.reading)
    outcome.reading = try await rest.withMissedInk(outcome.reading)
    outcome.missing = missing(for: outcome.reading)
    return outcome
  }

  private var declaredScripts: [ReadingScript] {
    guard let declared else { return wished.map(\.script) }
    let models = bench.installed.models.filter { $0.language == declared }
    return wished.map(\.script) + models.map(\.script).prefix(1)
  }

  // MARK: Languages

  private func readAsWished(_ page: GrayPage) async throws(ExtractionFailure) -> PageReading {
    var reading = try await bench.read(page, wished, .page)
    guard wished.count > 1 else { return reading }
    for model in wished {
      reading = reading.merged(with: try await bench.read(page, [model], .page))
    }
    return reading
  }

  /// Reads with the model of the page's language, and with that of a second one in the same script.
  private func readInLanguages(
    _ page: GrayPage, _ script: ReadingScript
  ) async throws(ExtractionFailure) -> PageReading {
    let models = bench.installed.models(of: script)
    guard let first = models.first(where: { $0.language == declared }) ?? models.first else {
      return PageReading(lines: [], models: [])
    }
    let draft = try await bench.read(page, [first], .page)
    var best = first
    if !isSettled(draft, models), let part = page.part(with: draft.withoutWeakLines()) {
      let choice = ModelChoice(bench: bench, declared: declared)
      best = try await choice.best(for: part, script, draft: draft) ?? first
    }
    var reading = best == first ? draft : try await bench.read(page, [best], .page)
    reading = try await bench.secondLook(page, reading, best)
    for (language, share) in reading.languages().prefix(3) where share >= Self.secondShare {
      guard let model = models.first(where: { $0.language == language }),
        !reading.models.contains(model)
      else { continue }
      let other = model == first ? draft : try await bench.read(page, [model], .page)
      reading = reading.merged(with: other)
    }
    return reading
  }

  /// Whether a page is surely in the language of the model that read it, and no other model reads that.
  ///
  /// Never in Arabic letters: Persian, Urdu and Pashto that the Arabic model has read look Arabic.
  private func isSettled(_ draft: PageReading, _ models: [RecognitionModel]) -> Bool {
    guard models.first?.script != .arabic, draft.score >= PageBench.sureLine,
      let (language, share) = draft.languages().first,
      share >= Self.mainShare
    else { return false }
    let readers = models.filter { $0.language == language }
    return readers.count == 1 && draft.models == readers
  }

  // MARK: Scripts

  /// The script of a few sure words on a page whose densest part is no text, such as a title on a
  /// painting; nil where there are none.
  private func scriptOfFewWords(
    on page: GrayPage
  ) async throws(ExtractionFailure) -> ReadingScript? {
    for script in declaredScripts + [.latin, .arabic, .cyrillic, .han] {
      guard let model = bench.installed.models(of: script).first else { continue }
      let reading = try await bench.read(page, [model], .page)
      let sure = reading.lines.filter { $0.score >= PageBench.sureLine }
      let letters = PageReading(lines: sure, models: reading.models).letters(of: script)
      if letters >= Self.leastLetters { return script }
    }
    return nil
  }

  /// Models of languages that the text is seen to be in, and that are not installed.
  private func missing(for reading: PageReading) -> [RecognitionModel] {
    guard let (language, share) = reading.languages().first, share > 0.5,
      !bench.installed.models.contains(where: { $0.language == language }),
      let script = reading.models.first?.script
    else { return [] }
    return RecognitionModel.known(of: script).filter { $0.language == language }
  }
}

extension PageReading {
  /// The reading without the lines that another script may read better; itself where all are weak.
  fileprivate func withoutWeakLines() -> PageReading {
    let good = lines.filter { !OtherScripts.isForeign($0) }
    return good.isEmpty ? self : PageReading(lines: good, models: models)
  }
}
