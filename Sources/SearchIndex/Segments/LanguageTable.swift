// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// The languages of an index, numbered by code, with what ranking must know of each.
struct LanguageTable: Sendable {
  /// By number: the language, with counts of live documents; some may have none.
  let languages: [LanguageStatistics]
  /// By segment: the number of each language ordinal.
  let numbers: [[Int]]
  /// Documents and words of all languages together; a document counts once for each of its languages.
  let pool: Ranking.Counts
  /// The number of the unknown language; nil where no segment has it.
  let unknown: Int?

  /// Takes up the languages of segments.
  init(_ segments: [Segment]) {
    self.init(segments.map(\.languages))
  }

  /// Takes up lists of languages, each in the order of codes.
  private init(_ lists: [[LanguageStatistics]]) {
    if lists.count == 1 {
      languages = lists[0]
      numbers = [Array(lists[0].indices)]
      pool = lists[0].reduce(into: Ranking.Counts()) { pool, statistics in
        pool.documents += statistics.documents
        pool.words += statistics.words
      }
      unknown = lists[0].firstIndex { $0.language == .unknown }
      return
    }
    var totals: [Language: LanguageStatistics] = [:]
    for statistics in lists.joined() {
      totals[
        statistics.language,
        default: LanguageStatistics(
          language: statistics.language, documents: 0, passages: 0, words: 0)
      ].add(statistics)
    }
    languages = totals.values.sorted { $0.language < $1.language }
    var numberOf: [Language: Int] = [:]
    var pool = Ranking.Counts()
    for (number, statistics) in languages.enumerated() {
      numberOf[statistics.language] = number
      pool.documents += statistics.documents
      pool.words += statistics.words
    }
    self.pool = pool
    unknown = numberOf[.unknown]
    numbers = lists.map { $0.map { numberOf[$0.language] ?? 0 } }
  }

  /// Documents and words of a language.
  func counts(_ number: Int) -> Ranking.Counts {
    Ranking.Counts(documents: languages[number].documents, words: languages[number].words)
  }

  /// Documents and words of some languages together; of all for nil.
  func pool(of chosen: Set<Language>?) -> Ranking.Counts {
    guard let chosen else { return pool }
    var counts = Ranking.Counts()
    for statistics in languages where chosen.contains(statistics.language) {
      counts.documents += statistics.documents
      counts.words += statistics.words
    }
    return counts
  }
}

extension LanguageStatistics {
  /// Adds the counts of another segment.
  fileprivate mutating func add(_ other: LanguageStatistics) {
    documents += other.documents
    passages += other.passages
    words += other.words
  }
}
