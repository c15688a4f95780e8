// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How plausible a text decoded from a legacy charset is. Counted are the characters beyond ASCII,
// for they alone differ: letters that texts of the script are made of; against them, letters that
// hardly occur, symbols inside words, two scripts in one word, capitals behind small letters, and
// marks without a base.

/// A charset tried on a sample.
struct CharsetJudgement {
  /// The charset.
  let candidate: CharsetCandidate
  /// The sample decoded.
  let text: [UInt16]
  /// About 1 for real text, below one half for text decoded wrongly.
  private(set) var score: Float

  /// Decodes a sample and judges it; nil where the bytes are illegal in the charset.
  ///
  /// `isRare` says whether only a recognised language proves the charset.
  init?(_ candidate: CharsetCandidate, sample: [UInt8], isRare: Bool) {
    guard let decoded = CharsetConverter.Decoded(of: sample, in: candidate.converter)
    else { return nil }
    let wide = sample.count { $0 >= 0x80 }
    let losses = decoded.illegal + decoded.unassigned
    guard losses * 200 <= wide || (losses == 1 && sample.count >= CharsetSample.most) else {
      return nil
    }
    self.candidate = candidate
    text = decoded.units
    let string = String(decoding: decoded.units, as: UTF16.self)
    let answer = CharsetJudgement.languages(of: string, kind: candidate.kind)
    let script = candidate.kind.script
    let known = answer.languages.first { $0.score >= 350 && $0.language.isWritten(in: script) }
    let isKnown = answer.isReliable && known != nil
    let language = isKnown ? known?.language ?? .unknown : .unknown
    var letters = CharsetLetters(kind: candidate.kind, language: language)
    letters.add(string, bytes: sample)
    score = letters.quality
    switch candidate.kind {
    case .latin: score = isKnown ? score * 0.9 + 0.1 : score * 0.6 + 0.2
    case .cyrillic, .arabic: score = isKnown ? score * 0.9 + 0.1 : score * 0.75
    default: score = score * 0.9 + 0.08
    }
    // Their bytes are letters nearly all, so that only Vietnamese syllables prove these.
    if candidate.isVietnamese {
      let count = VietnameseSyllables.count(Array(string.utf8))
      score = count.isConvincing ? 0.98 : 0
    }
    // Charsets of DOS and the Macintosh have letters for nearly all bytes, so noise passes there.
    if !isKnown, isRare { score *= 0.8 }
    score -= Float(losses) / Float(max(1, wide)) * 2
  }

  /// CLD2's answer where it looks at more than the script.
  private static func languages(of text: String, kind: CharsetCandidate.Kind) -> CLD2.Answer {
    guard [.latin, .cyrillic, .arabic].contains(kind) else {
      return CLD2.Answer(languages: [], isReliable: false, letterBytes: 0)
    }
    var normal: [UInt8] = []
    Normalizer(.nfc).append(Array(text.utf8).span, to: &normal)
    var clean: [UInt8] = []
    _ = PassageSegments.appendClean(0..<normal.count, of: normal.span, to: &clean)
    return CLD2.detect(clean.span)
  }

  /// Adds what is known of the source of the bytes: less than real text differs from text decoded
  /// wrongly.
  mutating func favour(by bonus: Float) { score += bonus }

  /// Lets ICU's detector and the declaration speak: together less than real text differs from text
  /// decoded wrongly.
  mutating func hear(guesses: [(charset: String, confidence: Int)], declared: String?) {
    for guess in guesses where CharsetNames.areSame(guess.charset, candidate.name) {
      score += 0.04 * Float(guess.confidence) / 100
    }
    if let declared, CharsetNames.areSame(declared, candidate.name) { score += 0.08 }
  }
}

/// Counts how usual the characters of a decoded text are.
struct CharsetLetters {
  private let kind: CharsetCandidate.Kind
  private let language: Language
  private var sum: Float = 0
  private var count: Float = 0
  private var oddities: Float = 0
  private var words: Float = 0

  /// Starts for texts of a kind; Latin texts are judged by the alphabet of their language.
  init(kind: CharsetCandidate.Kind, language: Language) {
    self.kind = kind
    self.language = language
  }

  /// From 1 for usual text down to 0 and below.
  var quality: Float {
    guard count > 0 else { return 0 }
    return sum / count - min(1, oddities / max(1, words)) * 0.9
  }

  private struct Previous {
    var category = GeneralCategory.spaceSeparator
    var script = Script.common
    var isWide = false
  }

  /// Adds a text; `bytes` are what it was decoded from.
  mutating func add(_ text: String, bytes: [UInt8]) {
    var previous = Previous()
    for scalar in text.unicodeScalars {
      let category = ICU.category(of: scalar.value)
      let script = scalar.value < 0x80 && category.isLetter ? .latin : ICU.script(of: scalar.value)
      let isWide = scalar.value >= 0x80
      if isWide {
        count += 1
        sum += value(of: scalar.value, category)
      }
      let wasWord = previous.category.isLetter || previous.category.isMark
      if category.isLetter, !wasWord { words += 1 }
      if isWide || previous.isWide {
        oddities += oddity(category, script, after: previous, wasWord: wasWord)
      }
      let carries = category.isMark ? previous.script : script
      previous = Previous(category: category, script: carries, isWide: isWide)
    }
    if kind == .chinese { judgeSpacing(text) }
  }

  /// How odd a character is behind another, from 0 to 1.
  private func oddity(
    _ category: GeneralCategory, _ script: Script, after previous: Previous, wasWord: Bool
  ) -> Float {
    if category.isMark {
      let isOwn = script == previous.script || script == .inherited || script == .common
      return wasWord && isOwn ? 0 : 1
    }
    guard wasWord else { return 0 }
    if category.isLetter {
      let isEast = kind == .japanese || kind == .chinese || kind == .korean
      if script != previous.script, !isEast, script != .common { return 1 }
      return category == .uppercaseLetter && previous.category == .lowercaseLetter ? 1 : 0
    }
    switch category {
    case .otherSymbol, .mathSymbol, .currencySymbol, .otherNumber, .control, .modifierSymbol:
      return 0.5
    default: return 0
    }
  }

  /// Chinese hardly puts spaces between characters, Korean read as Chinese has them everywhere.
  private mutating func judgeSpacing(_ text: String) {
    var spaces: Float = 0
    var before: UInt32 = 0
    for scalar in text.unicodeScalars {
      if before == 0x20, scalar.value > 0x2E7F { spaces += 1 }
      before = scalar.value
    }
    if spaces * 12 > count { sum -= count * 0.35 }
  }

  /// How usual a character beyond ASCII is, from 0 to 1.
  private func value(of codePoint: UInt32, _ category: GeneralCategory) -> Float {
    if let known = CharsetAlphabets.punctuation[codePoint] { return known }
    guard category.isLetter || category.isMark else {
      return category == .control || category == .privateUse || category == .unassigned ? -1 : 0
    }
    switch kind {
    case .latin: return CharsetAlphabets.latin(codePoint, in: language)
    case .cyrillic: return CharsetAlphabets.value(of: codePoint, in: CharsetAlphabets.cyrillic)
    case .greek: return CharsetAlphabets.value(of: codePoint, in: CharsetAlphabets.greek)
    case .arabic: return CharsetAlphabets.value(of: codePoint, in: CharsetAlphabets.arabic)
    case .hebrew: return (0x5B0...0x5EA).contains(codePoint) ? 1 : 0
    case .thai: return CharsetAlphabets.value(of: codePoint, in: CharsetAlphabets.thai)
    case .japanese: return CharsetEastAsian.japanese(codePoint)
    case .chinese: return CharsetEastAsian.chinese(codePoint)
    case .korean: return CharsetEastAsian.korean(codePoint)
    }
  }
}
