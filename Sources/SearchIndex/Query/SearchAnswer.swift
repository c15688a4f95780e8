// Licensed under the Apache License, Version 2.0; see LICENSE.

public import TextAnalysis

/// What a search found.
public struct SearchAnswer: Sendable {
  /// The best matches, best first; ties by main language, then in the order of arrival.
  public var hits: [Hit]
  /// All documents that match on the rung asked for; exact, unless it was not asked for.
  public var total: Int
  /// All documents that match after those with the same words became one; exact.
  ///
  /// Nil where duplicates were not collapsed.
  public var distinct: Int?
  /// Hits on the pages before this one.
  public var hitsBefore = 0
  /// Where the next page begins; nil on the last one, and where the search was stopped.
  ///
  /// Where nothing was counted, a full page has one even if the next page is empty.
  public var next: SearchCursor?
  /// Documents that the whole query finds on each rung, from the finest; exact.
  ///
  /// Empty where it was not asked for.
  public var totalsByRung: [(rung: Rung, documents: Int)]
  /// Counts over all matches, where they were asked for.
  public var facets: Facets?
  /// How the query was read, where that was asked for.
  public var query: QueryExplanation?
  /// What may be meant by words that no document has; only where nothing was found, and if asked for.
  public var suggestions: [WordSuggestions] = []
  /// What the reader should know of the answer, such as a cap that was met.
  public var notes: [SearchNote]

  /// Whether the search was stopped before its end, so that hits and counts are not all.
  public var isPartial: Bool { notes.contains(.stopped) }
}

/// A document that matches.
public struct Hit: Sendable {
  /// The document's id.
  public var documentID: String
  /// The rank's number; compares only with scores of the same answer.
  public var score: Double
  /// The finest rung on which the whole query already finds this document.
  public var rung: Rung
  /// The page of the snippet, from 1.
  public var page: Int
  /// The language of the snippet's passage.
  public var language: Language
  /// The best place of the text.
  public var snippet: Snippet
  /// What was stored with the document.
  public var payload: [UInt8]
  /// The passages of its text, in order; nil where ids alone were asked for.
  package var passages: [Passage]?
  /// How many other matching documents have the same words, where duplicates were collapsed.
  public var duplicates = 0
  /// How the score came about, where that was asked for.
  public var explanation: Explanation?
}

/// A short piece of a text with the matching words marked.
public struct Snippet: Sendable, Equatable {
  /// One line; whole words, without control characters, bidi controls balanced away.
  public var text: String
  /// What matches: UTF-8 offsets into `text`, sorted, disjoint, on borders of grapheme clusters.
  public var marks: [Range<Int>]
  /// The same in the document: UTF-8 offsets into the text of the hit's page, sorted, disjoint.
  public var places: [Range<Int>]
  /// Whether its first strong character is written from right to left.
  public var isRightToLeft: Bool
  /// Whether the page has text before it.
  public var hasLeadingEllipsis: Bool
  /// Whether the page has text after it.
  public var hasTrailingEllipsis: Bool
}

/// Something that a reader should know of an answer.
public enum SearchNote: Sendable, Equatable, CustomStringConvertible {
  /// More forms begin with the prefix, or fit the pattern, than were looked at; matches may be missing.
  case prefixCapped(prefix: String, limit: Int)
  /// The search was stopped before its end: hits and counts are those found until then.
  case stopped
  /// Nothing of this part of the query can be searched: it holds no letter or digit.
  case nothingToSearch(text: String)
  /// This part of the query has more places or operands than can be searched.
  case tooLarge(text: String)
  /// A `date:` filter was read in another calendar, or in several.
  case dateRead(text: String, readings: [String])
  /// No calendar, or not the one named, has the days of a `date:` filter.
  case unknownDate(text: String)

  /// One sentence.
  public var description: String {
    switch self {
    case .prefixCapped(let prefix, let limit):
      "More than \(limit) forms fit “\(prefix)”: the answer covers \(limit) of them; "
        + "write more letters."
    case .stopped:
      "The search was stopped before its end: hits may be missing, and counts may be too low."
    case .nothingToSearch(let text):
      "“\(text)” holds no letter or digit and was left out."
    case .tooLarge(let text):
      "“\(text)” has too many places or operands and was left out."
    case .dateRead(let text, let readings):
      "date:\(text) read as \(readings.joined(separator: " or "))."
    case .unknownDate(let text):
      "date:\(text) names no days, so nothing matches it: a range must not end before it begins, and "
        + "the calendars are gregorian, persian, hijri, ethiopian, buddhist, minguo and japanese."
    }
  }
}

/// How many documents a query finds on each rung, and in which languages.
public struct LadderCount: Sendable, Equatable {
  /// One row a rung, from the finest.
  public var rows: [Row]

  /// The documents of one rung.
  public struct Row: Sendable, Equatable {
    /// The rung.
    public var rung: Rung
    /// Documents that the whole query finds on it.
    public var documents: Int
    /// The same documents by language, the largest first, then by code.
    ///
    /// A document counts under every language in which a word of the query stands in it; for a
    /// query of filters alone, under every language of its passages.
    public var languages: [LanguageCount]
  }

  /// The documents of one language.
  public struct LanguageCount: Sendable, Equatable {
    /// The language.
    public var language: Language
    /// Their number.
    public var documents: Int
  }
}

/// Counts over all matches of a query; in each list the largest first, then by value.
public struct Facets: Sendable, Equatable {
  /// By languages of the passages, as codes; a document counts once for each of its languages.
  public var languages: [FacetCount] = []
  /// By scripts of the passages, as ISO 15924 codes.
  public var scripts: [FacetCount] = []
  /// By tag.
  public var tags: [FacetCount] = []
  /// By place.
  public var places: [FacetCount] = []
  /// By month of the dates on which it was found, as `YYYY-MM`.
  public var months: [FacetCount] = []
  /// By source.
  public var sources: [FacetCount] = []
}

/// One value of a facet.
public struct FacetCount: Sendable, Equatable {
  /// The value as it was given.
  public var value: String
  /// Matching documents with this value.
  public var documents: Int
}
