// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which way is up, and which script: what the detector says where it is sure, else a trial.

/// A page that stands upright, with the script that it is read in first.
struct UprightPage: Sendable {
  /// The page.
  var page: GrayPage
  /// By how many quarters it was turned clockwise for that.
  var quarters: Int
  /// The script; nil where no model reads anything on it.
  var script: ReadingScript?
  /// A script that the detector is sure of and that has no model here.
  var missing: ReadingScript?
  /// Whether there is something like text that no model reads.
  var isUnread = false
}

/// Finds out how a page stands and in which script it is.
struct PageSearch: Sendable {
  let bench: PageBench
  /// Scripts that somebody declared; tried first.
  let declared: [ReadingScript]

  /// Confidence from which the detector is believed about turns, and about scripts.
  private static let sureTurn = 4.0
  private static let sureScript = 4.0
  /// By how much the score of a page as it came counts for more: most come as they stand.
  private static let usualTurn = 8.0
  /// Confidence from which the turn of the detector is tried first.
  private static let seenTurn = 1.5
  /// Confidence from which the detector alone has seen text: on noise it has 0 to 3.3, on sheets in
  /// Tamil and Armenian, of which a Latin model makes nothing, 4.3 and more.
  private static let sureText = 3.6
  /// Confidence from which what the detector says of a script supports a trial of it.
  private static let likelyScript = 2.0
  /// The score from which a trial ends the search.
  private static let enough = 74.0
  /// The score that a model of any script reaches on text, measured: text in most scripts 28 to 48, in
  /// some 18, textures and noise 9 to 29.
  private static let leastForText = 31.0
  /// The score below which a trial of the script that the detector sees has read nothing.
  private static let least = 55.0

  /// Turns the page upright.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func upright(_ page: GrayPage) async throws(ExtractionFailure) -> UprightPage {
    let detected = try await bench.detect(page)
    let part = page.densestPart()
    if let upright = try await believed(detected, page, part) { return upright }
    let turn = detected.flatMap { $0.quartersConfidence >= Self.sureTurn ? $0.quarters : nil }
    let script = detected.flatMap { $0.scriptConfidence >= Self.sureScript ? $0.script : nil }
    let missing = script.flatMap { bench.installed.models(of: $0).isEmpty ? $0 : nil }
    var best: Trial?
    if let turn { best = try await search(part, seenTurn: turn, detected) }
    if best == nil {
      let turns = try await likelyTurns(of: part, detected)
      guard !turns.isEmpty else {
        return UprightPage(page: page, quarters: 0, script: nil, missing: missing)
      }
      best = try await search(part, turns, detected)
    }
    let quarters = best?.quarters ?? turn ?? 0
    var found = UprightPage(
      page: page.turned(quarters: quarters), quarters: quarters, script: best?.script)
    found.missing = (best?.score ?? 0) < Self.enough ? missing : nil
    found.isUnread = best == nil
    return found
  }

  /// The page as the detector has it, where it is sure, and the script's model reads something then.
  ///
  /// The detector is as sure of a wrong script as of a right one: of Latin in Armenian letters.
  private func believed(
    _ detected: DetectedScript?, _ page: GrayPage, _ part: GrayPage
  ) async throws(ExtractionFailure) -> UprightPage? {
    guard let detected, detected.quartersConfidence >= Self.sureTurn,
      detected.scriptConfidence >= Self.sureScript, let script = detected.script,
      let model = bench.installed.models(of: script).first
    else { return nil }
    let quarters = detected.quarters
    // The page itself is read first: what comes of it is needed later, and mostly good enough.
    let upright = page.turned(quarters: quarters)
    let whole = try await bench.read(upright, [model], .page)
    if whole.score < script.leastSupported {
      let reading = try await bench.read(part.turned(quarters: quarters), [model], .block)
      guard reading.score >= script.leastSupported else { return nil }
    }
    return UprightPage(page: upright, quarters: quarters, script: script)
  }

  private struct Trial {
    var quarters: Int
    var script: ReadingScript
    var score: Double
  }

  /// Turns by how much one model finds on each, the most first, that of the detector before all, without
  /// the last where the order says something and most pages do not stand so; none where that is too
  /// little for text.
  ///
  /// Letters of many scripts give any model something to go on, upright most; textures and noise much
  /// less. Tamil and Armenian give it as little as these, so the detector is heard too.
  private func likelyTurns(
    of part: GrayPage, _ detected: DetectedScript?
  ) async throws(ExtractionFailure) -> [Int] {
    let models = bench.installed.models
    let latin = bench.installed.models(of: .latin).first
    guard let model = latin ?? models.min(by: { $0.name < $1.name }) else { return [] }
    let turned = (0...3).map { (part.turned(quarters: $0), [model], PageSegmentation.block) }
    let scores = try await bench.read(turned).enumerated().map { ($0, $1.score) }
    let confidence = detected?.quartersConfidence ?? 0
    let isText = scores.contains { $0.1 >= Self.leastForText }
    guard confidence >= Self.sureText || isText else { return [] }
    let seen = confidence >= Self.seenTurn ? [detected?.quarters ?? 0] : []
    let byScore = scores.map { ($0.0, $0.1 + ($0.0 == 0 ? Self.usualTurn : 0)) }.sorted {
      $0.1 > $1.1
    }
    let likely = seen + byScore.map(\.0).filter { !seen.contains($0) }
    // Armenian was found to give the Latin model least where it stood upright.
    let others = likely.dropFirst(isText ? 3 : 4).filter { $0 == 0 }
    return likely.prefix(isText ? 3 : 4) + others
  }

  /// Tries scripts on a part of the page in the turn that the detector is sure of; nil where none does
  /// well: one of the less likely must do very well, for that turn may be wrong all the same.
  ///
  /// Pages on their sides are dear: there tesseract takes each letter for a line.
  private func search(
    _ part: GrayPage, seenTurn quarters: Int, _ detected: DetectedScript?
  ) async throws(ExtractionFailure) -> Trial? {
    let turned = part.turned(quarters: quarters)
    for (group, scripts) in scripts(detected).enumerated() {
      var best: Trial?
      for script in scripts {
        guard let score = try await score(of: turned, script, detected) else { continue }
        if score > best?.score ?? 0 {
          best = Trial(quarters: quarters, script: script, score: score)
        }
        if score >= max(script.leastBelieved, Self.enough) { return best }
      }
      if let best, group == 0, best.score >= best.script.leastBelieved { return best }
    }
    return nil
  }

  /// Tries turns and scripts on a part of the page, the likely of both first; ends at the first good one.
  private func search(
    _ part: GrayPage, _ turns: [Int], _ detected: DetectedScript?
  ) async throws(ExtractionFailure) -> Trial? {
    var best: Trial?
    for scripts in scripts(detected) {
      if let best, best.score >= best.script.leastBelieved { return best }
      for quarters in best.map({ [$0.quarters] }) ?? turns {
        let turned = part.turned(quarters: quarters)
        for script in scripts {
          guard let score = try await score(of: turned, script, detected) else { continue }
          if score > best?.score ?? 0 {
            best = Trial(quarters: quarters, script: script, score: score)
          }
          if score >= max(script.leastBelieved, Self.enough) { return best }
        }
      }
    }
    return best
  }

  /// How well a script's model reads a part; nil where that is not to be believed.
  private func score(
    of part: GrayPage, _ script: ReadingScript, _ detected: DetectedScript?
  ) async throws(ExtractionFailure) -> Double? {
    guard let model = bench.installed.models(of: script).first else { return nil }
    let isLikely =
      detected?.script == script && (detected?.scriptConfidence ?? 0) >= Self.likelyScript
    let reading = try await bench.read(part, [model], .block)
    let letters = reading.lines.reduce(0) { $0 + $1.letterCount }
    let least = isLikely ? Self.least : script.leastBelieved
    return letters < 6 || reading.score <= least ? nil : reading.score
  }

  /// Scripts that are likely, and the others, each in the order of their likelihood.
  private func scripts(_ detected: DetectedScript?) -> [[ReadingScript]] {
    let usual: [ReadingScript] = [.latin, .arabic, .cyrillic, .han, .devanagari, .ethiopic]
    var likely: [ReadingScript] = []
    for script in declared + [detected?.script].compactMap({ $0 }) + usual
    where !likely.contains(script) {
      likely.append(script)
    }
    return [likely, ReadingScript.allCases.filter { !likely.contains($0) }]
  }
}
