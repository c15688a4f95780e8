// Licensed under the Apache License, Version 2.0; see LICENSE.

package import TextAnalysis

/// A type and how often it occurs.
package struct TermCount: Sendable, Hashable, Codable {
  /// The form on the rung `exact`.
  package var term: String
  /// Occurrences in the language.
  package var count: Int
}

/// A type that a language has more often than the rest of the archive does.
package struct DistinctiveTerm: Sendable, Hashable, Codable {
  /// The form on the rung `exact`.
  package var term: String
  /// Occurrences in the language.
  package var count: Int
  /// Occurrences of the same form in all other languages.
  package var countInRest: Int
  /// Log-likelihood G²; above 3.84 unlikely to be chance at 5 %, above 15.13 at 0.01 %.
  package var logLikelihood: Double
}

/// How much of a language is written in one script.
package struct ScriptShare: Sendable, Hashable, Codable {
  /// ISO 15924 code; `Zyyy` for tokens without a letter, such as numbers.
  package var script: String
  /// Tokens whose first letter is of the script.
  package var tokens: Int
  /// Their part of all tokens, 0 to 1.
  package var share: Double
}

/// The vocabulary of a language after some of its documents.
package struct GrowthPoint: Sendable, Hashable, Codable {
  /// Documents read.
  package var documents: Int
  /// Tokens in them.
  package var tokens: Int
  /// Types in them.
  package var types: Int
}

/// How a vocabulary grows with the text.
package struct VocabularyGrowth: Sendable, Hashable, Codable {
  /// Measured, at up to 40 places evenly spread over the tokens; the last is the whole.
  package var points: [GrowthPoint]
  /// K and β of Heaps' law, types = K · tokens^β, fitted to the points.
  package var heaps: Heaps?

  /// The two numbers of Heaps' law.
  package struct Heaps: Sendable, Hashable, Codable {
    /// The factor.
    package var factor: Double
    /// The exponent: near 0.4 to 0.6 for running text, near 1 where every word is new.
    package var exponent: Double
  }
}

/// How often the type of a rank occurs.
package struct RankedFrequency: Sendable, Hashable, Codable {
  /// From 1, the most frequent.
  package var rank: Int
  /// Occurrences.
  package var frequency: Int
}

/// One language in detail.
package struct LanguageProfile: Sendable, Hashable, Codable {
  /// The language.
  package var language: Language
  /// Its counts.
  package var counts: StatisticsRow
  /// The most frequent types.
  package var topTerms: [TermCount]
  /// The types that set it apart from the rest, by G².
  package var distinctiveTerms: [DistinctiveTerm]
  /// Its scripts by tokens, most first.
  package var scripts: [ScriptShare]
  /// How its vocabulary grows over its documents.
  package var growth: VocabularyGrowth
  /// Frequencies at up to 200 ranks, evenly spread over the logarithm of the rank.
  package var rankFrequency: [RankedFrequency]
}
