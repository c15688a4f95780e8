// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Two ways to the same units: the hot loop is checked against the general way, word by word.

import Testing

@testable import TextAnalysis

/// Random text of cut sentences, neighbours of every kind, and bytes that are no UTF-8.
private func randomText(_ random: inout SeededGenerator, atLeast count: Int) -> [UInt8] {
  let special = Array(
    "'’-._@#:/\"\u{AD}\u{301}\u{200C}\u{200D}\u{FE0F}❤️0٣aZéЖقا가ㄱกĳ☂ \n,;)".unicodeScalars)
  var bytes: [UInt8] = []
  while bytes.count < count {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: bytes.append(scalar: UInt32.random(in: 0...0x1FFFF, using: &random))
    case 1: bytes.append(UInt8.random(in: 0...255, using: &random))
    case 2...5: bytes.append(scalar: special.randomElement(using: &random)?.value ?? 0)
    default:
      let text = Array((sentences.randomElement(using: &random)?.text ?? "").utf8)
      let start = Int.random(in: 0..<text.count, using: &random)
      bytes += text[start..<min(text.count, start + Int.random(in: 1...24, using: &random))]
    }
  }
  return bytes
}

/// The units of a text: by the hot loop, or by the general way alone.
private func units(of utf8: [UInt8], general: Bool) -> [Unit] {
  var segmenter = Segmenter()
  var all: [Unit] = []
  var offset = 0
  while offset < utf8.count {
    if general {
      segmenter.units.removeAll()
      offset = segmenter.cutOther(of: utf8.span, from: offset)
    } else {
      offset = segmenter.cut(utf8.span, from: offset)
    }
    all += segmenter.units
  }
  return all
}

struct SegmenterTests {
  @Test(arguments: UInt64(1)...60)
  func `The hot loop gives the units of the general way`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let utf8 = randomText(&random, atLeast: 4000)
    let found = units(of: utf8, general: false)
    let expected = units(of: utf8, general: true)
    if let place = zip(found, expected).first(where: { $0 != $1 }) {
      let end = min(utf8.count, max(place.0.end, place.1.end) + 8)
      let shown = String(decoding: utf8[min(place.0.start, place.1.start)..<end], as: UTF8.self)
      Issue.record(
        "seed \(seed): \(place) in \(shown.unicodeScalars.map { String($0.value, radix: 16) })")
    }
    #expect(found.count == expected.count)
  }

  @Test(.enabled(if: PublicData.has("udhr/udhr.jsonl.zst"), "needs ../shared/data"))
  func `The hot loop gives the units of the general way in all languages`() {
    let lines = PublicData.lines(
      of: "zstd -dc \"$1\"/udhr/udhr.jsonl.zst | awk 'NR % 5 == 1'")
    let differing = lines.filter { line in
      let utf8 = Array(line.utf8)
      return units(of: utf8, general: false) != units(of: utf8, general: true)
    }
    #expect(lines.count > 80)
    #expect(differing.isEmpty, "\(differing.map { $0.prefix(40) })")
  }

  @Test(.enabled(if: AnalysisVersion.icu == CharacterTable.icuOfFirstPage, "another ICU"))
  func `The first page is known as it would be worked out`() {
    let entries = (UInt32(0)..<256).map { CharacterTable.entry(workedOut: $0) }
    let known = CharacterTable.initial.entries[CharacterTable.directPlace...].prefix(256)
    let values = entries.map { "0x" + String($0.rawValue, radix: 16, uppercase: true) }
    #expect(Array(known) == entries, "should be \(values.joined(separator: ", "))")
  }

  @Test func `All characters of a page that counts as uniform are of one kind`() {
    for page in UInt32(0)..<0x1100 where CharacterTable.isUniform(Int(page)) {
      let entries = (0..<256).map { CharacterTable.entry(workedOut: page << 8 | $0) }
      #expect(Set(entries).count == 1, "page \(String(page, radix: 16))")
    }
  }

  @Test(arguments: UInt64(1)...40)
  func `Units follow one another and leave out nothing worth a token`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let utf8 = randomText(&random, atLeast: 2000)
    var table = CharacterTable.initial
    var covered = [Bool](repeating: false, count: utf8.count)
    var last = 0
    for unit in units(of: utf8, general: false) {
      #expect(unit.start >= last && unit.start < unit.end && unit.end <= utf8.count)
      last = unit.end
      for index in unit.start..<unit.end { covered[index] = true }
    }
    var index = 0
    while index < utf8.count {
      let scalar = utf8.span.decodeScalar(at: index)
      if !table.of(scalar.codePoint).isDisjoint(with: .content), !covered[index] {
        Issue.record(
          "seed \(seed): no unit covers U+\(String(scalar.codePoint, radix: 16)) at \(index)")
      }
      index += scalar.length
    }
  }

  @Test
  func `A unit is divided by its bytes alone`() {
    for (language, text) in sentences {
      let utf8 = Array(text.utf8)
      var segmenter = Segmenter()
      for unit in units(of: utf8, general: false) {
        segmenter.divide(unit, of: utf8.span)
        let inside = segmenter.pieces.map { [$0.start - unit.start, $0.end - unit.start] }
        let alone = Array(utf8[unit.start..<unit.end])
        segmenter.divide(Unit(start: 0, end: alone.count, kind: unit.kind), of: alone.span)
        #expect(inside == segmenter.pieces.map { [$0.start, $0.end] }, "\(language): \(unit)")
      }
    }
  }

  /// Each takes a moment where time is linear, and minutes where it is not.
  @Test(arguments: [
    "a", "Aa", "a.", "a'", "a-", "a\u{301}", "\u{301}", "กa", "ก", "กา", "ก\u{200D}", "漢", "カ",
    "カー",
    "가", "a:", "1.", "1a", "_", "a_", "#", "@", "-", "\u{200D}", "❤\u{200D}", "🇺🇦", "א\"", "א'",
    "\0",
    "\u{202E}", "\u{E000}", "\u{FFFE}", "www.", "http://", "/", "— ", "а-", "aа", "ա", "។", "ក្",
  ])
  func `A long text of one thing is cut in linear time`(_ unit: String) {
    let utf8 = Array(String(repeating: unit, count: 100_000 / unit.utf8.count).utf8)
    var result = AnalyzedText()
    TextAnalyzer().analyze(utf8, hints: LanguageHints(), into: &result)
    #expect(result.tokens.allSatisfy { $0.start < $0.end && Int($0.end) <= utf8.count })
  }
}

struct SurfaceMemoTests {
  @Test(arguments: UInt64(1)...10)
  func `Forgetting surfaces changes no token and no form`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var forgetful = AnalyzerCore(memoLimit: 0)
    var remembering = AnalyzerCore()
    var found = AnalyzedText()
    var expected = AnalyzedText()
    for _ in 0..<6 {
      let text = randomText(&random, atLeast: 500)
      forgetful.analyze(text, hints: LanguageHints(), into: &found)
      remembering.analyze(text, hints: LanguageHints(), into: &expected)
      #expect(found.tokens == expected.tokens, "seed \(seed)")
      #expect(forgetful.formCount == remembering.formCount, "seed \(seed)")
    }
  }

  @Test
  func `Memory of surfaces is bounded, and forms outlive it`() {
    let limit = 1 << 20
    var core = AnalyzerCore(memoLimit: limit)
    var result = AnalyzedText()
    var first: [Token] = []
    for round in 0..<20 {
      let text = (0..<5000).map { "w\(round)x\($0)-y" }.joined(separator: " ")
      core.analyze(Array(text.utf8), hints: LanguageHints(), into: &result)
      if round == 0 { first = result.tokens }
      // A text may add what it holds; the next one begins by forgetting all but the forms.
      #expect(core.memoSize < max(limit, 256 * core.formCount) + 8 << 20)
    }
    let again = (0..<5000).map { "w0x\($0)-y" }.joined(separator: " ")
    core.analyze(Array(again.utf8), hints: LanguageHints(), into: &result)
    #expect(result.tokens == first)
    var form = AnalyzedForm()
    core.form(first[0].form, into: &form)
    #expect(form.exact == Array("w0x0-y".utf8))
  }

  @Test
  func `Maps find what was put in, and nothing else`() {
    var random = SeededGenerator(seed: 7)
    var short = ShortMap()
    var long = ByteMap()
    var arena: [UInt8] = []
    var expected: [[UInt8]: UInt32] = [:]
    for number in 0..<20_000 as Range<UInt32> {
      let count = Int.random(in: 1...30, using: &random)
      let key = (0..<count).map { _ in UInt8.random(in: 0...3, using: &random) }
      guard expected[key] == nil else { continue }
      expected[key] = number
      long.insert(key.span, start: arena.count, tag: 3, value: number)
      arena += key
      if count <= ShortMap.longest {
        short.insert(ShortMap.Key(key.span, from: 0, to: count, tag: 3), value: number)
      }
    }
    for (key, number) in expected {
      #expect(long.find(key.span, tag: 3, in: arena.span) == number)
      #expect(long.find(key.span, tag: 4, in: arena.span) == nil)
      guard key.count <= ShortMap.longest else { continue }
      let padded = [9] + key + [UInt8](repeating: 1, count: Int(number % 30))
      let found = short.find(ShortMap.Key(padded.span, from: 1, to: key.count + 1, tag: 3))
      #expect(found == number)
      #expect(short.find(ShortMap.Key(padded.span, from: 1, to: key.count + 1, tag: 2)) == nil)
    }
  }
}

struct ScriptRunOracleTests {
  /// Runs by the rule as it is written, a character at a time.
  private func expectedCuts(_ utf8: [UInt8]) -> [ScriptTable.Group] {
    var table = ScriptTable()
    var groups: [ScriptTable.Group] = []
    var index = 0
    while index < utf8.count {
      let scalar = utf8.span.decodeScalar(at: index)
      groups += [ScriptTable.Group](
        repeating: table.group(of: scalar.codePoint), count: scalar.length)
      index += scalar.length
    }
    return groups
  }

  @Test(arguments: UInt64(1)...60)
  func `Every letter lies in a run of its script, or of a look-alike it is glued to`(_ seed: UInt64)
  {
    var random = SeededGenerator(seed: seed)
    let utf8 = randomText(&random, atLeast: 1500)
    let groups = expectedCuts(utf8)
    var scanner = ScriptRunScanner()
    scanner.scan(utf8.span)
    let runs = scanner.runs
    let alike: Set<ScriptTable.Group> = [25, 14, 8]
    var last = 0
    for run in runs {
      #expect(run.range.lowerBound == last && !run.range.isEmpty)
      last = run.range.upperBound
      for index in run.range where groups[index] != ScriptTable.neutral {
        let isGlued = alike.contains(groups[index]) && alike.contains(run.group)
        if groups[index] != run.group, !isGlued {
          Issue.record("seed \(seed): byte \(index) of \(groups[index]) in a run of \(run.group)")
        }
      }
    }
    #expect(last == utf8.count)
    for (left, right) in zip(runs, runs.dropFirst()) { #expect(left.group != right.group) }
  }
}
