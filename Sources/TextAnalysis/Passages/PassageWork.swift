// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The passages of one text while they are being decided, for PassageCutter.

/// Passages found so far, and segments whose language nobody has named yet.
struct PassageWork {
  /// Segments to detect, by group of scripts, in order of the text.
  private(set) var undecided: [ScriptTable.Group: [Range<Int>]] = [:]
  private var passages: [Passage] = []
  /// Units whose language nobody believes, with the places of their passages, by group of scripts.
  private var doubtful: [ScriptTable.Group: [(index: Int, unit: LanguageUnit)]] = [:]
  /// The group with most bytes: the only one in which a language nobody knows is believed.
  private let mainGroup: ScriptTable.Group

  /// Starts on a text.
  init(runs: [ScriptRun], hints: LanguageHints) {
    var bytes = [Int](repeating: 0, count: 256)
    for run in runs { bytes[Int(run.group)] += run.range.count }
    mainGroup = ScriptTable.Group(bytes.indices.max { bytes[$0] < bytes[$1] } ?? 0)
    passages.reserveCapacity(runs.count)
  }

  /// Decides a piece by what was declared or by its script, or puts its segments aside.
  mutating func settle(_ piece: PassagePiece, in text: Span<UInt8>) {
    if piece.group == ScriptTable.neutral {
      settleWithoutLetters(piece)
    } else if piece.group == ScriptTable.eastAsian {
      settleEastAsian(piece, in: text)
    } else {
      let script = ScriptTable.script(of: piece.group)
      if let declared = piece.declared, isBelieved(declared, script, piece.group) {
        add(piece.range, script, declared, 1, .declared)
      } else if let only = script.onlyLanguage {
        add(piece.range, script, only.language, only.confidence, .script)
      } else {
        PassageSegments.append(piece.range, of: text, to: &undecided[piece.group, default: []])
      }
    }
  }

  private mutating func settleWithoutLetters(_ piece: PassagePiece) {
    if let declared = piece.declared {
      add(piece.range, .common, declared, 1, .declared)
    } else {
      add(piece.range, .common, .unknown, 0, .unknown)
    }
  }

  /// A declared language is believed for the whole piece where its letters admit it, else segment
  /// by segment.
  private mutating func settleEastAsian(_ piece: PassagePiece, in text: Span<UInt8>) {
    let letters = EastAsianLetters(piece.range, of: text)
    let group = piece.group
    guard let declared = piece.declared, isBelieved(declared, letters.script, group) else {
      PassageSegments.append(piece.range, of: text, to: &undecided[group, default: []])
      return
    }
    if letters.mayBe(declared) {
      add(piece.range, letters.script, declared, 1, .declared)
      return
    }
    var segments: [Range<Int>] = []
    PassageSegments.append(piece.range, of: text, to: &segments)
    for segment in segments {
      let letters = EastAsianLetters(segment, of: text)
      if letters.mayBe(declared) {
        add(segment, letters.script, declared, 1, .declared)
      } else {
        undecided[group, default: []].append(segment)
      }
    }
  }

  private func isBelieved(
    _ language: Language, _ script: Script, _ group: ScriptTable.Group
  ) -> Bool {
    language.isWritten(in: script) && (language.hasKnownScripts || group == mainGroup)
  }

  private mutating func add(
    _ range: Range<Int>, _ script: Script, _ language: Language, _ confidence: Float,
    _ origin: Passage.Origin
  ) {
    passages.append(
      Passage(
        range: range, script: script, language: language, confidence: confidence, origin: origin))
  }

  /// Adds detected units as passages: neighbouring units in one language speak together, and where
  /// that convinces nobody, each for itself.
  mutating func add(
    _ units: [LanguageUnit], languages: [Language], group: ScriptTable.Group,
    in text: Span<UInt8>
  ) {
    var first = 0
    while first < units.count {
      var last = first
      while last < units.count, languages[last] == languages[first] { last += 1 }
      let confidence = Self.confidence(of: languages[first], units[first..<last])
      let isTogether = confidence >= PassageCutter.leastConfidence
      for unit in units[first..<last] {
        let own = unit.shares.first?.language ?? .unknown
        let language = isTogether ? languages[first] : own
        add(
          unit, language, isTogether ? confidence : Self.confidence(of: own, [unit]), group, text)
      }
      first = last
    }
  }

  private mutating func add(
    _ unit: LanguageUnit, _ language: Language, _ confidence: Float, _ group: ScriptTable.Group,
    _ text: Span<UInt8>
  ) {
    let isKnown = language != .unknown && confidence >= PassageCutter.leastConfidence
    if !isKnown { doubtful[group, default: []].append((passages.count, unit)) }
    let script =
      group == ScriptTable.eastAsian
      ? EastAsianLetters(unit.range, of: text).script : ScriptTable.script(of: group)
    add(
      unit.range, script, isKnown ? language : .unknown, isKnown ? confidence : 0,
      isKnown ? .detected : .unknown)
  }

  /// How sure a language is: the share of the evidence that speaks for it, less where there is
  /// little evidence.
  private static func confidence(of language: Language, _ units: ArraySlice<LanguageUnit>)
    -> Float
  {
    var weight: Float = 0
    var support: Float = 0
    for unit in units {
      weight += unit.weight
      support += unit.weight * unit.share(of: language)
    }
    guard weight > 0 else { return 0 }
    return support / weight * (weight / (weight + 12))
  }

  /// The passages in order, neighbours of one script, language and origin joined.
  mutating func joined() -> [Passage] {
    adoptDoubtful()
    var result: [Passage] = []
    for passage in passages.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if let last = result.last, Self.belongTogether(last, passage) {
        let bytes = Float(last.range.count)
        let more = Float(passage.range.count)
        let sum = last.confidence * bytes + passage.confidence * more
        result[result.count - 1].confidence = min(1, sum / (bytes + more))
        result[result.count - 1].range = last.range.lowerBound..<passage.range.upperBound
        if more > bytes { result[result.count - 1].script = passage.script }
      } else {
        result.append(passage)
      }
    }
    return result
  }

  /// Gives doubtful units the one language that the sure text of their script is in, where they may
  /// be in it themselves: a sentence full of names tells less than the page around it.
  private mutating func adoptDoubtful() {
    for (group, found) in doubtful {
      var bytes: [Language: Int] = [:]
      for passage in passages where ScriptTable.group(of: passage.script) == group {
        if passage.language != .unknown {
          bytes[passage.language, default: 0] += passage.range.count
        }
      }
      let total = bytes.values.reduce(0, +)
      guard let main = bytes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        main.value * 4 >= total * 3
      else { continue }
      for (index, unit) in found where unit.mayBe(main.key) {
        passages[index].language = main.key
        passages[index].confidence = PassageCutter.leastConfidence
        passages[index].origin = .detected
      }
    }
  }

  private static func belongTogether(_ left: Passage, _ right: Passage) -> Bool {
    left.language == right.language && left.origin == right.origin
      && ScriptTable.group(of: left.script) == ScriptTable.group(of: right.script)
  }
}
