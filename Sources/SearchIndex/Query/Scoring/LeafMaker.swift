// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Makes what the clauses of a plan find in the segments of a snapshot ready to be searched.
struct LeafMaker {
  let snapshot: IndexSnapshot
  let plan: Plan
  let ranking: Ranking
  /// The rung asked for.
  let match: Rung

  /// What a clause finds in a segment, by their numbers; it weighs `statistics`.
  ///
  /// - Throws: `corrupt`.
  func leaf(
    _ clause: Int, _ matches: ClauseMatches, _ statistics: ClauseStatistics, in index: Int,
    isScored: Bool
  ) throws(SearchIndexError) -> Leaf {
    let segment = snapshot.segments[index]
    switch matches {
    case .terms(let word):
      return try Leaf(
        word, scales(of: clause, statistics, word.languages, index),
        rungWeights: ranking.exactRungWeights, isScored: isScored, segment: segment)
    case .places(let languages):
      let table = try table(clause, languages, statistics, index, isScored: isScored)
      return Leaf(table: table, isScored: isScored, segment: segment)
    case .constant(let matches):
      let table = MatchTable(matches, boost: isScored ? plan.clauses[clause].boost : 0)
      return Leaf(table: table, isScored: isScored, segment: segment)
    }
  }

  /// What occurrences of a clause are worth in some languages of a segment, by rising ordinal.
  private func scales(
    of clause: Int, _ statistics: ClauseStatistics, _ languages: [UInt16], _ index: Int
  ) -> LanguageScales {
    LanguageScales(
      languages, statistics, boost: plan.clauses[clause].boost, in: snapshot.segments[index],
      numbers: snapshot.languageTable.numbers[index], ranking: ranking)
  }

  /// The table of a clause whose places were found beforehand.
  private func table(
    _ clause: Int, _ languages: [LanguageMatches], _ statistics: ClauseStatistics, _ index: Int,
    isScored: Bool
  ) throws(SearchIndexError) -> MatchTable {
    let scales = scales(of: clause, statistics, languages.map(\.language), index)
    let isConstant = isScored && plan.clauses[clause].isConstant
    let constant = FixedPoint.score(plan.clauses[clause].boost)
    let coarsest = plan.clauses[clause].rung(ofQuery: match)
    // Taken out of the segment and the ranking once, not for each document.
    let values = snapshot.segments[index].values
    let rungWeights = ranking.exactRungWeights
    var rows: [(document: UInt32, score: FixedScore, rung: Rung)] = []
    rows.reserveCapacity(languages.reduce(0) { $0 + $1.documents.count })
    for (matches, scale) in zip(languages, scales.all) {
      for (document, counts) in zip(matches.documents, matches.counts) {
        var score = isConstant ? constant : 0
        if isScored, !isConstant {
          let words = try values.words(of: document, in: matches.language)
          score = scale.score(
            Ranking.weightedFrequency(counts, rungWeights, upTo: coarsest), words: words)
        }
        rows.append((document, score, counts.finestRung))
      }
    }
    if languages.count > 1 { rows.sort { $0.document < $1.document } }
    var documents: [UInt32] = []
    var scores: [FixedScore] = []
    var rungs: [Rung] = []
    for row in rows {
      if documents.last == row.document {
        let last = documents.count - 1
        if !isConstant { scores[last] &+= row.score }
        rungs[last] = min(rungs[last], row.rung)
      } else {
        documents.append(row.document)
        scores.append(row.score)
        rungs.append(row.rung)
      }
    }
    return MatchTable(documents: documents, scores: scores, rungs: rungs)
  }
}

extension LanguageScales {
  /// What occurrences of a clause are worth in some languages of a segment, by rising ordinal.
  ///
  /// `numbers` are those of the segment's languages in the index.
  init(
    _ languages: [UInt16], _ statistics: ClauseStatistics, boost: Double, in segment: Segment,
    numbers: [Int], ranking: Ranking
  ) {
    let scales = languages.map { language in
      LanguageScale(
        language: language, documents: segment.values.documents(mainLanguage: language),
        weight: statistics.weight(in: numbers[Int(language)]), boost: boost, ranking: ranking)
    }
    self.init(scales, languages: segment.languages.count)
  }
}

extension Leaf {
  /// Makes a leaf of the lists of a word.
  ///
  /// - Throws: `corrupt`.
  init(
    _ word: MatchedWord, _ scales: LanguageScales, rungWeights: [Double], isScored: Bool,
    segment: Segment
  ) throws(SearchIndexError) {
    if word.terms.isEmpty {
      self.init(table: .empty, isScored: isScored, segment: segment)
      return
    }
    var lists: [ListReader] = []
    lists.reserveCapacity(word.terms.count)
    for matched in word.terms {
      lists.append(try ListReader(matched, in: segment, scales, rungWeights: rungWeights))
    }
    self.init(lists: lists, scales: scales, isScored: isScored, segment: segment)
  }
}

extension MatchedWord {
  /// The language ordinals of all matching variants, rising.
  var languages: [UInt16] {
    var languages: [UInt16] = []
    languages.reserveCapacity(terms.reduce(0) { $0 + $1.rungs.count })
    for matched in terms {
      for (index, variant) in matched.term.variants.enumerated()
      where matched.rungs[index] != nil && languages.last != variant.language {
        languages.append(variant.language)
      }
    }
    if terms.count == 1 { return languages }
    return Set(languages).sorted()
  }
}
