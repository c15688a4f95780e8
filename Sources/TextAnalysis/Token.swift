// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What a token is cut from.
public enum TokenKind: UInt8, Sendable, CaseIterable {
  /// A whole word by UAX #29 with ICU's dictionaries; the only kind that statistics count.
  case word = 0
  /// A part of a word that is also written whole: either side of an apostrophe, hyphen or ZWNJ.
  case part = 1
  /// One or two neighbouring grapheme clusters of a script without spaces.
  case gram = 2
}

/// The number of a form in the analyzer that met it; good until `TextAnalyzer.removeAllForms()`.
public typealias FormID = UInt32

/// One analysed piece of a text, with its place in the original.
///
/// Positions count as follows, and a phrase is a run of positions without a hole: a word of a
/// spaced script takes one position, or as many as it has parts; in a script without spaces each
/// grapheme cluster takes one, a word stands at the position of its first cluster, and so does a
/// gram.
public struct Token: Hashable, Sendable {
  /// First byte in the original text.
  public var start: UInt32
  /// Byte after the last in the original text.
  public var end: UInt32
  /// Ordinal in the text, from 0; never falls from one token to the next of the same kind.
  public var position: UInt32
  /// The form, which also tells the kind.
  public var form: FormID
  /// What it was cut from.
  public var kind: TokenKind

  /// Makes a token.
  public init(start: UInt32, end: UInt32, position: UInt32, form: FormID, kind: TokenKind) {
    self.start = start
    self.end = end
    self.position = position
    self.form = form
    self.kind = kind
  }
}

/// A stem and the rule that made it; stems of different rules are never compared.
public struct StemKey: Hashable, Sendable {
  /// The rule.
  public var stemmer: Stemmer
  /// The stem, UTF-8.
  public var key: [UInt8]

  /// Makes a key.
  public init(stemmer: Stemmer, key: [UInt8]) {
    self.stemmer = stemmer
    self.key = key
  }
}

/// A distinct form in one language, with all its rungs.
public struct AnalyzedForm: Sendable {
  /// NFKC_Casefold of the surface, marks kept; UTF-8, never empty.
  public var exact: [UInt8]
  /// `exact` through the folding table of its script; UTF-8, never empty.
  public var fold: [UInt8]
  /// Its stems by rule: that of `fold`, and after it that of `exact` where the rule reads marks and
  /// the two differ; empty where no rule serves the language and script.
  public var stems: [StemKey]
  /// The keys of its classes on the rung `sound`; ASCII, empty where it has no sound.
  public var sounds: [[UInt8]]
  /// The language of the passages it stands in.
  public var language: Language
  /// The script of its first letter.
  public var script: Script
  /// What its tokens are cut from.
  public var kind: TokenKind

  /// Makes an empty form, to be filled by `TextAnalyzer.form(_:into:)`.
  public init() {
    (exact, fold, stems, sounds) = ([], [], [], [])
    (language, script, kind) = (.unknown, .common, .word)
  }
}

/// A text cut into passages and tokens.
///
/// Reused from text to text, so that its arrays grow once.
public struct AnalyzedText: Sendable {
  /// The passages, in order.
  public var passages: [Passage] = []
  /// The tokens by start, then kind.
  public var tokens: [Token] = []
  /// For each passage, the number of the first token that starts in it.
  public var firstTokens: [Int] = []

  /// Makes an empty result.
  public init() {}
}

/// A token of a query, with the keys to look for on each rung.
///
/// A query has no known language, so it carries the stems of every rule that serves its script.
public struct QueryToken: Hashable, Sendable {
  /// UTF-8 offsets into the query text.
  public var range: Range<Int>
  /// Position as in `Token`.
  public var position: Int
  /// What it was cut from.
  public var kind: TokenKind
  /// Key on the rung `exact`.
  public var exact: [UInt8]
  /// Key on the rung `fold`.
  public var fold: [UInt8]
  /// Keys on the rung `stem`, one or two a rule, as in `AnalyzedForm`.
  public var stems: [StemKey]
  /// Keys of the classes that may hold forms which sound alike; see `Sound.lookups`.
  public var sounds: [[UInt8]]
  /// The script of its first letter.
  public var script: Script
}
