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

  /// The score below which a line may be in another script: what is, scores 18 to 50, with the Thai
  /// model up to 60.
  private static let foreignLine = 62.0
  /// The score below which a line is weak.
  static let weakLine = 70.0
  /// The share of a page's lines, by room, from which weak ones are tried.
  private static let weakShare = 0.04
  /// The score from which a line needs no second look.
  private static let sureLine = 85.0
  /// The size of a page at the second look.
  private static let secondSize = 1.35
  /// Letters in words of several that a script must have in a trial to be one of the page.
  private static let leastLetters = 8
  /// Letters from which a trial need not be a sure one.
  private static let manyLetters = 40
  /// Scripts of one page at most.
  static let mostScripts = 3
  /// The share of a text that a second language of the same script must have to be read for itself.
  private static let secondShare = 0.15

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
    outcome.reading = try await withOtherScripts(upright.page, outcome.reading)
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
    if let part = page.part(with: draft.withoutWeakLines()) {
      let choice = ModelChoice(bench: bench, declared: declared)
      best = try await choice.best(for: part, script, draft: draft) ?? first
    }
    var reading = best == first ? draft : try await bench.read(page, [best], .page)
    reading = try await withSecondLook(page, reading, best)
    for (language, share) in reading.languages().prefix(3) where share >= Self.secondShare {
      guard let model = models.first(where: { $0.language == language }),
        !reading.models.contains(model)
      else { continue }
      let other = model == first ? draft : try await bench.read(page, [model], .page)
      reading = reading.merged(with: other)
    }
    return reading
  }

  /// Reads a page with weak lines at another size too: what is lost at one is often read at the other.
  private func withSecondLook(
    _ page: GrayPage, _ reading: PageReading, _ model: RecognitionModel
  ) async throws(ExtractionFailure) -> PageReading {
    let isSure = !reading.lines.isEmpty && reading.lines.allSatisfy { $0.score >= Self.sureLine }
    guard !isSure else { return reading }
    let factor = page.pixels.count > 12_000_000 ? 1 / Self.secondSize : Self.secondSize
    let second = try await bench.read(page.scaled(by: factor), [model], .page)
    return reading.merged(with: second.scaled(by: 1 / factor))
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
      let sure = reading.lines.filter { $0.score >= Self.sureLine }
      let letters = PageReading(lines: sure, models: reading.models).letters(of: script)
      if letters >= Self.leastLetters { return script }
    }
    return nil
  }

  /// Reads what is weak in other scripts, and keeps what is better.
  private func withOtherScripts(
    _ page: GrayPage, _ reading: PageReading
  ) async throws(ExtractionFailure) -> PageReading {
    var reading = reading
    var tried = Set(reading.models.map(\.script))
    while tried.count < Self.mostScripts, let part = page.weakPart(of: reading) {
      guard let draft = try await script(of: part, except: tried),
        let script = draft.models.first?.script
      else { break }
      tried.insert(script)
      let choice = ModelChoice(bench: bench, declared: declared)
      guard let model = try await choice.best(for: part, script, draft: draft) else { break }
      let other = try await bench.read(page, [model], .page)
      reading = reading.merged(with: try await withSecondLook(page, other, model))
    }
    guard reading.models.count > 1 else { return reading }
    return reading.merged(with: try await bench.read(page, reading.models, .page))
  }

  /// Whether a line is tried in other scripts.
  static func isForeign(_ line: ReadLine) -> Bool {
    let least = line.models.contains { $0.script == .thai } ? weakLine : foreignLine
    return line.score < least && !line.words.isEmpty
  }

  /// Whether lines take enough of a page to be tried again.
  static func isWorthIt(_ weak: [ReadLine], of all: [ReadLine]) -> Bool {
    let room = { (lines: [ReadLine]) in lines.reduce(0) { $0 + $1.box.width * $1.box.height } }
    return Double(room(weak)) >= weakShare * Double(max(1, room(all)))
  }

  /// The best reading of a part of the page in another script; nil where none does well.
  private func script(
    of part: GrayPage, except tried: Set<ReadingScript>
  ) async throws(ExtractionFailure) -> PageReading? {
    var best: PageReading?
    let models = ReadingScript.allCases.filter { !tried.contains($0) }.compactMap { script in
      RecognitionModel.known(of: script).first.map { (script, model: $0) }
    }.filter { bench.installed.models.contains($0.model) }
    let readings = try await bench.read(models.map { (part, [$0.model], .block) })
    for ((script, _), reading) in zip(models, readings) {
      let letters = reading.letters(of: script)
      guard letters >= Self.leastLetters else { continue }
      let least = letters >= Self.manyLetters ? Self.weakLine : Self.sureLine
      guard reading.score >= max(least, script.leastBelieved) else { continue }
      if reading.score > best?.score ?? 0 { best = reading }
    }
    return best
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
  /// Letters of a script in words of two and more, or of one where words have no spaces between.
  fileprivate func letters(of script: ReadingScript) -> Int {
    lines.lazy.flatMap(\.words).map { word in
      word.text.unicodeScalars.count { ReadingScript(of: $0) == script }
    }
    .filter { $0 > 1 || script.isUnspaced }.reduce(0, +)
  }

  /// The reading without the lines that another script may read better; itself where all are weak.
  fileprivate func withoutWeakLines() -> PageReading {
    let good = lines.filter { !PageRecognition.isForeign($0) }
    return good.isEmpty ? self : PageReading(lines: good, models: models)
  }
}

extension GrayPage {
  /// The part of the page with its weak lines, up to ten of the largest run; nil where there are few.
  fileprivate func weakPart(of reading: PageReading) -> GrayPage? {
    let weak = reading.lines.filter(PageRecognition.isForeign)
    guard PageRecognition.isWorthIt(weak, of: reading.lines), !weak.isEmpty else { return nil }
    return part(with: PageReading(lines: weak, models: reading.models))
  }
}
