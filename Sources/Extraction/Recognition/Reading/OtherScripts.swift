// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Sheets in several scripts: what is weak in one is tried in others.

internal import TextAnalysis

/// Reads the lines of a page that are in another script than the rest.
struct OtherScripts: Sendable {
  let bench: PageBench
  /// The page, upright.
  let page: GrayPage
  /// The language that somebody declared; nil where nobody did.
  let declared: Language?

  /// The score below which a line may be in another script: what is, scores 18 to 50, with the Thai
  /// model up to 60.
  private static let foreignLine = 62.0
  /// The share of a page's lines, by room, from which weak ones are tried.
  static let weakShare = 0.04
  /// The share from which they are tried in every script.
  private static let muchShare = 0.08
  /// Letters from which a trial need not be a sure one.
  private static let manyLetters = 40
  /// The score of a trial that ends the search for another script.
  private static let settledScript = 80.0
  /// Scripts that are tried before others.
  private static let commonScripts: [ReadingScript] = [
    .latin, .arabic, .cyrillic, .han, .devanagari, .ethiopic,
  ]

  /// Reads what is weak in other scripts, and keeps what is better.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func added(to reading: PageReading) async throws(ExtractionFailure) -> PageReading {
    var reading = reading
    var tried = Set(reading.models.map(\.script))
    while tried.count < PageRecognition.mostScripts, let part = page.weakPart(of: reading) {
      let weak = reading.lines.filter(Self.isForeign)
      let isMuch = Self.isWorthIt(weak, of: reading.lines, share: Self.muchShare)
      guard let draft = try await script(of: part, except: tried, isMuch: isMuch),
        let script = draft.models.first?.script
      else { break }
      tried.insert(script)
      let choice = ModelChoice(bench: bench, declared: declared)
      guard let model = try await choice.best(for: part, script, draft: draft) else { break }
      // Where it is much, whole: lines in letters that nobody knows are not where a model saw some.
      let other =
        isMuch
        ? try await bench.read(page, [model], .page)
        : try await bench.again(weak, of: page, reading, [model])
      reading = try await bench.secondLook(page, reading.merged(with: other), model)
    }
    guard reading.models.count > 1 else { return reading }
    guard !reading.unsureLines.isEmpty else { return reading }
    return reading.merged(
      with: try await bench.again(reading.unsureLines, of: page, reading, reading.models))
  }

  /// The best reading of a part of the page in another script; nil where none does well.
  ///
  /// Latin letters are tried first, for addresses stand in them on pages of any script, then those of the
  /// most writers, and all others only where none of these does very well, on more than a line or two.
  private func script(
    of part: GrayPage, except tried: Set<ReadingScript>, isMuch: Bool
  ) async throws(ExtractionFailure) -> PageReading? {
    var best: PageReading?
    let others = ReadingScript.allCases.filter { !Self.commonScripts.contains($0) }
    let groups = [[.latin], Self.commonScripts.filter { $0 != .latin }] + (isMuch ? [others] : [])
    for scripts in groups {
      for reading in try await believable(part, in: scripts.filter { !tried.contains($0) })
      where reading.score > best?.score ?? 0 {
        best = reading
      }
      if let best, best.score >= Self.settledScript { return best }
    }
    return best
  }

  /// The readings of a part in some scripts that are to be believed.
  private func believable(
    _ part: GrayPage, in scripts: [ReadingScript]
  ) async throws(ExtractionFailure) -> [PageReading] {
    let models = scripts.compactMap { script in
      bench.installed.models(of: script).first { $0.script == script }
    }
    let readings = try await bench.read(models.map { (part, [$0], .block) })
    return zip(models, readings).compactMap { model, reading in
      let letters = reading.letters(of: model.script)
      guard letters >= PageRecognition.leastLetters else { return nil }
      let least = letters >= Self.manyLetters ? PageRecognition.weakLine : PageBench.sureLine
      return reading.score >= max(least, model.script.leastBelieved) ? reading : nil
    }
  }

  /// Whether a line is tried in other scripts.
  static func isForeign(_ line: ReadLine) -> Bool {
    let least = line.models.contains { $0.script == .thai } ? PageRecognition.weakLine : foreignLine
    return line.score < least && !line.words.isEmpty
  }

  /// Whether lines take enough of a page to be tried again.
  static func isWorthIt(
    _ weak: [ReadLine], of all: [ReadLine], share: Double = weakShare
  ) -> Bool {
    let room = { (lines: [ReadLine]) in lines.reduce(0) { $0 + $1.box.width * $1.box.height } }
    return Double(room(weak)) >= share * Double(max(1, room(all)))
  }
}

extension PageReading {
  /// Letters of a script in words of two and more, or of one where words have no spaces between.
  func letters(of script: ReadingScript) -> Int {
    lines.lazy.flatMap(\.words).map { word in
      word.text.unicodeScalars.count { ReadingScript(of: $0) == script }
    }
    .filter { $0 > 1 || script.isUnspaced }.reduce(0, +)
  }
}

extension GrayPage {
  /// The part of the page with its weak lines, up to ten of the largest run; nil where there are few.
  fileprivate func weakPart(of reading: PageReading) -> GrayPage? {
    let weak = reading.lines.filter(OtherScripts.isForeign)
    guard OtherScripts.isWorthIt(weak, of: reading.lines), !weak.isEmpty else { return nil }
    return part(with: PageReading(lines: weak, models: reading.models))
  }
}
