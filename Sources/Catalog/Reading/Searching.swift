// Licensed under the Apache License, Version 2.0; see LICENSE.

package import Extraction
internal import QuerySyntax
package import SearchIndex

/// A query with what the command line adds to it.
package struct SearchRequest: Sendable {
  /// The query as it was typed.
  package var query: String
  /// How it is to be answered.
  package var options: SearchOptions
  /// Tags that a document must all have.
  package var tags: [String] = []
  /// Earliest date found, inclusive: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  package var since: String?
  /// Latest date found, inclusive.
  package var until: String?

  /// Makes a request without conditions.
  package init(query: String, options: SearchOptions = SearchOptions()) {
    self.query = query
    self.options = options
  }
}

/// A hit with the document it stands for.
package struct FoundDocument: Sendable {
  /// Rank, score, rung, page, language and snippet.
  package var hit: Hit
  /// The document.
  package var document: DocumentSummary
  /// Which text of the page the snippet is from.
  package var layer: TextLayer
  /// Places of the matches on the page, merged by line; nil where nobody asked or knows them.
  package var boxes: [LayoutBox]?

  /// Takes a hit and its document; what the index has as more pages is what people say of pages.
  package init(hit: Hit, document: DocumentSummary) {
    self.hit = hit
    self.document = document
    layer = .read
    let corrected = hit.page - max(1, document.pages) - 1
    if let pages = document.corrections, pages.indices.contains(corrected) {
      self.hit.page = pages[corrected]
      layer = .corrected
    }
  }
}

/// Which of the texts of a page is meant.
package enum TextLayer: String, Sendable, Codable {
  /// What was read from the original.
  case read
  /// What somebody says that it says.
  case corrected
}

/// The answer to a search, with the documents behind the hits.
package struct CatalogAnswer: Sendable {
  /// The hits in order.
  package var found: [FoundDocument]
  /// Totals, facets and explanations.
  package var answer: SearchAnswer
}

extension Catalog {
  /// Finds the best documents for a query.
  ///
  /// - Throws: `CatalogError.query` where it cannot be read, `.unusable` for a bad date, `.index`.
  package func search(_ request: SearchRequest) throws(CatalogError) -> CatalogAnswer {
    try search(try parse(request), request.options, try searcher())
  }

  /// Finds the best documents of a commit for a query that has been read.
  ///
  /// - Throws: `CatalogError.index`.
  func search(
    _ node: QueryNode, _ options: SearchOptions, _ searcher: Searcher
  ) throws(CatalogError) -> CatalogAnswer {
    let answer = try indexed { () throws(SearchIndexError) in
      try searcher.search(node, options)
    }
    var reader = SummaryReader(searcher.snapshot)
    var found: [FoundDocument] = []
    for hit in answer.hits {
      found.append(FoundDocument(hit: hit, document: try reader.summary(of: hit)))
    }
    return CatalogAnswer(found: found, answer: answer)
  }

  /// Forms of the index near a word, the likeliest first.
  ///
  /// - Throws: `CatalogError.index`.
  package func suggestions(
    for word: String, limit: Int
  ) throws(CatalogError) -> [Suggestion] {
    let searcher = try searcher()
    return try indexed { () throws(SearchIndexError) in
      try searcher.suggestions(for: word, limit: limit)
    }
  }

  /// Counts the documents that a query finds on each rung, and in which languages.
  ///
  /// - Throws: as `search`.
  package func count(_ request: SearchRequest) throws(CatalogError) -> LadderCount {
    let node = try parse(request)
    let searcher = try searcher()
    return try indexed { () throws(SearchIndexError) in
      try searcher.count(node, languages: request.options.languages)
    }
  }

  /// Reads a query with its conditions.
  ///
  /// - Throws: `CatalogError.query`, `.unusable`.
  func parse(_ request: SearchRequest) throws(CatalogError) -> QueryNode {
    let node: QueryNode
    do throws(QuerySyntaxError) { node = try QueryParser.parse(request.query) } catch {
      throw .query(error)
    }
    var conditions = request.tags.map { QueryNode.filter(.tag, $0) }
    for (field, date) in [(QueryField.since, request.since), (.until, request.until)] {
      guard let date else { continue }
      guard QueryDate(date) != nil else {
        throw .unusable(
          value: date, asWhat: "a date", advice: "write it as 2026, 2026-11 or 2026-11-22")
      }
      conditions.append(.filter(field, date))
    }
    return conditions.isEmpty ? node : .boolean(must: [node] + conditions, should: [], mustNot: [])
  }
}
