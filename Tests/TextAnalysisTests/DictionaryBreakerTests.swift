// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The oracle is ICU's own iterator over UTF-8. Texts are such that its rules leave them whole, so that
// all boundaries inside are those of its dictionary engines.

import Testing

@testable import TextAnalysis

/// Boundaries inside a text as two breakers find them.
private struct TwoBreakers {
  var breaker = DictionaryBreaker()
  var iterator = DictionaryBreaker(tries: nil)

  /// Compares both on a text that ICU's rules leave whole.
  mutating func compare(_ text: [UInt8], _ label: @autoclosure () -> String) {
    var found: [Int] = []
    var expected: [Int] = []
    breaker.appendBoundaries(of: text.span, in: 0..<text.count, to: &found)
    iterator.appendBoundaries(of: text.span, in: 0..<text.count, to: &expected)
    if found != expected {
      let start = String(decoding: text.prefix(300), as: UTF8.self)
      Issue.record("\(label()): \(found.prefix(50)) for \(expected.prefix(50)) in \(start)")
    }
  }
}

/// The words that a breaker finds in a text that ICU's rules leave whole.
private func words(_ text: String, _ tries: DictionaryTries? = .ofICU) -> [String] {
  let utf8 = Array(text.utf8)
  var breaker = DictionaryBreaker(tries: tries)
  var boundaries = [0]
  breaker.appendBoundaries(of: utf8.span, in: 0..<utf8.count, to: &boundaries)
  return zip(boundaries, boundaries.dropFirst() + [utf8.count]).map {
    String(decoding: utf8[$0..<$1], as: UTF8.self)
  }
}

/// Characters that ICU's rules never part, of one kind each.
private enum Alphabet: String, CaseIterable {
  case thai, lao, khmer, burmese, southEastAsian, hanAndKana, kana, halfwidth, compatible

  /// The characters.
  var scalars: [Unicode.Scalar] {
    ranges.joined().compactMap(Unicode.Scalar.init).filter { belongs($0.value) }
  }

  private var ranges: [ClosedRange<UInt32>] {
    switch self {
    case .thai: [0x0E00...0x0E7F]
    case .lao: [0x0E80...0x0EFF]
    case .khmer: [0x1780...0x17FF]
    case .burmese: [0x1000...0x109F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F]
    case .southEastAsian:
      // With Latin, figures and low lines between, and scripts that ICU has no dictionary for.
      [0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x1AAF, 0xAA60...0xAADF]
        + [0x61...0x7A, 0x30...0x39, 0x5F...0x5F, 0x0301...0x0302, 0x200D...0x200D]
    case .hanAndKana: [0x3041...0x30FF, 0x4E00...0x4EFF, 0x6700...0x67FF, 0x20000...0x2001F]
    case .kana: [0x3031...0x3035, 0x30A0...0x30FF, 0x31F0...0x31FF]
    case .halfwidth: [0xFF66...0xFF9F, 0x30A2...0x30AB]
    case .compatible:
      [0x3300...0x3357, 0x32D0...0x32FE, 0x2F00...0x2FD5, 0xF900...0xF9FF, 0x4E00...0x4E1F]
    }
  }

  private func belongs(_ codePoint: UInt32) -> Bool {
    let (line, word) = (ICU.value(of: .lineBreak, codePoint), ICU.value(of: .wordBreak, codePoint))
    let isKatakana = word == ICU.value(of: .wordBreak, 0x30A2)
    let isHanOrKana = ["Hani", "Hira"].contains(ICU.shortName(of: ICU.script(of: codePoint)))
    switch self {
    case .thai, .lao, .khmer, .burmese: return line == ICU.value(of: .lineBreak, 0x0E01)
    case .southEastAsian:
      return codePoint < 0x0E00 || codePoint == 0x200D || line == ICU.value(of: .lineBreak, 0x0E01)
    case .halfwidth: return true
    case .kana: return isKatakana
    case .hanAndKana, .compatible: return isHanOrKana || isKatakana
    }
  }

  /// A character that others join on both sides.
  var start: [UInt8] {
    switch self {
    case .thai, .southEastAsian: Array("ก".utf8)
    case .lao: Array("ກ".utf8)
    case .khmer: Array("ក".utf8)
    case .burmese: Array("က".utf8)
    case .hanAndKana, .kana, .halfwidth, .compatible: Array("ア".utf8)
    }
  }
}

struct DictionaryBreakerTests {
  @Test(arguments: Alphabet.allCases)
  fileprivate func `Random runs are divided as ICU divides them`(_ alphabet: Alphabet) {
    let seed: UInt64 = 8
    var random = SeededGenerator(seed: seed)
    var breakers = TwoBreakers()
    let scalars = alphabet.scalars
    for number in 0..<300 {
      // A short list of characters gives words of the dictionaries more often.
      let few = (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in
        scalars.randomElement(using: &random)
      }
      var text = alphabet.start
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        if let scalar = few.randomElement(using: &random) { text.append(scalar: scalar.value) }
      }
      breakers.compare(text, "\(alphabet), seed \(seed), text \(number)")
    }
  }

  @Test func `Sentences are divided as ICU divides them`() {
    var breakers = TwoBreakers()
    for (language, text) in sentences {
      for run in wholeRuns(of: Array(text.utf8)) { breakers.compare(run, language) }
    }
  }

  @Test(
    .enabled(if: PublicData.has("udhr/udhr.jsonl.zst"), "needs the public data"),
    arguments: [
      "zstdcat \"$1/udhr/udhr.jsonl.zst\" | grep -aP '[\\x{E00}-\\x{EFF}\\x{1000}-\\x{109F}]'",
      "zstdcat \"$1/udhr/udhr.jsonl.zst\" | grep -aP '[\\x{1780}-\\x{17FF}\\x{3040}-\\x{9FFF}]'",
      "cat \"$1/xquad/th/paragraphs.jsonl\" \"$1/xquad/zh/paragraphs.jsonl\"",
      "tar -xOf \"$1/words.tar.zst\" --wildcards '*ja*' '*th*' '*zh*' | head -c 2000000",
    ])
  func `Texts of the public data are divided as ICU divides them`(_ command: String) {
    var breakers = TwoBreakers()
    let runs = wholeRuns(of: PublicData.output(of: "export LC_ALL=C.UTF-8; " + command))
    #expect(runs.count > 1000)
    for run in runs { breakers.compare(run, "public data") }
  }

  @Test(arguments: ["租户大会将于星期一在图书馆举行", "การประชุมผู้เช่าจะมีขึ้นที่ห้องสมุดวันนี้"])
  func `A long run without a space is divided as ICU divides it`(_ sentence: String) {
    var breakers = TwoBreakers()
    breakers.compare(Array(String(repeating: sentence, count: 1500).utf8), sentence)
  }

  @Test(arguments: [
    ("ห้องสมุด", ["ห้อง", "สมุด"]), ("ฯลฯ", ["ฯลฯ"]), ("ต่างๆกัน", ["ต่างๆ", "กัน"]),
    ("图书馆员", ["图书", "馆", "员"]), ("ﾄｼｮｶﾝｦｶﾞｽ", ["ﾄｼｮｶﾝｦｶﾞｽ"]), ("コーヒーです", ["コーヒー", "です"]),
    ("ーアー", ["ーアー"]), ("㌔㍍走る", ["㌔㍍", "走る"]), ("세입자모임", ["세입자모임"]),
    ("𠀀𠀁漢字", ["𠀀", "𠀁", "漢字"]),
  ])
  func `Words of each kind`(_ text: String, _ expected: [String]) {
    #expect(words(text) == expected)
    #expect(words(text, nil) == expected)
  }

  /// ICU asks for four units of the text before it divides Lao, Khmer and Burmese: two characters in
  /// UTF-8, but four in UTF-16.
  @Test func `Two characters are enough to be divided`() {
    #expect(words("ဖကပ") == ["ဖ", "က", "ပ"])
    #expect(words("ဖကပ", nil) == ["ဖ", "က", "ပ"])
  }

  @Test func `Boundaries are counted from the start of the text and appended`() {
    let text = Array("abc 图书馆员。".utf8)
    var boundaries = [7]
    var breaker = DictionaryBreaker()
    breaker.appendBoundaries(of: text.span, in: 4..<16, to: &boundaries)
    #expect(boundaries == [7, 10, 13])
  }

  @Test func `Random bytes in random ranges give rising boundaries inside`() {
    let seed: UInt64 = 80
    var random = SeededGenerator(seed: seed)
    var breaker = DictionaryBreaker()
    let leads: [UInt8] = [0xE0, 0xB8, 0xBA, 0xE1, 0x80, 0x9E, 0xE3, 0x82, 0xE4, 0xF0, 0xA0, 0x61]
    for number in 0..<500 {
      let text = (0..<Int.random(in: 1...80, using: &random)).map { _ in
        Bool.random(using: &random) ? leads.randomElement(using: &random) ?? 0 : random.next()
      }
      let start = Int.random(in: 0..<text.count, using: &random)
      let range = start..<Int.random(in: start...text.count, using: &random)
      checkContract(&breaker, text, range, "seed \(seed), text \(number)")
    }
  }
}
