// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex
internal import TextAnalysis

/// Describes languages of an index: each is measured against the sum of all others.
struct ProfileCounter {
  private let snapshot: IndexSnapshot
  private let statistics: [LanguageStatistics]
  private let languages: [Language]
  /// For each segment, by language ordinal, the index in `languages`; nil for one not asked for.
  private let wanted: [[Int?]]
  /// For each segment the place of its first document among those of all.
  private let bases: [Int]
  private var gathered: [GatheredVocabulary]

  /// Describes `languages`, each once, with the `top` first terms; those without a document are left
  /// out.
  static func profiles(
    _ snapshot: IndexSnapshot, of languages: [Language], top: Int
  ) throws(SearchIndexError) -> [LanguageProfile] {
    var counter = ProfileCounter(snapshot, of: languages, top: top)
    for segment in snapshot.segments.indices { try counter.addDocuments(segment) }
    try counter.addTypes()
    return zip(counter.languages, counter.gathered).compactMap { counter.profile($0, $1) }
  }

  private init(_ snapshot: IndexSnapshot, of asked: [Language], top: Int) {
    self.snapshot = snapshot
    var languages: [Language] = []
    for language in asked where !languages.contains(language) { languages.append(language) }
    self.languages = languages
    statistics = snapshot.languages
    wanted = snapshot.segments.map { segment in
      segment.languages.map { languages.firstIndex(of: $0.language) }
    }
    var bases: [Int] = []
    var end = 0
    for segment in snapshot.segments {
      bases.append(end)
      end += segment.documentCount
    }
    self.bases = bases
    let empty = GatheredVocabulary(frequent: TopList(limit: top), distinctive: TopList(limit: top))
    gathered = languages.map { _ in empty }
  }

  private func size(of language: Language) -> Int {
    statistics.first { $0.language == language }?.words ?? 0
  }

  /// Takes up how much of each document of a segment is in the languages, in the order of each.
  private mutating func addDocuments(_ number: Int) throws(SearchIndexError) {
    let segment = snapshot.segments[number]
    if wanted[number].allSatisfy({ $0 == nil }) { return }
    var lengths = gathered.map { _ in [(document: Int, tokens: Int)]() }
    for document in 0..<UInt32(segment.documentCount) where !segment.isDeleted(document) {
      for length in try segment.lengths(of: document) {
        guard let index = wanted[number][Int(length.language)] else { continue }
        let rank = segment.rank(of: document, inOrderOf: length.language)
        lengths[index].append((document: bases[number] + rank, tokens: Int(length.words)))
      }
    }
    for (index, own) in lengths.enumerated() {
      gathered[index].lengths += own.sorted { $0.document < $1.document }
    }
  }

  private mutating func addTypes() throws(SearchIndexError) {
    let sizes = languages.map(size)
    let all = statistics.reduce(0) { $0 + $1.words }
    try snapshot.forEachType { form, entries throws(SearchIndexError) in
      let counts = try counts(of: entries)
      if counts.isEmpty { return }
      let sum = entries.reduce(0) { $0 + $1.occurrences }
      let script = Script(ofForm: form)
      for (index, count) in counts {
        let ratio = LogLikelihood.ratio(
          count: count.tokens, of: sizes[index], against: sum - count.tokens,
          of: all - sizes[index])
        gathered[index].take(form, count, inRest: sum - count.tokens, script, ratio)
      }
    }
  }

  /// What each language asked for has of a type, by its index.
  private func counts(
    of entries: [TypeEntry]
  ) throws(SearchIndexError) -> [Int: TypeCount] {
    var counts: [Int: TypeCount] = [:]
    for type in entries {
      guard let index = wanted[type.segment][Int(type.entry.language)] else { continue }
      if counts[index] != nil {
        // A later segment: the type has appeared before.
        counts[index]?.tokens += type.occurrences
        continue
      }
      let segment = snapshot.segments[type.segment]
      guard let first = try segment.firstDocument(of: type.entry) else { continue }
      let rank = segment.rank(of: first, inOrderOf: type.entry.language)
      counts[index] = TypeCount(
        tokens: type.occurrences, firstDocument: bases[type.segment] + rank)
    }
    return counts
  }

  private func profile(
    _ language: Language, _ gathered: GatheredVocabulary
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
      growth: VocabularyGrowthMeasure.growth(lengths: gathered.lengths, firsts: gathered.firsts),
      rankFrequency: VocabularyGrowthMeasure.rankFrequency(gathered.frequencies.sorted(by: >)))
  }
}

/// What a language has of a type.
private struct TypeCount {
  /// Occurrences, more than 0.
  var tokens: Int
  /// The place of the first document that has it in the order of the language.
  var firstDocument: Int
}

/// What is gathered of one language while the vocabulary passes by.
private struct GatheredVocabulary {
  /// The documents in the order of the language, by place, with their tokens in it.
  var lengths: [(document: Int, tokens: Int)] = []
  var frequencies: [Int] = []
  var firsts: [Int] = []
  var scripts: [Script: Int] = [:]
  var frequent: TopList
  var distinctive: TopList

  /// Takes up a form of the language, which occurs `rest` times in all others.
  mutating func take(
    _ form: [UInt8], _ count: TypeCount, inRest rest: Int, _ script: Script, _ ratio: Double?
  ) {
    frequencies.append(count.tokens)
    firsts.append(count.firstDocument)
    scripts[script, default: 0] += count.tokens
    frequent.insert(form, weight: Double(count.tokens), count: count.tokens, countInRest: rest)
    if let ratio { distinctive.insert(form, weight: ratio, count: count.tokens, countInRest: rest) }
  }
}

/// The heaviest terms met so far; among equals those first in byte order.
struct TopList {
  /// A term with its weight and counts.
  struct Item {
    /// The form, UTF-8.
    var form: [UInt8]
    /// What it is ranked by.
    var weight: Double
    /// Occurrences in the language.
    var count: Int
    /// Occurrences elsewhere.
    var countInRest: Int
    /// The form as text.
    var term: String { String(decoding: form, as: UTF8.self) }

    /// Whether it stands before another.
    func isBefore(_ other: Item) -> Bool {
      weight != other.weight
        ? weight > other.weight : form.lexicographicallyPrecedes(other.form)
    }
  }

  /// Heaviest first, at most `limit`.
  private(set) var items: [Item] = []
  private let limit: Int

  /// Starts empty.
  init(limit: Int) { self.limit = max(limit, 0) }

  /// Takes a term if it is among the heaviest.
  mutating func insert(_ form: [UInt8], weight: Double, count: Int, countInRest: Int) {
    let item = Item(form: form, weight: weight, count: count, countInRest: countInRest)
    if items.count == limit, items.last.map({ !item.isBefore($0) }) ?? true { return }
    items.insert(item, at: items.firstIndex { item.isBefore($0) } ?? items.count)
    if items.count > limit { items.removeLast() }
  }
}
