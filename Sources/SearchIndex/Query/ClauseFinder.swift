// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Finds the documents of one segment that hold a clause.
struct ClauseFinder {
  let segment: Segment
  let resolver: TermResolver

  init(_ segment: Segment, prefixLimit: Int) {
    self.segment = segment
    resolver = TermResolver(segment: segment, prefixLimit: prefixLimit)
  }

  /// The matches of a clause on all rungs.
  func matches(of clause: Clause) throws(SearchIndexError) -> ClauseMatches {
    var result = ClauseMatches()
    if let dates = clause.dates {
      result.languages = try union(try terms(reaching: dates))
      return result
    }
    if let term = clause.singleTerm {
      let (terms, isCapped) = try resolver.resolve(term, languages: clause.languages)
      result.forms = [terms]
      result.isCapped = isCapped
      result.languages = try union(terms)
      return result
    }
    var elements: [[[LinkTerms]]] = []
    for element in clause.elements {
      var options: [[LinkTerms]] = []
      for chain in element.options {
        options.append(try links(of: chain, clause.languages, into: &result))
      }
      elements.append(options)
    }
    result.languages = try phrase(clause, elements)
    return result
  }

  /// The dates that share a day with one of the ranges.
  ///
  /// Dates are in the order of their first days, so that only those near a range are read.
  private func terms(
    reaching ranges: [ClosedRange<Int32>]
  ) throws(SearchIndexError) -> [ResolvedTerm] {
    var found: [UInt32: TermEntry] = [:]
    for range in ranges {
      let end = DateTerm.key(from: range.upperBound)
      let start = DateTerm.key(
        from: max(range.lowerBound, .min + DateTerm.longest) - DateTerm.longest)
      try segment.forEachTerm(.date, from: start) { entry throws(SearchIndexError) in
        guard entry.form.prefix(end.count).elementsEqual(end) || compareBytes(entry.form, end) < 0
        else { return false }
        if let date = DateTerm(entry.form), date.days.overlaps(range) {
          found[entry.ordinal] = entry
        }
        return true
      }
    }
    return found.sorted { $0.key < $1.key }.map { ResolvedTerm(entry: $0.value, rung: .exact) }
  }

  private func links(
    of chain: Chain, _ languages: Set<Language>?, into result: inout ClauseMatches
  ) throws(SearchIndexError) -> [LinkTerms] {
    var links: [LinkTerms] = []
    for link in chain.links {
      let (terms, isCapped) = try resolver.resolve(link.term, languages: languages)
      result.forms.append(terms)
      result.isCapped = result.isCapped || isCapped
      links.append(LinkTerms(distance: link.distance, terms: terms))
    }
    return links
  }

  /// The documents with any of the terms, language by language.
  private func union(_ terms: [ResolvedTerm]) throws(SearchIndexError) -> [LanguageMatches] {
    var byLanguage: [UInt16: [(postings: Postings, rung: Rung)]] = [:]
    for term in terms {
      let postings = try segment.postings(term.entry)
      byLanguage[term.entry.language, default: []].append((postings, term.rung))
    }
    var result: [LanguageMatches] = []
    for (language, terms) in byLanguage.sorted(by: { $0.key < $1.key }) {
      let matches = PostingsUnion.matches(of: terms, in: segment, language: language)
      if !matches.documents.isEmpty { result.append(matches) }
    }
    return result
  }
}

/// What a link of a chain stands for in a segment.
struct LinkTerms {
  /// Positions from the beginning of the chain.
  var distance: UInt32
  var terms: [ResolvedTerm]
}

// MARK: - Phrases

extension ClauseFinder {
  private func phrase(
    _ clause: Clause, _ elements: [[[LinkTerms]]]
  ) throws(SearchIndexError) -> [LanguageMatches] {
    let candidates = try candidates(elements)
    guard !candidates.isEmpty else { return [] }
    var lists: [(distance: UInt32, occurrences: [Occurrence])] = []
    for (element, options) in zip(clause.elements, elements) {
      var chains: [[Occurrence]] = []
      for links in options {
        var parts: [(distance: UInt32, occurrences: [Occurrence])] = []
        for link in links {
          parts.append((link.distance, try occurrences(link.terms, candidates)))
        }
        chains.append(OccurrenceLists.inRow(parts))
      }
      lists.append((element.distance, OccurrenceLists.union(chains)))
    }
    let found =
      clause.slop == 0
      ? OccurrenceLists.inRow(lists)
      : OccurrenceLists.near(lists.map(\.occurrences), width: clause.span + clause.slop)
    return byLanguage(found, candidates)
  }

  /// Live documents that hold, for each element, all links of one of its options.
  private func candidates(_ elements: [[[LinkTerms]]]) throws(SearchIndexError) -> [UInt32] {
    var result: [UInt32]?
    for options in elements {
      var any: [UInt32] = []
      for links in options {
        var all: [UInt32]?
        for link in links {
          let documents = try documents(link.terms)
          all = all.map { SortedDocuments.intersection($0, documents) } ?? documents
          if all?.isEmpty ?? true { break }
        }
        any = SortedDocuments.union(any, all ?? [])
      }
      result = result.map { SortedDocuments.intersection($0, any) } ?? any
      if result?.isEmpty ?? true { return [] }
    }
    return (result ?? []).filter { !segment.isDeleted($0) }
  }

  private func documents(_ terms: [ResolvedTerm]) throws(SearchIndexError) -> [UInt32] {
    var lists: [[UInt32]] = []
    for term in terms { lists.append(try segment.postings(term.entry).documents) }
    while lists.count > 1 {
      var merged: [[UInt32]] = []
      for index in stride(from: 0, to: lists.count, by: 2) {
        merged.append(
          index + 1 < lists.count
            ? SortedDocuments.union(lists[index], lists[index + 1]) : lists[index])
      }
      lists = merged
    }
    return lists.first ?? []
  }

  /// The occurrences of terms in candidates, by document and position.
  private func occurrences(
    _ terms: [ResolvedTerm], _ candidates: [UInt32]
  ) throws(SearchIndexError) -> [Occurrence] {
    var found: [Occurrence] = []
    for term in terms {
      let postings = try segment.postings(term.entry)
      let shared = SortedDocuments.sharedIndices(postings.documents, candidates)
      guard !shared.isEmpty else { continue }
      let positions = try segment.positions(term.entry)
      for (index, slot) in shared {
        for position in positions[index] {
          found.append(
            Occurrence(
              slot: UInt32(slot), position: position, rung: term.rung,
              language: term.entry.language))
        }
      }
    }
    return terms.count > 1 ? OccurrenceLists.sorted(found) : OccurrenceLists.unique(found)
  }

  private func byLanguage(_ found: [Occurrence], _ candidates: [UInt32]) -> [LanguageMatches] {
    var byLanguage: [UInt16: LanguageMatches] = [:]
    for occurrence in found {
      let document = candidates[Int(occurrence.slot)]
      var matches =
        byLanguage.removeValue(forKey: occurrence.language)
        ?? LanguageMatches(language: occurrence.language)
      if matches.documents.last != document {
        matches.documents.append(document)
        matches.counts.append(.zero)
      }
      matches.counts[matches.counts.count - 1][Int(occurrence.rung.rawValue)] += 1
      byLanguage[occurrence.language] = matches
    }
    return byLanguage.values.sorted { $0.language < $1.language }
  }
}
