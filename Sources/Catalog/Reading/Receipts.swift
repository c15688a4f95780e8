// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Receipts of searches: all hits, and digests that anybody can compute again with sha256sum.
// Documentation/Formats/receipt.md is their page.

internal import OCFL
internal import QuerySyntax
package import SearchIndex

extension Catalog {
  /// Finds the best documents for a query, and writes down what was asked and answered: all hits,
  /// not only those of the first page, unless none are asked for.
  ///
  /// - Throws: as `search`.
  package func searchWithReceipt(
    _ request: SearchRequest
  ) throws(CatalogError) -> (answer: CatalogAnswer, receipt: SearchReceipt) {
    let node = try parse(request)
    let searcher = try searcher()
    let snapshot = searcher.snapshot
    let answer = try search(node, request.options, searcher)
    let whole = try whole(answer.answer, to: node, request.options, searcher)
    var receipt = SearchReceipt(
      of: whole, query: node, request.options, snapshot: snapshot, program: Catalog.agent,
      created: Timestamp.now())
    receipt.partial = whole.isPartial || answer.answer.isPartial
    receipt.index.sha256 = DigestAlgorithm.sha256.digest(of: snapshot.manifest)
    receipt.hitsSHA256 = DigestAlgorithm.sha256.digest(of: receipt.hitLines)
    return (answer, receipt)
  }

  /// The answer with all hits.
  private func whole(
    _ page: SearchAnswer, to node: QueryNode, _ options: SearchOptions, _ searcher: Searcher
  ) throws(CatalogError) -> SearchAnswer {
    if page.isPartial || options.limit == 0 || page.hits.count >= page.total { return page }
    var all = SearchOptions(match: options.match, languages: options.languages, limit: page.total)
    all.content = .ids
    all.counts = .matches
    all.prefixExpansions = options.prefixExpansions
    all.sort = options.sort
    all.collapse = options.collapse
    all.timeout = options.timeout
    return try indexed { () throws(SearchIndexError) in
      try searcher.search(node, all)
    }
  }

  /// Whether the hits of a receipt are those that were written; also where it does not say.
  package static func hasItsHits(_ receipt: SearchReceipt) -> Bool {
    guard let digest = receipt.hitsSHA256 else { return true }
    return digest == DigestAlgorithm.sha256.digest(of: receipt.hitLines)
  }
}
