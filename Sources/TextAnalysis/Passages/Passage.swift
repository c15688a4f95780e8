// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A run of text in one script and one language, cut at sentence borders.
///
/// Passages of a text are in order, do not overlap, and together cover it from the first byte to
/// the last.
public struct Passage: Hashable, Sendable {
  /// Where the passage stands: UTF-8 offsets into the text.
  public var range: Range<Int>
  /// The script of most of its letters; `.common` where it has no letter.
  public var script: Script
  /// The language, or `.unknown`.
  public var language: Language
  /// How sure the language is, from 0 to 1; 1 where somebody declared it.
  public var confidence: Float
  /// Who said which language it is.
  public var origin: Origin

  /// The source of a passage's language.
  public enum Origin: UInt8, Sendable, Codable {
    /// The person who added it, or the document itself (HTML `lang`, metadata).
    case declared = 0
    /// The language detector.
    case detected = 1
    /// The script alone: only one living language is commonly written in it.
    case script = 2
    /// Nobody: the language is unknown.
    case unknown = 3
  }

  /// Makes a passage.
  public init(
    range: Range<Int>, script: Script, language: Language, confidence: Float, origin: Origin
  ) {
    self.range = range
    self.script = script
    self.language = language
    self.confidence = confidence
    self.origin = origin
  }
}

/// What is known of the languages of a text before anybody looks at it.
public struct LanguageHints: Hashable, Sendable {
  /// The language of the whole text; wins over detection in the scripts it is written in.
  public var declared: Language?
  /// Languages of parts, such as elements with `lang` in HTML; UTF-8 offsets, in order, disjoint.
  public var spans: [DeclaredSpan]

  /// A part of a text with a declared language.
  public struct DeclaredSpan: Hashable, Sendable, Codable {
    /// UTF-8 offsets into the text.
    public var range: Range<Int>
    /// The declared language.
    public var language: Language

    /// Makes a declared part.
    public init(range: Range<Int>, language: Language) {
      self.range = range
      self.language = language
    }
  }

  /// Makes hints; none by default.
  public init(declared: Language? = nil, spans: [DeclaredSpan] = []) {
    self.declared = declared
    self.spans = spans
  }
}
