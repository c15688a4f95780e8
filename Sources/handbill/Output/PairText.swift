// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes the evidence for pairs.
enum PairText {
  /// Writes the two ids and, below them, what they have in common.
  static func write(_ pair: PairEvidence, to output: inout StandardOutput) throws {
    let ids = [pair.first, pair.second].map { SafeText.line(DocumentSummary.shortID($0)) }
    try output.line("    " + output.terminal.styled(ids.joined(separator: " ~ "), .faint))
    try writeEvidence(pair, to: &output)
  }

  /// Writes what two documents have in common.
  static func writeEvidence(_ pair: PairEvidence, to output: inout StandardOutput) throws {
    for line in lines(pair) { try output.line("      " + line) }
  }

  /// What two documents have in common, safe to show.
  private static func lines(_ pair: PairEvidence) -> [String] {
    var lines: [String] = []
    if let signals = pair.signals, !signals.isEmpty {
      let weight = pair.weight.map { " (\(Amount.decimal($0, places: 1)) bits)" } ?? ""
      lines.append("shared\(weight): " + signals.map(text).joined(separator: " · "))
      if let numbers = pair.sharedNumbers, !numbers.isEmpty {
        lines.append("small numbers: " + numbers.map(String.init).joined(separator: " "))
      }
    }
    if pair.weight == nil || pair.likeness >= 0.1 {
      lines.append(
        "likeness \(Amount.decimal(pair.likeness, places: 3)): "
          + "\(Amount.count(pair.sharedShingles)) of \(Amount.count(pair.allShingles)) shingles")
      if let passage = pair.passage { lines.append("both: “\(SafeText.inline(passage))”") }
    }
    return lines
  }

  private static func text(_ signal: SharedSignal) -> String {
    "\(signal.kind.word) \(values(of: signal).map(SafeText.inline).joined(separator: " = ")) "
      + "(\(Amount.decimal(signal.weight, places: 1)), in \(Amount.count(signal.documents)))"
  }

  /// The value of a signal; of a name how the documents write it, once where both do it alike.
  private static func values(of signal: SharedSignal) -> [String] {
    guard let written = signal.written, let first = written.first else { return [signal.value] }
    return written.allSatisfy { $0 == first } ? [first] : written
  }

  /// The cells of a pair in CSV: ids, likeness, shingles of both and of either, weight, evidence.
  static func csvFields(_ pair: PairEvidence) -> [String] {
    let signals = (pair.signals ?? []).map {
      "\($0.kind.word) \(values(of: $0).joined(separator: " = "))"
    }
    let evidence = signals.isEmpty ? pair.passage ?? "" : signals.joined(separator: "; ")
    return [
      pair.first, pair.second, Amount.decimal(pair.likeness, places: 4),
      String(pair.sharedShingles), String(pair.allShingles),
      pair.weight.map { Amount.decimal($0, places: 2) } ?? "", evidence,
    ]
  }
}
