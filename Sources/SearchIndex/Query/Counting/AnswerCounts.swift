// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Counts over all matches of a query: by rung, and by rung and language.

internal import TextAnalysis

extension SearchRun {
  /// The documents that the query finds, and those of each language in which a word of it stands in
  /// them; for a query of filters alone, by all languages of their passages.
  ///
  /// - Throws: `corrupt`.
  func countByLanguage(
    _ watch: inout SearchWatch
  ) throws(SearchIndexError) -> (documents: Int, languages: [Language: Int]) {
    var total = 0
    var counts: [Language: Int] = [:]
    for index in segments.indices {
      var search = try search(index)
      let documents = try search.documents(&watch)
      total += documents.count
      let byLanguage =
        plan.isFilterOnly
        ? try passageLanguages(of: documents, in: segments[index])
        : try wordLanguages(of: documents, index)
      for (ordinal, count) in byLanguage where count > 0 {
        counts[segments[index].languages[Int(ordinal)].language, default: 0] += count
      }
    }
    return (total, counts)
  }

  private func passageLanguages(
    of documents: [UInt32], in segment: Segment
  ) throws(SearchIndexError) -> [UInt16: Int] {
    var counts: [UInt16: Int] = [:]
    for document in documents {
      for length in try segment.lengths(of: document) { counts[length.language, default: 0] += 1 }
    }
    return counts
  }

  private func wordLanguages(
    of documents: [UInt32], _ index: Int
  ) throws(SearchIndexError) -> [UInt16: Int] {
    var places: [UInt16: [UInt32]] = [:]
    for (clause, matches) in zip(plan.clauses, found[index]) where clause.role == .scored {
      try collect(matches, segments[index], into: &places)
    }
    var counts: [UInt16: Int] = [:]
    for (language, unsorted) in places {
      let sorted = unsorted.sorted()
      var unique: [UInt32] = []
      for document in sorted where unique.last != document { unique.append(document) }
      counts[language] = SortedDocuments.sharedIndices(documents, unique).count
    }
    return counts
  }

  /// The documents in which a clause is found, by language; some may come twice.
  private func collect(
    _ matches: ClauseMatches, _ segment: Segment, into places: inout [UInt16: [UInt32]]
  ) throws(SearchIndexError) {
    switch matches {
    case .places(let languages):
      for own in languages { places[own.language, default: []] += own.documents }
    case .terms(let word): try collect(word.terms, segment, into: &places)
    case .constant(let constant): try collect(constant.terms, segment, into: &places)
    }
  }

  private func collect(
    _ terms: [MatchedTerm], _ segment: Segment, into places: inout [UInt16: [UInt32]]
  ) throws(SearchIndexError) {
    for matched in terms {
      var cursor = try segment.cursor(over: matched.term)
      while try cursor.advance() {
        try cursor.loadFrequencies()
        let variant = Int(cursor.variants[cursor.index])
        guard matched.rungs[variant] != nil else { continue }
        places[matched.term.variants[variant].language, default: []].append(cursor.document)
      }
    }
  }
}
