// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The JSON of `search`. Shapes are promises: Documentation/Guides/command-line.md lists them.

internal import Catalog
internal import Extraction
internal import SearchIndex
internal import TextAnalysis

/// A whole answer.
struct SearchAnswerJSON: Encodable {
  /// The query as typed.
  var query: String
  /// The rung asked for.
  var match: String
  /// Documents that match on it.
  var total: Int
  /// Documents that match on it after duplicates became one, where asked for.
  var distinct: Int?
  /// Documents by rung.
  var totals: [String: Int]
  /// The hits, best first.
  var hits: [HitJSON]
  /// Counts over all matches, where asked for: facet, then value and documents.
  var facets: FacetsJSON?
  /// How the query was read, where asked for.
  var clauses: [ClauseJSON]?
  /// What the reader should know, one sentence each.
  var notes: [String]
  /// Whether the search was stopped before its end.
  var partial: Bool
  /// Where the next page begins, for `--after`.
  var next: String?
  /// What may be meant by words that no document has, where nothing was found.
  var suggestions: [WordSuggestionsJSON]?

  /// Takes an answer over.
  init(_ answer: CatalogAnswer, query: String, match: Rung) {
    self.query = query
    self.match = match.name
    total = answer.answer.total
    distinct = answer.answer.distinct
    totals = Dictionary(
      answer.answer.totalsByRung.map { ($0.rung.name, $0.documents) },
      uniquingKeysWith: { first, _ in first })
    hits = SearchAnswerJSON.hits(answer)
    facets = answer.answer.facets.map(FacetsJSON.init)
    clauses = answer.answer.query?.clauses.map(ClauseJSON.init)
    notes = answer.answer.notes.map(\.description)
    partial = answer.answer.isPartial
    next = answer.answer.next?.text
    let unknown = answer.answer.suggestions
    suggestions = unknown.isEmpty ? nil : unknown.map(WordSuggestionsJSON.init)
  }

  /// The hits with their ranks over all pages.
  static func hits(_ answer: CatalogAnswer) -> [HitJSON] {
    answer.found.enumerated().map { index, found in
      var hit = HitJSON(found, rank: answer.answer.hitsBefore + index + 1)
      if answer.answer.distinct != nil { hit.duplicates = found.hit.duplicates }
      return hit
    }
  }
}

/// One hit.
struct HitJSON: Encodable {
  /// From 1.
  var rank: Int
  /// Other matching documents with the same words, where duplicates are collapsed.
  var duplicates: Int?
  /// Compares only within one answer.
  var score: Double
  /// The finest rung that finds the document.
  var rung: String
  /// Page of the snippet, from 1.
  var page: Int
  /// Whether the snippet is of what was read, or of what somebody says that the page says.
  var layer: TextLayer
  /// Language of the snippet's passage.
  var language: String
  /// The best place.
  var snippet: SnippetJSON
  /// Places of the matches on the page as `[x, y, width, height]`, in the units of its layout; nil where
  /// nobody knows them.
  var boxes: [LayoutBox]?
  /// The document.
  var document: DocumentSummary
  /// How the score came about, where asked for.
  var explanation: [ContributionJSON]?

  /// Takes a hit over.
  init(_ found: FoundDocument, rank: Int) {
    self.rank = rank
    score = found.hit.score
    rung = found.hit.rung.name
    page = found.hit.page
    layer = found.layer
    language = found.hit.language.code
    snippet = SnippetJSON(found.hit.snippet)
    boxes = found.boxes
    document = found.document
    explanation = found.hit.explanation?.contributions.map(ContributionJSON.init)
  }

  /// The heading of the CSV.
  static let csvTitles = [
    "rank", "id", "score", "rung", "page", "language", "languages", "name", "title", "dates",
    "places", "sources", "tags", "snippet",
  ]

  /// The fields of the CSV; values of a list are joined by "; ".
  var csvFields: [String] {
    [
      String(rank), document.id, Amount.decimal(score, places: 6), rung, String(page), language,
      DocumentSummary.joined(document.languages), document.name, document.title ?? "",
      DocumentSummary.joined(document.dates), DocumentSummary.joined(document.places),
      DocumentSummary.joined(document.sources), DocumentSummary.joined(document.tags),
      snippet.text,
    ]
  }
}

/// A snippet.
struct SnippetJSON: Encodable {
  /// One line.
  var text: String
  /// Pairs of UTF-8 offsets into `text`: first byte, byte after the last.
  var marks: [[Int]]
  /// `rtl` or `ltr`.
  var direction: String
  /// Whether the page has text before it.
  var continuesBefore: Bool
  /// Whether the page has text after it.
  var continuesAfter: Bool

  /// Takes a snippet over.
  init(_ snippet: Snippet) {
    text = snippet.text
    marks = snippet.marks.map { [$0.lowerBound, $0.upperBound] }
    direction = snippet.isRightToLeft ? "rtl" : "ltr"
    continuesBefore = snippet.hasLeadingEllipsis
    continuesAfter = snippet.hasTrailingEllipsis
  }
}

/// One contribution to a score.
struct ContributionJSON: Encodable {
  var clause: String
  var language: String
  var rung: String
  var occurrences: [String: Int]
  var weightedFrequency: Double
  var documentFrequency: Int
  var documentCount: Int
  var shrunkFrequency: Double
  var shrunkCount: Double
  var meanLength: Double
  var length: Int
  var inverseDocumentFrequency: Double
  var k1: Double
  var b: Double
  var boost: Double
  var isConstant: Bool
  var score: Double

  /// Takes a contribution over.
  init(_ part: Explanation.Contribution) {
    clause = part.clause
    language = part.language.code
    rung = part.rung.name
    occurrences = Dictionary(
      part.occurrences.map { ($0.rung.name, $0.count) }, uniquingKeysWith: { $0 + $1 })
    weightedFrequency = part.weightedFrequency
    shrunkFrequency = part.shrunkFrequency
    shrunkCount = part.shrunkCount
    k1 = part.k1
    b = part.b
    isConstant = part.isConstant
    documentFrequency = part.documentFrequency
    documentCount = part.documentCount
    meanLength = part.meanLength
    length = part.length
    inverseDocumentFrequency = part.inverseDocumentFrequency
    boost = part.boost
    score = part.score
  }
}

/// A clause of the query, as it was read.
struct ClauseJSON: Encodable {
  /// As typed.
  var text: String
  /// Documents with it.
  var documents: Int
  /// What analysis made of it.
  var terms: [Term]

  /// One term.
  struct Term: Encodable {
    var exact: String
    var fold: String
    var stems: [String]
    var sounds: [String]
    var forms: [String: Int]
  }

  /// Takes a clause over.
  init(_ clause: QueryExplanation.Clause) {
    text = clause.text
    documents = clause.documents
    terms = clause.terms.map { term in
      Term(
        exact: term.exact, fold: term.fold, stems: term.stems, sounds: term.sounds,
        forms: Dictionary(
          term.forms.map { ($0.rung.name, $0.forms) }, uniquingKeysWith: { $0 + $1 }))
    }
  }
}

/// Facet counts.
struct FacetsJSON: Encodable {
  /// A value and its documents.
  struct Count: Encodable {
    var value: String
    var documents: Int
  }

  var languages: [Count]
  var scripts: [Count]
  var tags: [Count]
  var places: [Count]
  var months: [Count]
  var sources: [Count]

  /// Takes facets over.
  init(_ facets: Facets) {
    func counts(_ list: [FacetCount]) -> [Count] {
      list.map { Count(value: $0.value, documents: $0.documents) }
    }
    languages = counts(facets.languages)
    scripts = counts(facets.scripts)
    tags = counts(facets.tags)
    places = counts(facets.places)
    months = counts(facets.months)
    sources = counts(facets.sources)
  }
}
