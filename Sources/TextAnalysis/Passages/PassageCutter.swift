// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Text → passages: script runs, which are certain; then the languages that somebody declared,
// where a run's script admits them; then scripts that name their language; then detection over
// all segments of one script together; else unknown.

/// Cuts texts into passages: runs of one script and one language.
///
/// Not Sendable: one for each thread, reused from text to text. A declared language costs no
/// detection.
public struct PassageCutter {
  private var scanner = ScriptRunScanner()
  private var detector = PassageDetector()
  private var lastBelieved: Believed?

  /// A declared language that is believed of a text in a script.
  private struct Believed: Hashable {
    var language: Language
    var script: Script

    init(_ language: Language, _ script: Script) {
      self.language = language
      self.script = script
    }
  }

  /// Confidence below which a language is not believed.
  static let leastConfidence: Float = 0.45

  /// Makes a cutter; its tables fill as scripts are met.
  public init() {}

  /// Cuts a text into passages, in order, that cover it from its first byte to its last.
  ///
  /// An empty text has none. The text need not be valid UTF-8; no cut falls inside a well-formed
  /// character, save where a hint does. O(bytes).
  public mutating func passages(of utf8: [UInt8], hints: LanguageHints = LanguageHints())
    -> [Passage]
  {
    let text = utf8.span
    scanner.scan(text)
    let runs = scanner.runs
    if let whole = wholeText(runs, hints) { return [whole] }
    var work = PassageWork(runs: runs, hints: hints)
    for piece in PassagePieces.pieces(of: runs, hints: hints, count: text.count) {
      work.settle(piece, in: text)
    }
    for group in work.undecided.keys.sorted() {
      let segments = work.undecided[group] ?? []
      let units = self.units(of: segments, group: group, in: text)
      work.add(units, languages: LanguagePath.languages(of: units), group: group, in: text)
    }
    return work.joined()
  }

  /// The one passage of a text in one script whose language was declared, and is believed; nil where
  /// there is more to say.
  private mutating func wholeText(_ runs: [ScriptRun], _ hints: LanguageHints) -> Passage? {
    guard runs.count == 1, hints.spans.isEmpty, let declared = hints.declared,
      declared != .unknown, runs[0].group != ScriptTable.eastAsian
    else { return nil }
    let script = ScriptTable.script(of: runs[0].group)
    if runs[0].group != ScriptTable.neutral, lastBelieved != Believed(declared, script) {
      // Of two scripts that the tables do not know it for, this is the main one.
      guard declared.isWritten(in: script) else { return nil }
      lastBelieved = Believed(declared, script)
    }
    return Passage(
      range: runs[0].range, script: script, language: declared, confidence: 1, origin: .declared)
  }

  /// What the segments of one group of scripts say of their languages.
  private mutating func units(
    of segments: [Range<Int>], group: ScriptTable.Group, in text: Span<UInt8>
  ) -> [LanguageUnit] {
    if group == ScriptTable.eastAsian {
      return segments.map { EastAsianLetters($0, of: text).unit(at: $0) }
    }
    switch ScriptTable.script(of: group) {
    case .arabic:
      return segments.map {
        let other = detector.unit(of: $0, in: text)
        return PassageEvidence.arabic.unit(of: $0, in: text, other: other)
      }
    case .ethiopic: return segments.map { PassageEvidence.ethiopic.unit(of: $0, in: text) }
    case .hebrew: return segments.map { PassageEvidence.hebrew.unit(of: $0, in: text) }
    case .bengali: return segments.map { PassageEvidence.bengali.unit(of: $0, in: text) }
    case .myanmar: return segments.map { PassageEvidence.myanmar.unit(of: $0, in: text) }
    case .latin: return detector.units(of: segments, in: text, evidence: .latin)
    case .cyrillic: return detector.units(of: segments, in: text, evidence: .cyrillic)
    case .devanagari: return detector.units(of: segments, in: text, evidence: .devanagari)
    default: return detector.units(of: segments, in: text, evidence: nil)
    }
  }
}

/// A script run, or the part of one that a hint covers.
struct PassagePiece: Hashable {
  /// UTF-8 offsets.
  var range: Range<Int>
  /// The group of its letters.
  var group: ScriptTable.Group
  /// What somebody said its language is.
  var declared: Language?
}

/// Cuts script runs where declared spans begin and end.
enum PassagePieces {
  /// The pieces, in order.
  ///
  /// Spans outside the text or out of order are passed over. O(runs + spans).
  static func pieces(of runs: [ScriptRun], hints: LanguageHints, count: Int) -> [PassagePiece] {
    let spans = inOrder(hints.spans, count: count)
    var pieces: [PassagePiece] = []
    var next = 0
    for run in runs {
      var start = run.range.lowerBound
      while start < run.range.upperBound {
        while next < spans.count, spans[next].range.upperBound <= start { next += 1 }
        let span = next < spans.count ? spans[next] : nil
        let isInside = span.map { $0.range.lowerBound <= start } ?? false
        let border = (isInside ? span?.range.upperBound : span?.range.lowerBound) ?? count
        let end = min(border, run.range.upperBound)
        let declared = isInside ? span?.language : hints.declared
        pieces.append(
          PassagePiece(
            range: start..<end, group: run.group,
            declared: declared == .unknown ? nil : declared))
        start = end
      }
    }
    return pieces
  }

  private static func inOrder(_ spans: [LanguageHints.DeclaredSpan], count: Int)
    -> [LanguageHints.DeclaredSpan]
  {
    var end = 0
    return spans.filter { span in
      let isGood =
        !span.range.isEmpty && span.range.lowerBound >= end && span.range.upperBound <= count
      if isGood { end = span.range.upperBound }
      return isGood
    }
  }
}
