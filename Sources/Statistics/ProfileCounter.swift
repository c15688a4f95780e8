// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex
internal import TextAnalysis

/// Describes all languages of an index at once: each is measured against the sum of the others.
struct ProfileCounter {
  private let top: Int
  private let statistics: [LanguageStatistics]
  private var numbers = GroupNumbers()
  private var runs: [VocabularyRun] = []
  /// By group number: documents in order, with their tokens in the language.
  private var lengths: [[(document: Int, tokens: Int)]] = []
  private var documentCount = 0

  /// Starts profiles with the `top` first terms.
  init(_ snapshot: IndexSnapshot, top: Int) {
    self.top = top
    statistics = snapshot.languages
  }

  /// Reads a segment; segments come oldest first.
  mutating func add(_ segment: Segment) throws(SearchIndexError) {
    let groups = segment.languages.map { numbers.number(of: $0.language.code) }
    while lengths.count < numbers.keys.count { lengths.append([]) }
    for document in 0..<UInt32(segment.documentCount) where !segment.isDeleted(document) {
      for length in try segment.lengths(of: document) {
        lengths[groups[Int(length.language)]].append(
          (document: documentCount + Int(document), tokens: Int(length.words)))
      }
    }
    var run = VocabularyRun()
    let base = documentCount
    try segment.forEachTerm(.text) { form, entries throws(SearchIndexError) in
      var counts: [GroupCount] = []
      for entry in entries {
        var count = GroupCount(group: groups[Int(entry.language)], count: 0, firstDocument: 0)
        let postings = try segment.postings(entry)
        for (document, frequency) in zip(postings.documents, postings.frequencies)
        where !segment.isDeleted(document) {
          if count.count == 0 { count.firstDocument = base + Int(document) }
          count.count += Int(frequency)
        }
        if count.count > 0 { counts.append(count) }
      }
      run.append(form, counts)
    }
    run.sort()
    runs.append(run)
    documentCount += segment.documentCount
  }

  /// Ends the count.
  func profiles(of languages: [Language]) -> [LanguageProfile] {
    let sizes = numbers.keys.map { key in
      statistics.first { $0.language.code == key }?.words ?? 0
    }
    let wanted = Set(languages.map(\.code))
    let empty = GatheredVocabulary(frequent: TopList(limit: top), distinctive: TopList(limit: top))
    var gathered = numbers.keys.map { wanted.contains($0) ? empty : nil }
    let all = sizes.reduce(0, +)
    VocabularyMerge.forEachForm(of: runs) { form, counts in
      let sum = counts.reduce(0) { $0 + $1.count }
      var script: Script?
      for count in counts where gathered[count.group] != nil {
        let found = script ?? Script(ofForm: Array(form))
        script = found
        let ratio = LogLikelihood.ratio(
          count: count.count, of: sizes[count.group], against: sum - count.count,
          of: all - sizes[count.group])
        gathered[count.group]?.take(form, count, sum, found, ratio)
      }
    }
    return languages.compactMap { language in
      numbers.keys.firstIndex(of: language.code).flatMap { group in
        gathered[group].flatMap { profile(language, group, $0) }
      }
    }
  }

  private func profile(
    _ language: Language, _ group: Int, _ gathered: GatheredVocabulary
  ) -> LanguageProfile? {
    guard let counted = statistics.first(where: { $0.language == language }) else { return nil }
    var row = StatisticsRow(key: language.code)
    row.documents = counted.documents
    row.passages = counted.passages
    row.tokens = gathered.frequencies.reduce(0, +)
    row.types = gathered.frequencies.count
    row.hapaxes = gathered.frequencies.count { $0 == 1 }
    let scripts = gathered.scripts.sorted { ($1.value, $0.key.code) < ($0.value, $1.key.code) }
    return LanguageProfile(
      language: language, counts: row,
      topTerms: gathered.frequent.items.map { TermCount(term: $0.term, count: $0.count) },
      distinctiveTerms: gathered.distinctive.items.map {
        DistinctiveTerm(
          term: $0.term, count: $0.count, countInRest: $0.countInRest, logLikelihood: $0.weight)
      },
      scripts: scripts.map {
        ScriptShare(
          script: $0.key.code, tokens: $0.value, share: Double($0.value) / Double(row.tokens))
      },
      growth: VocabularyGrowthMeasure.growth(lengths: lengths[group], firsts: gathered.firsts),
      rankFrequency: VocabularyGrowthMeasure.rankFrequency(gathered.frequencies.sorted(by: >)))
  }
}

/// What is gathered of one language while the vocabulary passes by.
private struct GatheredVocabulary {
  var frequencies: [Int] = []
  var firsts: [Int] = []
  var scripts: [Script: Int] = [:]
  var frequent: TopList
  var distinctive: TopList

  /// Takes up a form of the language; `sum` counts it in all languages.
  mutating func take(
    _ form: ArraySlice<UInt8>, _ count: GroupCount, _ sum: Int, _ script: Script, _ ratio: Double?
  ) {
    frequencies.append(count.count)
    firsts.append(count.firstDocument)
    scripts[script, default: 0] += count.count
    let rest = sum - count.count
    frequent.insert(form, weight: Double(count.count), count: count.count, countInRest: rest)
    if let ratio { distinctive.insert(form, weight: ratio, count: count.count, countInRest: rest) }
  }
}

/// The heaviest terms met so far; among equals those first in byte order.
struct TopList {
  /// A term with its weight and counts.
  struct Item {
    /// The form.
    var term: String
    /// What it is ranked by.
    var weight: Double
    /// Occurrences in the language.
    var count: Int
    /// Occurrences elsewhere.
    var countInRest: Int
  }

  /// Heaviest first, at most `limit`.
  private(set) var items: [Item] = []
  private let limit: Int

  /// Starts empty.
  init(limit: Int) { self.limit = max(limit, 0) }

  /// Takes a term if it is among the heaviest; terms come in byte order.
  mutating func insert(_ form: ArraySlice<UInt8>, weight: Double, count: Int, countInRest: Int) {
    if items.count == limit, weight <= items.last?.weight ?? .infinity { return }
    let place = items.firstIndex { $0.weight < weight } ?? items.count
    items.insert(
      Item(
        term: String(decoding: form, as: UTF8.self), weight: weight, count: count,
        countInRest: countInRest), at: place)
    if items.count > limit { items.removeLast() }
  }
}
