// Licensed under the Apache License, Version 2.0; see LICENSE.

public import TextAnalysis

/// How a score came about: a sum of contributions.
public struct Explanation: Sendable, Equatable {
  /// One a clause of the query and language, in the query's order.
  public var contributions: [Contribution]

  /// What one clause of the query adds in one language.
  ///
  /// Where it is not constant, up to a rounding of 2⁻³²:
  /// ```
  /// f       = Σ occurrences · weight
  /// rarity  = ln(1 + (max(N′ − df′, 0) + ½) / (df′ + ½))
  /// score   = boost · rarity · f / (f + k1 · (1 − b + b · length / mean length))
  /// ```
  public struct Contribution: Sendable, Equatable {
    /// The clause as typed.
    public var clause: String
    /// The language of the forms.
    public var language: Language
    /// The finest rung on which the clause finds the document in this language.
    public var rung: Rung
    /// Occurrences by rung; empty where the clause is constant.
    public var occurrences: [Occurrences]
    /// f: occurrences, each weighted by its rung.
    public var weightedFrequency: Double
    /// Documents of the language with the clause, before shrinking; one counts for each of the
    /// forms that it has.
    public var documentFrequency: Int
    /// Documents of the language, before shrinking.
    public var documentCount: Int
    /// df′: documents of the language with the clause, after shrinking.
    public var shrunkFrequency: Double
    /// N′: documents of the language, after shrinking.
    public var shrunkCount: Double
    /// Words that a document of the language has on average, after shrinking.
    public var meanLength: Double
    /// Words of the document in the language.
    public var length: Int
    /// The weight of the clause's rarity, after shrinking.
    public var inverseDocumentFrequency: Double
    /// How soon more occurrences stop counting.
    public var k1: Double
    /// How much long texts are held back.
    public var b: Double
    /// All boosts around the clause, multiplied.
    public var boost: Double
    /// Whether the clause adds its boost, however often it is found, as prefixes and constant groups
    /// do; a fuzzy word divides it by one more than the least edits.
    public var isConstant: Bool
    /// What it adds to the score.
    public var score: Double
  }

  /// The occurrences on one rung.
  public struct Occurrences: Sendable, Equatable {
    /// The rung.
    public var rung: Rung
    /// How many there are on it and on no finer rung; at least 1.
    public var count: Int
    /// What each of them weighs.
    public var weight: Double
  }
}

/// How the query was read.
public struct QueryExplanation: Sendable, Equatable {
  /// One a clause that is looked up, in the query's order.
  public var clauses: [Clause]

  /// A word, phrase, prefix or filter.
  public struct Clause: Sendable, Equatable {
    /// The clause as typed.
    public var text: String
    /// What analysis made of it.
    public var terms: [Term]
    /// Documents with it, on the rung asked for; a document counts once a language.
    public var documents: Int
  }

  /// One term of a clause and the size of its classes.
  public struct Term: Sendable, Equatable {
    /// Its form on the rung `exact`.
    public var exact: String
    /// Its form on the rung `fold`.
    public var fold: String
    /// Its stems, each as `rule/stem`.
    public var stems: [String]
    /// Its keys on the rung `sound`.
    public var sounds: [String]
    /// Distinct pairs of form and language of the index that match, by finest rung.
    public var forms: [FormCount]
  }

  /// The forms that a rung adds.
  public struct FormCount: Sendable, Equatable {
    /// The rung.
    public var rung: Rung
    /// How many forms match on it and on no finer rung.
    public var forms: Int
  }
}
