// Licensed under the Apache License, Version 2.0; see LICENSE.

public import TextAnalysis

/// How a query is to be answered, apart from the query itself.
public struct SearchOptions: Sendable {
  /// The coarsest rung on which a word may match.
  public var match: Rung = .stem
  /// Languages to search in: documents with a passage in one of them, and forms of them alone.
  ///
  /// Empty for all.
  public var languages: [Language] = []
  /// The most hits to return; not negative.
  public var limit = 10
  /// Whether to count all matches by language, script, tag, place, month and source.
  public var facets = false
  /// Whether to show how the query was read and each score came about.
  public var explain = false
  /// The longest snippet, in characters (grapheme clusters).
  public var snippetLength = 160
  /// The most forms that one `prefix*` or other pattern stands for; an answer that met the cap says so.
  public var prefixExpansions = 10_000

  /// What is counted beside the hits.
  public var counts = Counts.ladder
  /// What is given of each hit.
  public var content = Content.snippets
  /// How long the search may take; nil for as long as it needs.
  ///
  /// An answer that was stopped says so and holds what was found until then.
  public var timeout: Duration?

  /// How many suggestions are given for each word that no document has, where nothing is found.
  public var suggestions = 0
  /// In which order hits come.
  public var sort = Sort.score
  /// Whether of documents with the same words only the first is a hit.
  ///
  /// Texts count as the same that differ only in case, marks, spacing or punctuation.
  public var collapse = false
  /// Where the page before ended, as `SearchCursor.text` of its answer; nil for the first page.
  ///
  /// Good for the same query, options and commit; only `limit` and what is shown may differ.
  public var after: String?

  /// The orders of hits; where it leaves some equal, they stand as by score.
  public enum Sort: String, Sendable, Equatable, CaseIterable {
    /// The best first.
    case score
    /// By the first day on which a document was found, the latest first, undated ones last.
    case newest
    /// By the first day on which a document was found, the earliest first, undated ones last.
    case oldest
  }

  /// What a search counts.
  public enum Counts: Sendable, Equatable {
    /// Nothing: `total` is the number of hits.
    case none
    /// All documents on the rung asked for.
    case matches
    /// All documents on every rung.
    case ladder
  }

  /// What a search gives of each hit.
  public enum Content: Sendable, Equatable {
    /// Id and score.
    case ids
    /// The whole: rung, page, language, snippet, payload.
    case snippets
  }

  /// Makes options for the ten best hits on the rung `stem` in all languages.
  public init(match: Rung = .stem, languages: [Language] = [], limit: Int = 10) {
    self.match = match
    self.languages = languages
    self.limit = limit
  }
}
