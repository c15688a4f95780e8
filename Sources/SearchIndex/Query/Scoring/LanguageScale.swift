// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Scores as whole numbers: a contribution is rounded once, and sums do not depend on their order. So
// every way to answer a query gives the same score, bit for bit.

internal import TextAnalysis

/// A score in units of 2⁻³².
typealias FixedScore = Int64

/// Conversions of scores.
enum FixedPoint {
  /// What stands for 1.
  static let one = 4_294_967_296.0

  /// The score as a number.
  static func value(_ score: FixedScore) -> Double { Double(score) / one }

  /// A number as a score, rounded toward 0.
  @inline(__always)
  static func score(_ value: Double) -> FixedScore { FixedScore(value * one) }
}

/// A score that is to be reached, less what rounding can amount to.
struct ScoreBar {
  /// In units of `FixedScore`.
  let value: Double

  /// Makes the bar of a score; one that is not positive is always reached.
  @inline(__always)
  init(_ score: FixedScore) { value = Double(score) * (1 - 0x1p-30) }
}

/// What occurrences of a clause in one language of a segment are worth.
struct LanguageScale {
  /// The language: a segment's ordinal.
  let language: UInt16
  /// The documents of which it is the main language.
  let documents: Range<UInt32>
  /// Boost times rarity, in units of `FixedScore`.
  let factor: Double
  /// What is added to the frequency for a text without words.
  let slowness: Double
  /// What each word adds to that.
  let slownessPerWord: Double

  /// Takes the weight of a clause in a language.
  init(
    language: UInt16, documents: Range<UInt32>, weight: Ranking.Weight, boost: Double,
    ranking: Ranking
  ) {
    self.language = language
    self.documents = documents
    factor = boost * weight.inverseDocumentFrequency * FixedPoint.one
    slowness = ranking.k1 * (1 - ranking.b)
    slownessPerWord = ranking.k1 * ranking.b / weight.meanLength
  }

  /// Makes a scale that gives no less than any of some, not none, of one ranking.
  init(envelopeOf all: ArraySlice<LanguageScale>) {
    var (factor, slowness, slownessPerWord) = (0.0, Double.infinity, Double.infinity)
    for scale in all {
      factor = max(factor, scale.factor)
      slowness = min(slowness, scale.slowness)
      slownessPerWord = min(slownessPerWord, scale.slownessPerWord)
    }
    language = all[all.startIndex].language
    documents = 0..<0
    self.factor = factor
    self.slowness = slowness
    self.slownessPerWord = slownessPerWord
  }

  /// What a weighted frequency adds to the score of a document with `words` words of the language.
  @inline(__always)
  func score(_ frequency: Double, words: UInt32) -> FixedScore {
    FixedScore(
      factor * (frequency / (frequency + (slowness + slownessPerWord * Double(words)))))
  }

  /// What a weighted frequency adds to the score of a document.
  ///
  /// - Throws: `corrupt`.
  @inline(__always)
  func score(
    _ frequency: Double, in document: UInt32, of segment: Segment
  ) throws(SearchIndexError) -> FixedScore {
    if documents.contains(document) {
      return score(frequency, words: segment.values.mainWords(of: document))
    }
    return score(frequency, words: try segment.values.words(of: document, in: language))
  }

  /// Whether a weighted frequency may add a score as great as a bar, told without dividing.
  ///
  /// A score is dividing more than anything else, and few documents are among the best.
  @inline(__always)
  func mayReach(_ bar: ScoreBar, _ frequency: Double, words: UInt32) -> Bool {
    factor * frequency
      >= bar.value * (frequency + (slowness + slownessPerWord * Double(words)))
  }

  /// What no document of a block adds more than in the language, where an occurrence weighs at most
  /// `weight`.
  @inline(__always)
  func bound(_ header: BlockHeader, weight: Double) -> FixedScore {
    if header.greatestFrequency == .max { return FixedScore(factor) &+ Self.slack }
    var bound: FixedScore = 0
    if header.singleLength != BlockHeader.absent {
      bound = score(weight, words: LengthClass.least(header.singleLength))
    }
    if header.repeatedLength != BlockHeader.absent {
      let frequency = weight * Double(header.greatestFrequency)
      let repeated = score(frequency, words: LengthClass.least(header.repeatedLength))
      bound = max(bound, repeated &+ Self.slack)
    }
    // What is worth nothing is found all the same.
    return max(bound, 1)
  }

  /// The fewest occurrences by which a document of a block with one posting, each occurrence of which
  /// weighs at most `weight`, can add a positive score; `UInt32.max` where none do.
  @inline(__always)
  func leastFrequency(
    reaching least: FixedScore, _ header: BlockHeader, weight: Double
  ) -> UInt32 {
    if header.singleLength != BlockHeader.absent,
      score(weight, words: LengthClass.least(header.singleLength)) >= least
    {
      return 1
    }
    let rest = factor - Double(least)
    guard header.repeatedLength != BlockHeader.absent, rest > 0 else { return .max }
    let slowness =
      slowness + slownessPerWord * Double(LengthClass.least(header.repeatedLength))
    // Solved for the frequency; less by more than roundings of the score can amount to.
    let frequency = Double(least) * slowness / (rest * weight) * (1 - 0x1p-30)
    return frequency < Double(UInt32.max) ? max(UInt32(frequency.rounded(.up)), 2) : .max
  }

  /// What rounding may add where a score is not made of the very numbers of its bound.
  ///
  /// Of single occurrences it is: weight and length rise and fall through the same operations.
  static let slack: FixedScore = 2
}

/// The scales of a clause in a segment.
struct LanguageScales {
  /// One a language in which the clause was found, by rising ordinal.
  let all: [LanguageScale]
  /// The languages of the segment; ordinals are below it.
  let languageCount: Int
  /// What no scale gives more than.
  private let envelope: LanguageScale?
  /// Scales up to which each is asked for the bound of a block.
  private static let fewScales = 32

  /// Takes the scales of a segment with so many languages; by rising ordinal.
  init(_ all: [LanguageScale] = [], languages: Int = 0) {
    self.all = all
    languageCount = languages
    envelope = all.count > Self.fewScales ? LanguageScale(envelopeOf: all[...]) : nil
  }

  /// The index of the scale of a language, by ordinal; nil where it has none.
  ///
  /// O(log scales).
  @inline(__always)
  func slot(of language: Int) -> Int? {
    let slot = firstSlot(from: language)
    return slot < all.count && Int(all[slot].language) == language ? slot : nil
  }

  /// The index of the first scale of a language that is not below an ordinal.
  ///
  /// O(log scales).
  @inline(__always)
  private func firstSlot(from language: Int) -> Int {
    let scales = all.span
    var low = 0
    var high = scales.count
    while low < high {
      let middle = (low &+ high) >> 1
      if Int(scales[middle].language) < language { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// The scales of the languages of a block.
  @inline(__always)
  private func slots(of header: BlockHeader) -> Range<Int> {
    let first = firstSlot(from: Int(header.lowestLanguage))
    var end = first
    while end < all.count, all[end].language <= header.highestLanguage { end &+= 1 }
    return first..<end
  }

  /// What no document of a block adds more than, where an occurrence weighs at most `weight`.
  ///
  /// A document in several languages adds in each of them no more than the best of them.
  func bound(_ header: BlockHeader, weight: Double) -> FixedScore {
    let slots = slots(of: header)
    var best: FixedScore = 0
    if slots.count > Self.fewScales, let envelope {
      best = envelope.bound(header, weight: weight)
    } else {
      for slot in slots { best = max(best, all[slot].bound(header, weight: weight)) }
    }
    let most = header.documentLanguages == .max ? .max : Int(header.documentLanguages)
    return best &* FixedScore(min(most, slots.count))
  }

  /// What gives no less than any scale of the languages of a block; nil where there is none of them.
  func envelope(of header: BlockHeader) -> LanguageScale? {
    let slots = slots(of: header)
    return slots.isEmpty ? nil : LanguageScale(envelopeOf: all[slots])
  }
}
