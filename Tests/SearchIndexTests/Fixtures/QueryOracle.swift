// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A second, naive answer to every query: it looks at every token of every document in memory.

import TextAnalysis

@testable import SearchIndex

/// A document as the oracle sees it.
struct OracleDocument {
  var id: String
  var segment: Int
  var tokens: [OracleToken] = []
  var words: [Language: Int] = [:]
  var dates: [Int32] = []

  /// The language with most words, the first by code among equals.
  var mainLanguage: Language {
    words.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? .unknown
  }

  init(_ document: IndexedDocument, segment: Int, _ analyzer: TextAnalyzer) {
    id = document.id
    self.segment = segment
    dates = document.dates
    var analyzed = AnalyzedText()
    analyzer.analyze(document.text, hints: document.hints, into: &analyzed)
    for (index, passage) in analyzed.passages.enumerated() {
      let end =
        index + 1 < analyzed.passages.count
        ? analyzed.firstTokens[index + 1] : analyzed.tokens.count
      let own = analyzed.tokens[analyzed.firstTokens[index]..<end]
      words[passage.language, default: 0] += own.count { $0.kind == .word }
    }
    for token in analyzed.tokens {
      let form = analyzer.form(token.form)
      tokens.append(OracleToken(form, Field(form.kind), token.position))
    }
    add([document.name], .name, analyzer)
    add(document.places, .place, analyzer)
    add(document.sources, .source, analyzer)
    for tag in Set(document.tags) {
      let key = WholeTerm(tag, analyzer: analyzer)
      tokens.append(
        OracleToken(
          field: .tag, position: 0, exact: key.exact, fold: key.fold, stems: [],
          sounds: [],
          language: .unknown))
    }
  }

  private mutating func add(_ values: [String], _ field: Field, _ analyzer: TextAnalyzer) {
    var base: UInt32 = 0
    for value in values {
      var analyzed = AnalyzedText()
      analyzer.analyze(
        Array(value.utf8), hints: LanguageHints(declared: .unknown), into: &analyzed)
      for token in analyzed.tokens {
        var own = OracleToken(analyzer.form(token.form), field, base + token.position)
        own.language = .unknown
        tokens.append(own)
      }
      base += 1_000_000
    }
  }
}

/// A token with its keys.
struct OracleToken {
  var field: Field
  var position: UInt32
  var exact: [UInt8]
  var fold: [UInt8]
  var stems: [StemKey]
  var sounds: [[UInt8]]
  var language: Language

  init(
    field: Field, position: UInt32, exact: [UInt8], fold: [UInt8], stems: [StemKey],
    sounds: [[UInt8]], language: Language
  ) {
    self.field = field
    self.position = position
    self.exact = exact
    self.fold = fold
    self.stems = stems
    self.sounds = sounds
    self.language = language
  }

  init(_ form: AnalyzedForm, _ field: Field, _ position: UInt32) {
    self.init(
      field: field, position: position, exact: form.exact, fold: form.fold, stems: form.stems,
      sounds: form.sounds, language: form.language)
  }
}

/// Where a clause stands in a document.
struct OraclePlace: Equatable {
  var position: UInt32
  var rung: Rung
  var language: Language
  /// The field and exact form of a single term.
  var form: [UInt8] = []
  /// The edits of a fuzzy word.
  var distance = 0

  func isFiner(than other: OraclePlace) -> Bool {
    (rung, language) < (other.rung, other.language)
  }
}

/// Answers plans by brute force.
struct QueryOracle {
  let documents: [OracleDocument]
  let plan: Plan
  let match: Rung
  let ranking = Ranking()
  /// By segment and language: the rules applied to any form.
  let rules: [Int: [Language: Set<Stemmer>]]
  /// By document, then clause.
  private var places: [[[OraclePlace]]] = []
  /// By clause: rarity and mean length in each language.
  private var weights: [[Language: (idf: Double, mean: Double)]] = []

  /// `all` are the documents written, `documents` the live ones among them.
  init(_ documents: [OracleDocument], of all: [OracleDocument], _ plan: Plan, match: Rung) {
    self.documents = documents
    self.plan = plan
    self.match = match
    var rules: [Int: [Language: Set<Stemmer>]] = [:]
    for document in all {
      for token in document.tokens {
        rules[document.segment, default: [:]][token.language, default: []]
          .formUnion(token.stems.map(\.stemmer))
      }
    }
    self.rules = rules
    for document in documents {
      places.append(plan.clauses.map { places(of: $0, in: document) })
    }
    let languages = Set(
      documents.flatMap(\.words.keys) + documents.flatMap(\.tokens).map(\.language))
    for clause in plan.clauses.indices {
      weights.append(
        Dictionary(uniqueKeysWithValues: languages.map { ($0, weight(clause, $0)) }))
    }
  }

  /// The documents that the query finds on a rung.
  func found(on rung: Rung) -> [Int] {
    guard let root = plan.root else { return [] }
    return documents.indices.filter { finds(root, $0, rung) }
  }

  /// The hits in order: id, score and finest rung.
  func hits() -> [(id: String, score: Double, rung: Rung)] {
    guard let root = plan.root else { return [] }
    typealias Scored = (document: Int, score: FixedScore, rung: Rung)
    let scored = found(on: match).map { document -> Scored in
      let rung = Rung.allCases.first { finds(root, document, $0) } ?? match
      return (document, score(root, document), rung)
    }
    let sorted = scored.sorted { (left: Scored, right: Scored) -> Bool in
      if left.score != right.score { return left.score > right.score }
      // Equal scores are in the order of main languages, then of arrival.
      let a = documents[left.document].mainLanguage
      let b = documents[right.document].mainLanguage
      return a != b ? a < b : left.document < right.document
    }
    return sorted.map { (documents[$0.document].id, FixedPoint.value($0.score), $0.rung) }
  }

  /// Documents by language on a rung.
  func languages(on rung: Rung) -> [Language: Int] {
    var counts: [Language: Int] = [:]
    for document in found(on: rung) {
      var languages = Set(documents[document].words.keys)
      if plan.clauses.contains(where: { $0.role == .scored }) {
        languages = []
        for (clause, places) in zip(plan.clauses, places[document]) where clause.role == .scored {
          let coarsest = clause.rung(ofQuery: rung)
          languages.formUnion(places.filter { $0.rung <= coarsest }.map(\.language))
        }
      }
      for language in languages { counts[language, default: 0] += 1 }
    }
    return counts
  }
}

// MARK: - Groups and scores

extension QueryOracle {
  private func finds(_ node: PlanNode, _ document: Int, _ rung: Rung) -> Bool {
    switch node {
    case .clause(let clause):
      let coarsest = plan.clauses[clause].rung(ofQuery: rung)
      return places[document][clause].contains { $0.rung <= coarsest }
    case .predicate(let predicate): return holds(predicate, documents[document])
    case .constant(let inner, _, _): return finds(inner, document, rung)
    case .boolean(let must, let should, let mustNot, let conditions):
      return must.allSatisfy { finds($0, document, rung) }
        && (!must.isEmpty || should.isEmpty || should.contains { finds($0, document, rung) })
        && !mustNot.contains { finds($0, document, rung) }
        && conditions.allSatisfy { holds($0, documents[document]) }
    }
  }

  private func holds(_ predicate: DocumentPredicate, _ document: OracleDocument) -> Bool {
    switch predicate {
    case .languages(let languages): document.words.keys.contains { languages.contains($0) }
    case .dates(let range): document.dates.contains { range.contains($0) }
    case .not(let inner): !holds(inner, document)
    case .all(let members): members.allSatisfy { holds($0, document) }
    case .any(let members): members.contains { holds($0, document) }
    }
  }

  private func score(_ node: PlanNode, _ document: Int) -> FixedScore {
    guard finds(node, document, match) else { return 0 }
    switch node {
    case .predicate: return 0
    case .constant(_, let score, _): return FixedPoint.score(score)
    case .boolean(let must, let should, _, _):
      return (must + should).reduce(0) { $0 + score($1, document) }
    case .clause(let clause):
      guard plan.clauses[clause].role == .scored else { return 0 }
      if plan.clauses[clause].isConstant {
        let least = matching(clause, document).map(\.distance).min() ?? 0
        return FixedPoint.score(plan.clauses[clause].boost / Double(1 + least))
      }
      let languages = Set(places[document][clause].map(\.language)).sorted()
      return languages.reduce(0) { $0 + score(clause, document, $1) }
    }
  }

  /// Where a clause stands on the rung asked for.
  private func matching(_ clause: Int, _ document: Int) -> [OraclePlace] {
    let coarsest = plan.clauses[clause].rung(ofQuery: match)
    return places[document][clause].filter { $0.rung <= coarsest }
  }

  private func frequency(_ clause: Int, _ document: Int, _ language: Language) -> Double {
    let own = matching(clause, document).filter { $0.language == language }
    return Rung.allCases.reduce(0) { sum, rung in
      sum + Double(own.count { $0.rung == rung }) * ranking.exactRungWeights[Int(rung.rawValue)]
    }
  }

  private func score(_ clause: Int, _ document: Int, _ language: Language) -> FixedScore {
    let (idf, mean) = weights[clause][language] ?? (0, 1)
    let scale = LanguageScale(
      language: 0, documents: 0..<0,
      weight: Ranking.Weight(inverseDocumentFrequency: idf, meanLength: mean),
      boost: plan.clauses[clause].boost, ranking: ranking)
    let length = UInt32(documents[document].words[language] ?? 0)
    return scale.score(frequency(clause, document, language), words: length)
  }

  /// In how many forms a document holds a clause of one term in a language; of other clauses, whether
  /// it holds them.
  private func forms(_ clause: Int, _ document: Int, _ language: Language) -> Int {
    let own = matching(clause, document).filter { $0.language == language }
    return plan.clauses[clause].singleTerm == nil
      ? min(own.count, 1) : Set(own.map(\.form)).count
  }

  private func weight(_ clause: Int, _ language: Language) -> (idf: Double, mean: Double) {
    let allowed = documents.flatMap { document in
      document.words.filter { plan.clauses[clause].languages?.contains($0.key) ?? true }
    }
    var judges = [language]
    if language == .unknown {
      let known = Set(documents.flatMap { $0.tokens.map(\.language) }).filter { other in
        other != .unknown && documents.indices.contains { forms(clause, $0, other) > 0 }
      }
      if !known.isEmpty { judges = Array(known) }
    }
    let own = allowed.filter { judges.contains($0.key) }
    let found = judges.reduce(0) { sum, judge in
      sum + documents.indices.reduce(0) { $0 + forms(clause, $1, judge) }
    }
    let languages = Set(places.flatMap { $0[clause].map(\.language) })
    let pooled = languages.reduce(0) { sum, other in
      sum + documents.indices.reduce(0) { $0 + forms(clause, $1, other) }
    }
    let poolCount = Double(max(allowed.count, 1))
    let count = Double(own.count) + ranking.pseudoDocuments
    let shrunk = Double(found) + ranking.pseudoDocuments * (Double(pooled) / poolCount)
    let words = Double(own.map(\.value).reduce(0, +))
    let poolWords = Double(allowed.map(\.value).reduce(0, +))
    let mean = max((words + ranking.pseudoDocuments * poolWords / poolCount) / count, 1)
    return (naturalLogarithm(1 + (max(count - shrunk, 0) + 0.5) / (shrunk + 0.5)), mean)
  }
}
