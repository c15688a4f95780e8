// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Carries a plan out: first every clause on every segment, then scores by the statistics of all.
///
/// Exhaustive and exact: every document that matches on any rung is looked at.
struct SearchRun {
  let segments: [Segment]
  let plan: Plan
  let ranking: Ranking
  /// The rung asked for.
  let match: Rung
  /// By segment, then clause.
  let found: [[ClauseMatches]]
  /// By clause: what it weighs in each language in which it was found.
  let statistics: [ClauseStatistics]

  /// Looks every clause up.
  init(
    _ snapshot: IndexSnapshot, _ plan: Plan, ranking: Ranking, match: Rung, prefixLimit: Int
  ) throws(SearchIndexError) {
    segments = snapshot.segments
    self.plan = plan
    self.ranking = ranking
    self.match = match
    var found: [[ClauseMatches]] = []
    for segment in snapshot.segments {
      let finder = ClauseFinder(segment, prefixLimit: prefixLimit)
      var clauses: [ClauseMatches] = []
      for clause in plan.clauses { clauses.append(try finder.matches(of: clause)) }
      found.append(clauses)
    }
    self.found = found
    let languages = snapshot.languages
    statistics = plan.clauses.indices.map { index in
      ClauseStatistics(
        plan.clauses[index], of: languages, ranking: ranking,
        frequencies: SearchRun.frequencies(of: index, found, segments: snapshot.segments, match))
    }
  }

  private static func frequencies(
    of clause: Int, _ found: [[ClauseMatches]], segments: [Segment], _ match: Rung
  ) -> [Language: Int] {
    var frequencies: [Language: Int] = [:]
    for (segment, clauses) in zip(segments, found) {
      for matches in clauses[clause].languages {
        let language = segment.languages[Int(matches.language)].language
        frequencies[language, default: 0] += matches.frequency(upTo: match)
      }
    }
    return frequencies
  }

  /// The documents of a segment that the query finds, each with its rungs and score.
  func matches(in segment: Int) throws(SearchIndexError) -> Matches {
    guard let root = plan.root else { return Matches() }
    var matches = try evaluate(root, segment)
    matches.keepScores(on: match)
    return matches
  }

  /// What a node finds in a segment.
  func evaluate(_ node: PlanNode, _ segment: Int) throws(SearchIndexError) -> Matches {
    switch node {
    case .clause(let clause): return try clauseMatches(clause, segment)
    case .predicate(let predicate): return try documents(predicate, segment)
    case .boolean(let must, let should, let mustNot, let conditions):
      var matches = try positive(must, should, conditions, segment)
      for node in mustNot where !matches.documents.isEmpty {
        matches = matches.subtracting(try evaluate(node, segment))
      }
      matches.keepScores(on: match)
      return matches
    }
  }

  /// What a group finds before its exclusions.
  private func positive(
    _ must: [PlanNode], _ should: [PlanNode], _ conditions: [DocumentPredicate], _ segment: Int
  ) throws(SearchIndexError) -> Matches {
    var optional: [Matches] = []
    for node in should { optional.append(try evaluate(node, segment)) }
    var matches: Matches
    if let first = must.first {
      matches = try evaluate(first, segment)
      for node in must.dropFirst() where !matches.documents.isEmpty {
        matches = matches.intersection(try evaluate(node, segment))
      }
      for list in optional { matches.addScores(of: list) }
    } else if should.isEmpty {
      return try documents(.all(conditions), segment)
    } else {
      matches = Matches.union(optional, documentCount: segments[segment].documentCount)
    }
    guard !conditions.isEmpty else { return matches }
    let reader = PredicateReader(segments[segment])
    return try matches.filter { (document) throws(SearchIndexError) in
      try reader.holds(.all(conditions), of: document)
    }
  }

  /// All live documents for which a condition holds.
  private func documents(
    _ predicate: DocumentPredicate, _ segment: Int
  ) throws(SearchIndexError) -> Matches {
    let reader = PredicateReader(segments[segment])
    var matches = Matches()
    for document in 0..<UInt32(segments[segment].documentCount)
    where !segments[segment].isDeleted(document) {
      if try reader.holds(predicate, of: document) { matches.append(document, .all, 0) }
    }
    return matches
  }
}

// MARK: - Clauses

extension SearchRun {
  private func clauseMatches(
    _ clause: Int, _ segment: Int
  ) throws(SearchIndexError) -> Matches {
    var lists: [Matches] = []
    for matches in found[segment][clause].languages {
      switch plan.clauses[clause].role {
      case .scored: lists.append(try scored(matches, clause, segment))
      case .excluding: lists.append(unscored(matches) { RungSet(from: $0) })
      case .filter: lists.append(unscored(matches) { $0 <= .fold ? .all : [] })
      }
    }
    return Matches.union(lists, documentCount: segments[segment].documentCount)
  }

  private func unscored(_ matches: LanguageMatches, _ rungs: (Rung) -> RungSet) -> Matches {
    var result = Matches()
    for index in matches.documents.indices {
      let set = rungs(matches.rung(index))
      if !set.isEmpty { result.append(matches.documents[index], set, 0) }
    }
    return result
  }

  private func scored(
    _ matches: LanguageMatches, _ clause: Int, _ segment: Int
  ) throws(SearchIndexError) -> Matches {
    let lengths = try segments[segment].wordCounts(of: matches.documents, in: matches.language)
    let language = segments[segment].languages[Int(matches.language)].language
    let weight = statistics[clause].weight(in: language)
    let boost = plan.clauses[clause].boost
    var result = Matches()
    result.reserveCapacity(matches.documents.count)
    for index in matches.documents.indices {
      let rung = matches.rung(index)
      var score = 0.0
      if rung <= match {
        let frequency = ranking.weightedFrequency(matches.counts[index], upTo: match)
        score = ranking.score(
          weightedFrequency: frequency, length: lengths[index], weight, boost: boost)
      }
      result.append(matches.documents[index], RungSet(from: rung), score)
    }
    return result
  }
}

/// How often a clause is found in each language, and what it therefore weighs there.
struct ClauseStatistics {
  /// Documents with the clause, on the rung asked for.
  let frequencies: [Language: Int]
  /// Documents and words of the languages that the clause may match in.
  let languages: [Language: Ranking.Counts]
  private let weights: [Language: Ranking.Weight]

  init(
    _ clause: Clause, of all: [LanguageStatistics], ranking: Ranking, frequencies: [Language: Int]
  ) {
    var pool = Ranking.Counts()
    var languages: [Language: Ranking.Counts] = [:]
    for row in all where clause.languages?.contains(row.language) ?? true {
      languages[row.language] = Ranking.Counts(documents: row.documents, words: row.words)
      pool.documents += row.documents
      pool.words += row.words
    }
    let pooled = frequencies.values.reduce(0, +)
    let known = frequencies.filter { $0.key != .unknown && $0.value > 0 }.map(\.key)
    weights = Dictionary(
      uniqueKeysWithValues: frequencies.keys.map { language in
        let judges = language == .unknown && !known.isEmpty ? known : [language]
        let frequency = judges.reduce(0) { $0 + (frequencies[$1] ?? 0) }
        let counts = ClauseStatistics.sum(of: judges, languages)
        return (
          language,
          ranking.weight(frequency: frequency, of: counts, pooledFrequency: pooled, of: pool)
        )
      })
    self.frequencies = frequencies
    self.languages = languages
  }

  /// Documents and words of several languages together.
  private static func sum(
    of judges: [Language], _ languages: [Language: Ranking.Counts]
  ) -> Ranking.Counts {
    var counts = Ranking.Counts()
    for language in judges {
      counts.documents += languages[language]?.documents ?? 0
      counts.words += languages[language]?.words ?? 0
    }
    return counts
  }

  /// What the clause weighs in a language in which it was found.
  func weight(in language: Language) -> Ranking.Weight {
    weights[language] ?? Ranking.Weight(inverseDocumentFrequency: 0, meanLength: 1)
  }
}

/// Reads conditions from the values of documents of one segment.
private struct PredicateReader {
  let segment: Segment

  init(_ segment: Segment) { self.segment = segment }

  func holds(
    _ predicate: DocumentPredicate, of document: UInt32
  ) throws(SearchIndexError) -> Bool {
    switch predicate {
    case .languages(let languages):
      for length in try segment.lengths(of: document)
      where languages.contains(segment.languages[Int(length.language)].language) {
        return true
      }
      return false
    case .dates(let range): return try segment.dates(of: document).contains { range.contains($0) }
    case .not(let inner): return try !holds(inner, of: document)
    case .all(let members):
      for member in members where try !holds(member, of: document) { return false }
      return true
    case .any(let members):
      for member in members where try holds(member, of: document) { return true }
      return false
    }
  }
}
