// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

extension SearchRun {
  /// How the query was read.
  ///
  /// - Throws: `corrupt`.
  func explainQuery(prefixLimit: Int) throws(SearchIndexError) -> QueryExplanation {
    var clauses: [QueryExplanation.Clause] = []
    for (index, clause) in plan.clauses.enumerated() {
      var documents = statistics(of: index).frequencies.total
      for (segment, matches) in zip(segments, found) {
        if case .constant(let constant) = matches[index] {
          documents += constant.documents.count { !segment.isDeleted($0) }
        }
      }
      clauses.append(
        QueryExplanation.Clause(
          text: clause.text, terms: try explainTerms(of: clause, prefixLimit),
          documents: documents))
    }
    return QueryExplanation(clauses: clauses)
  }

  private func explainTerms(
    of clause: Clause, _ prefixLimit: Int
  ) throws(SearchIndexError) -> [QueryExplanation.Term] {
    var result: [QueryExplanation.Term] = []
    for term in clause.terms {
      var finest: [FormInLanguage: Rung] = [:]
      for segment in segments {
        let resolver = TermResolver(
          segment, match: .sound, prefixLimit: prefixLimit, languages: clause.languages)
        for matched in try resolver.resolve(term).word.terms {
          for (variant, rung) in zip(matched.term.variants, matched.rungs) {
            guard let rung else { continue }
            let form = FormInLanguage(
              field: matched.term.field(of: variant), form: matched.term.exact(variant),
              language: segment.languages[Int(variant.language)].language)
            finest[form] = min(rung, finest[form] ?? .sound)
          }
        }
      }
      result.append(
        QueryExplanation.Term(
          exact: String(decoding: term.exact, as: UTF8.self),
          fold: String(decoding: term.fold, as: UTF8.self),
          stems: term.stems.map { "\($0.stemmer)/\(String(decoding: $0.key, as: UTF8.self))" },
          sounds: term.sounds.map { String(decoding: $0, as: UTF8.self) },
          forms: Rung.allCases.map { rung in
            QueryExplanation.FormCount(rung: rung, forms: finest.values.count { $0 == rung })
          }))
    }
    return result
  }

  /// How the score of a document came about.
  ///
  /// A clause of a group that as a whole does not match adds nothing, and is left out.
  /// - Throws: `corrupt`.
  func explain(_ document: ScoredDocument) throws(SearchIndexError) -> Explanation {
    var search = try search(document.segment)
    var contributions: [Explanation.Contribution] = []
    for part in try search.scoringParts(of: document.document) {
      switch part {
      case .clause(let clause):
        for row in try rows(of: clause, document, &search.leaves[clause]) {
          contributions.append(try contribution(of: clause, row, document))
        }
      case .constant(let score, let text, let rung):
        contributions.append(
          .constant(text, rung, boost: score, score: FixedPoint.score(score)))
      }
    }
    return Explanation(contributions: contributions)
  }

  /// What a clause found of a document in one language.
  private struct Row {
    /// The language ordinal; nil where the clause is worth the same everywhere.
    var language: UInt16?
    /// What a clause that is worth the same everywhere adds.
    var constant: FixedScore = 0
    var frequency: Double
    /// Occurrences by their finest rung.
    var occurrences = RungCounts()
    var rung: Rung
  }

  private func occurrences(_ row: Row) -> [Explanation.Occurrences] {
    Rung.allCases.filter { row.occurrences[Int($0.rawValue)] > 0 && $0 <= match }.map { rung in
      Explanation.Occurrences(
        rung: rung, count: Int(row.occurrences[Int(rung.rawValue)]),
        weight: rungWeights[Int(rung.rawValue)])
    }
  }

  private func rows(
    of clause: Int, _ document: ScoredDocument, _ leaf: inout Leaf
  ) throws(SearchIndexError) -> [Row] {
    if plan.clauses[clause].isConstant {
      guard try leaf.seek(document.document) == document.document else { return [] }
      return [
        Row(
          language: nil, constant: try leaf.score(), frequency: 1, rung: try leaf.finestRung())
      ]
    }
    switch found[document.segment][clause] {
    case .terms:
      guard try leaf.seek(document.document) == document.document else { return [] }
      var rows: [Row] = []
      for occurrence in try leaf.occurrences() {
        let language = leaf.scales.all[occurrence.slot].language
        let known = rows.firstIndex { $0.language == language }
        let place = known ?? rows.count
        if known == nil {
          rows.append(Row(language: language, frequency: 0, rung: occurrence.rung))
        }
        let rung = Int(occurrence.rung.rawValue)
        let count = occurrence.frequency / rungWeights[rung]
        rows[place].occurrences[rung] += UInt32(count.rounded())
        rows[place].frequency += occurrence.frequency
        rows[place].rung = min(rows[place].rung, occurrence.rung)
      }
      return rows.sorted { ($0.language ?? 0) < ($1.language ?? 0) }
    case .places(let languages):
      return languages.compactMap { matches in
        let index = SortedDocuments.firstIndex(
          in: matches.documents, from: 0, atLeast: document.document)
        guard index < matches.documents.count, matches.documents[index] == document.document
        else { return nil }
        return Row(
          language: matches.language,
          frequency: Ranking.weightedFrequency(
            matches.counts[index], rungWeights, upTo: plan.clauses[clause].rung(ofQuery: match)),
          occurrences: matches.counts[index], rung: matches.counts[index].finestRung)
      }
    case .constant: return []
    }
  }

  private func contribution(
    of clause: Int, _ row: Row, _ document: ScoredDocument
  ) throws(SearchIndexError) -> Explanation.Contribution {
    let segment = segments[document.segment]
    let boost = plan.clauses[clause].boost
    guard let ordinal = row.language else {
      return .constant(plan.clauses[clause].text, row.rung, boost: boost, score: row.constant)
    }
    let language = segment.languages[Int(ordinal)].language
    let number = languageTable.numbers[document.segment][Int(ordinal)]
    let statistics = statistics(of: clause)
    let weight = statistics.weight(in: number)
    let words = try segment.values.words(of: document.document, in: ordinal)
    let scale = LanguageScale(
      language: ordinal, documents: 0..<0, weight: weight, boost: boost, ranking: ranking)
    return Explanation.Contribution(
      clause: plan.clauses[clause].text, language: language, rung: row.rung,
      occurrences: occurrences(row), weightedFrequency: row.frequency,
      documentFrequency: statistics.frequency(in: number),
      documentCount: languageTable.languages[number].documents,
      shrunkFrequency: weight.shrunkFrequency, shrunkCount: weight.shrunkCount,
      meanLength: weight.meanLength, length: Int(words),
      inverseDocumentFrequency: weight.inverseDocumentFrequency, k1: ranking.k1, b: ranking.b,
      boost: boost, isConstant: false,
      score: FixedPoint.value(scale.score(row.frequency, words: words)))
  }
}

extension Explanation.Contribution {
  /// What a part that does not count occurrences adds.
  fileprivate static func constant(
    _ text: String, _ rung: Rung, boost: Double, score: FixedScore
  ) -> Explanation.Contribution {
    Explanation.Contribution(
      clause: text, language: .unknown, rung: rung, occurrences: [], weightedFrequency: 1,
      documentFrequency: 0, documentCount: 0, shrunkFrequency: 0, shrunkCount: 0, meanLength: 1,
      length: 0, inverseDocumentFrequency: 1, k1: 0, b: 0, boost: boost, isConstant: true,
      score: FixedPoint.value(score))
  }
}

/// A term of the whole index.
private struct FormInLanguage: Hashable {
  var field: Field
  var form: [UInt8]
  var language: Language
}
