// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax
internal import TextAnalysis

extension Searcher {
  /// Forms of the index near a word, the likeliest first: at most two edits away, or of the same
  /// sound.
  ///
  /// Words of two to four letters may differ by one edit, longer ones by two. Empty where the text is
  /// not one word. The time grows with the forms near the word, not with the dictionary.
  /// - Throws: `SearchIndexError` where a file of the index is damaged.
  public func suggestions(
    for text: String, limit: Int = 5
  ) throws(SearchIndexError) -> [Suggestion] {
    guard let word = TypedWord(text, TextAnalyzer()) else { return [] }
    return try WordSuggester(word, in: snapshot.segments).suggestions(limit)
  }

  /// Suggestions for the words of a query that no document has.
  ///
  /// - Throws: `corrupt`.
  func suggestions(
    forUnknownWordsOf query: QueryNode, _ options: SearchOptions
  ) throws(SearchIndexError) -> [WordSuggestions] {
    var asked: Set<String> = []
    var result: [WordSuggestions] = []
    let analyzer = TextAnalyzer()
    for word in query.wantedTexts.flatMap({ Self.words(of: $0, analyzer) }) {
      guard asked.count < Self.wordLimit else { break }
      guard asked.insert(word).inserted,
        try count(.word(word), on: options.match, languages: options.languages) == 0
      else { continue }
      let suggestions = try suggestions(for: word, limit: options.suggestions)
      if !suggestions.isEmpty {
        result.append(WordSuggestions(word: word, suggestions: suggestions))
      }
    }
    return result
  }

  /// The most words of one query that are looked at.
  private static let wordLimit = 16

  /// The words of a text as typed; what stands without spaces is one.
  private static func words(of text: String, _ analyzer: TextAnalyzer) -> [String] {
    var ranges: [Range<Int>] = []
    for token in analyzer.analyzeQuery(text) where token.kind == .word {
      if let last = ranges.last, last.upperBound == token.range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<token.range.upperBound
      } else {
        ranges.append(token.range)
      }
    }
    let utf8 = Array(text.utf8)
    return ranges.map { String(decoding: utf8[$0], as: UTF8.self) }
  }
}

extension QueryNode {
  /// The words and phrases that a document should have, in the query's order.
  fileprivate var wantedTexts: [String] {
    switch self {
    case .word(let text), .phrase(let text, _): [text]
    case .boolean(let must, let should, _): (must + should).flatMap(\.wantedTexts)
    case .near(let operands, _, _): operands.flatMap(\.wantedTexts)
    case .boosted(let inner, _), .constant(let inner, _), .rung(_, let inner): inner.wantedTexts
    default: []
    }
  }
}
