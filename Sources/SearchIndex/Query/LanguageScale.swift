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

  /// What no posting of a block adds more than, where occurrences weigh at most `weight`.
  @inline(__always)
  func bound(_ header: BlockHeader, weight: Double) -> FixedScore {
    var bound: FixedScore = 0
    if header.singleLength != BlockHeader.absent {
      bound = score(weight, words: LengthClass.least(header.singleLength))
    }
    if header.greatestFrequency == .max { return FixedScore(factor) &+ 1 }
    if header.repeatedLength != BlockHeader.absent {
      let words = LengthClass.least(header.repeatedLength)
      bound = max(bound, score(weight * Double(header.greatestFrequency), words: words))
    }
    // Rounding and the order of operations may differ by less than this.
    return bound &+ 2
  }
}

/// The scales of a clause in a segment.
struct LanguageScales {
  /// One a language in which the clause was found, by rising ordinal.
  var all: [LanguageScale] = []
  /// For each language ordinal of the segment the index of its scale; -1 where it has none.
  var slotOfLanguage: [Int16]
}
