// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

extension SearchRun {
  /// How the query was read.
  func explainQuery() -> QueryExplanation {
    let clauses = plan.clauses.indices.map { index in
      QueryExplanation.Clause(
        text: plan.clauses[index].text, terms: explainTerms(of: index),
        documents: statistics[index].frequencies.values.reduce(0, +))
    }
    return QueryExplanation(clauses: clauses)
  }

  private func explainTerms(of clause: Int) -> [QueryExplanation.Term] {
    let terms = plan.clauses[clause].elements.flatMap(\.options).flatMap(\.links).map(\.term)
    return terms.enumerated().map { index, term in
      var finest: [FormInLanguage: Rung] = [:]
      for (segment, found) in zip(segments, found) where index < found[clause].forms.count {
        for resolved in found[clause].forms[index] {
          let form = FormInLanguage(
            field: resolved.entry.field, form: resolved.entry.form,
            language: segment.languages[Int(resolved.entry.language)].language)
          finest[form] = min(resolved.rung, finest[form] ?? .sound)
        }
      }
      return QueryExplanation.Term(
        exact: String(decoding: term.exact, as: UTF8.self),
        fold: String(decoding: term.fold, as: UTF8.self),
        stems: term.stems.map { "\($0.stemmer)/\(String(decoding: $0.key, as: UTF8.self))" },
        sounds: term.sounds.map { String(decoding: $0, as: UTF8.self) },
        forms: Rung.allCases.map { rung in
          QueryExplanation.FormCount(rung: rung, forms: finest.values.count { $0 == rung })
        })
    }
  }

  /// How the score of a document came about.
  ///
  /// A clause of a group that as a whole does not match adds nothing, and is left out.
  func explain(_ document: ScoredDocument) throws(SearchIndexError) -> Explanation {
    var contributions: [Explanation.Contribution] = []
    guard let root = plan.root else { return Explanation(contributions: []) }
    for clause in try scoringClauses(root, document) {
      for matches in found[document.segment][clause].languages {
        let index = SortedDocuments.firstIndex(
          in: matches.documents, from: 0, atLeast: document.document)
        guard index < matches.documents.count, matches.documents[index] == document.document,
          matches.rung(index) <= match
        else { continue }
        contributions.append(
          try contribution(of: clause, matches, at: index, in: segments[document.segment]))
      }
    }
    return Explanation(contributions: contributions)
  }

  private func contribution(
    of clause: Int, _ matches: LanguageMatches, at index: Int, in segment: Segment
  ) throws(SearchIndexError) -> Explanation.Contribution {
    let language = segment.languages[Int(matches.language)].language
    let statistics = statistics[clause]
    let weight = statistics.weight(in: language)
    let lengths = try segment.wordCounts(of: [matches.documents[index]], in: matches.language)
    let length = lengths.first ?? 0
    let frequency = ranking.weightedFrequency(matches.counts[index], upTo: match)
    let boost = plan.clauses[clause].boost
    return Explanation.Contribution(
      clause: plan.clauses[clause].text, language: language, rung: matches.rung(index),
      weightedFrequency: frequency,
      documentFrequency: statistics.frequencies[language] ?? 0,
      documentCount: statistics.languages[language]?.documents ?? 0,
      meanLength: weight.meanLength, length: Int(length),
      inverseDocumentFrequency: weight.inverseDocumentFrequency, boost: boost,
      score: ranking.score(
        weightedFrequency: frequency, length: length, weight, boost: boost))
  }

  /// The scored clauses under a node that count for a document, in the query's order.
  private func scoringClauses(
    _ node: PlanNode, _ document: ScoredDocument
  ) throws(SearchIndexError) -> [Int] {
    switch node {
    case .clause(let index): return plan.clauses[index].role == .scored ? [index] : []
    case .predicate: return []
    case .boolean(let must, let should, _, _):
      guard try finds(node, document) else { return [] }
      var clauses: [Int] = []
      for member in must + should { clauses += try scoringClauses(member, document) }
      return clauses
    }
  }

  /// Whether a group finds a document on the rung asked for.
  private func finds(
    _ node: PlanNode, _ document: ScoredDocument
  ) throws(SearchIndexError) -> Bool {
    let matches = try evaluate(node, document.segment)
    let index = SortedDocuments.firstIndex(
      in: matches.documents, from: 0, atLeast: document.document)
    return index < matches.documents.count && matches.documents[index] == document.document
      && matches.rungs[index].contains(match)
  }
}

/// A term of the whole index.
private struct FormInLanguage: Hashable {
  var field: Field
  var form: [UInt8]
  var language: Language
}
