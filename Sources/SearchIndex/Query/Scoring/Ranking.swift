// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The numbers of the ranking formula, and the formula.
///
/// BM25 within one language, with the statistics of that language. A language with few documents
/// tells little, so its statistics are shrunk toward the pooled ones of all languages, as if it had
/// `pseudoDocuments` more documents of average kind:
/// ```
/// p   = Σ df / Σ N over all languages of the search        (pooled share of documents)
/// N′  = N + pseudo                                         pseudo = pseudoDocuments
/// df′ = df + pseudo · p
/// L′  = (words + pseudo · pooled mean length) / N′         (mean length)
/// idf = ln(1 + (N′ − df′ + ½) / (df′ + ½))
/// tf  = Σ occurrences · weight of the rung
/// score = boost · idf · tf / (tf + k1 · (1 − b + b · length / L′))
/// ```
/// Text of an unknown language has no statistics worth the name: there the word "in" would look rare.
/// A clause that is found in known languages too is judged by those, taken together.
/// - SeeAlso: Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009.
package struct Ranking: Sendable, Equatable {
  /// How soon more occurrences stop counting.
  package var k1 = 0.9
  /// How much long texts are held back, from 0 to 1.
  package var b = 0.4
  /// What an occurrence weighs, by its rung.
  package var rungWeights = [1.0, 0.9, 0.7, 0.4] {
    didSet { exactRungWeights = Self.exact(rungWeights) }
  }
  /// The weights of the rungs in whole 1024ths: sums of them are exact, whatever their order.
  private(set) var exactRungWeights: [Double]
  /// Documents of average kind that every language is given.
  package var pseudoDocuments = 100.0
  /// The boost of a whole run without spaces, beside its words.
  package var runBonus = 1.0
  /// The boost of two neighbouring words of a long run without spaces, beside each alone.
  package var pairBonus = 0.3

  /// The numbers that were measured to serve best.
  package init() { exactRungWeights = Self.exact(rungWeights) }

  /// What a clause weighs in one language.
  struct Weight: Equatable {
    var inverseDocumentFrequency: Double
    var meanLength: Double
    /// df′, from which the rarity comes.
    var shrunkFrequency = 0.0
    /// N′, from which the rarity comes.
    var shrunkCount = 0.0
  }

  /// Documents and words, of a language or of all.
  struct Counts: Equatable {
    var documents = 0
    var words = 0
  }

  /// What a clause weighs in a language.
  func weight(
    frequency: Int, of language: Counts, pooledFrequency: Int, of pool: Counts
  ) -> Weight {
    let poolDocuments = Double(max(pool.documents, 1))
    let documents = Double(language.documents) + pseudoDocuments
    let share = Double(pooledFrequency) / poolDocuments
    let found = Double(frequency) + pseudoDocuments * share
    let mean =
      (Double(language.words) + pseudoDocuments * Double(pool.words) / poolDocuments) / documents
    // A document can hold a clause in a language that its lengths do not count; N′ − df′ is then
    // held at 0.
    let idf = log(1 + (max(documents - found, 0) + 0.5) / (found + 0.5))
    return Weight(
      inverseDocumentFrequency: idf, meanLength: max(mean, 1), shrunkFrequency: found,
      shrunkCount: documents)
  }

  private static func exact(_ weights: [Double]) -> [Double] {
    weights.map { ($0 * 1024).rounded() / 1024 }
  }

  /// Weighs occurrences by rung, as far as the rung asked for.
  static func weightedFrequency(
    _ occurrences: RungCounts, _ weights: [Double], upTo rung: Rung
  ) -> Double {
    var sum = 0.0
    for index in 0...Int(rung.rawValue) { sum += Double(occurrences[index]) * weights[index] }
    return sum
  }
}

/// Occurrences by their finest rung, one lane a rung.
typealias RungCounts = SIMD4<UInt32>
