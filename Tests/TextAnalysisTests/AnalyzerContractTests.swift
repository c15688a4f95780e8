// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

/// What every analysis must satisfy, whatever the text.
enum AnalyzerContract {
  /// Checks one text; `label` says which.
  static func check(_ utf8: [UInt8], _ language: String?, _ label: String) {
    let hints = LanguageHints(declared: language.flatMap(Language.init(tag:)))
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    analyzer.analyze(utf8, hints: hints, into: &result)
    checkOffsets(result, utf8, label)
    checkPositions(result, label)
    checkForms(analyzer, result, utf8, label)
    checkPassages(result, label)
    checkGrams(result, utf8, label)
    var again = AnalyzedText()
    TextAnalyzer().analyze(utf8, hints: hints, into: &again)
    #expect(again.tokens == result.tokens, "analysis is not deterministic: \(label)")
  }

  private static func checkOffsets(_ result: AnalyzedText, _ utf8: [UInt8], _ label: String) {
    if let first = result.tokens.first {
      #expect(first.start < first.end && Int(first.end) <= utf8.count, "\(first): \(label)")
    }
    for (left, right) in zip(result.tokens, result.tokens.dropFirst()) {
      let isOrdered = (left.start, left.kind.rawValue) < (right.start, right.kind.rawValue)
      if !isOrdered { Issue.record("tokens \(left) and \(right) are out of order: \(label)") }
      if Int(right.end) > utf8.count || right.start >= right.end {
        Issue.record("token \(right) is outside the text: \(label)")
      }
    }
  }

  private static func checkPositions(_ result: AnalyzedText, _ label: String) {
    for kind in TokenKind.allCases {
      var last: UInt32 = 0
      for token in result.tokens where token.kind == kind {
        if token.position < last { Issue.record("position falls at \(token): \(label)") }
        last = token.position
      }
    }
  }

  /// Every token's form is what its bytes alone would give, and the rungs are filled.
  private static func checkForms(
    _ analyzer: TextAnalyzer, _ result: AnalyzedText, _ utf8: [UInt8], _ label: String
  ) {
    var former = Former()
    for token in result.tokens {
      let form = analyzer.form(token.form)
      former.makeExact(of: utf8.span.extracting(Int(token.start)..<Int(token.end)))
      former.makeFold()
      if form.exact != former.exact || form.fold != former.fold || form.kind != token.kind {
        Issue.record("the form of \(token) is not that of its bytes: \(label)")
      }
      if form.exact.isEmpty || form.fold.isEmpty || form.stems.contains(where: \.key.isEmpty) {
        Issue.record("a rung of \(token) is empty: \(label)")
      }
    }
  }

  private static func checkPassages(_ result: AnalyzedText, _ label: String) {
    #expect(result.firstTokens.count == result.passages.count, "\(label)")
    for (passage, first) in zip(result.passages, result.firstTokens) {
      let expected = result.tokens.firstIndex { Int($0.start) >= passage.range.lowerBound }
      #expect(first == expected ?? result.tokens.count, "\(label)")
    }
  }

  /// Grams of a run overlap by one cluster, without a hole, and end with a single cluster.
  private static func checkGrams(_ result: AnalyzedText, _ utf8: [UInt8], _ label: String) {
    let grams = result.tokens.filter { $0.kind == .gram }
    for (left, right) in zip(grams, grams.dropFirst()) where right.start < left.end {
      if right.position != left.position + 1 || right.end < left.end {
        Issue.record("grams \(left) and \(right) do not overlap by one cluster: \(label)")
      }
    }
    let covered = Set(grams.flatMap { Int($0.start)..<Int($0.end) })
    let scalars = String(decoding: utf8, as: UTF8.self).unicodeScalars
    for (index, scalar) in zip(offsets(of: utf8), scalars)
    where (0x4E00...0x9FFF).contains(scalar.value) || (0x0E01...0x0E2E).contains(scalar.value) {
      if !covered.contains(index) { Issue.record("no gram covers byte \(index): \(label)") }
    }
  }

  /// The offsets of the scalars of valid UTF-8; none for other bytes.
  private static func offsets(of utf8: [UInt8]) -> [Int] {
    guard String(validating: utf8, as: UTF8.self) != nil else { return [] }
    return utf8.indices.filter { utf8[$0] & 0xC0 != 0x80 }
  }
}

struct AnalyzerContractTests {
  @Test(arguments: sentences)
  func `Sentences in thirty languages keep the contract`(_ sentence: (String, String)) {
    AnalyzerContract.check(Array(sentence.1.utf8), sentence.0, sentence.0)
    AnalyzerContract.check(Array(sentence.1.utf8), nil, sentence.0)
  }

  @Test
  func `All sentences glued together keep the contract`() {
    let text = sentences.map(\.text).joined()
    AnalyzerContract.check(Array(text.utf8), nil, "glued")
  }

  @Test(arguments: UInt64(1)...40)
  func `Random bytes keep the contract`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...3000, using: &random)
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    AnalyzerContract.check(bytes, nil, "random bytes, seed \(seed)")
  }

  @Test(arguments: UInt64(1)...60)
  func `Random code points and cut sentences keep the contract`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    let special: [UInt32] = [
      0, 0x200C, 0x200D, 0x200B, 0xAD, 0x301, 0x17D2, 0xFE0F, 0x2D, 0x27, 0xA,
    ]
    while bytes.count < 2000 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.append(scalar: UInt32.random(in: 0...0x3FFFF, using: &random))
      case 1: bytes.append(scalar: special.randomElement(using: &random) ?? 0)
      default:
        let text = Array((sentences.randomElement(using: &random)?.text ?? "").utf8)
        let start = Int.random(in: 0..<text.count, using: &random)
        bytes += text[start..<min(text.count, start + Int.random(in: 1...40, using: &random))]
      }
    }
    AnalyzerContract.check(bytes, nil, "seed \(seed)")
  }

  @Test
  func `Bytes meant to do harm keep the contract`() {
    let surrogates: [UInt8] = [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80]
    let overlong: [UInt8] = [0xC1, 0xA1, 0xE0, 0x81, 0xA1, 0xF0, 0x80, 0x81, 0xA1]
    let pieces: [[UInt8]] = [
      surrogates, overlong, [0], [0xFF], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0xA4], [0xD0],
      Array("\u{202E}\u{2066}\u{2069}\u{200F}".utf8), Array("\u{378}\u{E000}\u{10FFFF}".utf8),
      Array("pаypal раураl ΡΑΥ".utf8), Array("a\u{301}\u{301}\u{301}".utf8), Array("漢ก".utf8),
    ]
    for first in pieces {
      for second in pieces {
        let unit = first + second
        let utf8 = (0..<60).flatMap { $0 % 7 == 0 ? Array(" a".utf8) + unit : unit }
        AnalyzerContract.check(utf8, nil, "\(first) and \(second)")
      }
    }
  }

  @Test
  func `Text without a break, longer than a chunk, keeps the contract`() {
    for unit in ["a", "ก", "漢", "\u{301}", "🙂", "a-", "\u{200D}", "ក្", "\0", "_", "ا\u{200C}"] {
      let utf8 = Array(String(repeating: unit, count: 50_000 / unit.utf8.count).utf8)
      AnalyzerContract.check(utf8, nil, "a run of U+\(unit.unicodeScalars.map(\.value))")
    }
  }
}
