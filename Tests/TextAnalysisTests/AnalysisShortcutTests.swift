// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Quick ways through the analysis, each against the slow one.

import Testing

@testable import TextAnalysis

struct AnalysisShortcutTests {
  @Test
  func `An exact form is its own exact form`() {
    var former = Former()
    for value in UInt32(0x21)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      former.makeExact(of: Array(String(scalar).utf8).span)
      let exact = former.exact
      if exact.isEmpty { continue }
      former.makeExact(of: exact.span)
      #expect(former.exact == exact, "U+\(String(value, radix: 16))")
    }
    var random = SeededGenerator(seed: 31)
    for round in 0..<20_000 {
      let text = Self.randomWord(&random)
      former.makeExact(of: text.span)
      let exact = former.exact
      former.makeExact(of: exact.span)
      #expect(former.exact == exact, "round \(round) of seed 31: \(text)")
    }
  }

  @Test
  func `No rule that looks at neighbours cares about a character that is not watched`() {
    let watched = Set(FoldContext.watched.joined())
    let neighbours: [UInt32] = [
      0x61, 0x31, 0x30, 0x3B7, 0x1F20, 0x3AC, 0x431, 0x5D0, 0x1000, 0x4E00,
    ]
    for value in UInt32(1)..<0x10000 where !watched.contains(value) {
      #expect(!FoldContext.isGeneralMark(value))
      for neighbour in neighbours {
        let word = [neighbour, value, neighbour]
        let isKept =
          !FoldContext.isDropped(word, at: 1) && FoldContext.lookalike(word, at: 1) == nil
          && KanaFold.repeated(by: value, after: neighbour) == nil
          && !FoldContext.isDropped([neighbour, value], at: 1)
        #expect(isKept, "U+\(String(value, radix: 16)) by U+\(String(neighbour, radix: 16))")
      }
    }
  }

  @Test
  func `Sets of sounds that are numbers are those of the notation`() {
    #expect(SoundSet.vowels == SoundSet("aeiou"))
    #expect(SoundSet.y == SoundSet("y"))
    #expect(SoundSet.h == SoundSet("h"))
    #expect(SoundSet.silence == SoundSet("0"))
    #expect(SoundSet.consonantalVowels == SoundSet("wv"))
  }

  @Test
  func `A form filled into used arrays is the form, and its keys are those of the sound`() {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    let text = "Étés walking المدرسة والمدرسة प्रदेश Müller सम्बन्ध 12 ab 中文字 Xerxes-Ahasver ครูเก่ง"
    for code in ["fr", "ar", "hi", "und"] {
      let hints = LanguageHints(declared: Language(tag: code))
      analyzer.analyze(Array(text.utf8), hints: hints, into: &result)
    }
    var reused = AnalyzedForm()
    for id in (0..<FormID(analyzer.formCount)).reversed() {
      analyzer.form(id, into: &reused)
      let form = analyzer.form(id)
      #expect(reused.exact == form.exact && reused.fold == form.fold)
      #expect(reused.stems == form.stems && reused.sounds == form.sounds)
      #expect(reused.language == form.language && reused.script == form.script)
      #expect(reused.kind == form.kind && reused.kind == analyzer.kind(of: id))
      #expect(form.kind == .gram || form.sounds == Sound(fold: form.fold).keys)
    }
  }

  @Test
  func `Digits are found where reading character by character finds them`() {
    var random = SeededGenerator(seed: 32)
    let digits = Array("7٣۴߂५৫൭๗၇፩፼５𝟘𖭑年".unicodeScalars)
    for round in 0..<3000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        switch Int.random(in: 0...7, using: &random) {
        case 0: text += Array(String(digits.randomElement(using: &random) ?? "1").utf8)
        case 1: text.append(UInt8.random(in: 0...255, using: &random))
        default: text += Self.randomWord(&random)
        }
      }
      var index = 0
      while index < text.count, !Self.isDigit(text, at: index) { index += 1 }
      let expected = index < text.count ? index : nil
      #expect(DigitScanner.next(in: text.span, from: 0) == expected, "round \(round) of seed 32")
    }
  }

  @Test
  func `Every digit is found in every place of eight bytes, and its neighbours are not`() {
    var digits: Set<UInt32> = [0x5E74]
    digits.formUnion(0x1369...0x137C)
    for zero in DigitFold.zeros + [0xFF10] { digits.formUnion(zero...zero + 9) }
    var neighbours: Set<UInt32> = []
    for digit in digits {
      neighbours.formUnion([digit - 1, digit + 1, digit ^ 0x40, digit ^ 0x20])
    }
    for codePoint in digits.union(neighbours) {
      guard let scalar = Unicode.Scalar(codePoint) else { continue }
      for before in 0...9 {
        let text =
          [UInt8](repeating: 0x78, count: before) + Array(String(scalar).utf8)
          + [UInt8](repeating: 0x78, count: 12)
        let expected = digits.contains(codePoint) ? before : nil
        #expect(DigitScanner.next(in: text.span, from: 0) == expected, "\(codePoint) at \(before)")
      }
    }
  }

  @Test
  func `A remembered query is cut as a new one, also beside an equal string`() {
    let analyzer = TextAnalyzer()
    for query in ["Café", "Cafe\u{301}", "walking dead", "", "租户大会", "Café", "Cafe\u{301}"] {
      #expect(analyzer.analyzeQuery(query) == TextAnalyzer().analyzeQuery(query), "\(query)")
    }
    for number in 0..<2000 { _ = analyzer.analyzeQuery("w\(number)") }
    #expect(analyzer.queries.count <= QueryMemo.limit)
  }

  private static func isDigit(_ text: [UInt8], at index: Int) -> Bool {
    let codePoint = text.span.decodeScalar(at: index).codePoint
    return DateLexer.digit(codePoint) != nil || (0x1369...0x137C).contains(codePoint)
      || codePoint == 0x5E74
  }

  /// A few characters of any script, marks among them.
  private static func randomWord(_ random: inout SeededGenerator) -> [UInt8] {
    let blocks: [ClosedRange<UInt32>] = [
      0x61...0x7A, 0x41...0x5A, 0xC0...0x24F, 0x300...0x36F, 0x370...0x4FF, 0x5D0...0x6FF,
      0x900...0xDFF, 0xE00...0xEFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1E00...0x1FFF,
      0x2000...0x22FF, 0x3040...0x30FF, 0xAC00...0xAD00, 0xF900...0xFAFF, 0xFB00...0xFDFF,
      0xFF00...0xFFEF, 0x1D400...0x1D7FF,
    ]
    var word: [UInt8] = []
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let block = blocks.randomElement(using: &random) ?? 0x61...0x7A
      word.append(scalar: UInt32.random(in: block, using: &random))
    }
    return word
  }
}
