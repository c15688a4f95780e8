// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Decides which segment of a text is in which language. A sentence alone is often too short to
// tell, so all segments of one script are decided together: each speaks for some languages with
// the weight of its bytes, and changing the language costs as much as 20 bytes that disagree. The
// best path is found exactly (Viterbi, 1967): a heading of two words follows its neighbours, while
// a whole sentence in another language stands on its own.

/// A stretch of text and what it says of its own language.
struct LanguageUnit {
  /// UTF-8 offsets.
  var range: Range<Int>
  /// Bytes of letters; short of certainty where the detector is not sure itself.
  var weight: Float
  /// Languages with their shares, which sum to at most 1.
  var shares: [(language: Language, share: Float)]

  /// Whether the stretch speaks for a language at least half as loudly as for any other.
  func mayBe(_ language: Language) -> Bool {
    let most = shares.map(\.share).max() ?? 0
    return shares.contains { $0.language == language && $0.share * 2 >= most }
  }

  /// The share of a language, counting one that is easily taken for it as most of one; as less where
  /// the detector is sure of that one.
  func share(of language: Language) -> Float {
    share(of: language, LanguageLikeness.family(of: language), families: families)
  }

  /// The family of each language of `shares`.
  var families: [Int?] { shares.map { LanguageLikeness.family(of: $0.language) } }

  /// The share of a language of a family, as `share(of:)` tells it.
  fileprivate func share(of language: Language, _ family: Int?, families: [Int?]) -> Float {
    var best: Float = 0
    for (index, found) in shares.enumerated() {
      if found.language == language {
        best = max(best, found.share)
      } else if let family, families[index] == family {
        best = max(best, found.share * (found.share < 0.7 ? 0.6 : 0.3))
      }
    }
    return best
  }
}

/// Languages that detectors take for each other in short texts.
enum LanguageLikeness {
  private static let families: [Language: Int] = {
    let list = """
      no da nn sv|es gl pt ca oc ast it|hr sr bs sl|id ms jv su|cs sk|ru uk be bg mk rue|\
      hi mr ne bho mai sa|xh zu ss nr|tn nso st|az tr tk|nl af fy lb|rw rn|fi et|gd ga|war ceb tl
      """
    var found: [Language: Int] = [:]
    for (number, family) in list.split(separator: "|").enumerated() {
      for code in family.split(whereSeparator: { $0.isWhitespace }) {
        found[Language(unchecked: String(code))] = number
      }
    }
    return found
  }()

  /// The family of a language; nil where it has none here.
  static func family(of language: Language) -> Int? { families[language] }
}

/// Finds the likeliest sequence of languages over units.
struct LanguagePath {
  /// Bytes of disagreement that a change of language must save.
  static let changeCost: Float = 20

  private struct State {
    var language: Language
    var family: Int?
    var score: Float
    /// The state of the unit before; -1 at the first.
    var before: Int
  }

  /// A language for each unit, `.unknown` only where no unit says anything; O(units).
  static func languages(of units: [LanguageUnit]) -> [Language] {
    var steps: [[State]] = []
    steps.reserveCapacity(units.count)
    for unit in units { steps.append(states(of: unit, after: steps.last ?? [])) }
    var result = [Language](repeating: .unknown, count: units.count)
    guard var state = steps.last.flatMap(bestIndex) else { return result }
    for step in stride(from: units.count - 1, through: 0, by: -1) {
      guard steps[step].indices.contains(state) else { break }
      result[step] = steps[step][state].language
      state = steps[step][state].before
    }
    return result
  }

  private static func bestIndex(_ states: [State]) -> Int? {
    states.indices.max { states[$0].score < states[$1].score }
  }

  /// The languages worth keeping at a unit: those it speaks for, and those before that are not so
  /// far behind that changing to them later would be as good.
  private static func states(of unit: LanguageUnit, after before: [State]) -> [State] {
    let best = bestIndex(before)
    let top = best.map { before[$0].score } ?? 0
    let families = unit.families
    var found: [State] = []
    for (index, var state) in before.enumerated() where state.score > top - changeCost {
      let share = unit.share(of: state.language, state.family, families: families)
      state.score = state.score - top + unit.weight * share
      state.before = index
      found.append(state)
    }
    for (index, (language, share)) in unit.shares.enumerated() where share > 0 {
      let change = before.isEmpty ? 0 : changeCost
      let own = unit.share(of: language, families[index], families: families)
      let state = State(
        language: language, family: families[index], score: unit.weight * own - change,
        before: best ?? -1)
      if let known = found.firstIndex(where: { $0.language == language }) {
        if found[known].score < state.score { found[known] = state }
      } else {
        found.append(state)
      }
    }
    if found.isEmpty {
      found.append(State(language: .unknown, family: nil, score: 0, before: best ?? -1))
    }
    return found
  }
}

/// Asks CLD2 about windows of a text, and about single segments where a window is mixed.
struct PassageDetector {
  /// Bytes of a window; a text that is shorter is looked at segment by segment.
  private static let windowBytes = 2000

  private var clean: [UInt8] = []

  /// Units over the segments of one script, in order; `evidence` is heard where CLD2 is not sure.
  mutating func units(
    of segments: [Range<Int>], in text: Span<UInt8>, evidence: PassageEvidence?
  ) -> [LanguageUnit] {
    var units: [LanguageUnit] = []
    var first = 0
    let isShort = segments.reduce(0) { $0 + $1.count } <= Self.windowBytes
    while first < segments.count {
      var last = first
      var bytes = 0
      while last < segments.count, bytes < Self.windowBytes || last == first {
        bytes += segments[last].count
        last += 1
      }
      let window = segments[first..<last]
      if isShort || !appendWhole(window, of: text, to: &units) {
        for segment in window { units.append(unit(of: segment, in: text, evidence)) }
      }
      first = last
    }
    return units
  }

  /// Appends one unit for each segment of a window in one language; false where it is mixed.
  private mutating func appendWhole(
    _ window: ArraySlice<Range<Int>>, of text: Span<UInt8>, to units: inout [LanguageUnit]
  ) -> Bool {
    clean.removeAll(keepingCapacity: true)
    for segment in window {
      _ = PassageSegments.appendClean(segment, of: text, to: &clean)
      clean.append(0x20)
    }
    let answer = CLD2.detect(clean.span)
    guard answer.isReliable, let only = answer.languages.first, only.percent >= 96
    else { return false }
    let share = 0.98 * Self.strength(of: only)
    for segment in window {
      units.append(
        LanguageUnit(range: segment, weight: Float(segment.count), shares: [(only.language, share)])
      )
    }
    return true
  }

  /// What one segment alone says: by CLD2, and where that is not sure, by letters and small words of
  /// the languages of its script too.
  private mutating func unit(
    of segment: Range<Int>, in text: Span<UInt8>, _ evidence: PassageEvidence?
  ) -> LanguageUnit {
    let found = unit(of: segment, in: text)
    guard let evidence, found.weight > 0, found.shares.first.map({ $0.share < 0.9 }) ?? true
    else { return found }
    return evidence.unit(of: segment, in: text, other: found)
  }

  /// What one segment alone says by CLD2.
  mutating func unit(of segment: Range<Int>, in text: Span<UInt8>) -> LanguageUnit {
    clean.removeAll(keepingCapacity: true)
    let letters = PassageSegments.appendClean(segment, of: text, to: &clean)
    guard letters > 2 else { return LanguageUnit(range: segment, weight: 0, shares: []) }
    let answer = CLD2.detect(clean.span)
    let trust: Float = answer.isReliable ? 1 : 0.5
    return LanguageUnit(
      range: segment, weight: Float(letters) * trust,
      shares: answer.languages.map { found in
        (found.language, Float(found.percent) / 100 * trust * Self.strength(of: found))
      })
  }

  /// How far a language is believed by its score: text in a language that CLD2 does not know is
  /// given to one that it does, with a score of 40 to 300 where real text has 400 to 1,800
  /// (paragraphs of the Universal Declaration in 300 languages).
  private static func strength(of found: CLD2.Share) -> Float {
    min(1, max(0.05, (Float(found.score) - 130) / 250))
  }
}
