// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which models of a script read a page best: those of its languages, found out on some of its lines.

internal import TextAnalysis

/// Chooses among the models of one script.
struct ModelChoice: Sendable {
  let bench: PageBench
  /// The language that somebody declared; nil where nobody did.
  let declared: Language?

  /// Models of one script that are all tried; of more, only those of likely languages.
  private static let allTried = 4
  /// By how much a model must score higher than one with more readers.
  private static let margin = 1.5
  /// Most models that are tried.
  private static let most = 5
  /// How much more a reading counts that has letters which Arabic does not have: the Arabic model, which lacks them, is
  /// as sure of what it reads in their place.
  private static let ownLetters = 5.0

  /// The model of a script that reads some lines best.
  ///
  /// - Parameters:
  ///   - part: the lines.
  ///   - script: their script.
  ///   - draft: a reading with one model of it, of these lines or of more.
  /// - Returns: the model; nil where none of the script is installed.
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func best(
    for part: GrayPage, _ script: ReadingScript, draft: PageReading
  ) async throws(ExtractionFailure) -> RecognitionModel? {
    let candidates = self.candidates(script, draft)
    guard candidates.count > 1 else { return candidates.first }
    var best: (model: RecognitionModel, score: Double)?
    let readings = try await bench.read(candidates.map { (part, [$0], .block) })
    for (model, reading) in zip(candidates, readings) {
      let score =
        reading.scoreByLanguage() + (model.language == declared ? 3 : 0)
        + (reading.hasLettersBeyondArabic ? Self.ownLetters : 0)
      if score > (best?.score).map({ $0 + Self.margin }) ?? 0 { best = (model, score) }
    }
    return best?.model ?? candidates.first
  }

  private func candidates(_ script: ReadingScript, _ draft: PageReading) -> [RecognitionModel] {
    let all = bench.installed.models(of: script)
    guard all.count > Self.allTried else { return all }
    let seen = draft.languages().prefix(3).map(\.language)
    let likely = all.filter { seen.contains($0.language) || $0.language == declared }
    let others = all.prefix(1) + all.filter { Self.rich.contains($0.name) }
    return Array((likely + others.filter { !likely.contains($0) }).prefix(Self.most))
  }

  /// Models of the Latin script that know the most marks above and below letters.
  private static let rich: Set<String> = ["fra", "vie"]
}

extension PageReading {
  /// Letters of Persian, Urdu, Pashto, Kurdish and Uyghur that no Arabic word has (in texts of the Declaration in Arabic, none of them
  /// occurs).
  private static let beyondArabic = Set("پچژگټډړښږځڅڼېٹڈڑںےەۆێڕڵ".unicodeScalars)
  /// The share of all letters that they have at least in a text of these languages.
  ///
  /// In the Universal Declaration of Human Rights it is 1.5 % in Persian, 10 % in Urdu, 11 % in Pashto, 13 % in Uyghur; in
  /// Arabic none.
  private static let leastBeyond = 0.008

  /// Whether a reading has as many letters beyond those of Arabic as its language has, and is seen to be in that language.
  var hasLettersBeyondArabic: Bool {
    guard let model = models.first, model.script == .arabic else { return false }
    let letters = text.unicodeScalars.filter { ReadingScript(of: $0) == .arabic }
    let beyond = letters.count(where: Self.beyondArabic.contains)
    return Double(beyond) >= Self.leastBeyond * Double(max(1, letters.count))
      && languages().first?.language == model.language
  }
}

extension GrayPage {
  /// The part of the page with the longest run of lines in one block, by letters, up to ten of them.
  func part(with reading: PageReading) -> GrayPage? {
    var runs: [Int: [ReadLine]] = [:]
    for line in reading.lines where runs[line.block, default: []].count < 10 {
      runs[line.block, default: []].append(line)
    }
    let letters = { (lines: [ReadLine]) in lines.reduce(0) { $0 + $1.letterCount } }
    let largest = runs.sorted { $0.key < $1.key }.max { letters($0.value) < letters($1.value) }
    guard let lines = largest?.value, let box = LayoutBox.around(lines.map(\.box)) else {
      return nil
    }
    let margin = 10
    return cut(
      LayoutBox(
        x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin,
        height: box.height + 2 * margin), margin: 4)
  }
}
